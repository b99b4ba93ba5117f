// Renames as SQLite carries them out. An ALTER TABLE changes the text of all that mentions the
// name; a table that is built anew has to say the new one.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::sqlite {

/// Renames one after the other, as SQLite takes them: a name that differs from another one in
/// letter case alone counts as taken. What has it, and goes on to a name of its own later, steps
/// aside.
template <class Name>
class Renaming {
 public:
  explicit Renaming(std::vector<Name> names) : names_(std::move(names)) {}

  void comes(const Name& name) { names_.push_back(name); }
  void goes(const Name& name) { std::erase(names_, now(name)); }

  /// What is called so by the operations.
  Name now(const Name& name) const {
    const auto aside = aside_.find(name);
    return aside == aside_.end() ? name : aside->second;
  }

  /// The other one that has the name, or null.
  const Name* in_the_way(const Name& from, const Name& to) const;

  /// One, or several where something is in the way.
  std::vector<std::pair<Name, Name>> steps(const Name& from, const Name& to);

 private:
  std::pair<Name, Name> put_aside(const Name& name);

  std::vector<Name> names_;
  std::map<Name, Name> aside_;
};

/// Into checks, computed columns and indexes of the column's own table.
void rename_in_sql(Table& table, const RenameColumn& rename);

/// Into foreign keys that refer to it.
void rename_targets(Schema& schema, const RenameColumn& rename);

}  // namespace tenon::schema::sqlite

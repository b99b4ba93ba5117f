// What of a schema is still there under which name: the tables and columns that a change keeps.
// Operations, statements and a live database each give one; where they differ, rows are lost or
// kept that should not be.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "schema/operation.hpp"

namespace tenon::schema {

/// A table, a column or a value of an enum type that has another name than before.
struct Renaming {
  enum class Kind { table, column, value };
  Kind kind = Kind::column;
  TableName before;  ///< the table; value: the type
  TableName now;     ///< the same under its name afterwards
  std::string from;  ///< kind column and value
  std::string to;

  friend bool operator==(const Renaming& a, const Renaming& b) = default;
  friend bool operator<(const Renaming& a, const Renaming& b);
};

using Renamings = std::set<Renaming>;

/// A table, or with `column` one of its columns, by the names before a change.
struct Item {
  TableName table;
  std::string column;

  friend bool operator==(const Item& a, const Item& b) = default;
  friend bool operator<(const Item& a, const Item& b);
};

using Items = std::set<Item>;

/// For people: `rename column users.bio to about`.
std::string describe(const Renaming& renaming);

/// Follows names through a change, one step after the other. What is not there is not followed.
class Lineage {
 public:
  explicit Lineage(const Schema& before);

  void create(const TableName& table);
  void drop(const TableName& table);
  void rename(const TableName& from, const TableName& to);
  void add(const TableName& table, const std::string& column);
  void drop(const TableName& table, const std::string& column);
  void rename(const TableName& table, const std::string& from, const std::string& to);

  /// What the table or the column was before the change; none: it is new.
  std::optional<TableName> origin(const TableName& table) const;
  std::optional<std::string> origin(const TableName& table, const std::string& column) const;
  /// The table has been made anew, and is what `old` was. `columns`: those of now and what they
  /// were before the change.
  void inherit(const TableName& table, const TableName& old,
               std::map<std::string, std::string> columns);

  Renamings renamings() const;
  /// What is no longer there under any name; of a table that went, not its columns.
  Items gone() const;

 private:
  struct Entry {
    std::optional<TableName> was;
    std::map<std::string, std::string> columns;  ///< its name now, and before
  };
  std::map<TableName, Entry> tables_;
  std::map<TableName, std::set<std::string>> before_;
};

/// What the operations rename.
Renamings renamings(const Operations& operations, const Schema& before);

/// What the operations drop, and columns that they make anew.
Items gone(const Operations& operations, const Schema& before);

}  // namespace tenon::schema

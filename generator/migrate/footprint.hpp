// What a revision touches: the tables, columns, constraints, types and names that its operations
// change or rely on. Two branches whose footprints have nothing in common lead to one schema in
// whichever order they run.
#pragma once

#include <string>
#include <vector>

#include "migrate/store.hpp"

namespace tenon::migrate {

/// Something of the schema that an operation touches.
struct Touch {
  enum class Kind {
    table,  ///< all of it: made, dropped, renamed
    column,
    key,  ///< that `name`, columns with commas, is unique
    primary_key,
    constraint,  ///< or an index
    comment,
    contents,  ///< SQLite: the table is made anew as the revision knew it
    name,      ///< the name of something new, which is taken then
    enum_type,
    view,
    view_sql,   ///< `name` is a view's query: it reads what it mentions
    table_sql,  ///< `name` is SQL about columns of the table
    free_sql    ///< `name` is SQL that somebody wrote into the script
  };
  Kind kind = Kind::table;
  schema::TableName table;  ///< a view's and an enum type's own name, too
  std::string name;         ///< of what is inside the table
  bool changes = true;      ///< false: relies on it
  bool adds = false;        ///< it was not there before
  std::string operation;    ///< for people: what touches it
};

/// For people: `column users.bio`.
std::string describe(const Touch& touch);

/// What the revision touches, in the order of its operations; `before` is the schema that it starts
/// from.
std::vector<Touch> footprint(const StoredRevision& revision, const schema::Schema& before);

/// What the two have in common, in words; "" when each may run before the other.
std::string in_common(const Touch& a, const Touch& b);

}  // namespace tenon::migrate

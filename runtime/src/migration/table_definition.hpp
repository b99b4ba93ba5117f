// What a CREATE TABLE of SQLite says, part by part, so that two of them can be compared by what
// they mean: names in any case and quotes, constraints at a column or behind all of them, with a
// name or without one. A word that the reader does not know is a part of its own.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::detail {

struct TableDefinition {
  struct Column {
    std::string name;  ///< as it is written
    std::string type;  ///< likewise; "" where none is said
  };
  struct Part {
    std::string meaning;            ///< equal where two parts are
    std::string targets;            ///< a foreign key: its columns over there, "" for the key of it
    std::string text;               ///< for people
    std::set<std::string> columns;  ///< that it is about, folded; empty: the whole table
  };

  std::vector<Column> columns;
  std::vector<Part> parts;

  const Column* find(std::string_view column) const;
  bool has(const Part& part) const;
};

TableDefinition read_table_definition(std::string_view sql);

/// What `live` has and a table that is built anew would lose: it is neither in `known`, from which
/// the new table was planned, nor in `made`, the new table. What goes together with a column that
/// is in `known` and not in `made` is no loss. `copied`: the columns, folded, whose values the new
/// table gets. For people, in the order of the table.
std::vector<std::string> unknown_parts(const TableDefinition& live, const TableDefinition& known,
                                       const TableDefinition& made,
                                       const std::set<std::string>& copied);

/// Values that SQLite would make others as it copies them into a strict table's column.
struct Conversion {
  std::string column;
  std::string condition;  ///< SQL: whether a row has one
  std::string what;       ///< for people: "are no text"
};

/// Where the live column keeps values of more kinds than the planned one, which the new table has,
/// and no error tells of them.
std::vector<Conversion> silent_conversions(const TableDefinition& live,
                                           const TableDefinition& known,
                                           const TableDefinition& made);

}  // namespace tenon::detail

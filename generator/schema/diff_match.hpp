// The part of a diff that finds what stayed, under which name: tables and columns of two schemas by
// their names and by declared renames. Private to diff.
#pragma once

#include <string>
#include <vector>

#include "schema/diff.hpp"
#include "schema/operation.hpp"

namespace tenon::schema {

/// A declared rename that takes effect.
struct Rename {
  std::string from;
  std::string to;
};

/// A table that both schemas have.
struct TablePair {
  const Table* old_table;  ///< as it was
  Table renamed;           ///< as it was, with all renames done: what the rest is compared with
  const Table* new_table;  ///< as it shall be
  std::vector<Rename> columns;
  TableName name() const { return {new_table->schema, new_table->name}; }
  TableName old_name() const { return {old_table->schema, old_table->name}; }
};

struct Matching {
  std::vector<TablePair> pairs;
  std::vector<const Table*> dropped;
  std::vector<const Table*> added;
  Operations renames;  ///< of tables, then of columns
  std::vector<UnusedName> unused;
};

/// The result points into both schemas.
Matching match_tables(const Schema& from, const Schema& to);

/// The name that a column had before the renames.
const std::string& old_name_of(const TablePair& pair, const std::string& name);

/// Whether nothing happens to the columns that this one is computed from.
bool has_steady_sources(const TablePair& pair, const Column& computed);

/// Whether a column stays, whatever else happens to the table. One that is computed is made anew
/// when its expression or type is another, or when something happens to what it is computed from.
bool is_steady(const TablePair& pair, const Column& old, const Column& wanted);

/// Without what only a diff asks for: `was`, former names, backfills, renamed values.
Column plain(Column column);
Table plain(Table table);

/// The same as it is made: a revision that stands for others says former names.
Column made(const Column& column);
Table made(const Table& table);

}  // namespace tenon::schema

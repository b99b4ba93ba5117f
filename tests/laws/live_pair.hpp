// A pair of random schemas whose migration has to succeed on tables with rows: row i holds “value
// i” in each column (row 3 holds NULL where it may), so that keys hold and values can be followed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/sql_scanner.hpp>

#include "laws/random_schema.hpp"
#include "schema/operation.hpp"

namespace tenon::laws {

constexpr int rows_per_table = 3;

/// A column's place: its table and its name.
using ColumnPlace = std::pair<schema::TableName, std::string>;

/// What the operations leave of the old schema, by the new names.
struct Survivors {
  std::map<schema::TableName, schema::TableName> tables;
  std::map<ColumnPlace, ColumnPlace> columns;
};
Survivors survivors(const schema::Schema& before, const schema::Operations& operations);

struct LivePair {
  schema::Schema a;
  schema::Schema b;
  schema::Operations operations;
};

/// The next pair; `dialect` decides how backfills are spelled.
LivePair next_live_pair(RandomSchema& random, Dialect dialect);

/// A pair of which nobody knows whether its migration succeeds on the rows of `a`.
LivePair next_wild_pair(RandomSchema& random);

/// “Value i” of the type as SQL.
std::string literal(Dialect dialect, const schema::ColumnType& type, int i);

}  // namespace tenon::laws

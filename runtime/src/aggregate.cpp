#include <tenon/aggregate.hpp>

#include <cmath>

#include <tenon/error.hpp>

#include "composer.hpp"

namespace tenon::detail {

namespace {

bool is_integer(ValueKind kind) {
  return kind == ValueKind::int16 || kind == ValueKind::int32 || kind == ValueKind::int64;
}

bool is_float(ValueKind kind) { return kind == ValueKind::float32 || kind == ValueKind::float64; }

// PostgreSQL gives the sum of bigint as numeric and that of real as real: here all integers have
// one type of sum, and all floating point numbers.
void add_sum(Composer& sql, const ColumnInfo& column) {
  const bool is_postgresql = sql.dialect() == Dialect::postgresql;
  sql.add("sum(").add_column(column);
  if (is_postgresql && is_float(column.kind)) sql.add("::double precision");
  sql.add(")");
  if (is_postgresql && is_integer(column.kind)) sql.add("::bigint");
}

void add_value(Composer& sql, const AggregateQuery& query) {
  switch (query.function) {
    case Function::count:
      sql.add("count(*)");
      return;
    case Function::count_distinct:
      sql.add("count(distinct ").add_column(query.column).add(")");
      return;
    case Function::sum:
      return add_sum(sql, query.column);
    case Function::min:
    case Function::max:
      sql.add(query.function == Function::min ? "min(" : "max(");
      sql.add_ordered(query.column).add(")");
      if (sql.is_read_otherwise(query.column)) sql.add("::text");
      return;
    case Function::avg:
      sql.add("avg(").add_column(query.column).add(")");
      if (sql.dialect() == Dialect::postgresql) sql.add("::double precision");
      return;
  }
}

}  // namespace

Rows run(Session& session, const Table& table, const Filter& where, const AggregateQuery& query) {
  const bool is_of_numbers = query.function == Function::sum || query.function == Function::avg;
  if (is_of_numbers && session.dialect() == Dialect::sqlite && is_text_on_sqlite(query.column)) {
    throw Error{ErrorKind::misuse,
                "SQLite holds a Decimal of more than 18 digits as text, which has neither sum nor "
                "average"};
  }
  Composer sql{session.dialect(), table};
  sql.add("select ");
  std::vector<Order> order;
  for (const ColumnInfo& key : query.keys) {
    sql.add_read(key).add(", ");
    order.push_back({key, false});
  }
  add_value(sql, query);
  sql.add("\nfrom ").add(table.name_in(session.dialect()));
  sql.add_seen(table, Removed::hidden);
  sql.add_where(where);
  std::string_view separator = "\ngroup by ";
  for (const ColumnInfo& key : query.keys) {
    sql.add(separator).add_column(key);
    separator = ", ";
  }
  sql.add_order(order);
  return sql.query(session);
}

std::optional<double> average(const Row& row, int at, const ColumnInfo& column, Dialect dialect) {
  std::optional<double> value;
  row.get(at, value);
  if (value && dialect == Dialect::sqlite && column.kind == ValueKind::decimal)
    *value /= std::pow(10.0, column.numeric.scale);
  return value;
}

}  // namespace tenon::detail

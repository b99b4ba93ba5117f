#include <tenon/table.hpp>

#include <algorithm>

#include <tenon/error.hpp>

#include "query/cursor_text.hpp"
#include "query/render.hpp"

namespace tenon {
namespace {

using detail::SqlBuilder;
using detail::Value;

/// The order that was asked for, then what of the key is not in it.
std::vector<Order> total_order(const TableInfo& table, const std::vector<Order>& asked) {
  std::vector<Order> order;
  const auto add = [&](const Order& key) {
    const bool known = std::any_of(order.begin(), order.end(), [&](const Order& other) {
      return other.column.index == key.column.index;
    });
    if (!known) order.push_back(key);
  };
  for (const Order& key : asked) add(key);
  for (std::size_t i = 0; i < table.key_size; ++i) add({table.key[i], false});
  return order;
}

std::uint64_t shape_of(const TableInfo& table, const std::vector<Order>& order) {
  std::string text = table.name;
  for (const Order& key : order)
    text += (key.descending ? ">" : "<") + std::string(key.column.name);
  return hash_of(text);
}

/// Whether `(a, b) > ($1, $2)` says it: no NULLs, one direction.
bool is_plain(const std::vector<Order>& order) {
  return std::all_of(order.begin(), order.end(), [&](const Order& key) {
    return !key.column.nullable && key.descending == order.front().descending;
  });
}

/// `key` lies behind the value, in an order in which NULL is greater than everything.
void add_behind(SqlBuilder& sql, const Order& key, const Param& value, int& number) {
  const auto compare = [&](const char* op) {
    sql.name(key.column.name).add(op);
    if (number > 0) {
      sql.again(number);
    } else {
      number = sql.bind(value);
    }
  };
  if (key.descending) {
    if (value.is_null()) {
      sql.name(key.column.name).add(" is not null");
    } else {
      compare(" < ");
    }
  } else if (value.is_null()) {
    sql.add("1 = 0");
  } else if (key.column.nullable) {
    sql.add("(");
    compare(" > ");
    sql.add(" or ").name(key.column.name).add(" is null)");
  } else {
    compare(" > ");
  }
}

/// The rows behind the values: the first key lies behind, or it is equal and the second lies
/// behind, and so on.
void add_keyset(SqlBuilder& sql, const std::vector<Order>& order,
                const std::vector<Value>& values) {
  if (is_plain(order)) {
    sql.add("(");
    for (std::size_t i = 0; i < order.size(); ++i)
      sql.add(i == 0 ? "" : ", ").name(order[i].column.name);
    sql.add(order.front().descending ? ") < (" : ") > (");
    for (std::size_t i = 0; i < order.size(); ++i) {
      sql.add(i == 0 ? "" : ", ");
      sql.bind(values[i].param());
    }
    sql.add(")");
    return;
  }
  std::vector<int> numbers(order.size(), 0);
  sql.add("(");
  for (std::size_t last = 0; last < order.size(); ++last) {
    sql.add(last == 0 ? "(" : " or (");
    for (std::size_t i = 0; i < last; ++i) {
      sql.name(order[i].column.name);
      if (values[i].param().is_null()) {
        sql.add(" is null and ");
      } else {
        sql.add(" = ").again(numbers[i]).add(" and ");
      }
    }
    add_behind(sql, order[last], values[last].param(), numbers[last]);
    sql.add(")");
  }
  sql.add(")");
}

void add_order(SqlBuilder& sql, const std::vector<Order>& order) {
  for (std::size_t i = 0; i < order.size(); ++i) {
    sql.add(i == 0 ? "\norder by " : ", ")
        .name(order[i].column.name)
        .add(order[i].descending ? " desc" : "");
    if (order[i].column.nullable) sql.add(order[i].descending ? " nulls first" : " nulls last");
  }
}

Rows run(Session& session, SqlBuilder& sql) {
  return session.query(DynamicStatement{sql.take_sql()}, Params{sql.params()});
}

Rows run_list(Session& session, const TableInfo& table, const ListOptions& options,
              const std::vector<Order>& order, std::uint64_t shape) {
  if (options.limit < 1 || options.offset < 0)
    throw Error{ErrorKind::bad_value, "a page has at least one row, and an offset is not negative"};
  if (options.offset > 0 && !options.after.empty())
    throw Error{ErrorKind::bad_value, "a page begins behind a cursor or at an offset, not both"};
  std::vector<Value> after;
  if (!options.after.empty()) after = detail::read_cursor(options.after, shape, order);
  SqlBuilder sql(session.dialect());
  sql.add("select ").add(table.columns).add("\nfrom ").add(table.name_in(session.dialect()));
  const char* before = "\nwhere ";
  if (!options.where.empty()) {
    sql.add(before).filter(options.where);
    before = " and ";
  }
  if (!after.empty()) {
    sql.add(before);
    add_keyset(sql, order, after);
  }
  add_order(sql, order);
  sql.add("\nlimit ");
  sql.bind(std::int64_t{options.limit} + 1);  // one more tells whether there is a next page
  if (options.offset > 0) {
    sql.add(" offset ");
    sql.bind(options.offset);
  }
  return run(session, sql);
}

/// The value of an order's key in a row of the entity.
Value value_in(const Row& row, const ColumnInfo& column) {
  if (row.is_null(column.index)) return Value{Param::null(column.kind)};
  const auto read = [&](auto value) {
    row.get(column.index, value);
    return Value{Param{value}};
  };
  switch (column.kind) {
    case ValueKind::boolean:
      return read(bool{});
    case ValueKind::int16:
      return read(std::int16_t{});
    case ValueKind::int32:
      return read(std::int32_t{});
    case ValueKind::float32:
      return read(float{});
    case ValueKind::float64:
      return read(double{});
    case ValueKind::text:
      return read(std::string{});
    case ValueKind::bytes:
      return read(Bytes{});
    case ValueKind::uuid:
      return read(Uuid{});
    case ValueKind::timestamp:
      return read(Timestamp{});
    case ValueKind::date:
      return read(Date{});
    case ValueKind::decimal: {
      Decimal decimal;
      row.get(column.index, decimal, column.numeric);
      return Value{Param{decimal, column.numeric}};
    }
    default:
      return read(std::int64_t{});
  }
}

}  // namespace

Listing::Listing(Session& session, const TableInfo& table, const ListOptions& options)
    : order_(total_order(table, options.order)),
      shape_(shape_of(table, order_)),
      left_(options.limit),
      rows_(run_list(session, table, options, order_, shape_)) {}

const Row* Listing::next() {
  if (!rows_.next()) return nullptr;
  if (left_ == 0) {
    has_more_ = true;
    return nullptr;
  }
  if (--left_ == 0) {
    last_.clear();
    for (const Order& key : order_) last_.push_back(value_in(rows_.row(), key.column));
  }
  return &rows_.row();
}

std::string Listing::cursor() const {
  return has_more_ ? detail::write_cursor(shape_, last_) : std::string{};
}

std::int64_t count(Session& session, const TableInfo& table, const Filter& where) {
  SqlBuilder sql(session.dialect());
  sql.add("select count(*)\nfrom ").add(table.name_in(session.dialect()));
  if (!where.empty()) sql.add("\nwhere ").filter(where);
  Rows rows = run(session, sql);
  rows.next();
  return rows.row().get<std::int64_t>(0);
}

bool exists(Session& session, const TableInfo& table, const Filter& where) {
  SqlBuilder sql(session.dialect());
  sql.add("select 1\nfrom ").add(table.name_in(session.dialect()));
  if (!where.empty()) sql.add("\nwhere ").filter(where);
  sql.add("\nlimit 1");
  return run(session, sql).next();
}

Rows update(Session& session, const TableInfo& table, const Assignments& set, Params key) {
  SqlBuilder sql(session.dialect());
  sql.add("update ").add(table.name_in(session.dialect())).add("\nset ");
  for (std::size_t i = 0; i < set.names_.size(); ++i) {
    sql.add(i == 0 ? "" : ", ").name(set.names_[i]).add(" = ");
    sql.bind(set.params_[i]);
  }
  for (std::size_t i = 0; i < key.size(); ++i) {
    sql.add(i == 0 ? "\nwhere " : " and ").name(table.key[i].name).add(" = ");
    sql.bind(key[i]);
  }
  sql.add("\nreturning ").add(table.columns);
  return run(session, sql);
}

void throw_not_found(const char* entity) {
  throw Error{ErrorKind::not_found, std::string("there is no ") + entity + " with this key"};
}

}  // namespace tenon

#include "composer.hpp"

#include <algorithm>

#include <tenon/error.hpp>
#include <tenon/relation.hpp>

namespace tenon::detail {

namespace {

std::string_view operator_text(Filter::Kind kind) {
  switch (kind) {
    case Filter::Kind::equal:
      return " = ";
    case Filter::Kind::not_equal:
      return " <> ";
    case Filter::Kind::less:
      return " < ";
    case Filter::Kind::less_equal:
      return " <= ";
    case Filter::Kind::greater:
      return " > ";
    case Filter::Kind::greater_equal:
      return " >= ";
    default:
      return " ";
  }
}

bool ends_in_escape(std::string_view pattern) {
  std::size_t count = 0;
  while (count < pattern.size() && pattern[pattern.size() - 1 - count] == '\\') ++count;
  return count % 2 == 1;
}

// SQLite's LIKE takes upper and lower case of ASCII for the same; its GLOB does not.
std::string glob_of(std::string_view pattern) {
  std::string glob;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    char c = pattern[at];
    if (c == '%') {
      glob += '*';
      continue;
    }
    if (c == '_') {
      glob += '?';
      continue;
    }
    if (c == '\\' && at + 1 < pattern.size()) c = pattern[++at];
    if (c == '*' || c == '?' || c == '[') {
      glob += {'[', c, ']'};
    } else {
      glob += c;
    }
  }
  return glob;
}

}  // namespace

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    text += c;
    if (c == '"') text += c;
  }
  return text += '"';
}

bool is_text_on_sqlite(const ColumnInfo& column) {
  constexpr int most_digits_of_an_integer = 18;
  const int precision = column.numeric.precision;
  return column.kind == ValueKind::decimal &&
         (precision == 0 || precision > most_digits_of_an_integer);
}

std::vector<Order> total_order(const Table& table, const std::vector<Order>& wanted) {
  std::vector<Order> order = wanted;
  for (std::size_t i = 0; i < table.key_size; ++i) {
    const ColumnInfo& column = table.key[i];
    const bool is_there = std::any_of(order.begin(), order.end(), [&](const Order& part) {
      return std::string_view{part.column.name} == column.name;
    });
    if (!is_there) order.push_back({column, false});
  }
  return order;
}

Composer& Composer::add_name(std::string_view name) { return add(quoted(name)); }

std::string Composer::column_text(const ColumnInfo& column) const {
  if (column.table == scope_.table) return scope_.prefix + quoted(column.name);
  throw Error{ErrorKind::misuse, "a filter or an order of rows of " +
                                     std::string{scope_.table->name} +
                                     " names a column of another table, " + quoted(column.name)};
}

Composer& Composer::add_column(const ColumnInfo& column) { return add(column_text(column)); }

Composer& Composer::add_ordered(const ColumnInfo& column) {
  add_column(column);
  if (dialect_ == Dialect::sqlite && is_text_on_sqlite(column)) add(" collate tenon_decimal");
  return *this;
}

bool Composer::is_read_otherwise(const ColumnInfo& column) const {
  return column.read != nullptr && dialect_ == Dialect::postgresql;
}

Composer& Composer::add_read(const ColumnInfo& column) {
  const std::string own = column_text(column);
  return add(is_read_otherwise(column) ? column.read : std::string_view{own});
}

Rows Composer::query(Session& session) const {
  try {
    return session.query(statement(), params_);
  } catch (Error& error) {
    for (const Argument& one : arguments_)
      if (one.parameter == error.parameter()) error.set_argument(one.name);
    throw;
  }
}

Composer& Composer::add_param(const Param& param, std::string_view argument) {
  params_.push_back(param);
  if (!argument.empty()) arguments_.push_back({static_cast<int>(params_.size()), argument});
  text_ += '$';
  text_ += std::to_string(params_.size());
  return *this;
}

Composer& Composer::add_condition() {
  add(has_condition_ ? "\nand " : "\nwhere ");
  has_condition_ = true;
  return *this;
}

Composer& Composer::add_where(const Filter& filter) {
  if (filter.is_empty()) return *this;
  patterns_.reserve(patterns_.size() + filter.nodes().size());
  add_condition();
  add_node(filter.nodes(), filter.nodes().size() - 1);
  return *this;
}

// Where the operand that ends at `last` begins.
std::size_t Composer::begin_of(const std::vector<Filter::Node>& nodes, std::size_t last) const {
  std::size_t wanted = 1;
  std::size_t at = last + 1;
  while (wanted > 0) {
    --at;
    --wanted;
    const Filter::Kind kind = nodes[at].kind;
    if (kind == Filter::Kind::negation || kind == Filter::Kind::related) wanted += 1;
    if (kind == Filter::Kind::both || kind == Filter::Kind::either) wanted += 2;
  }
  return at;
}

void Composer::add_operands(const std::vector<Filter::Node>& nodes, std::size_t at,
                            Filter::Kind kind) {
  if (nodes[at].kind != kind) return add_node(nodes, at);
  add_operands(nodes, begin_of(nodes, at - 1) - 1, kind);
  add(kind == Filter::Kind::both ? " and " : " or ");
  add_operands(nodes, at - 1, kind);
}

void Composer::add_node(const std::vector<Filter::Node>& nodes, std::size_t at) {
  const Filter::Node& node = nodes[at];
  switch (node.kind) {
    case Filter::Kind::both:
    case Filter::Kind::either:
      add("(");
      add_operands(nodes, at, node.kind);
      add(")");
      return;
    case Filter::Kind::negation:
      add("not (");
      add_node(nodes, at - 1);
      add(")");
      return;
    case Filter::Kind::is_null:
      add_column(node.column).add(" is null");
      return;
    case Filter::Kind::is_not_null:
      add_column(node.column).add(" is not null");
      return;
    case Filter::Kind::every_row:
      add("1 = 1");
      return;
    case Filter::Kind::related:
      add_related(nodes, at);
      return;
    case Filter::Kind::in:
      add_in(node);
      return;
    case Filter::Kind::like:
      add_like(node);
      return;
    case Filter::Kind::contains:
      add_contains(node);
      return;
    default:
      add_comparison(node);
      return;
  }
}

std::string Composer::name_of_scope() const {
  return scope_.prefix.empty() ? std::string{scope_.table->name_in(dialect_)} + "." : scope_.prefix;
}

// Every inner table has an alias of its own, so that rows of one table are told apart. The table of
// the statement has none; another first letter than that of its name keeps it seen.
void Composer::add_related(const std::vector<Filter::Node>& nodes, std::size_t at) {
  const Relation& relation = *nodes[at].relation;
  if (&relation.here() != scope_.table)
    throw Error{ErrorKind::misuse, "a filter of rows of " + std::string{scope_.table->name} +
                                       " has a relation of " + relation.here().name};
  const Scope outer = scope_;
  std::string here = name_of_scope();
  std::string conditions;
  std::string_view separator = "exists (select 1 from ";
  for (const Relation::Step& step : relation.steps()) {
    if (step.size == 0) break;
    const std::string alias = alias_letter_ + std::to_string(++aliases_);
    add(separator).add(step.table->name_in(dialect_)).add(" as ").add(alias);
    separator = ", ";
    for (int i = 0; i < step.size; ++i) {
      conditions += conditions.empty() ? " where " : " and ";
      conditions +=
          alias + "." + quoted(step.joins[i].there) + " = " + here + quoted(step.joins[i].here);
    }
    if (*step.table->mark != '\0')
      conditions += " and " + alias + "." + step.table->mark + " is null";
    here = alias + ".";
    scope_ = {step.table, here};
  }
  add(conditions);
  if (nodes[at - 1].kind != Filter::Kind::every_row) {
    add(" and ");
    add_node(nodes, at - 1);
  }
  add(")");
  scope_ = outer;
}

void Composer::add_comparison(const Filter::Node& node) {
  const bool is_equality = node.kind == Filter::Kind::equal || node.kind == Filter::Kind::not_equal;
  is_equality ? add_column(node.column) : add_ordered(node.column);
  add(operator_text(node.kind));
  add_param(node.value.param(node.column), node.argument);
  if (node.column.is_list) add_list_cast(node.column.kind);
}

void Composer::add_list_cast(ValueKind kind) {
  if (dialect_ != Dialect::postgresql) return;
  // Between arrays of two types PostgreSQL has no operators; others are sent as what they are.
  if (kind == ValueKind::int16) add("::smallint[]");
  if (kind == ValueKind::int32) add("::integer[]");
  if (kind == ValueKind::float32) add("::real[]");
}

// On PostgreSQL the operator that a GIN index answers; the list has one element.
void Composer::add_contains(const Filter::Node& node) {
  const Param list = node.value.param(node.column);
  const std::string column = column_text(node.column);
  if (dialect_ == Dialect::postgresql) {
    add(column).add(" @> ").add_param(list, node.argument);
    add_list_cast(node.column.kind);
  } else {
    add("case when ").add(column).add(" is not null then exists (select 1 from json_each(");
    add(column).add(") where value = (select value from json_each(").add_param(list, node.argument);
    add("))) end");
  }
}

void Composer::add_in(const Filter::Node& node) {
  const Param list = node.value.param(node.column);
  add_column(node.column);
  if (dialect_ == Dialect::postgresql) {
    add(" = any(").add_param(list, node.argument).add(")");
  } else {
    add(" in (select value from tenon_array(").add_param(list, node.argument).add("))");
  }
}

void Composer::add_like(const Filter::Node& node) {
  const Param pattern = node.value.param({});
  // PostgreSQL says so too, but only of a row that the rest matches, and ends the transaction.
  if (ends_in_escape(pattern.text()))
    throw Error{ErrorKind::bad_value, "a pattern ends with a \\ that stands before nothing"}
        .set_argument(node.argument);
  add_column(node.column);
  if (dialect_ == Dialect::postgresql) {
    // Letter by letter, which is what LIKE does whatever the collation is.
    if (node.column.is_collated) add(" collate \"C\"");
    add(" like ").add_param(pattern, node.argument);
  } else {
    add(" glob ").add_param(patterns_.emplace_back(glob_of(pattern.text())), node.argument);
  }
}

Composer& Composer::add_seen(const Table& table, Removed removed) {
  const std::string_view mark = table.mark;
  if (mark.empty() && removed != Removed::hidden)
    throw Error{ErrorKind::misuse, "this table keeps no removed rows"};
  if (mark.empty() || removed == Removed::included) return *this;
  return add_condition().add(mark).add(removed == Removed::only ? " is not null" : " is null");
}

Composer& Composer::add_order(const std::vector<Order>& order) {
  std::string_view separator = "\norder by ";
  for (const Order& part : order) {
    add(separator);
    // A bare name would mean what is read, a text.
    if (is_read_otherwise(part.column)) add(name_of_scope());
    add_ordered(part.column);
    if (part.is_descending) add(" desc");
    if (part.column.is_nullable) add(part.is_descending ? " nulls first" : " nulls last");
    separator = ", ";
  }
  return *this;
}

}  // namespace tenon::detail

#include "composer.hpp"

#include <tenon/error.hpp>

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

Composer& Composer::add_name(std::string_view name) { return add(quoted(name)); }

Composer& Composer::add_ordered(const ColumnInfo& column) {
  add_name(column.name);
  if (dialect_ == Dialect::sqlite && is_text_on_sqlite(column)) add(" collate tenon_decimal");
  return *this;
}

bool Composer::is_read_otherwise(const ColumnInfo& column) const {
  return column.read != nullptr && dialect_ == Dialect::postgresql;
}

Composer& Composer::add_read(const ColumnInfo& column) {
  return is_read_otherwise(column) ? add(column.read) : add_name(column.name);
}

Composer& Composer::add_param(const Param& param) {
  params_.push_back(param);
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
    if (kind == Filter::Kind::negation) wanted += 1;
    if (kind == Filter::Kind::both || kind == Filter::Kind::either) wanted += 2;
  }
  return at;
}

void Composer::add_node(const std::vector<Filter::Node>& nodes, std::size_t at) {
  const Filter::Node& node = nodes[at];
  switch (node.kind) {
    case Filter::Kind::both:
    case Filter::Kind::either:
      add("(");
      add_node(nodes, begin_of(nodes, at - 1) - 1);
      add(node.kind == Filter::Kind::both ? " and " : " or ");
      add_node(nodes, at - 1);
      add(")");
      return;
    case Filter::Kind::negation:
      add("not (");
      add_node(nodes, at - 1);
      add(")");
      return;
    case Filter::Kind::is_null:
      add_name(node.column.name).add(" is null");
      return;
    case Filter::Kind::is_not_null:
      add_name(node.column.name).add(" is not null");
      return;
    case Filter::Kind::every_row:
      add("1 = 1");
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

void Composer::add_comparison(const Filter::Node& node) {
  const bool is_equality = node.kind == Filter::Kind::equal || node.kind == Filter::Kind::not_equal;
  is_equality ? add_name(node.column.name) : add_ordered(node.column);
  add(operator_text(node.kind));
  add_param(node.value.param(node.column));
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
  const std::string column = quoted(node.column.name);
  if (dialect_ == Dialect::postgresql) {
    add(column).add(" @> ").add_param(list);
    add_list_cast(node.column.kind);
  } else {
    add("case when ").add(column).add(" is not null then exists (select 1 from json_each(");
    add(column).add(") where value = (select value from json_each(").add_param(list).add("))) end");
  }
}

void Composer::add_in(const Filter::Node& node) {
  const Param list = node.value.param(node.column);
  add_name(node.column.name);
  if (dialect_ == Dialect::postgresql) {
    add(" = any(").add_param(list).add(")");
  } else {
    add(" in (select value from tenon_array(").add_param(list).add("))");
  }
}

void Composer::add_like(const Filter::Node& node) {
  const Param pattern = node.value.param({});
  add_name(node.column.name);
  if (dialect_ == Dialect::postgresql) {
    // Letter by letter, which is what LIKE does whatever the collation is.
    if (node.column.is_collated) add(" collate \"C\"");
    add(" like ").add_param(pattern);
  } else {
    add(" glob ").add_param(patterns_.emplace_back(glob_of(pattern.text())));
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
    if (is_read_otherwise(part.column)) add_name(part.column.table).add(".");
    add_ordered(part.column);
    if (part.is_descending) add(" desc");
    if (part.column.is_nullable) add(part.is_descending ? " nulls first" : " nulls last");
    separator = ", ";
  }
  return *this;
}

}  // namespace tenon::detail

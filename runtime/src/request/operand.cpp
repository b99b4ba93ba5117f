#include "request/operand.hpp"

#include <charconv>
#include <limits>
#include <utility>

#include <tenon/param.hpp>
#include <tenon/validate.hpp>

#include "json/number.hpp"
#include "json/tree.hpp"
#include "request/query_violation.hpp"

namespace tenon::detail {

namespace {

constexpr FilterOperator every_operator[] = {
    FilterOperator::eq,        FilterOperator::ne,       FilterOperator::lt,
    FilterOperator::le,        FilterOperator::gt,       FilterOperator::ge,
    FilterOperator::in,        FilterOperator::contains, FilterOperator::starts_with,
    FilterOperator::ends_with, FilterOperator::is_null,
};

bool is_part_of_text(const QueryField& field, FilterOperator how) {
  return field.column->kind == ValueKind::text && !field.column->is_list &&
         (how == FilterOperator::contains || how == FilterOperator::starts_with ||
          how == FilterOperator::ends_with);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t from) {
  while (from < text.size() && is_digit(text[from])) ++from;
  return from;
}

/// The end of the integer that the text begins with, as RFC 8259 writes it; 0 without one.
std::size_t end_of_integer(std::string_view text) {
  const std::size_t first = !text.empty() && text.front() == '-' ? 1 : 0;
  const std::size_t end = skip_digits(text, first);
  const bool has_zero_before = end - first > 1 && text[first] == '0';
  return end == first || has_zero_before ? 0 : end;
}

bool is_number(std::string_view text) {
  std::size_t at = end_of_integer(text);
  if (at == 0) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = skip_digits(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t first = at + 1;
    if (first < text.size() && (text[first] == '+' || text[first] == '-')) ++first;
    at = skip_digits(text, first);
    if (at == first) return false;
  }
  return at == text.size();
}

constexpr char operand_name[] = "value";

/// The text as JSON has values of this kind; false when it is none, which is reported.
bool read_json(std::string_view text, ValueKind kind, JsonValue& out, Violations& found) {
  out.text = text;
  out.kind = JsonValue::Kind::text;
  const auto refuse = [&](const char* type, const char* msg) {
    found.add(operand_name, type, msg);
    return false;
  };
  switch (kind) {
    case ValueKind::boolean:
      out.kind = JsonValue::Kind::boolean;
      out.boolean = text == "true";
      return out.boolean || text == "false" ||
             refuse("bool_parsing", "Input should be a valid boolean, unable to interpret input");
    case ValueKind::int16:
    case ValueKind::int32:
    case ValueKind::int64:
      out.kind = JsonValue::Kind::number;
      return is_whole_number(text) ||
             refuse("int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer");
    case ValueKind::float32:
    case ValueKind::float64:
      out.kind = JsonValue::Kind::number;
      return is_number(text) ||
             refuse("float_parsing",
                    "Input should be a valid number, unable to parse string as a number");
    case ValueKind::json: {
      std::string problem;
      out = {};
      if (parse_json(text, out, problem)) return true;
      found.add(operand_name, "json_invalid", "Invalid JSON: " + problem, {{"error", problem}});
      return false;
    }
    case ValueKind::text:
    case ValueKind::untyped_text:
      return check_text(found, operand_name, text);
    default:
      return true;
  }
}

QueryField::Read reader_of(const QueryField& field) {
  if (field.read != nullptr) return field.read;
  switch (field.column->kind) {
    case ValueKind::boolean:
      return read_operand<bool>;
    case ValueKind::int16:
      return read_operand<std::int16_t>;
    case ValueKind::int32:
      return read_operand<std::int32_t>;
    case ValueKind::int64:
      return read_operand<std::int64_t>;
    case ValueKind::float32:
      return read_operand<float>;
    case ValueKind::float64:
      return read_operand<double>;
    case ValueKind::bytes:
      return read_operand<Bytes>;
    case ValueKind::uuid:
      return read_operand<Uuid>;
    case ValueKind::decimal:
      return read_operand<Decimal>;
    case ValueKind::timestamp:
      return read_operand<Timestamp>;
    case ValueKind::date:
      return read_operand<Date>;
    case ValueKind::local_timestamp:
      return read_operand<LocalTimestamp>;
    case ValueKind::time:
      return read_operand<Time>;
    case ValueKind::json:
      return read_operand<Json>;
    case ValueKind::text:
    case ValueKind::untyped_text:
    case ValueKind::interval:  // is not compared
    case ValueKind::none:
      break;
  }
  return read_operand<std::string>;
}

/// Adds what was found of the value, or of the element of a list.
void add_one(Violations& found, const Violations& of_one, bool is_element, std::size_t at) {
  for (Violation violation : of_one) {
    if (is_element) violation.loc.push_back({"", at});
    found.add(std::move(violation));
  }
}

void check_decimals(const Value& value, const ColumnInfo& column, Violations& found) {
  if (column.kind != ValueKind::decimal) return;
  const Param param = value.param(column);
  if (!param.is_array()) {
    check_digits(found, operand_name, param.decimal(), column.numeric);
    return;
  }
  for (std::size_t at = 0; at < param.size(); ++at) {
    Violations of_one;
    check_digits(of_one, operand_name, param.element(at).decimal(), column.numeric);
    add_one(found, of_one, true, at);
  }
}

/// A value of the column's type, or a list of such; what is wrong goes to `found`.
Value read_value(const QueryField& field, const std::vector<std::string>& texts, bool is_list,
                 Violations& found) {
  JsonValue list;
  list.kind = JsonValue::Kind::array;
  for (std::size_t at = 0; at < texts.size(); ++at) {
    Violations of_one;
    if (!read_json(texts[at], field.column->kind, list.elements.emplace_back(), of_one))
      add_one(found, of_one, is_list, at);
  }
  Value value;
  if (!found.empty()) return value;
  JsonValue object;
  object.kind = JsonValue::Kind::object;
  object.names.emplace_back(operand_name);
  object.elements.push_back(is_list ? std::move(list) : std::move(list.elements.front()));
  JsonObject operand{std::move(object), found};
  reader_of(field)(operand, is_list, value);
  if (found.empty()) check_decimals(value, *field.column, found);
  return value;
}

Filter::Kind kind_of(FilterOperator how) {
  switch (how) {
    case FilterOperator::ne:
      return Filter::Kind::not_equal;
    case FilterOperator::lt:
      return Filter::Kind::less;
    case FilterOperator::le:
      return Filter::Kind::less_equal;
    case FilterOperator::gt:
      return Filter::Kind::greater;
    case FilterOperator::ge:
      return Filter::Kind::greater_equal;
    case FilterOperator::in:
      return Filter::Kind::in;
    case FilterOperator::contains:
      return Filter::Kind::contains;
    default:
      return Filter::Kind::equal;
  }
}

/// SQLite has patterns of 50,000 bytes, and a letter is up to four.
constexpr std::int64_t most_of_a_part = 10'000;

/// A part of a text; every letter stands for itself.
Filter like(const ColumnInfo& column, FilterOperator how, std::string_view text) {
  std::string pattern = escape_like(text);
  if (how != FilterOperator::starts_with) pattern.insert(0, 1, '%');
  if (how != FilterOperator::ends_with) pattern += '%';
  return {Filter::Kind::like, column, Value{std::move(pattern)}};
}

Filter null_test(const ColumnInfo& column, std::string_view text, Violations& found) {
  JsonValue wanted;
  read_json(text, ValueKind::boolean, wanted, found);
  return {wanted.boolean ? Filter::Kind::is_null : Filter::Kind::is_not_null, column, {}};
}

Filter comparison(const QueryField& field, FilterOperator how, std::string_view text,
                  std::size_t max_in, Violations& found) {
  const ColumnInfo& column = *field.column;
  if (how == FilterOperator::is_null) return null_test(column, text, found);
  if (is_part_of_text(field, how)) {
    check_text(found, operand_name, text);
    check_length(found, operand_name, text, 0, most_of_a_part);
    return like(column, how, text);
  }
  const bool is_one_of = how == FilterOperator::in;
  const std::vector<std::string> texts =
      is_one_of ? split_values(text) : std::vector<std::string>(1, std::string{text});
  if (!check_items(found, operand_name, texts.size(), 1, static_cast<std::int64_t>(max_in)))
    return {};
  Value value = read_value(field, texts, is_one_of || column.is_list, found);
  return {kind_of(how), column, std::move(value)};
}

}  // namespace

std::vector<std::string> split_values(std::string_view text) {
  std::vector<std::string> values(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escapes =
        text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == ',' || text[at + 1] == '\\');
    if (text[at] == ',') {
      values.emplace_back();
    } else {
      values.back() += text[escapes ? ++at : at];
    }
  }
  return values;
}

bool has_operator(const QueryField& field, FilterOperator how) {
  const ColumnInfo& column = *field.column;
  if (how == FilterOperator::is_null) return column.is_nullable;
  if (!field.is_compared || column.kind == ValueKind::interval || column.kind == ValueKind::none)
    return false;
  if (column.is_list) return how == FilterOperator::contains;
  const bool is_whole = column.kind == ValueKind::boolean || column.kind == ValueKind::bytes ||
                        column.kind == ValueKind::json;
  switch (how) {
    case FilterOperator::eq:
    case FilterOperator::ne:
      return true;
    case FilterOperator::in:
      return !is_whole;
    case FilterOperator::contains:
    case FilterOperator::starts_with:
    case FilterOperator::ends_with:
      return is_part_of_text(field, how);
    default:
      return !is_whole && !field.is_enum;
  }
}

std::string either_of(const std::vector<std::string_view>& texts) {
  std::string all;
  for (std::size_t at = 0; at < texts.size(); ++at) {
    if (at > 0) all += at + 1 == texts.size() ? " or " : ", ";
    all.append("'").append(texts[at]).append("'");
  }
  return all;
}

std::string operators_of(const QueryField& field) {
  std::vector<std::string_view> texts;
  for (const FilterOperator how : every_operator)
    if (has_operator(field, how)) texts.push_back(to_text(how));
  return either_of(texts);
}

bool is_sortable(const QueryField& field) {
  const ColumnInfo& column = *field.column;
  return field.is_compared && !column.is_list && column.kind != ValueKind::interval &&
         column.kind != ValueKind::json && column.kind != ValueKind::none;
}

bool read_count(std::string_view text, std::int64_t& out, Violations& found) {
  JsonValue number;
  if (!read_json(text, ValueKind::int64, number, found)) return false;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec == std::errc::result_out_of_range)
    out = text.front() == '-' ? std::numeric_limits<std::int64_t>::min()
                              : std::numeric_limits<std::int64_t>::max();
  return true;
}

std::optional<Filter> condition(const QueryField& field, FilterOperator how,
                                std::string_view parameter, std::string_view text,
                                std::size_t max_in, Violations& violations) {
  Violations found;
  Filter filter = comparison(field, how, text, max_in, found);
  if (found.empty()) return std::move(filter).of_argument(parameter);
  add_of_parameter(violations, parameter, found, how == FilterOperator::in);
  return std::nullopt;
}

}  // namespace tenon::detail

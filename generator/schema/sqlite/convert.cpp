// How a rebuild carries a column's values over into another type. What does not fit becomes a value
// that the new STRICT column refuses, so that the whole rebuild is rolled back; NULL stays NULL.
#include <algorithm>

#include "schema/sqlite/convert_parts.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

/// An operand that an operator cannot tear apart; a column's name stays as it is.
std::string operand(const std::string& value) {
  const bool is_name = std::all_of(value.begin(), value.end(), [](char c) {
    return c == '"' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
  return is_name ? value : "(" + value + ")";
}

/// What is made of a moment; infinity has neither day nor time.
std::string finite(const std::string& value, const std::string& made) {
  return "case when " + value + " in (" + infinity + ", " + negative_infinity + ") then " + no_fit +
         " else " + made + " end";
}

/// The value in the other kind's form; how much room there is comes afterwards.
std::string changed_kind(const std::string& expression, const ColumnType& from,
                         const ColumnType& to) {
  if (from.kind == to.kind && to.kind != Kind::decimal) return expression;
  if (to.kind == Kind::raw || (from.kind == Kind::raw && to.kind != Kind::text)) return expression;
  std::string value = operand(expression);
  if (to.kind == Kind::text) return to_text(value, from);
  if (from.kind == Kind::text) return from_text(value, to);
  if (is_number(from) && is_number(to)) return number_to_number(value, from, to);
  const bool is_moment = from.kind == Kind::timestamp || from.kind == Kind::local_timestamp;
  const bool to_moment = to.kind == Kind::timestamp || to.kind == Kind::local_timestamp;
  if (is_moment && to_moment) return value;  // the local time is UTC's
  if (from.kind == Kind::date && to_moment) return value + " * 86400000000";
  // Division rounds towards zero; days before 1970 need the floor.
  const std::string time = "((" + value + " % 86400000000) + 86400000000) % 86400000000";
  if (is_moment && to.kind == Kind::date)
    return finite(value, "(" + value + " - " + time + ") / 86400000000");
  if (is_moment && to.kind == Kind::time) return finite(value, time);
  if (from.kind == Kind::uuid && to.kind == Kind::bytes) return value;
  if (from.kind == Kind::bytes && to.kind == Kind::uuid) {
    return "case when " + value + " is null or length(" + value + ") = 16 then " + value +
           " else " + no_fit + " end";
  }
  // The storage may be the same, the meaning is not.
  return type_text(to) == "text" ? refused(value, no_text) : refused(value);
}

/// An enum type is text here.
ColumnType kept(const ColumnType& type) {
  if (type.kind == Kind::enumeration) return {};
  ColumnType plain = type;
  plain.declared = {};
  plain.collation = {};
  return plain;
}

/// Whether the new type has a limit of its own that a value in the right form may be beyond.
bool has_less_room(const ColumnType& from, const ColumnType& to) {
  if (to.is_list) return false;
  if (to.kind == Kind::text) {
    return to.length > 0 &&
           (from.is_list || from.kind != Kind::text || from.length == 0 || from.length > to.length);
  }
  const bool is_large =
      from.kind == Kind::float64 || from.kind == Kind::text ||
      (from.kind == Kind::decimal && (from.precision == 0 || from.precision > 38));
  return to.kind == Kind::float32 && is_large;
}

/// A text of at most so many characters; a real number that is no larger than the largest float
/// (half a step above it would round up to infinity), or infinity itself.
std::string fitted(const std::string& value, const ColumnType& to) {
  if (to.kind == Kind::text) {
    return "(select case when t is null or length(t) <= " + std::to_string(to.length) +
           " then t else " + no_text + " end from (select " + value + " as t))";
  }
  return "(select case when n is null or abs(n + 0.0) < 3.4028235677973366e38 or abs(n + 0.0) = "
         "9e999 then n else " +
         no_fit + " end from (select " + value + " as n))";
}

}  // namespace

std::string refused(const std::string& value, const std::string& by) {
  return "case when " + value + " is not null then " + by + " end";
}

std::string convert(const std::string& expression, const ColumnType& old_type,
                    const ColumnType& new_type, bool takes_back) {
  const ColumnType from = kept(old_type);
  const ColumnType to = kept(new_type);
  if (from == to) return expression;
  const std::string value = from.is_list || to.is_list
                                ? convert_list(operand(expression), from, to, takes_back)
                                : changed_kind(expression, from, to);
  return has_less_room(from, to) ? fitted(value, to) : value;
}

}  // namespace tenon::schema::sqlite

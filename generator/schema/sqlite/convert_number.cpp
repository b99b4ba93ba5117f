// Numbers as other numbers, from texts and as texts: SQL that never makes a double of a decimal.
#include <optional>

#include "schema/sqlite/convert_parts.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

std::string power_of_ten(int exponent) {
  return "1" + std::string(static_cast<std::size_t>(exponent), '0');
}

bool is_integer(const ColumnType& type) {
  return type.kind == Kind::int16 || type.kind == Kind::int32 || type.kind == Kind::int64;
}

bool is_real(const ColumnType& type) {
  return type.kind == Kind::float32 || type.kind == Kind::float64;
}

/// How many digits behind the point a stored integer stands for; none for what is no number.
std::optional<int> digits_behind(const ColumnType& type) {
  if (is_integer(type) || type.kind == Kind::boolean) return 0;
  return is_scaled(type) ? std::optional<int>{type.scale} : std::nullopt;
}

/// The most digits that a number of the type has before the point.
int most_digits(const ColumnType& type) {
  switch (type.kind) {
    case Kind::boolean:
      return 1;
    case Kind::int16:
      return 5;
    case Kind::int32:
      return 10;
    case Kind::int64:
      return 19;
    default:
      return type.precision - type.scale;
  }
}

/// Before the point, every number of so many digits is one of the type.
int sure_digits(const ColumnType& type) {
  return is_integer(type) ? most_digits(type) - 1 : type.precision - type.scale;
}

/// The integers that a column of the type may hold, for BETWEEN.
std::string limits(const ColumnType& type) {
  switch (type.kind) {
    case Kind::int16:
      return "-32768 and 32767";
    case Kind::int32:
      return "-2147483648 and 2147483647";
    case Kind::int64:
      return "-9223372036854775808 and 9223372036854775807";
    default: {
      const std::string most(static_cast<std::size_t>(type.precision), '9');
      return "-" + most + " and " + most;
    }
  }
}

/// The integer, or what no column takes. Arithmetic that overflows has become a real number
/// outside of the limits by then, and a text is above all numbers.
std::string bounded(const std::string& number, const ColumnType& to) {
  return "(select case when n is null or n between " + limits(to) + " then n else " + no_fit +
         " end from (select " + number + " as n))";
}

/// FROM what takes a number's text apart: t = the text, whole and fraction = its digits without
/// the zeros that do not count.
std::string parts_of(const std::string& text) {
  return "(select t, ltrim(substr(u, 1, instr(u, '.') - 1), '0') as whole, rtrim(substr(u, "
         "instr(u, '.') + 1), '0') as fraction, u from (select t, ltrim(t, '+-') || case when "
         "instr(t, '.') = 0 then '.' else '' end as u from (select " +
         text + " as t)))";
}

/// What makes a text in parts no number: a sign too many, other signs, no digit, a second point.
const std::string no_number =
    "length(ltrim(t, '+-')) < length(t) - 1 or u glob '*[^0-9.]*' or u not glob '*[0-9]*' or "
    "instr(fraction, '.') > 0";

/// `count` digits behind the point, from the parts.
std::string fraction_of(int count) {
  if (count == 0) return {};
  return " || substr(fraction || '" + std::string(static_cast<std::size_t>(count), '0') + "', 1, " +
         std::to_string(count) + ")";
}

/// From one stored integer to another: exactly, or rounded away from zero at the half.
std::string rescaled(const std::string& value, const ColumnType& from, const ColumnType& to) {
  const int more = digits_behind(to).value() - digits_behind(from).value();
  std::string number = value;
  if (more > 0) number += " * " + power_of_ten(more);
  if (more < 0) {
    const std::string unit = power_of_ten(-more);
    number += " / " + unit + " + " + value + " % " + unit + " / 5" + unit.substr(2);
  }
  const bool fits = is_integer(from) && is_integer(to)
                        ? most_digits(from) <= most_digits(to)
                        : most_digits(from) + (more < 0 ? 1 : 0) <= sure_digits(to);
  if (fits) return number;
  if (more != 0) return bounded(number, to);
  return "case when " + value + " is null or " + value + " between " + limits(to) + " then " +
         value + " else " + no_fit + " end";
}

/// Into a boolean, from a number.
std::string to_boolean(const std::string& value, const ColumnType& from) {
  if (from.kind == Kind::decimal && !is_scaled(from)) {
    return "ltrim(" + value + ", '+-0.') <> ''";
  }
  return value + " <> 0";
}

/// Into a number that is stored as an integer.
std::string to_integer(const std::string& value, const ColumnType& from, const ColumnType& to) {
  if (digits_behind(from)) return rescaled(value, from, to);
  if (from.kind == Kind::decimal) return text_to_integer(value, to, true);
  const int scale = digits_behind(to).value();
  return bounded("round(" + (scale == 0 ? value : value + " * " + power_of_ten(scale)) + ")", to);
}

/// Into a decimal that is stored as text.
std::string to_decimal_text(const std::string& value, const ColumnType& from,
                            const ColumnType& to) {
  if (const auto behind = digits_behind(from)) {
    return text_to_decimal_text(scaled_to_text(value, *behind), to);
  }
  if (!is_real(from)) return text_to_decimal_text(value, to);
  return text_to_decimal_text(to.precision == 0
                                  ? "cast(" + value + " as text)"
                                  : "printf('%." + std::to_string(to.scale) + "f', " + value + ")",
                              to);
}

}  // namespace

std::string text_to_integer(const std::string& text, const ColumnType& to, bool rounds) {
  const int scale = digits_behind(to).value();
  const std::string sign = "case when t glob '-*' then '-' else '' end";
  std::string number = "(" + sign + " || '0' || whole" + fraction_of(scale) + ") + 0";
  std::string refusal = no_number + " or length(whole) > " + std::to_string(most_digits(to));
  if (rounds) {
    number += " + case when t glob '-*' then -1 else 1 end * (substr(fraction, " +
              std::to_string(scale + 1) + ", 1) >= '5')";
  } else {
    refusal += " or length(fraction) > " + std::to_string(scale);
  }
  return bounded("(select case when t is null then null when " + refusal + " then " + no_fit +
                     " else " + number + " end from " + parts_of(text) + ")",
                 to);
}

std::string text_to_decimal_text(const std::string& text, const ColumnType& to) {
  std::string refusal = no_number;
  std::string tail = " || case when fraction <> '' then '.' || fraction else '' end";
  if (to.precision > 0) {
    refusal += " or length(whole) > " + std::to_string(to.precision - to.scale) +
               " or length(fraction) > " + std::to_string(to.scale);
    tail = to.scale > 0 ? " || '.'" + fraction_of(to.scale) : "";
  }
  return "(select case when t is null then null when " + refusal + " then " + no_text +
         " else case when t glob '-*' and whole || fraction <> '' then '-' else '' end || case "
         "when whole = '' then '0' else whole end" +
         tail + " end from " + parts_of(text) + ")";
}

std::string scaled_to_text(const std::string& value, int scale) {
  if (scale == 0) return "cast(" + value + " as text)";
  const std::string unit = power_of_ten(scale);
  return "case when " + value + " < 0 then '-' else '' end || abs(" + value + " / " + unit +
         ") || '.' || printf('%0" + std::to_string(scale) + "d', abs(" + value + " % " + unit +
         "))";
}

bool is_number(const ColumnType& type) {
  return is_integer(type) || is_real(type) || type.kind == Kind::decimal ||
         type.kind == Kind::boolean;
}

std::string number_to_number(const std::string& value, const ColumnType& from,
                             const ColumnType& to) {
  if (to.kind == Kind::boolean) return to_boolean(value, from);
  if (digits_behind(to)) return to_integer(value, from, to);
  if (to.kind == Kind::decimal) return to_decimal_text(value, from, to);
  const int behind = digits_behind(from).value_or(0);
  return behind == 0 ? value : value + " / " + power_of_ten(behind) + ".0";
}

}  // namespace tenon::schema::sqlite

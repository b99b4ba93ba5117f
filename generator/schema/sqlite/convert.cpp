// How a rebuild carries a column's values over into another type. What does not fit becomes a value
// that the new STRICT column refuses, so that the whole rebuild is rolled back; NULL stays NULL.
#include <algorithm>
#include <optional>
#include <utility>

#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

/// No STRICT column of integers, reals or blobs takes a text that is no number.
const std::string no_fit = "'does not fit'";
/// Of the times that are counted in microseconds.
const std::string infinity = "9223372036854775807";
const std::string negative_infinity = "-9223372036854775808";
/// No STRICT column of texts takes a blob.
const std::string no_text = "x''";

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

std::string refused(const std::string& value, const std::string& by = no_fit) {
  return "case when " + value + " is not null then " + by + " end";
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

/// A number's text as the integer that is stored; it is never a double on the way.
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

/// A number's text as the text that a decimal too large for an integer is stored as: with the
/// column's scale, or, where it has none, without zeros at the end.
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

std::string text_to_boolean(const std::string& value) {
  return "case when " + value + " is null then null when lower(" + value +
         ") in ('true', '1') then 1 when lower(" + value + ") in ('false', '0') then 0 else " +
         no_fit + " end";
}

/// The modifier makes SQLite count the days: without it, February has a 31st.
std::string text_to_date(const std::string& value) {
  return "case when " + value + " is null then null when date(" + value +
         ", '+0 days') = " + value + " then cast(julianday(" + value +
         ") - 2440587.5 as integer) else " + no_fit + " end";
}

/// `YYYY-MM-DD[(T| )HH:MM:SS[.ffffff][Z|±HH:MM]]`, where `zone` is what an offset has to be.
/// SQLite's clock counts milliseconds, so the fraction is read apart from the rest.
std::string text_to_timestamp(const std::string& value, const std::string& zone = {}) {
  const std::string seconds = "strftime('%s', substr(t, 1, 19) || zone)";
  return "(select case when t is null then null when t = 'infinity' then " + infinity +
         " when t = '-infinity' then " + negative_infinity +
         " when date(t, '+0 days') = t then strftime('%s', t) "
         "* 1000000 "
         "when t like '____-__-_____:__:__%' and substr(t, 11, 1) in ('T', ' ') and date(substr(t, "
         "1, 10), '+0 days') = substr(t, 1, 10) "
         "and " +
         seconds + " is not null" + zone +
         " and (fraction = '' or fraction glob '.[0-9]*') and length(fraction) <= 7 "
         "and instr(substr(fraction, 2), '.') = 0 then " +
         seconds + " * 1000000 + substr(substr(fraction, 2) || '000000', 1, 6) else " + no_fit +
         " end from (select t, zone, substr(t, 20, length(t) - 19 - length(zone)) as fraction from "
         "(select t, ltrim(substr(t, 20), '.0123456789') as zone from (select " +
         value + " as t))))";
}

/// `HH:MM:SS[.ffffff]`: the time of the day on which all began.
std::string text_to_time(const std::string& value) {
  return "(select case when d = '24:00:00' then 86400000000 when d is null then null when "
         "length(d) "
         "< 8 then " +
         no_fit + " else " + text_to_timestamp("'1970-01-01T' || d", " and zone = ''") +
         " end from (select " + value + " as d))";
}

/// Not canonical where it was not: keys keep their order, and numbers their spelling.
std::string text_to_json(const std::string& value) {
  return "case when " + value + " is null then null when json_valid(" + value + ") then json(" +
         value + ") else " + no_text + " end";
}

/// SQLite got unhex() with 3.41 only: each byte is looked up among all of them.
std::string text_to_uuid(const std::string& value) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += "0123456789abcdef"[i / 16];
    bytes += "0123456789abcdef"[i % 16];
  }
  const auto digit = [](const char* at) {
    return "instr('0123456789abcdef', substr(h, " + std::string{at} + ", 1))";
  };
  return "case when " + value + " is null then null when " + value +
         " like '________-____-____-____-____________' and length(replace(" + value +
         ", '-', '')) = 32 and replace(" + value +
         ", '-', '') not glob '*[^0-9a-fA-F]*' then (with recursive b (i, h, d) as (select 0, "
         "lower(replace(" +
         value + ", '-', '')), x'' union all select i + 1, h, d || substr(x'" + bytes +
         "', 16 * (" + digit("2 * i + 1") + " - 1) + " + digit("2 * i + 2") +
         ", 1) from b where i < 16) select cast(d as blob) from b where i = 16) else " + no_fit +
         " end";
}

std::string from_text(const std::string& value, const ColumnType& to) {
  switch (to.kind) {
    case Kind::boolean:
      return text_to_boolean(value);
    case Kind::int16:
    case Kind::int32:
    case Kind::int64:
      return text_to_integer(value, to, false);
    case Kind::date:
      return text_to_date(value);
    case Kind::timestamp:
      return text_to_timestamp(value);
    case Kind::local_timestamp:
      return text_to_timestamp(value, " and zone = ''");
    case Kind::time:
      return text_to_time(value);
    case Kind::json:
      return text_to_json(value);
    case Kind::interval:
      return refused(value, no_text);
    case Kind::decimal:
      return is_scaled(to) ? text_to_integer(value, to, false) : text_to_decimal_text(value, to);
    case Kind::bytes:
      return "cast(" + value + " as blob)";
    case Kind::uuid:
      return text_to_uuid(value);
    default:
      return value;  // STRICT takes '1.5' for 1.5 and refuses the rest
  }
}

std::string scaled_to_text(const std::string& value, int scale) {
  if (scale == 0) return "cast(" + value + " as text)";
  const std::string unit = power_of_ten(scale);
  return "case when " + value + " < 0 then '-' else '' end || abs(" + value + " / " + unit +
         ") || '.' || printf('%0" + std::to_string(scale) + "d', abs(" + value + " % " + unit +
         "))";
}

/// Microseconds in strftime's format, with their fraction behind it.
std::string moment_to_text(const std::string& value, const std::string& format,
                           const std::string& zone) {
  // SQLite's calendar ends with the year 9999.
  return "case when " + value + " = " + infinity + " then 'infinity' when " + value + " = " +
         negative_infinity + " then '-infinity' when " + value +
         " is not null then coalesce(strftime('" + format + "', (" + value + " - ((" + value +
         " % 1000000) + 1000000) % 1000000) / 1000000, 'unixepoch') || printf('.%06d" + zone +
         "', ((" + value + " % 1000000) + 1000000) % 1000000), " + no_text + ") end";
}

std::string to_text(const std::string& value, const ColumnType& from) {
  switch (from.kind) {
    case Kind::boolean:
      return "case " + value + " when 0 then 'false' when 1 then 'true' end";
    case Kind::date:
      return "date(" + value + " * 86400, 'unixepoch')";
    case Kind::timestamp:
      return moment_to_text(value, "%Y-%m-%dT%H:%M:%S", "Z");
    case Kind::local_timestamp:
      return moment_to_text(value, "%Y-%m-%dT%H:%M:%S", "");
    case Kind::time:
      return "case when " + value + " = 86400000000 then '24:00:00' else " +
             moment_to_text(value, "%H:%M:%S", "") + " end";
    case Kind::interval:
    case Kind::json:
      return value;
    case Kind::uuid: {
      std::string text;
      for (const auto& [first, length] : {std::pair{1, 8}, std::pair{9, 4}, std::pair{13, 4},
                                          std::pair{17, 4}, std::pair{21, 12}}) {
        text += (text.empty() ? "" : " || '-' || ") + std::string{"substr(hex("} + value + "), " +
                std::to_string(first) + ", " + std::to_string(length) + ")";
      }
      return "lower(" + text + ")";
    }
    case Kind::decimal:
      return is_scaled(from) ? scaled_to_text(value, from.scale) : value;
    case Kind::text:
      return value;
    default:
      return "cast(" + value + " as text)";
  }
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

std::string number_to_number(const std::string& value, const ColumnType& from,
                             const ColumnType& to) {
  if (to.kind == Kind::boolean) return to_boolean(value, from);
  if (digits_behind(to)) return to_integer(value, from, to);
  if (to.kind == Kind::decimal) return to_decimal_text(value, from, to);
  const int behind = digits_behind(from).value_or(0);
  return behind == 0 ? value : value + " / " + power_of_ten(behind) + ".0";
}

bool is_number(const ColumnType& type) {
  return is_integer(type) || is_real(type) || type.kind == Kind::decimal ||
         type.kind == Kind::boolean;
}

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

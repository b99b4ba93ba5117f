// Texts as values of other types, and those as texts.
#include <utility>

#include "schema/sqlite/convert_parts.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

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

}  // namespace

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
      return text_to_interval(value);
    case Kind::decimal:
      return is_scaled(to) ? text_to_integer(value, to, false) : text_to_decimal_text(value, to);
    case Kind::bytes:
      return "cast(" + value + " as blob)";
    case Kind::uuid:
      return text_to_uuid(value);
    case Kind::float32:
    case Kind::float64:
      return text_to_real(value);
    default:
      return value;
  }
}

std::string to_text(const std::string& value, const ColumnType& from) {
  switch (from.kind) {
    case Kind::boolean:
      return "case when " + value + " is null then null when " + value + " = 0 then 'false' when " +
             value + " = 1 then 'true' else " + no_text + " end";
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
      return "case when " + value + " is not null then lower(" + text + ") end";  // hex(null) is ''
    }
    case Kind::decimal:
      return is_scaled(from) ? scaled_to_text(value, from.scale) : value;
    case Kind::float32:
    case Kind::float64:
      return real_to_text(value);
    case Kind::text:
      return value;
    default:
      return "cast(" + value + " as text)";
  }
}

}  // namespace tenon::schema::sqlite

// Values that models say, as SQLite stores them: defaults, and SQL that is one value or one clock.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "schema/sql_text.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

/// "12.5" with scale 2 → "1250"; nullopt when it is no plain decimal number or has more digits.
std::optional<std::string> scaled(std::string_view number, int scale) {
  std::string digits;
  int behind = -1;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const char c = number[i];
    if ((c == '-' || c == '+') && i == 0) {
      if (c == '-') digits += c;
    } else if (c == '.' && behind < 0) {
      behind = 0;
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digits += c;
      if (behind >= 0) ++behind;
    } else {
      return std::nullopt;
    }
  }
  for (behind = std::max(behind, 0); behind > scale && digits.back() == '0'; --behind) {
    digits.pop_back();
  }
  if (behind > scale) return std::nullopt;
  digits.append(static_cast<std::size_t>(scale - behind), '0');
  const bool negative = digits[0] == '-';
  const std::size_t first = digits.find_first_not_of('0', negative ? 1 : 0);
  if (first == std::string::npos) return "0";
  return (negative ? "-" : "") + digits.substr(first);
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant's days_from_civil).
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(year - era * 400);
  const unsigned day_of_year = (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

/// `YYYY-MM-DD` → days.
std::optional<std::int64_t> days_of(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%d-%u-%u%n", &year, &month, &day, &used) != 3 || month < 1 ||
      month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  return days_from_civil(year, month, day);
}

/// `YYYY-MM-DD[T ]HH:MM[:SS[.ffffff]][Z|±HH[:MM]]` → microseconds.
std::optional<std::int64_t> microseconds_of(const std::string& text) {
  const auto days = days_of(text);
  if (!days) return std::nullopt;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  std::int64_t micros = 0;
  std::int64_t offset = 0;
  const std::size_t time = text.find_first_of("T ");
  if (time != std::string::npos) {
    const int read = std::sscanf(text.c_str() + time + 1, "%2u:%2u:%2u", &hour, &minute, &second);
    if (read < 2 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const std::size_t point = text.find('.', time);
    if (point != std::string::npos) {
      std::int64_t unit = 100000;
      for (std::size_t i = point + 1; i < text.size() && unit > 0; ++i, unit /= 10) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) break;
        micros += (text[i] - '0') * unit;
      }
    }
    const std::size_t zone = text.find_first_of("+-", time);
    if (zone != std::string::npos) {
      int zone_hour = 0;
      int zone_minute = 0;
      std::sscanf(text.c_str() + zone + 1, "%2d:%2d", &zone_hour, &zone_minute);
      offset = (std::int64_t{zone_hour} * 60 + zone_minute) * (text[zone] == '-' ? -60 : 60);
    }
  }
  const std::int64_t seconds =
      *days * 86400 + std::int64_t{hour} * 3600 + std::int64_t{minute} * 60 + second - offset;
  return seconds * 1000000 + micros;
}

/// PostgreSQL's clocks, which a model may name, in SQLite's words.
std::string clock_expression(const ColumnType& type, std::string_view expression) {
  static const std::array<std::string_view, 6> clocks{
      "now()", "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime"};
  std::string lower;
  for (const char c : expression)
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (std::find(clocks.begin(), clocks.end(), lower) == clocks.end()) return {};
  if (type.kind == Kind::timestamp) {
    return "cast((julianday('now') - 2440587.5) * 86400000000 as integer)";
  }
  if (type.kind == Kind::local_timestamp) {
    return "cast((julianday('now', 'localtime') - 2440587.5) * 86400000000 as integer)";
  }
  if (type.kind == Kind::time) {
    return "cast((julianday('now', 'localtime') - julianday('now', 'localtime', 'start of day')) * "
           "86400000000 as integer)";
  }
  if (type.kind == Kind::date)
    return "cast(julianday('now', 'start of day') - 2440587.5 as integer)";
  return {};
}

std::string hex(std::string_view bytes) {
  std::string text;
  char digits[3];
  for (const char c : bytes) {
    std::snprintf(digits, sizeof digits, "%02x",
                  static_cast<unsigned>(static_cast<unsigned char>(c)));
    text += digits;
  }
  return text;
}

/// Without a plus and zeros in front, which the one form of a decimal has not.
std::string without_filling(std::string number) {
  const bool is_negative = !number.empty() && number[0] == '-';
  if (is_negative || (!number.empty() && number[0] == '+')) number.erase(0, 1);
  while (number.size() > 1 && number[0] == '0' && number[1] != '.') number.erase(0, 1);
  if (!number.empty() && number[0] == '.') number.insert(0, "0");
  const bool is_zero = number.find_first_not_of("0.") == std::string::npos;
  return is_negative && !is_zero ? "-" + number : number;
}

/// A number as a value of the type.
std::string number_value(const ColumnType& type, const std::string& number) {
  if (type.kind != Kind::decimal) return number;
  if (!is_scaled(type)) return quote_text(decimal_text(without_filling(number), type));
  return scaled(number, type.scale).value_or(number);
}

/// A text as a value of the type.
std::string text_value(const ColumnType& type, const std::string& text) {
  switch (type.kind) {
    case Kind::timestamp:
    case Kind::local_timestamp:
      // The ends of the type (runtime/include/tenon/timestamp.hpp).
      if (text == "infinity") return "9223372036854775807";
      if (text == "-infinity") return "-9223372036854775808";
      if (const auto micros = microseconds_of(text)) return std::to_string(*micros);
      break;
    case Kind::time:
      if (const auto micros = microseconds_of("1970-01-01T" + text)) return std::to_string(*micros);
      break;
    case Kind::date:
      if (const auto days = days_of(text)) return std::to_string(*days);
      break;
    case Kind::uuid: {
      const std::string digits = uuid_digits(text);
      if (!digits.empty()) return "x'" + digits + "'";
      break;
    }
    case Kind::bytes:
      return "x'" + hex(text) + "'";
    case Kind::decimal:
      return number_value(type, text);
    default:
      break;
  }
  return quote_text(text);
}

/// What an SQL literal of text says, or nothing when the SQL is anything else.
std::optional<std::string> literal_text(std::string_view sql) {
  if (sql.size() < 2 || sql.front() != '\'' || sql.back() != '\'') return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i + 1 < sql.size(); ++i) {
    text += sql[i];
    if (sql[i] != '\'') continue;
    if (i + 2 >= sql.size() || sql[i + 1] != '\'') return std::nullopt;
    ++i;
  }
  return text;
}

bool is_number(std::string_view sql) {
  if (!sql.empty() && (sql.front() == '-' || sql.front() == '+')) sql.remove_prefix(1);
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return !sql.empty() && is_digit(sql.front()) && std::count(sql.begin(), sql.end(), '.') <= 1 &&
         std::all_of(sql.begin(), sql.end(), [&](char c) { return c == '.' || is_digit(c); });
}

std::string trimmed(const std::string& sql) {
  const std::size_t first = sql.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return sql.substr(first, sql.find_last_not_of(" \t\r\n") - first + 1);
}

/// An empty array, as PostgreSQL writes it and as JSON does.
bool is_empty_list(const std::string& text) { return text == "{}" || text == "[]"; }

}  // namespace

std::string stored_value(const ColumnType& type, const std::string& sql) {
  std::string clock = clock_expression(type, sql);
  if (!clock.empty()) return clock;
  const std::string plain = trimmed(sql);
  if (type.kind == Kind::decimal && !type.is_list && is_number(plain))
    return number_value(type, plain);
  const std::optional<std::string> text = literal_text(plain);
  if (!text || (type.kind == Kind::decimal && !is_number(*text))) return sql;
  if (type.is_list) return is_empty_list(*text) ? quote_text("[]") : sql;
  // Of bytes, PostgreSQL reads the text in another way than a default says it.
  return type.kind == Kind::bytes ? sql : text_value(type, *text);
}

std::string default_text(const Column& column) {
  if (!column.initial) return {};
  const Default& initial = *column.initial;
  switch (initial.kind) {
    case Default::Kind::boolean:
      return initial.text == "true" ? "1" : "0";
    case Default::Kind::number:
      return number_value(column.type, initial.text);
    case Default::Kind::text:
      return text_value(column.type, initial.text);
    case Default::Kind::list:
      return quote_text(list_text(column.type, initial.elements));
    case Default::Kind::expression:
      return "(" + stored_value(column.type, initial.text) + ")";
  }
  return {};
}

Index meant(const Table& table, Index index) {
  index.where = meaning(table.columns, index.where);
  for (IndexPart& part : index.parts) part.expression = meaning(table.columns, part.expression);
  return index;
}

std::string filling(const std::vector<Column>& columns, const ColumnType& type,
                    const std::string& sql) {
  std::string value = stored_value(type, sql);
  if (value != sql) return value;
  return meaning(columns, sql, is_scaled(type) ? std::optional<int>{type.scale} : std::nullopt);
}

Table meant(Table table) {
  const std::vector<Column> columns = table.columns;
  for (Column& column : table.columns) {
    if (column.computed.empty() || column.computed.others.count("sqlite") != 0) continue;
    column.computed.others["sqlite"] =
        meaning(columns, column.computed.text,
                is_scaled(column.type) ? std::optional<int>{column.type.scale} : std::nullopt);
  }
  for (Check& check : table.checks) check.expression = meaning(columns, check.expression);
  for (Index& index : table.indexes) index = meant(table, std::move(index));
  return table;
}

}  // namespace tenon::schema::sqlite

#include "schema/sqlite/spelling.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "schema/sql_text.hpp"

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

std::string text_default(const Column& column) {
  const std::string& text = column.initial->text;
  switch (column.type.kind) {
    case Kind::timestamp:
    case Kind::local_timestamp:
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
      if (is_scaled(column.type)) {
        if (const auto number = scaled(text, column.type.scale)) return *number;
      }
      break;
    default:
      break;
  }
  return quote_text(text);
}

bool is_identity_key(const Table& table, const Column& column) {
  return column.identity && table.primary_key && table.primary_key->columns.size() == 1 &&
         table.primary_key->columns[0] == column.name;
}

}  // namespace

bool is_scaled(const ColumnType& type) {
  return !type.is_list && type.kind == Kind::decimal && type.precision > 0 && type.precision <= 18;
}

std::string table_name(std::string_view schema, std::string_view table) {
  return quote_name(schema.empty() ? std::string{table}
                                   : std::string{schema} + "." + std::string{table});
}

std::string type_text(const ColumnType& type) {
  if (type.is_list) return "text";
  switch (type.kind) {
    case Kind::boolean:
    case Kind::int16:
    case Kind::int32:
    case Kind::int64:
    case Kind::timestamp:
    case Kind::date:
    case Kind::local_timestamp:
    case Kind::time:
      return "integer";
    case Kind::float32:
    case Kind::float64:
      return "real";
    case Kind::text:
    case Kind::interval:
    case Kind::json:
    case Kind::enumeration:
      return "text";
    case Kind::bytes:
    case Kind::uuid:
      return "blob";
    case Kind::decimal:
      return is_scaled(type) ? "integer" : "text";
    case Kind::raw:
      return type.raw;
  }
  return {};
}

std::string default_text(const Column& column) {
  if (!column.initial) return {};
  const Default& initial = *column.initial;
  switch (initial.kind) {
    case Default::Kind::boolean:
      return initial.text == "true" ? "1" : "0";
    case Default::Kind::number:
      if (column.type.kind == Kind::decimal) {
        if (!is_scaled(column.type)) return quote_text(initial.text);
        return scaled(initial.text, column.type.scale).value_or(initial.text);
      }
      return initial.text;
    case Default::Kind::text:
      return text_default(column);
    case Default::Kind::list:
      return quote_text(list_text(column.type, initial.elements));
    case Default::Kind::expression: {
      const std::string clock = clock_expression(column.type, initial.text);
      return "(" + (clock.empty() ? initial.text : clock) + ")";
    }
  }
  return {};
}

std::string column_text(const Column& column) {
  std::string text = quote_name(column.name) + " " + type_text(column.type);
  if (!column.computed.empty()) {
    text += " generated always as (" + column.computed.of("sqlite") + ") stored";
  }
  if (!column.nullable) text += " not null";
  if (column.initial) text += " default " + default_text(column);
  return text;
}

std::string create_table(const Table& table, std::string_view name) {
  std::vector<std::string> lines;
  bool key_is_inline = false;
  for (const Column& column : table.columns) {
    if (is_identity_key(table, column)) {
      // Exactly INTEGER PRIMARY KEY makes the column the rowid, which SQLite fills by itself. It
      // stands first where a REAL would: of such a table RETURNING gives the rowid as a REAL
      // (3.40), and its digits beyond 2^53 are lost.
      const bool is_real_first = type_text(table.columns[0].type) == "real";
      lines.insert(is_real_first ? lines.begin() : lines.end(),
                   quote_name(column.name) + " integer constraint " +
                       quote_name(table.primary_key->name) + " primary key");
      key_is_inline = true;
    } else {
      lines.push_back(column_text(column));
    }
  }
  if (table.primary_key && !key_is_inline) {
    lines.push_back("constraint " + quote_name(table.primary_key->name) + " primary key " +
                    column_list(table.primary_key->columns));
  }
  for (const Unique& unique : table.uniques) {
    lines.push_back("constraint " + quote_name(unique.name) + " unique " +
                    column_list(unique.columns));
  }
  for (const ForeignKey& key : table.foreign_keys) {
    lines.push_back("constraint " + quote_name(key.name) + " foreign key " +
                    column_list(key.columns) + " references " + table_name(key.schema, key.table) +
                    " " + column_list(key.targets) + action_clause(key));
  }
  for (const Check& check : table.checks) {
    if (is_kept(check)) lines.push_back(check_clause(check));
  }
  return "create table " +
         (name.empty() ? table_name(table.schema, table.name) : quote_name(name)) + " (\n" +
         clauses(lines) + "\n) strict";
}

std::string index_name(std::string_view schema, std::string_view index) {
  return table_name(schema, index);
}

std::string create_index(const Table& table, const Index& index) {
  return std::string{"create "} + (index.unique ? "unique " : "") + "index " +
         index_name(table.schema, index.name) + " on " + table_name(table.schema, table.name) +
         " " + index_columns(index) + (index.where.empty() ? "" : " where (" + index.where + ")");
}

bool is_kept(const Index& index) { return index.method.empty() || index.method == "hash"; }

bool is_kept(const Check& check) { return !check.is_list; }

Index stored(const Index& index) {
  Index result = index;
  result.method.clear();
  result.include.clear();
  for (IndexPart& part : result.parts) part.nulls = IndexPart::Nulls::usual;
  return result;
}

Column stored(const Column& column) {
  Column result;
  result.name = column.name;
  result.nullable = column.nullable;
  result.identity = column.identity;
  result.computed.text = column.computed.of("sqlite");
  const std::string type = type_text(column.type);
  if (type == "integer") {
    result.type.kind = Kind::int64;
  } else if (type == "real") {
    result.type.kind = Kind::float64;
  } else if (type == "text") {
    result.type.kind = Kind::text;
  } else if (type == "blob") {
    result.type.kind = Kind::bytes;
  } else {
    result.type.kind = Kind::raw;
    result.type.raw = type;
  }
  if (column.initial) {
    const std::string text = default_text(column);
    if (text[0] == '(') {
      result.initial = Default{Default::Kind::expression, text.substr(1, text.size() - 2)};
    } else if (text[0] == '\'') {
      std::string plain;
      for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        plain += text[i];
        if (text[i] == '\'') ++i;
      }
      result.initial = Default{Default::Kind::text, plain};
    } else if (text[0] == 'x' && type == "blob") {
      result.initial = Default{Default::Kind::expression, text};
    } else {
      result.initial = Default{Default::Kind::number, text};
    }
  }
  return result;
}

}  // namespace tenon::schema::sqlite

#include "schema/sqlite/spelling.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

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
  if (const std::string& own = type.declared.of("sqlite"); own == "any") return own;
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

std::string collation(const ColumnType& type) {
  static const std::array<std::string_view, 2> others{"nocase", "rtrim"};
  const std::string name = base::to_lower(type.collation.of("sqlite"));
  return std::find(others.begin(), others.end(), name) == others.end() ? std::string{} : name;
}

std::string column_text(const Column& column) {
  std::string text = quote_name(column.name) + " " + type_text(column.type);
  if (const std::string name = collation(column.type); !name.empty()) text += " collate " + name;
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
  result.type.collation.text = collation(column.type);
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

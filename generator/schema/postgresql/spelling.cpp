#include "schema/postgresql/spelling.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

using Kind = ColumnType::Kind;

bool is_integer(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64;
}
bool is_number(Kind kind) {
  return is_integer(kind) || kind == Kind::float32 || kind == Kind::float64 ||
         kind == Kind::decimal;
}

bool is_zoneless(Kind kind) {
  return kind == Kind::date || kind == Kind::local_timestamp || kind == Kind::time;
}

std::string comment_text(const std::string& comment) {
  return comment.empty() ? "null" : quote_text(comment);
}

/// Whether an element needs no quotes: a number, a bool, a plain word.
bool is_bare(const std::string& element) {
  const bool is_plain = std::all_of(element.begin(), element.end(), [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) != 0 || c == '_' || c == '.' || c == '+' || c == '-');
  });
  std::string folded;
  for (const unsigned char c : element) folded += static_cast<char>(std::tolower(c));
  return is_plain && !element.empty() && folded != "null";
}

/// A list as PostgreSQL reads it (manual, 8.15.2, “Array Value Input”).
std::string array_text(const std::vector<std::string>& elements) {
  std::string text;
  for (const std::string& element : elements) {
    if (!text.empty()) text += ',';
    if (is_bare(element)) {
      text += element;
      continue;
    }
    text += '"';
    for (const char c : element) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return "{" + text + "}";
}

bool is_time(Kind kind) {
  return is_zoneless(kind) || kind == Kind::timestamp || kind == Kind::interval;
}

/// An expression that no value but NULL gets through: no list and no number looks like it.
std::string refused(const std::string& column, const std::string& type) {
  return "(" + column + "::text || ' does not fit')::integer::text::" + type;
}

/// Of one of which a type is bytes. A text's are its letters', a UUID's its own; a cast would look
/// for escapes in the text, and find some.
std::string bytes_conversion(const Column& from, const ColumnType& to, const Spelling& spelling) {
  const std::string column = quote_name(from.name);
  const std::string type = spelling.type(to);
  const Kind other = to.kind == Kind::bytes ? from.type.kind : to.kind;
  const bool from_bytes = from.type.kind == Kind::bytes;
  switch (other) {
    case Kind::text:
      return (from_bytes ? "convert_from(" : "convert_to(") + column + ", 'UTF8')";
    case Kind::enumeration:
      return from_bytes ? "convert_from(" + column + ", 'UTF8')::" + type
                        : "convert_to(" + column + "::text, 'UTF8')";
    case Kind::uuid:
      return from_bytes ? "encode(" + column + ", 'hex')::" + type : "uuid_send(" + column + ")";
    default:
      return refused(column, type);
  }
}

/// Whether a value of the one may be an element of the other as it is: lists of an enum's values
/// hold texts.
bool is_element(const ColumnType& value, const ColumnType& list) {
  return value.kind == list.kind || (value.kind == Kind::enumeration && list.kind == Kind::text);
}

/// A list of one as its element. Only {x} is equal to array[x]: not {}, nor {x,y}, {{x}} or
/// [5:5]={x}.
std::string only_element(const std::string& column, const ColumnType& to, const std::string& type) {
  const std::string element = column + "[1]";
  return "case when " + column + " = array[" + element + "] then " + element +
         (to.kind == Kind::enumeration ? "::" + type : "") + " else " + refused(column, type) +
         " end";
}

/// The list whose JSON the text is. An array is written likewise but for its brackets; of what a
/// text escapes, quotes and backslashes are.
std::string list_of_json(const std::string& column, const ColumnType& to, const std::string& type) {
  if (to.kind != Kind::text) return "translate(" + column + ", '[]', '{}')::" + type;
  return "case when " + column + " like '[%]' and position('\\' in replace(replace(" + column +
         ", '\\\\', ''), '\\\"', '')) = 0 then ('{' || substr(" + column + ", 2, length(" + column +
         ") - 2) || '}')::" + type + " else " + refused(column, type) + " end";
}

std::string list_to_value(const Column& from, const ColumnType& to, bool takes_back,
                          const std::string& type) {
  const std::string column = quote_name(from.name);
  const bool was_value = is_element(to, from.type) && (takes_back || to.kind != Kind::text);
  if (was_value) return only_element(column, to, type);
  // What SQLite has stored all along.
  return to.kind == Kind::text && from.type.kind != Kind::bytes
             ? "array_to_json(" + column + ")::text"
             : refused(column, type);
}

std::string value_to_list(const Column& from, const ColumnType& to, bool takes_back,
                          const std::string& type) {
  const std::string column = quote_name(from.name);
  const bool was_list = takes_back && from.type.kind == Kind::text && to.kind != Kind::bytes;
  if (was_list) return list_of_json(column, to, type);
  if (!is_element(from.type, to)) return refused(column, type);
  const std::string element = from.type.kind == to.kind ? column : column + "::text";
  return "case when " + column + " is not null then array[" + element + "]::" + type + " end";
}

/// Between two types of which one is a list, or both are.
std::string list_conversion(const Column& from, const ColumnType& to, bool takes_back,
                            const Spelling& spelling) {
  const std::string column = quote_name(from.name);
  const std::string type = spelling.type(to);
  const ColumnType& old = from.type;
  if (!to.is_list) return list_to_value(from, to, takes_back, type);
  if (!old.is_list) return value_to_list(from, to, takes_back, type);
  const bool is_zoned = old.kind == Kind::timestamp || to.kind == Kind::timestamp;
  if (old.kind == to.kind || (is_number(old.kind) && is_number(to.kind))) return {};
  if (to.kind == Kind::text || old.kind == Kind::text) {
    const bool is_bytes = old.kind == Kind::bytes || to.kind == Kind::bytes;
    return is_bytes ? refused(column, type) : column + "::" + type;
  }
  // The session's zone must not decide, and an expression cannot look at one element after another.
  return is_zoned ? refused(column, type) : column + "::text[]::" + type;
}

/// Where either type is one that the model names. A cast to a length would cut values off, which an
/// assignment refuses: so the cast is without, and the column's length comes behind it.
std::string declared_conversion(const Column& from, const ColumnType& to,
                                const Spelling& spelling) {
  const std::string column = quote_name(from.name);
  const auto declared = declared_type(to);
  ColumnType open = to;
  open.length = 0;
  open.precision = 0;
  const std::string cast = declared ? declared->cast() : spelling.type(open);
  const bool is_by_text = from.type.kind == Kind::text || to.kind == Kind::text;
  const auto old = declared_type(from.type);
  if (is_by_text && old && old->is_builtin() && old->name == "inet") {
    // Its cast to text adds the mask of a single host (manual, 9.12).
    return "abbrev(" + column + ")" + (cast.empty() || cast == "text" ? "" : "::" + cast);
  }
  return column + (is_by_text ? "::text" : "") +
         (cast.empty() || cast == "text" ? "" : "::" + cast);
}

std::string hex(std::string_view bytes) {
  static const char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

}  // namespace

std::optional<base::SqlType> declared_type(const ColumnType& type) {
  return type.declared.text.empty() ? std::nullopt : base::read_sql_type(type.declared.text);
}

std::string Spelling::name(std::string_view schema, std::string_view object) const {
  return quote_name(schema.empty() ? std::string_view{default_schema_} : schema) + "." +
         quote_name(object);
}

std::string Spelling::type(const ColumnType& type) const {
  if (const auto declared = declared_type(type)) return declared->text();
  if (type.is_list) {
    ColumnType element = type;
    element.is_list = false;
    return this->type(element) + "[]";
  }
  switch (type.kind) {
    case Kind::boolean:
      return "boolean";
    case Kind::int16:
      return "smallint";
    case Kind::int32:
      return "integer";
    case Kind::int64:
      return "bigint";
    case Kind::float32:
      return "real";
    case Kind::float64:
      return "double precision";
    case Kind::text:
      return type.length > 0 ? "character varying(" + std::to_string(type.length) + ")" : "text";
    case Kind::bytes:
      return "bytea";
    case Kind::uuid:
      return "uuid";
    case Kind::decimal:
      return type.precision > 0 ? "numeric(" + std::to_string(type.precision) + ", " +
                                      std::to_string(type.scale) + ")"
                                : "numeric";
    case Kind::timestamp:
      return "timestamp with time zone";
    case Kind::date:
      return "date";
    case Kind::local_timestamp:
      return "timestamp without time zone";
    case Kind::time:
      return "time without time zone";
    case Kind::interval:
      return "interval";
    case Kind::json:
      return "jsonb";
    case Kind::enumeration:
      return name(type.enum_schema, type.enum_name);
    case Kind::raw:
      return type.raw;
  }
  return {};
}

std::string Spelling::initial(const Column& column) {
  if (!column.initial) return {};
  const Default& initial = *column.initial;
  if (initial.kind == Default::Kind::list) return quote_text(array_text(initial.elements));
  if (initial.kind != Default::Kind::text) return initial.text;
  if (column.type.kind == Kind::bytes) return quote_text("\\x" + hex(initial.text));
  return quote_text(initial.text);
}

std::string Spelling::collated(const ColumnType& type) {
  const std::string& name = type.collation.of("postgresql");
  if (name.empty()) return {};
  return " collate " + (name.front() == '"' ? name : quote_name(name));
}

std::string Spelling::column(const Column& column) const {
  std::string text = quote_name(column.name) + " " + type(column.type) + collated(column.type);
  if (column.identity) text += " generated by default as identity";
  if (!column.computed.empty()) {
    text += " generated always as (" + column.computed.of("postgresql") + ") stored";
  }
  if (!column.nullable) text += " not null";
  if (column.initial) text += " default " + initial(column);
  return text;
}

std::string Spelling::create_enum(const EnumType& type) const {
  std::string values;
  for (const std::string& value : type.values) {
    values += (values.empty() ? "" : ", ") + quote_text(value);
  }
  return "create type " + name(type.schema, type.name) + " as enum (" + values + ")";
}

std::string Spelling::primary_key(const PrimaryKey& key) {
  return "constraint " + quote_name(key.name) + " primary key " + column_list(key.columns);
}

std::string Spelling::unique(const Unique& unique) {
  return "constraint " + quote_name(unique.name) + " unique " + column_list(unique.columns);
}

std::string Spelling::foreign_key(const ForeignKey& key) const {
  return "constraint " + quote_name(key.name) + " foreign key " + column_list(key.columns) +
         " references " + name(key.schema, key.table) + " " + column_list(key.targets) +
         action_clause(key);
}

std::string Spelling::create_index(const TableName& table, const Index& index,
                                   bool concurrently) const {
  std::string parts;
  for (const IndexPart& part : index.parts) {
    parts += (parts.empty() ? "" : ", ") + index_part(part);
    if (part.nulls != IndexPart::Nulls::usual) {
      parts += part.nulls == IndexPart::Nulls::first ? " nulls first" : " nulls last";
    }
  }
  return std::string{"create "} + (index.unique ? "unique " : "") + "index " +
         (concurrently ? "concurrently " : "") + quote_name(index.name) + " on " + name(table) +
         " " + (index.method.empty() ? "" : "using " + quote_name(index.method) + " ") + "(" +
         parts + ")" + (index.include.empty() ? "" : " include " + column_list(index.include)) +
         (index.where.empty() ? "" : " where (" + index.where + ")");
}

std::string Spelling::table_comment(const TableName& table, const std::string& comment) const {
  return "comment on table " + name(table) + " is " + comment_text(comment);
}

std::string Spelling::column_comment(const TableName& table, const std::string& column,
                                     const std::string& comment) const {
  return "comment on column " + name(table) + "." + quote_name(column) + " is " +
         comment_text(comment);
}

std::vector<std::string> Spelling::create_table(const Table& table) const {
  const TableName table_name{table.schema, table.name};
  std::vector<std::string> lines;
  for (const Column& item : table.columns) lines.push_back(column(item));
  if (table.primary_key) lines.push_back(primary_key(*table.primary_key));
  // In one CREATE TABLE the server drops a unique key on the columns of another key without a word.
  std::set<std::vector<std::string>> keys;
  std::vector<std::string> later;
  if (table.primary_key) keys.insert(table.primary_key->columns);
  for (const Unique& item : table.uniques) {
    if (keys.insert(item.columns).second) {
      lines.push_back(unique(item));
    } else {
      later.push_back("alter table " + name(table_name) + "\n  add " + unique(item));
    }
  }
  for (const ForeignKey& item : table.foreign_keys) lines.push_back(foreign_key(item));
  for (const Check& item : table.checks) {
    // What an enum type holds it says itself.
    const Column* const of = table.find(item.column);
    if (!of || of->type.kind != Kind::enumeration) lines.push_back(check_clause(item));
  }
  std::vector<std::string> statements;
  statements.push_back("create table " + name(table_name) + " (\n" + clauses(lines) + "\n)");
  statements.insert(statements.end(), later.begin(), later.end());
  for (const Index& index : table.indexes) {
    statements.push_back(create_index(table_name, index, false));
  }
  if (!table.comment.empty()) statements.push_back(table_comment(table_name, table.comment));
  for (const Column& item : table.columns) {
    if (!item.comment.empty()) {
      statements.push_back(column_comment(table_name, item.name, item.comment));
    }
  }
  return statements;
}

std::vector<std::string> Spelling::create_view(const View& view) const {
  const std::string quoted = name(view.schema, view.name);
  std::vector<std::string> statements{"create view " + quoted + " as\n" +
                                      view.query.of("postgresql")};
  if (!view.comment.empty())
    statements.push_back(view_comment(view.schema, view.name, view.comment));
  return statements;
}

std::string Spelling::view_comment(const std::string& schema, const std::string& view,
                                   const std::string& comment) const {
  return "comment on view " + name(schema, view) + " is " + comment_text(comment);
}

std::string Spelling::create_schema(const std::string& schema) const {
  return "create schema if not exists " + quote_name(schema);
}

std::string conversion(const AlterColumn& change, const Spelling& spelling) {
  const Column& from = change.from;
  const ColumnType& to = change.to.type;
  const std::vector<RenamedValue>& renames = change.renames;
  const std::string column = quote_name(from.name);
  const std::string type = spelling.type(to);
  const Kind old_kind = from.type.kind;
  if (from.type.declared.text != to.declared.text) return declared_conversion(from, to, spelling);
  if (from.type.is_list || to.is_list) {
    return list_conversion(from, to, change.takes_back, spelling);
  }
  if (old_kind == Kind::enumeration && to.kind == old_kind) {
    std::string text = column + "::text";
    if (!renames.empty()) {
      std::string choices;
      for (const RenamedValue& value : renames)
        choices += " when " + quote_text(value.from) + " then " + quote_text(value.to);
      text = "(case " + text + choices + " else " + text + " end)";
    }
    return text + "::" + type;
  }
  if (old_kind == to.kind || (is_number(old_kind) && is_number(to.kind))) return {};
  if (to.kind == Kind::bytes || old_kind == Kind::bytes)
    return bytes_conversion(from, to, spelling);
  if (to.kind == Kind::text) return {};
  // 7 is no time, though '7' is an interval and '20260102' a date.
  if (is_number(old_kind) && is_time(to.kind)) return refused(column, type);
  if (old_kind == Kind::boolean && is_number(to.kind)) return column + "::integer::" + type;
  if (to.kind == Kind::boolean && is_number(old_kind)) return column + " <> 0";
  // The session's zone must not decide on which day a moment lies.
  if (old_kind == Kind::timestamp && is_zoneless(to.kind)) {
    const std::string local = column + " at time zone 'UTC'";
    return to.kind == Kind::local_timestamp ? local : "(" + local + ")::" + type;
  }
  if (is_zoneless(old_kind) && old_kind != Kind::time && to.kind == Kind::timestamp) {
    return column + (old_kind == Kind::date ? "::timestamp" : "") + " at time zone 'UTC'";
  }
  if (is_zoneless(old_kind) && is_zoneless(to.kind) && old_kind != Kind::time) {
    return column + "::" + type;
  }
  if (old_kind == Kind::text) return column + "::" + type;
  return column + "::text::" + type;
}

bool changes_catalogue_only(const ColumnType& from, const ColumnType& to) {
  if (from == to) return true;
  if (from.declared.text != to.declared.text) return false;
  if (from.is_list || to.is_list) return false;
  if (from.kind == Kind::text && to.kind == Kind::text) {
    if (Spelling::collated(from) != Spelling::collated(to)) return false;
    return to.length == 0 || (from.length > 0 && from.length <= to.length);
  }
  if (from.kind == Kind::decimal && to.kind == Kind::decimal) {
    return to.precision == 0 ||
           (from.precision > 0 && to.precision >= from.precision && to.scale == from.scale);
  }
  return false;
}

bool is_same_for_all_rows(std::string_view expression) {
  static const std::array<std::string_view, 6> clocks{
      "now()",          "current_timestamp", "transaction_timestamp()",
      "localtimestamp", "current_date",      "statement_timestamp()"};
  std::string lower;
  for (const char c : expression) {
    if (c != ' ') lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (std::find(clocks.begin(), clocks.end(), lower) != clocks.end()) return true;
  return lower.find('(') == std::string::npos;
}

}  // namespace tenon::schema::postgresql

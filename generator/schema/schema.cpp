#include "schema/schema.hpp"

#include <algorithm>
#include <string>

namespace tenon::schema {
namespace {

/// Equal as sets: both lists in the order of their names, then element by element.
template <class T>
bool same_set(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  if (std::equal(a.begin(), a.end(), b.begin())) return true;
  const auto sorted = [](const std::vector<T>& list) {
    std::vector<const T*> pointers;
    pointers.reserve(list.size());
    for (const T& item : list) pointers.push_back(&item);
    std::stable_sort(pointers.begin(), pointers.end(),
                     [](const T* x, const T* y) { return x->name < y->name; });
    return pointers;
  };
  const auto left = sorted(a);
  const auto right = sorted(b);
  return std::equal(left.begin(), left.end(), right.begin(),
                    [](const T* x, const T* y) { return *x == *y; });
}

/// Equal as sets, of what has a name in an SQL schema.
template <class T>
bool same_objects(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  const auto sorted = [](const std::vector<T>& list) {
    std::vector<const T*> pointers;
    pointers.reserve(list.size());
    for (const T& item : list) pointers.push_back(&item);
    std::stable_sort(pointers.begin(), pointers.end(), [](const T* x, const T* y) {
      return x->name != y->name ? x->name < y->name : x->schema < y->schema;
    });
    return pointers;
  };
  const auto left = sorted(a);
  const auto right = sorted(b);
  return std::equal(left.begin(), left.end(), right.begin(),
                    [](const T* x, const T* y) { return *x == *y; });
}

std::string_view kind_name(ColumnType::Kind kind) {
  switch (kind) {
    case ColumnType::Kind::boolean:
      return "boolean";
    case ColumnType::Kind::int16:
      return "int16";
    case ColumnType::Kind::int32:
      return "int32";
    case ColumnType::Kind::int64:
      return "int64";
    case ColumnType::Kind::float32:
      return "float32";
    case ColumnType::Kind::float64:
      return "float64";
    case ColumnType::Kind::text:
      return "text";
    case ColumnType::Kind::bytes:
      return "bytes";
    case ColumnType::Kind::uuid:
      return "uuid";
    case ColumnType::Kind::decimal:
      return "decimal";
    case ColumnType::Kind::timestamp:
      return "timestamp";
    case ColumnType::Kind::date:
      return "date";
    case ColumnType::Kind::local_timestamp:
      return "local_timestamp";
    case ColumnType::Kind::time:
      return "time";
    case ColumnType::Kind::interval:
      return "interval";
    case ColumnType::Kind::json:
      return "json";
    case ColumnType::Kind::enumeration:
      return "enum";
    case ColumnType::Kind::raw:
      return "raw";
  }
  return "";
}

}  // namespace

bool operator==(const Column& a, const Column& b) {
  return a.name == b.name && a.type == b.type && a.nullable == b.nullable &&
         a.initial == b.initial && a.identity == b.identity && a.computed == b.computed &&
         a.comment == b.comment;
}

bool operator==(const Check& a, const Check& b) {
  return a.name == b.name && a.expression == b.expression && a.column == b.column &&
         a.is_list == b.is_list && a.values.size() == b.values.size() &&
         std::is_permutation(a.values.begin(), a.values.end(), b.values.begin());
}

bool operator==(const Table& a, const Table& b) {
  return a.schema == b.schema && a.name == b.name && a.primary_key == b.primary_key &&
         a.comment == b.comment && same_set(a.columns, b.columns) &&
         same_set(a.uniques, b.uniques) && same_set(a.foreign_keys, b.foreign_keys) &&
         same_set(a.checks, b.checks) && same_set(a.indexes, b.indexes);
}

bool operator==(const EnumType& a, const EnumType& b) {
  return a.schema == b.schema && a.name == b.name && a.values == b.values;
}

bool operator==(const Schema& a, const Schema& b) {
  return same_objects(a.tables, b.tables) && same_objects(a.enums, b.enums) &&
         same_objects(a.views, b.views);
}

const Column* Table::find(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column& c) { return c.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

Column* Table::find(std::string_view column) {
  return const_cast<Column*>(static_cast<const Table*>(this)->find(column));
}

const Table* Schema::find(std::string_view schema, std::string_view table) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& t) {
    return t.name == table && t.schema == schema;
  });
  return found == tables.end() ? nullptr : &*found;
}

Table* Schema::find(std::string_view schema, std::string_view table) {
  return const_cast<Table*>(static_cast<const Schema*>(this)->find(schema, table));
}

const EnumType* Schema::find_enum(std::string_view schema, std::string_view name) const {
  const auto found = std::find_if(enums.begin(), enums.end(), [&](const EnumType& type) {
    return type.name == name && type.schema == schema;
  });
  return found == enums.end() ? nullptr : &*found;
}

EnumType* Schema::find_enum(std::string_view schema, std::string_view name) {
  return const_cast<EnumType*>(static_cast<const Schema*>(this)->find_enum(schema, name));
}

const View* Schema::find_view(std::string_view schema, std::string_view view) const {
  const auto found = std::find_if(views.begin(), views.end(), [&](const View& one) {
    return one.name == view && one.schema == schema;
  });
  return found == views.end() ? nullptr : &*found;
}

View* Schema::find_view(std::string_view schema, std::string_view view) {
  return const_cast<View*>(static_cast<const Schema*>(this)->find_view(schema, view));
}

std::string display_name(std::string_view schema, std::string_view table) {
  std::string name{schema};
  if (!name.empty()) name += '.';
  return name.append(table);
}

std::string describe(const base::SqlText& sql) {
  std::string text = sql.text;
  for (const auto& [database, other] : sql.others)
    text += (text.empty() ? "" : ", ") + database + ": " + other;
  return text;
}

std::string describe(const ColumnType& type) {
  if (type.kind == ColumnType::Kind::raw) return type.raw;
  std::string text{type.is_list ? "list of " : ""};
  text += kind_name(type.kind);
  if (type.kind == ColumnType::Kind::text && type.length > 0) {
    text += "(" + std::to_string(type.length) + ")";
  } else if (type.kind == ColumnType::Kind::enumeration) {
    text += " " + display_name(type.enum_schema, type.enum_name);
  } else if (type.kind == ColumnType::Kind::decimal && type.precision > 0) {
    text += "(" + std::to_string(type.precision) + ", " + std::to_string(type.scale) + ")";
  }
  if (!type.declared.empty()) text += " as " + describe(type.declared);
  if (!type.collation.empty()) text += " collate " + describe(type.collation);
  return text;
}

}  // namespace tenon::schema

#include "command/view_columns.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "introspect/columns.hpp"
#include "lower/lower.hpp"
#include "schema/dialect.hpp"
#include "schema/schema.hpp"

namespace tenon::command {
namespace {

using model::TypeKind;

/// The types from which the drivers read such a member (runtime/src/postgresql/cursor.cpp).
std::vector<std::string> read_from(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return {"boolean"};
    case TypeKind::int16:
      return {"smallint"};
    case TypeKind::int32:
      return {"integer", "smallint"};
    case TypeKind::int64:
      return {"bigint", "integer", "smallint", "oid"};
    case TypeKind::float32:
      return {"real"};
    case TypeKind::float64:
      return {"double precision", "real"};
    case TypeKind::bytes:
      return {"bytea"};
    case TypeKind::uuid:
      return {"uuid"};
    case TypeKind::decimal:
      return {"numeric"};
    case TypeKind::timestamp:
      return {"timestamp with time zone"};
    case TypeKind::local_timestamp:
      return {"timestamp without time zone"};
    case TypeKind::date:
      return {"date"};
    case TypeKind::time:
      return {"time without time zone"};
    case TypeKind::interval:
      return {"interval"};
    case TypeKind::json:
      return {"jsonb", "json"};
    default:
      return {"text",  "character varying", "character", "bpchar", "name", "json",
              "jsonb", "\"char\""};
  }
}

/// How SQLite stores such a member.
std::string stored_as(const model::Field& field) {
  return schema::make_dialect("sqlite")->type_text(lower::column_type(field));
}

/// Of which types the column may be, as a sentence lists them.
std::string wanted(const model::Field& field, bool is_sqlite) {
  if (is_sqlite) return stored_as(field);
  const std::vector<std::string> types = read_from(field.type.kind);
  return field.type.is_list ? types.front() + "[]" : base::join(types, " or ");
}

bool fits_postgresql(const model::Type& type, const std::string& found) {
  const bool is_string = type.kind == TypeKind::string || type.kind == TypeKind::enumeration;
  if (found.empty()) return is_string;  // an extension's, or an enum
  // A string with a type of its own is read as the text of whatever there is.
  if (type.kind == TypeKind::string && !type.declared.text.empty()) return true;
  const bool is_list = base::ends_with(found, "[]");
  const std::string element = is_list ? found.substr(0, found.size() - 2) : found;
  const std::vector<std::string> known = read_from(type.kind);
  return is_list == type.is_list && std::find(known.begin(), known.end(), element) != known.end();
}

bool fits_sqlite(const model::Field& field, const std::string& found) {
  const bool is_known = found == "integer" || found == "text" || found == "real" || found == "blob";
  const std::string stored = stored_as(field);
  return !is_known || stored == "any" || found == stored ||
         (found == "integer" && stored == "real");
}

}  // namespace

std::vector<std::string> unfit_view_columns(Connection& connection, const model::Model& model) {
  std::vector<std::string> sentences;
  if (std::none_of(model.entities.begin(), model.entities.end(),
                   [](const model::Entity& one) { return one.is_view(); })) {
    return sentences;
  }
  const bool is_sqlite = connection.dialect() == Dialect::sqlite;
  const auto spelled = [&](const std::string& name) {
    return is_sqlite ? base::to_lower(name) : name;
  };
  const std::map<std::string, introspect::ColumnTypes> live = introspect::columns(connection);
  for (const model::Entity& entity : model.entities) {
    if (!entity.is_view()) continue;
    const std::string view = schema::display_name(entity.schema, entity.table);
    const auto columns = live.find(spelled(view));
    if (columns == live.end()) {
      if (entity.view->empty()) sentences.push_back("view " + view + " is missing");
      continue;  // one of ours is made by the operations
    }
    for (const model::Field& field : entity.fields) {
      const std::string& of_path = field.path.empty() ? field.name : field.path;
      const std::string of = entity.name + "::" + of_path;
      const auto found = columns->second.find(spelled(field.column));
      if (found == columns->second.end()) {
        sentences.push_back("view " + view + " has no column '" + field.column + "' for " + of);
      } else if (!(is_sqlite ? fits_sqlite(field, found->second)
                             : fits_postgresql(field.type, found->second))) {
        sentences.push_back("column " + view + "." + field.column + " is " +
                            (found->second.empty() ? "of a type of its own" : found->second) +
                            "; " + of + " is read from " + wanted(field, is_sqlite));
      }
    }
  }
  return sentences;
}

}  // namespace tenon::command

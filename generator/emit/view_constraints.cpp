// What a table's constraints are about in the model: the lists beside tenon::Table from which
// errors get the names of entities and fields.
#include <algorithm>
#include <set>
#include <utility>

#include "base/sql.hpp"
#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/template.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using nlohmann::json;

/// The way to the member in C++.
const std::string& way_to(const Field& field) {
  return field.path.empty() ? field.name : field.path;
}

/// "{a, b}" on one line, or on two where there is no room.
std::string row(const std::string& first, const std::vector<std::string>& texts,
                const std::string& last = "") {
  std::vector<std::string> parts;
  if (!first.empty()) parts.push_back(first);
  for (const std::string& text : texts) parts.push_back(string_literal(text));
  return "{" + base::join(parts, std::string{", "} + soft_break) + "}" + last + ",";
}

/// "address.city, name": the members with these columns.
std::string fields_of(const Entity& entity, const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& column : columns)
    for (const Field& field : entity.fields)
      if (field.column == column) names.push_back(way_to(field));
  return base::join(names, ", ");
}

/// Those whose columns the SQL speaks of.
void add_mentioned(const Entity& entity, const std::string& sql,
                   std::vector<std::string>& columns) {
  const std::vector<base::SqlWord> words = base::sql_words(sql);
  for (const Field& field : entity.fields) {
    const bool is_there = std::any_of(words.begin(), words.end(), [&](const base::SqlWord& word) {
      const std::string name = word.is_quoted ? field.column : base::to_lower(field.column);
      return !word.is_called && word.text == name;
    });
    const bool is_new = std::find(columns.begin(), columns.end(), field.column) == columns.end();
    if (is_there && is_new) columns.push_back(field.column);
  }
}

std::string fields_of(const Entity& entity, const schema::Check& check) {
  std::vector<std::string> columns;
  if (!check.column.empty()) columns.push_back(check.column);
  add_mentioned(entity, check.expression, columns);
  return fields_of(entity, columns);
}

std::string fields_of(const Entity& entity, const schema::Index& index) {
  std::vector<std::string> columns;
  for (const schema::IndexPart& part : index.parts)
    if (!part.column.empty()) columns.push_back(part.column);
  for (const schema::IndexPart& part : index.parts) add_mentioned(entity, part.expression, columns);
  return fields_of(entity, columns);
}

/// SQLite looks at once at a key that restricts, whatever else it says.
bool is_late(const schema::ForeignKey& key) {
  return key.deferrable && key.on_delete != schema::Action::restrict &&
         key.on_update != schema::Action::restrict;
}

/// A row for each; `told` gets the members that they are about.
std::vector<std::string> constraints(const Entity& entity, const schema::Table& table,
                                     std::set<std::string>& told) {
  std::vector<std::string> rows;
  const auto add = [&](const char* kind, const std::string& name, const std::string& fields,
                       bool late) {
    const std::string start = std::string{"tenon::ConstraintKind::"} + kind;
    rows.push_back(late ? "tenon::Constraint" + row(start, {name, fields}, ".at_commit()")
                        : row(start, {name, fields}));
    for (const std::string& field : base::split(fields, ", ")) told.insert(field);
  };
  if (table.primary_key)
    add("unique", table.primary_key->name, fields_of(entity, table.primary_key->columns), false);
  for (const schema::Unique& unique : table.uniques)
    add("unique", unique.name, fields_of(entity, unique.columns), false);
  for (const schema::Index& index : table.indexes)
    if (index.unique) add("unique", index.name, fields_of(entity, index), false);
  for (const schema::ForeignKey& key : table.foreign_keys)
    add("foreign_key", key.name, fields_of(entity, key.columns), key.deferrable);
  for (const schema::Check& check : table.checks)
    add("check", check.name, fields_of(entity, check), false);
  return rows;
}

/// Finds the foreign keys that may forbid to delete rows of a table: those that look at it, and
/// where rows go along with it, those that look at them.
class Referrers {
 public:
  Referrers(const model::Model& model, const schema::Schema& schema)
      : model_(model), schema_(schema) {}

  std::vector<std::string> of(const Entity& entity) {
    visit(query::table_of(entity, schema_));
    return std::move(rows_);
  }

 private:
  void visit(const schema::Table& table) {
    if (!seen_.insert({table.schema, table.name}).second) return;
    for (const Entity& other : model_.entities) {
      if (other.is_view()) continue;
      const schema::Table its = query::table_of(other, schema_);
      for (const schema::ForeignKey& key : its.foreign_keys)
        if (key.schema == table.schema && key.table == table.name) add(other, its, key, table);
    }
  }

  void add(const Entity& other, const schema::Table& its, const schema::ForeignKey& key,
           const schema::Table& table) {
    const bool follows =
        key.on_delete == schema::Action::cascade || key.on_delete == schema::Action::set_null;
    const bool is_by_key = table.primary_key && key.targets == table.primary_key->columns;
    if (!follows || !is_by_key) {
      std::string last = its.schema.empty() ? "" : ".in(" + string_literal(its.schema) + ")";
      if (!is_by_key) last += ".by_other_columns()";
      if (is_late(key)) last += ".at_commit()";
      rows_.push_back(
          (last.empty() ? "" : "tenon::Referrer") +
          row("", {key.name, other.name, fields_of(other, key.columns), its.name}, last));
    }
    if (key.on_delete == schema::Action::cascade) visit(its);
  }

  const model::Model& model_;
  const schema::Schema& schema_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<std::string> rows_;
};

/// A name as RFC 6901 writes it between slashes.
std::string pointer_part(const std::string& name) {
  return base::replace_all(base::replace_all(name, "~", "~0"), "/", "~1");
}

/// The way to the member in JSON, "" where JSON never has it.
std::string json_way(const Entity& entity, const Field& field, const model::Model& model) {
  const Field& own = field.path.empty()
                         ? field
                         : *find_path(entity.objects, field.path.substr(0, field.path.find('.')));
  if (own.visibility == model::Visibility::internal) return "";
  std::vector<std::string> parts = model::json_path(entity, field, model);
  for (std::string& part : parts) part = pointer_part(part);
  return base::join(parts, "/");
}

/// The names of the members that an error may be about: of a constraint, or required.
std::vector<std::string> other_names(const Entity& entity, const model::Model& model,
                                     const std::set<std::string>& told) {
  std::vector<std::string> rows;
  for (const Field& field : entity.fields) {
    const std::string in_json = json_way(entity, field, model);
    if (way_to(field) == field.column && in_json == field.column) continue;
    if (field.type.nullable && told.count(way_to(field)) == 0) continue;
    rows.push_back(row("", {field.column, way_to(field), in_json}));
  }
  return rows;
}

}  // namespace

void add_constraints(const Entity& entity, const schema::Schema& schema, const model::Model& model,
                     json& view) {
  const std::string stem = view["stem"];
  std::string lists;
  std::string skipped;
  const auto add = [&](const char* list, const char* type, const char* doc,
                       const std::vector<std::string>& rows) {
    if (rows.empty()) {
      skipped += ", {}";
      return;
    }
    view["lists"].push_back(
        {{"list", list}, {"type", type}, {"list_doc", doc}, {"rows", block(rows)}});
    lists += skipped + ", " + stem + "_" + list;
    skipped.clear();
  };
  std::set<std::string> told;
  add("constraints", "Constraint", "", constraints(entity, query::table_of(entity, schema), told));
  add("referrers", "Referrer", "/// What may keep rows of this table from going.",
      Referrers{model, schema}.of(entity));
  add("names", "FieldName", "", other_names(entity, model, told));
  view["model"] = ",\n    {" + string_literal(entity.name) + lists + "}";
}

}  // namespace tenon::emit

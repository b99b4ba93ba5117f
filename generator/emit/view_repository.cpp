#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using nlohmann::json;

std::string typed(const query::Column& column, const std::string& space) {
  return parameter_type(column.type, space) + " " + variable(column.field);
}

/// A parameter of a statement as an argument of its call.
std::string argument(const Entity& entity, const query::Column& column) {
  const std::string limits = numeric(*entity.find(column.field));
  return limits.empty() ? variable(column.field)
                        : "tenon::Param{" + variable(column.field) + ", " + limits + "}";
}

/// `join` of what `each` makes of the columns, with ", " between.
template <class Each>
std::string listed(const std::vector<query::Column>& columns, Each each) {
  std::vector<std::string> parts;
  for (const query::Column& column : columns) parts.push_back(each(column));
  return base::join(parts, ", ");
}

/// The constant of a statement: one text when the dialects agree, else one for each.
std::string constant(const query::Statement& statement,
                     const std::vector<const schema::Dialect*>& dialects) {
  std::vector<std::string> literals;
  for (const schema::Dialect* dialect : dialects) {
    const std::string text = query::render(statement, *dialect);
    const std::string literal = text.empty() ? "\"\"" : raw_literal("\n" + text + "\n");
    if (literals.empty() || literals.front() != literal) literals.push_back(literal);
  }
  if (literals.size() == 1) return "{" + literals.front() + "}";
  return "{\n    " + base::join(literals, ",\n    ") + "}";
}

/// What every statement of the templates needs: its constant, and its parameters in two forms.
json statement_view(const Entity& entity, const query::Statement& statement,
                    const std::vector<const schema::Dialect*>& dialects) {
  const std::vector<query::Column> columns = query::parameters(statement);
  return {
      {"name", statement.name},
      {"sql", constant(statement, dialects)},
      {"parameters",
       listed(columns, [&](const auto& column) { return typed(column, entity.space); })},
      {"arguments", listed(columns, [&](const auto& column) { return argument(entity, column); })}};
}

/// "created_at, id": an order as people read it.
std::string order_text(const query::Statement& statement) {
  std::vector<std::string> parts;
  for (const query::Ordering& ordering : std::get<query::Select>(statement.tree).order)
    parts.push_back(ordering.column.field + (ordering.descending ? " descending" : ""));
  return base::join(parts, ", ");
}

/// The elements of a parameter array; `source` gives the expression of a column's value.
template <class Source>
json params(const Entity& entity, const std::vector<query::Column>& columns, Source source) {
  json lines = json::array();
  for (const query::Column& column : columns) {
    const std::string limits = numeric(*entity.find(column.field));
    const std::string value = source(column);
    lines.push_back(
        line((limits.empty() ? value : "tenon::Param{" + value + ", " + limits + "}") + ","));
  }
  return lines;
}

/// How `create` makes an entity of a Create and the clock.
void add_assignments(const Entity& entity, json& view) {
  const std::string object = view["variable"].get<std::string>() + ".";
  view["assignments"] = json::array();
  for (const Field& field : entity.fields) {
    std::string value;
    switch (field.filled) {
      case Filled::by_application:
        value = is_sql_default(field) ? "" : "values." + field.name;
        break;
      case Filled::by_uuid:
        value = "tenon::uuid_v7()";
        break;
      case Filled::by_created_clock:
      case Filled::by_updated_clock:
        value = "now";
        break;
      case Filled::by_identity:
        break;
    }
    if (!value.empty())
      view["assignments"].push_back(line(object + field.name + " = " + value + ";"));
  }
}

void add_create(const Entity& entity, const query::Statement& statement, json& view) {
  const std::string object = view["variable"].get<std::string>() + ".";
  bool from_values = false;
  view["create_params"] =
      params(entity, query::parameters(statement), [&](const query::Column& column) {
        const bool by_database = is_sql_default(*entity.find(column.field));
        from_values = from_values || by_database;
        return by_database ? "values." + column.field : object + column.field;
      });
  view["create_count"] = std::to_string(query::parameters(statement).size());
  // A column whose default the database evaluates is sent as the Create has it: present or not.
  view["create_from"] = from_values ? ", const " + entity.name + "Create& values" : "";
  view["create_one"] = from_values ? ", values" : "";
  view["create_each"] = from_values ? ", each" : "";
  view["created"] = json::array();
  for (const query::Column& column : query::results(statement)) {
    const std::string limits = numeric(*entity.find(column.field));
    view["created"].push_back(line("row.get(column++, " + object + column.field +
                                   (limits.empty() ? "" : ", " + limits) + ");"));
  }
  view["has_created"] = !view["created"].empty();
}

void add_save(const Entity& entity, const query::Statement& statement, json& view) {
  const Field* updated = filled(entity, Filled::by_updated_clock);
  const std::string object = view["variable"].get<std::string>() + ".";
  const std::vector<query::Column> columns = query::parameters(statement);
  view["save_params"] = params(entity, columns, [&](const query::Column& column) {
    return updated != nullptr && column.field == updated->name ? std::string("now")
                                                               : object + column.field;
  });
  view["save_count"] = std::to_string(columns.size());
  view["has_updated"] = updated != nullptr;
  view["updated"] = updated != nullptr ? updated->name : "";
  view["updated_column"] = updated != nullptr ? string_literal(updated->column) : "";
  view["updated_doc"] = updated != nullptr ? ", and " + updated->name : "";
  view["save_doc"] = updated != nullptr ? "sets " + updated->name + ". " : "";
  view["save_type"] = updated != nullptr ? entity.name : "const " + entity.name;
  view["save_clock"] = updated != nullptr ? ", tenon::Timestamp now" : "";
  view["save_now"] = updated != nullptr ? ", now" : "";
  const Field* created = filled(entity, Filled::by_created_clock);
  view["save_but"] = created != nullptr ? "the key and " + created->name : "the key";
}

void add_update(const Entity& entity, json& view) {
  const Members members = members_of(entity);
  view["has_update"] = !members.update.empty();
  view["sets"] = json::array();
  for (const Field* field : members.update) {
    const std::string limits = numeric(*field);
    const std::string value = "*changes." + field->name;
    view["sets"].push_back(
        line("if (changes." + field->name + ") update.set(" + string_literal(field->column) + ", " +
             (limits.empty() ? value : "{" + value + ", " + limits + "}") + ");"));
  }
}

/// Puts each statement where its methods are.
void add_statements(const Entity& entity, const schema::Table& table,
                    const std::vector<const schema::Dialect*>& dialects, json& view) {
  for (const query::Statement& statement : query::statements(entity, table)) {
    json one = statement_view(entity, statement, dialects);
    if (base::starts_with(statement.name, "find_by_")) {
      view["finders"].push_back(one);
    } else if (base::starts_with(statement.name, "list_by_")) {
      one["order"] = order_text(statement);
      view["listers"].push_back(one);
    } else {
      if (statement.name == "find_many")
        one["list_type"] =
            parameter_list_type(entity.find(entity.primary_key.front())->type, entity.space);
      if (statement.name == "create") add_create(entity, statement, view);
      if (statement.name == "insert")
        view["insert_count"] = std::to_string(query::parameters(statement).size());
      if (statement.name == "save") add_save(entity, statement, view);
      view[statement.name] = json::array({one});
    }
  }
}

}  // namespace

json repository_view(const Entity& entity, const schema::Table& table,
                     const std::vector<const schema::Dialect*>& dialects) {
  json view = entity_view(entity);
  const std::string object = view["variable"].get<std::string>() + ".";
  for (const char* list :
       {"finders", "listers", "find_many", "sync_identity", "save", "save_params"})
    view[list] = json::array();
  for (const char* text : {"save_count", "updated", "updated_column", "updated_doc", "save_doc",
                           "save_but", "save_type", "save_clock", "save_now"})
    view[text] = "";
  view["has_updated"] = false;
  add_statements(entity, table, dialects, view);
  add_assignments(entity, view);
  add_update(entity, view);
  view["insert_params"] = json::array();
  std::vector<query::Column> all;
  for (const Field& field : entity.fields) all.push_back({field.column, field.name, field.type});
  view["insert_params"] =
      params(entity, all, [&](const query::Column& column) { return object + column.field; });
  view["has_clock"] = filled(entity, Filled::by_created_clock) != nullptr ||
                      filled(entity, Filled::by_updated_clock) != nullptr;
  view["clock_parameter"] = view["has_clock"].get<bool>() ? ", tenon::Timestamp now" : "";
  view["clock_argument"] = view["has_clock"].get<bool>() ? ", session_.now()" : "";
  view["values_name"] = view["assignments"].empty() ? "" : " values";
  const std::string stem = view["stem"].get<std::string>();
  view["own_includes"] = include_lines({entity.header, stem + "_dto.hpp", stem + "_table.hpp"});
  view["key_word"] = entity.primary_key.size() == 1 ? entity.primary_key.front() : "key";
  view["list_name"] =
      entity.primary_key.size() == 1 ? variable(entity.primary_key.front()) + "s" : "";
  view["quoted"] = entity.table;
  view["key_parameters"] = view["find"][0]["parameters"];
  view["key_arguments"] = view["find"][0]["arguments"];
  std::vector<std::string> plain;
  for (const std::string& key : entity.primary_key) plain.push_back(variable(key));
  view["key_names"] = base::join(plain, ", ");
  return view;
}

}  // namespace tenon::emit

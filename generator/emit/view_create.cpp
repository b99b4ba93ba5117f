// Methods that write new rows: `create` makes them of a Create, `insert` takes whole ones; each for
// one row and for many.
#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/template.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_statement.hpp"
#include "emit/view_writes.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using nlohmann::json;

/// What a new row's member begins with; "" where the database says it.
std::string first_value(const Entity& entity, const Field& field) {
  switch (field.filled) {
    case Filled::by_application:
      return is_sql_default(field) ? "" : "values." + field.name;
    case Filled::by_uuid:
      return from_stored(field.type, entity.space, "tenon::uuid_v7()");
    case Filled::by_created_clock:
    case Filled::by_updated_clock:
      return from_stored(field.type, entity.space, "now");
    case Filled::by_version:
      return "1";
    case Filled::by_identity:
    case Filled::by_expression:
    case Filled::by_removed_clock:
      break;
  }
  return "";
}

/// The loop that reads what a batch gave back.
std::string read_each(const Entity& entity, const RowNames& names, const std::string& rows,
                      const std::string& what) {
  return "for (" + entity.name + "& " + names.local + " : " + rows + ") read_" + what +
         "(batch.next(), " + names.local + ");";
}

/// Whether a column's default is one that the database evaluates where the Create says nothing.
bool is_from_create(const Entity& entity, const query::Column& column) {
  return is_sql_default(*entity.find(column.field));
}

/// How `create` gets its parameters.
struct CreateParams {
  bool is_shared = false;  ///< they are the first ones of the whole row's
  bool takes_entity = true;
  bool takes_create = false;
  bool encodes = false;
};

CreateParams create_params(const Entity& entity, const std::vector<query::Column>& columns,
                           const RowNames& names) {
  const auto from_create =
      std::count_if(columns.begin(), columns.end(),
                    [&](const query::Column& column) { return is_from_create(entity, column); });
  CreateParams how;
  how.takes_create = from_create > 0;
  how.takes_entity = static_cast<std::size_t>(from_create) < columns.size();
  how.is_shared = !how.takes_create && names.begins_with(columns);
  how.encodes = any_encoded(how.is_shared ? names.columns : columns);
  return how;
}

/// The function of these parameters alone, where they are not shared.
void add_create_params(const Entity& entity, const std::vector<query::Column>& columns,
                       const CreateParams& how, const RowNames& names, json& view) {
  const std::string count = names.lists.count(columns.size());
  const std::string name = how.takes_entity ? " " + names.local : "";
  const std::string from = how.takes_create ? ", const " + entity.name + "Create& values" : "";
  add_encoded("create", how.encodes, view);
  view["has_create_params"] = !how.is_shared;
  view["create_count"] = count;
  view["create_name"] = name;
  view["create_from"] = from;
  view["create_params"] = params(entity, columns, [&](const query::Column& column) {
    return is_from_create(entity, column) ? "values" : names.local;
  });
}

}  // namespace

bool RowNames::begins_with(const std::vector<query::Column>& some) const {
  return some.size() <= columns.size() &&
         std::equal(some.begin(), some.end(), columns.begin(),
                    [](const auto& a, const auto& b) { return a.name == b.name; });
}

std::string RowNames::params(const std::string& object, std::size_t count) const {
  std::string all = stem + "_params(" + object + (any_encoded(columns) ? ", encoded)" : ")");
  if (count == columns.size()) return all;
  return soft_break + ("tenon::Params{" + all + "}.first(" + lists.count(count) + ")");
}

void add_assignments(const Entity& entity, const RowNames& names, json& view) {
  std::vector<std::string> assignments;
  for (const Field* field : model::members_of(entity.fields, entity.objects))
    if (const std::string value = first_value(entity, *field); !value.empty())
      assignments.push_back(names.local + "." + field->name + " = " + value + ";");
  view["assignments"] = block(assignments);
}

void add_create(const Entity& entity, const query::Statement& statement, const RowNames& names,
                json& view) {
  const std::vector<query::Column> columns = query::parameters(statement);
  const CreateParams how = create_params(entity, columns, names);
  add_create_params(entity, columns, how, names, view);
  const auto given = [&](const std::string& object, const std::string& values) {
    if (columns.empty()) return std::string{"tenon::Params{}"};
    if (how.is_shared) return names.params(object, columns.size());
    return names.stem + "_create_params(" + object + (how.takes_create ? ", " + values : "") +
           (how.encodes ? ", encoded)" : ")");
  };
  view["create_each"] = given("created.back()", "each");
  view["load_params"] = given(names.local, "each");
  const std::vector<std::string> created = result_reads(entity, statement, names.local);
  view["created"] = block(created);
  view["has_created"] = !created.empty();
  view["create_many_read"] = created.empty() ? "" : read_each(entity, names, "created", "created");
  view["create_given"] = given(names.local, "values");
  const std::string call =
      names.stem + "_create_sql, " + view["create_given"].get<std::string>() + ");";
  const std::string query = std::string{"tenon::Rows rows = session_.query("} + soft_break;
  view["create_body"] =
      (how.encodes ? "tenon::Encoded encoded;\n" : "") +
      (created.empty() ? "session_.execute(" + call
                       : query + call + "\nread_created(rows.only(), " + names.local + ");");
}

void add_insert(const Entity& entity, const query::Statement& statement, const RowNames& names,
                json& view) {
  const std::vector<query::Column> columns = query::parameters(statement);
  const std::vector<std::string> computed = result_reads(entity, statement, names.local);
  const bool is_read = !computed.empty();
  view["row_doc"] = entity.soft_delete.empty()
                        ? "/// The values of a row, the key behind the others."
                        : "/// The values of a row, the key and the mark behind the others.";
  view["insert_count"] = names.lists.count_of_row(columns.size());
  view["insert_params"] =
      params(entity, columns, [&](const query::Column&) { return names.local; });
  view["has_computed"] = is_read;
  view["computed"] = block(computed);
  view["insert_const"] = is_read ? "" : "const ";
  view["insert_doc"] = is_read ? "; sets what the database computes" : "";
  const bool encodes = any_encoded(columns);
  add_encoded("insert", encodes, view);
  const std::string given = names.params(names.local, columns.size());
  const std::string loop = "for (const " + entity.name + "& " + names.local + " : rows) ";
  view["insert_each"] = encodes
                            ? loop + "{\n  tenon::Encoded encoded;\n  batch.add(" + given + ");\n}"
                            : loop + "batch.add(" + given + ");";
  const std::string call = names.stem + "_insert_sql, " + given + ")";
  view["insert_body"] = is_read ? std::string{"read_computed(session_.query("} + soft_break + call +
                                      ".only(), " + names.local + ");"
                                : "session_.execute(" + call + ";";
  view["insert_many_read"] = is_read ? read_each(entity, names, "rows", "computed") : "";
}

}  // namespace tenon::emit

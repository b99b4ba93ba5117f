// Methods that write new rows: `create` makes them of a Create, `insert` takes whole ones; each for
// one row and for many.
#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
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

/// Where the values of a new row come from.
struct Sources {
  bool from_values = false;  ///< of the Create: the database evaluates the default of an absent one
  bool from_entity = false;  ///< of the entity that was made of it
  bool is_whole = false;     ///< they are those of the whole row, in its order
};

Sources sources_of(const Entity& entity, const std::vector<query::Column>& columns) {
  Sources sources;
  for (const query::Column& column : columns) {
    const bool by_database = is_sql_default(*entity.find(column.field));
    (by_database ? sources.from_values : sources.from_entity) = true;
  }
  const auto written =
      std::count_if(entity.fields.begin(), entity.fields.end(),
                    [](const Field& field) { return field.filled != Filled::by_expression; });
  sources.is_whole = !sources.from_values && columns.size() == static_cast<std::size_t>(written);
  return sources;
}

/// The function that makes the parameters of `create`, where `insert` has not the same ones.
void add_create_params(const Entity& entity, const std::vector<query::Column>& columns,
                       const Sources& sources, const RowNames& names, json& view) {
  const std::string count = std::to_string(columns.size());
  const std::string name = sources.from_entity ? " " + names.local : "";
  const std::string from = sources.from_values ? ", const " + entity.name + "Create& values" : "";
  add_encoded("create", any_encoded(columns), view);
  const std::string signature = "std::array<tenon::Param, " + count + "> " + names.stem +
                                "_create_params(const " + entity.name + "&" + name + from +
                                view["create_encoded"].get<std::string>() + ") {";
  view["has_create_params"] = !sources.is_whole;
  view["create_count"] = count;
  view["create_name"] = name;
  view["create_from"] = from;
  view["break_create"] = line_break(signature.size());
  view["create_params"] = params(entity, columns, [&](const query::Column& column) {
    return is_sql_default(*entity.find(column.field)) ? "values" : names.local;
  });
}

}  // namespace

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
  const Sources sources = sources_of(entity, columns);
  add_create_params(entity, columns, sources, names, view);
  const std::string values = names.stem + (sources.is_whole ? "_insert_params" : "_create_params");
  view["create_values"] = values;
  view["create_each"] = sources.from_values ? ", each" : "";
  const std::vector<std::string> created = result_reads(entity, statement, names.local);
  view["created"] = block(created);
  view["has_created"] = !created.empty();
  view["create_many_read"] = created.empty() ? "" : read_each(entity, names, "created", "created");
  const bool encodes = any_encoded(columns);
  const std::string call = names.stem + "_create_sql, " + values + "(" + names.local +
                           (sources.from_values ? ", values" : "") + (encodes ? ", encoded" : "") +
                           "));";
  const std::string query = "tenon::Rows rows = session_.query(";
  const std::string begin = encodes ? "tenon::Encoded encoded;\n" : "";
  view["create_body"] =
      begin + (created.empty() ? "session_.execute(" + call
                               : query + line_break(2 + query.size() + call.size()) + call +
                                     "\nread_created(rows.only(), " + names.local + ");");
  const std::string head = "std::vector<" + entity.name + "> " + entity.name +
                           "Repository::create_many(const std::vector<" + entity.name +
                           "Create>& values) {";
  view["break_many"] = line_break(head.size());
}

void add_insert(const Entity& entity, const query::Statement& statement, const RowNames& names,
                json& view) {
  const std::vector<query::Column> columns = query::parameters(statement);
  const std::vector<std::string> computed = result_reads(entity, statement, names.local);
  const bool is_read = !computed.empty();
  view["insert_count"] = std::to_string(columns.size());
  view["insert_params"] =
      params(entity, columns, [&](const query::Column&) { return names.local; });
  view["has_computed"] = is_read;
  view["computed"] = block(computed);
  view["insert_const"] = is_read ? "" : "const ";
  view["insert_doc"] = is_read ? "; sets what the database computes" : "";
  const bool encodes = any_encoded(columns);
  add_encoded("insert", encodes, view);
  const std::string given =
      names.stem + "_insert_params(" + names.local + (encodes ? ", encoded)" : ")");
  const std::string loop = "for (const " + entity.name + "& " + names.local + " : rows) ";
  view["insert_each"] = encodes
                            ? loop + "{\n  tenon::Encoded encoded;\n  batch.add(" + given + ");\n}"
                            : loop + "batch.add(" + given + ");";
  const std::string call = names.stem + "_insert_sql, " + given + ")";
  const std::string rest = call + ".only(), " + names.local + ");";
  const std::string start = "read_computed(session_.query(";
  view["insert_body"] = is_read ? start + line_break(2 + start.size() + rest.size()) + rest
                                : "session_.execute(" + call + ";";
  view["insert_many_read"] = is_read ? read_each(entity, names, "rows", "computed") : "";
}

}  // namespace tenon::emit

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Field;
using nlohmann::json;

std::string column_constant(const model::Entity& entity, const Field& field,
                            const std::string& table) {
  std::string text = "static constexpr tenon::Column<" + member_type(field.type, entity.space) +
                     "> " + field.name + "{" + string_literal(table) + ", " +
                     string_literal(field.column);
  if (const std::string limits = numeric(field); !limits.empty()) text += ", " + limits;
  return text + "};";
}

}  // namespace

json table_view(const model::Entity& entity, const schema::Table& table,
                const schema::Dialect& dialect) {
  json view = entity_view(entity);
  for (const char* list : {"columns", "key", "reads"}) view[list] = json::array();
  std::vector<const Field*> fields;
  std::vector<query::Column> columns;
  for (const Field& field : entity.fields) {
    fields.push_back(&field);
    columns.push_back({field.column, field.name, field.type});
    const std::string limits = numeric(field);
    view["columns"].push_back({{"doc", doc_comment(field.comment, "  ")},
                               {"line", column_constant(entity, field, entity.table)}});
    view["reads"].push_back(line("row.get(column++, " + view["variable"].get<std::string>() + "." +
                                 field.name + (limits.empty() ? "" : ", " + limits) + ");"));
  }
  for (const std::string& name : entity.primary_key)
    view["key"].push_back(line(entity.name + "Table::" + name + ","));
  view["quoted_table"] = raw_literal(dialect.query_name(table.schema, table.name));
  view["select_list"] = raw_literal(query::column_list(columns, dialect));
  std::set<std::string> headers = text_headers(fields);
  headers.insert(entity.header);
  view["own_includes"] = include_lines(headers);
  return view;
}

}  // namespace tenon::emit

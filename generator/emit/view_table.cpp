#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/template.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_reads.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Field;
using nlohmann::json;

/// The constant of a column has its field's name, but for the one that the struct needs itself.
std::string column_member(const Field& field) {
  return field.name == "table" ? "table_" : field.name;
}

using Dialects = std::vector<const schema::Dialect*>;

/// How a column whose type the model names is read, where one database reads it otherwise.
std::string read_as(const Field& field, const Dialects& dialects) {
  for (const schema::Dialect* dialect : dialects) {
    std::string read = query::read_list({{field.column, field.name, field.type}}, "", *dialect);
    if (read != dialect->quote(field.column)) return read;
  }
  return "";
}

std::string column_constant(const model::Entity& entity, const Field& field,
                            const std::string& table, const Dialects& dialects) {
  const std::string start = "static constexpr tenon::Column<" +
                            member_type(field.type, entity.space) + "> " + column_member(field) +
                            "{";
  std::string rest = string_literal(table) + ", " + string_literal(field.column);
  if (const std::string limits = numeric(field); !limits.empty()) rest += ", " + limits;
  if (const std::string read = read_as(field, dialects); !read.empty())
    rest += ", tenon::Foreign{" + raw_literal(read) + "}";
  else if (!field.type.collation.of("postgresql").empty())
    rest += ", tenon::collated";
  rest += "};";
  return start + soft_break + rest;
}

}  // namespace

json table_view(const model::Entity& entity, const schema::Table& table, const model::Model& model,
                const std::vector<const schema::Dialect*>& dialects) {
  json view = entity_view(entity);
  std::vector<std::string> constants;
  std::vector<std::string> key;
  std::vector<const Field*> fields;
  std::vector<query::Column> columns;
  for (const Field& field : entity.fields) {
    fields.push_back(&field);
    columns.push_back({field.column, field.name, field.type});
    const std::string warning = field.deprecated ? retiring(entity, field) + "\n" : "";
    constants.push_back(doc_comment(field.comment, "") + warning +
                        column_constant(entity, field, entity.table, dialects));
  }
  for (const std::string& name : entity.primary_key)
    key.push_back(entity.name + "Table::" + column_member(*entity.find(name)) + ",");
  const Field* mark = entity.find(entity.soft_delete);
  view["mark"] =
      mark == nullptr ? "" : ",\n    " + raw_literal(dialects.front()->quote(mark->column));
  view["columns"] = block(constants);
  view["keys"] = json::array();
  if (!key.empty()) view["keys"].push_back({{"key", block(key)}});
  view["reads"] = block(row_reads(entity, model, fields, view["variable"].get<std::string>()));
  std::vector<std::string> names;
  for (const schema::Dialect* dialect : dialects) {
    const std::string name = raw_literal(dialect->query_name(table.schema, table.name)) + ",";
    if (names.empty() || names.front() != name) names.push_back(name);
  }
  view["quoted_names"] = block(names);
  const std::string stem = view["stem"].get<std::string>();
  std::vector<std::string> lists;
  for (const schema::Dialect* dialect : dialects) {
    const std::string list = raw_literal(query::read_list(columns, "", *dialect));
    if (lists.empty() || lists.front() != list) lists.push_back(list);
  }
  const std::string list = base::join(lists, ",\n     ");
  view["select_list"] = (lists.size() == 1 ? list : "{" + list + "}") +
                        (key.empty() ? "" : ",\n    " + stem + "_key");
  std::set<std::string> headers = text_headers(fields);
  headers.merge(codec_headers(fields));
  headers.insert(entity.header);
  view["chrono"] = chrono_include(fields);
  view["own_includes"] = include_block(headers);
  return view;
}

}  // namespace tenon::emit

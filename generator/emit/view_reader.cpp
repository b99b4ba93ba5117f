#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_reads.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Loaded;
using model::Relation;
using model::Shape;
using nlohmann::json;
using Texts = std::vector<std::string>;

std::string whole_name(const Entity& target, const std::string& name) {
  return target.space.empty() ? name : target.space + "::" + name;
}

/// A relation: its statement, and how a row of it is read and given to those that it belongs to.
json relation_view(const Entity& entity, const Loaded& loaded, const query::Statement& statement,
                   const model::Model& model, const std::vector<const schema::Dialect*>& dialects) {
  const Relation& relation = *entity.find_relation(loaded.relation);
  const Entity& target = *model.find(relation.entity);
  const std::string name = loaded.shape.empty() ? target.name : loaded.shape;
  const std::string row = relative_name(whole_name(target, name), entity.space);
  const std::string width = std::to_string(query::results(statement).size() - 1);
  const std::string read = whole_name(target, "read_" + file_stem(target.name));
  const std::string whole =
      "tenon::RowReader<" + row + ", " + relative_name(read, entity.space) + ", " + width + ">";
  const std::string member = "found_[place]." + loaded.relation;
  return {{"name", loaded.relation},
          {"sql", constant(statement, dialects)},
          {"row", row},
          {"reader", loaded.shape.empty() ? whole : row + "Reader"},
          {"give", member + (relation.is_to_many() ? ".push_back(std::move(row));"
                                                   : " = std::move(row);")}};
}

/// How a row's columns become members, and the values that join it: those that are stored, whatever
/// types the members have.
void add_reads(const Entity& entity, const Shape& shape, const model::Model& model, json& view) {
  const std::string local = view["variable"].get<std::string>();
  const std::string object = local + ".";
  const std::vector<query::Column> columns = query::columns_of(entity, shape);
  const std::vector<const Field*> fields = entity.fields_of(shape.fields);
  Texts reads = row_reads(entity, model, fields, local);
  for (const Loaded& loaded : shape.loaded) {
    const Field& field = *entity.find(entity.find_relation(loaded.relation)->fields.front());
    const auto place =
        std::find_if(columns.begin(), columns.end(),
                     [&](const query::Column& column) { return column.field == field.name; });
    const auto index = static_cast<std::size_t>(place - columns.begin());
    const bool is_member = index < fields.size() && !field.type.wrapper && field.path.empty();
    reads.push_back("joins_." + loaded.relation + ".add(" +
                    (is_member ? object + field.name
                               : "row.get<std::optional<" + stored_type(field.type, entity.space) +
                                     ">>(" + std::to_string(index) + ")") +
                    ");");
  }
  const std::string start = shape.name + "& " + view["variable"].get<std::string>() + " = ";
  view["new_row"] = shape.fields.empty() ? "found_.emplace_back();"
                                         : start + "found_.emplace_back();\nint column = 0;";
  view["reads"] = block(reads);
  view["width"] = std::to_string(columns.size());
}

/// What the class of a shape with relations has more.
void add_joins(const Entity& entity, const Shape& shape, json& view) {
  Texts lines;
  for (const Loaded& loaded : shape.loaded)
    lines.push_back("void load_" + loaded.relation + "(tenon::Session& session);");
  lines.insert(lines.end(), {"", "struct Joins {"});
  for (const Loaded& loaded : shape.loaded) {
    const Field& field = *entity.find(entity.find_relation(loaded.relation)->fields.front());
    lines.push_back("  tenon::Joined<" + stored_type(field.type, entity.space) + "> " +
                    loaded.relation + ";");
  }
  lines.insert(lines.end(), {"};", ""});
  view["joins"] = shape.loaded.empty() ? "" : block(lines);
  view["joined_include"] = shape.loaded.empty() ? "" : "#include <tenon/joined.hpp>";
  view["joined"] = shape.loaded.empty() ? "" : "Joins joins_;";
}

}  // namespace

json reader_view(const Entity& entity, const Shape& shape, const model::Model& model,
                 const std::vector<const schema::Dialect*>& dialects) {
  json view = file_view(entity.source, shape.name, entity.space);
  view["shape"] = shape.name;
  view["variable"] = object_name(shape.name);
  view["stem"] = file_stem(shape.name);
  view["columns"] =
      raw_literal(query::column_list(query::columns_of(entity, shape), *dialects.front()));
  add_reads(entity, shape, model, view);
  add_joins(entity, shape, view);
  const std::vector<query::Statement> statements = query::statements(entity, shape, model);
  view["relations"] = json::array();
  Texts loads;
  std::set<std::string> headers;
  const std::vector<const Field*> read = entity.fields_of(shape.fields);
  headers.merge(text_headers(read));
  headers.merge(codec_headers(read));
  view["chrono"] = chrono_include(read);
  for (std::size_t i = 0; i < shape.loaded.size(); ++i) {
    const Loaded& loaded = shape.loaded[i];
    const Entity& target = *model.find(entity.find_relation(loaded.relation)->entity);
    view["relations"].push_back(relation_view(entity, loaded, statements[i + 1], model, dialects));
    headers.insert(loaded.shape.empty() ? file_stem(target.name) + "_table.hpp"
                                        : file_stem(loaded.shape) + "_reader.hpp");
    loads.push_back("load_" + loaded.relation + "(session);");
  }
  view["loads"] = block(loads);
  view["flat"] = loads.empty();
  view["row_header"] =
      loads.empty() ? "#include <tenon/named_row.hpp>" : "#include <tenon/row.hpp>";
  view["shape_header"] = loads.empty() ? "" : "#include <tenon/shape.hpp>";
  view["session_name"] = loads.empty() ? "" : " session";
  view["more_includes"] = more_includes(headers);
  return view;
}

}  // namespace tenon::emit

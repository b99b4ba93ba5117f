#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/parameter.hpp"
#include "emit/template.hpp"
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

bool is_placed(const query::Statement& statement) {
  return std::get<query::Related>(statement.tree).is_placed;
}

/// The value of a row's column that joins it, as C++: the member that has it, or what is read again
/// as it is stored, whatever type the member has.
class JoiningValue {
 public:
  JoiningValue(const Entity& entity, const Shape& shape, std::string object)
      : entity_(entity),
        members_(entity.fields_of(shape.fields).size()),
        columns_(query::columns_of(entity, shape)),
        object_(std::move(object)) {}

  std::string operator()(const Field& field) const {
    const std::size_t at = place(field);
    if (is_member(field, at)) return object_ + field.name;
    return read("std::optional<" + stored_type(field.type, entity_.space) + ">", at, "");
  }

  std::string parameter(const Field& field) const {
    const std::size_t at = place(field);
    if (is_member(field, at)) return emit::parameter(field, object_ + field.name);
    const std::string limits = numeric(field);
    const bool is_untyped =
        field.type.kind == model::TypeKind::enumeration || field.type.is_foreign();
    const auto type = [&](const std::string& inner) {
      return field.type.nullable ? "std::optional<" + inner + ">" : inner;
    };
    if (is_untyped) return "tenon::Param{" + read(type("std::string"), at, "") + "}.untyped()";
    const std::string value = read(type(stored_type(field.type, entity_.space)), at, limits);
    return limits.empty() ? value : "tenon::Param{" + value + ", " + limits + "}";
  }

 private:
  std::size_t place(const Field& field) const {
    const auto found =
        std::find_if(columns_.begin(), columns_.end(),
                     [&](const query::Column& column) { return column.field == field.name; });
    return static_cast<std::size_t>(found - columns_.begin());
  }

  bool is_member(const Field& field, std::size_t at) const {
    return at < members_ && !field.type.wrapper && field.path.empty();
  }

  static std::string read(const std::string& type, std::size_t at, const std::string& limits) {
    return "row.get<" + type + ">(" + std::to_string(at) + (limits.empty() ? "" : ", " + limits) +
           ")";
  }

  const Entity& entity_;
  std::size_t members_;
  std::vector<query::Column> columns_;
  std::string object_;
};

/// How a row's columns become members, and the values that join it.
void add_reads(const Entity& entity, const Shape& shape, const model::Model& model,
               const std::vector<query::Statement>& statements, json& view) {
  const std::string local = view["variable"].get<std::string>();
  Texts reads = row_reads(entity, model, entity.fields_of(shape.fields), local);
  const JoiningValue value{entity, shape, local + "."};
  for (std::size_t i = 0; i < shape.loaded.size(); ++i) {
    const Loaded& loaded = shape.loaded[i];
    const Relation& relation = *entity.find_relation(loaded.relation);
    std::string joining;
    for (const std::string& name : relation.fields) {
      const Field& field = *entity.find(name);
      if (!joining.empty()) joining += std::string{", "} + soft_break;
      joining += is_placed(statements[i + 1]) ? value.parameter(field) : value(field);
    }
    if (is_placed(statements[i + 1])) joining = std::string{soft_break} + "{" + joining + "}";
    reads.push_back("joins_." + loaded.relation + ".add(" + joining + ");");
  }
  const std::string start = shape.name + "& " + local + " = ";
  view["new_row"] = shape.fields.empty() ? "found_.emplace_back();"
                                         : start + "found_.emplace_back();\nint column = 0;";
  view["reads"] = block(reads);
  view["width"] = std::to_string(query::columns_of(entity, shape).size());
}

/// The list of the columns, or one for each database where PostgreSQL casts what it gives.
void add_columns(const std::vector<query::Column>& columns,
                 const std::vector<const schema::Dialect*>& dialects, json& view) {
  Texts texts;
  for (const schema::Dialect* dialect : dialects)
    texts.push_back(query::read_list(columns, "", *dialect));
  const std::string names = query::column_list(columns, *dialects.front());
  const bool are_same = std::all_of(texts.begin(), texts.end(),
                                    [&](const std::string& text) { return text == names; });
  view["columns_type"] = are_same ? "const char* const" : "const tenon::ColumnTexts";
  view["names"] = are_same ? "" : ".sqlite";
  view["table_header"] = are_same ? "" : "#include <tenon/table.hpp>";
  view["columns"] = " = " + raw_literal(names);
  if (are_same) return;
  const auto cast = std::find_if(texts.begin(), texts.end(),
                                 [&](const std::string& text) { return text != names; });
  view["columns"] = "{\n    " + raw_literal(*cast) + ",\n    " + raw_literal(names) + "}";
}

/// What the class of a shape with relations has more.
void add_joins(const Entity& entity, const Shape& shape,
               const std::vector<query::Statement>& statements, json& view) {
  Texts lines;
  for (const Loaded& loaded : shape.loaded)
    lines.push_back("void load_" + loaded.relation + "(tenon::Session& session);");
  lines.insert(lines.end(), {"", "struct Joins {"});
  for (std::size_t i = 0; i < shape.loaded.size(); ++i) {
    const std::string& name = shape.loaded[i].relation;
    const Field& field = *entity.find(entity.find_relation(name)->fields.front());
    const std::string joined = is_placed(statements[i + 1])
                                   ? "tenon::JoinedKeys"
                                   : "tenon::Joined<" + stored_type(field.type, entity.space) + ">";
    lines.push_back("  " + joined + " " + name + ";");
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
  const std::vector<query::Statement> statements = query::statements(entity, shape, model);
  add_columns(query::columns_of(entity, shape), dialects, view);
  add_reads(entity, shape, model, statements, view);
  add_joins(entity, shape, statements, view);
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

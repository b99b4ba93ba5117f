#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/template.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_reads.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Relation;
using nlohmann::json;

using Dialects = std::vector<const schema::Dialect*>;
using Names = std::vector<std::string>;

/// How a column whose type the model names is read, where one database reads it otherwise.
std::string read_as(const Field& field, const Dialects& dialects) {
  for (const schema::Dialect* dialect : dialects) {
    std::string read = query::read_list({{field.column, field.name, field.type}}, "", *dialect);
    if (read != dialect->quote(field.column)) return read;
  }
  return "";
}

std::string column_constant(const Entity& entity, const Field& field, const Dialects& dialects) {
  const std::string start = "static constexpr tenon::Column<" +
                            member_type(field.type, entity.space) + "> " + column_member(field) +
                            "{";
  std::string rest = "table, " + string_literal(field.column);
  if (const std::string limits = numeric(field); !limits.empty()) rest += ", " + limits;
  if (const std::string read = read_as(field, dialects); !read.empty())
    rest += ", tenon::Foreign{" + raw_literal(read) + "}";
  else if (!field.type.collation.of("postgresql").empty())
    rest += ", tenon::collated";
  rest += "};";
  return start + soft_break + rest;
}

/// The relations as filters: what the class declares, and what they join.
class RelationLines {
 public:
  RelationLines(const Entity& entity, const model::Model& model, std::set<std::string>& headers)
      : entity_(entity), model_(model), headers_(headers), stem_(file_stem(entity.name)) {}

  void add_to(json& view) {
    for (const Relation& relation : entity_.relations) add(relation);
    if (!declared_.empty())
      declared_.insert(
          declared_.begin(),
          {"", "// Filters of a relation: the rows that have such a row there, or any."});
    view["relation_include"] = declared_.empty() ? "" : "#include <tenon/relation.hpp>";
    view["relations"] = block(declared_);
    view["relation_joins"] = block(defined_);
  }

 private:
  void add(const Relation& relation) {
    const std::string name = relation_member(relation);
    const Entity& there = *model_.find(relation.entity);
    declared_.push_back("static const tenon::Relation " + name + ";");
    defined_.push_back("");
    std::string way = "table";
    if (relation.through.empty()) {
      way += step(relation, "joins", entity_, relation.fields, there, relation.targets);
    } else {
      const Entity& through = *model_.find(relation.through);
      way += step(relation, "joins", entity_, relation.fields, through, relation.through_fields);
      way += step(relation, "onwards", through, relation.through_targets, there, relation.targets);
    }
    defined_.push_back("const tenon::Relation " + entity_.name + "Table::" + name + "{" +
                       soft_break + way + "};");
  }

  /// The constant of the columns that are equal on both sides of a step; gives its arguments.
  std::string step(const Relation& relation, const char* end, const Entity& here,
                   const Names& fields, const Entity& there, const Names& targets) {
    Names pairs;
    for (std::size_t i = 0; i < fields.size(); ++i)
      pairs.push_back("{" + string_literal(here.find(fields[i])->column) + ", " +
                      string_literal(there.find(targets[i])->column) + "}");
    const std::string constant = stem_ + "_" + relation.name + "_" + end;
    defined_.push_back("constexpr tenon::Join " + constant + "[] = " + soft_break + "{" +
                       base::join(pairs, ", ") + "};");
    const std::string name = there.name + "Table";
    if (&there != &entity_) headers_.insert(file_stem(there.name) + "_table.hpp");
    return ", " + constant + ", " + soft_break +
           relative_name(there.space.empty() ? name : there.space + "::" + name, entity_.space) +
           "::table";
  }

  const Entity& entity_;
  const model::Model& model_;
  std::set<std::string>& headers_;
  const std::string stem_;
  Names declared_;
  Names defined_;
};

}  // namespace

json table_view(const Entity& entity, const schema::Table& table, const model::Model& model,
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
                        column_constant(entity, field, dialects));
  }
  for (const std::string& name : entity.primary_key)
    key.push_back(entity.name + "Table::" + column_member(*entity.find(name)) + ",");
  const Field* mark = entity.find(entity.soft_delete);
  view["mark"] =
      mark == nullptr ? "" : ",\n    " + raw_literal(dialects.front()->quote(mark->column));
  view["lists"] = json::array();
  view["model"] = entity.is_view() && !key.empty() ? ",\n    {.is_view = true}" : "";
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
  std::set<std::string> others;
  RelationLines{entity, model, others}.add_to(view);
  view["more_includes"] = more_includes(others);
  view["own_includes"] = include_block(headers);
  return view;
}

}  // namespace tenon::emit

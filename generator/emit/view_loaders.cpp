// The methods of a repository that load a relation for many rows at once.
#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/parameter.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_writes.hpp"
#include "query/statement.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Relation;
using nlohmann::json;
using Lines = std::vector<std::string>;

/// The row that a reference names is there, also when it bears the mark of removal.
bool is_named(const Entity& entity, const Relation& relation) {
  return std::any_of(
      entity.references.begin(), entity.references.end(),
      [&](const model::Reference& reference) { return reference.relation == relation.name; });
}

/// The call that takes the joining values of a row, with what it needs around it.
std::string gather(const Entity& entity, const Relation& relation, const std::string& local) {
  std::string values;
  bool encodes = false;
  for (const std::string& name : relation.fields) {
    const Field& field = *entity.find(name);
    values += (values.empty() ? "" : ", ") + parameter_in(entity, field, local);
    encodes = encodes || needs_encoded(field.type);
  }
  const std::string loop = "for (const " + entity.name + "& " + local + " : rows)";
  const std::string call = "related.add({" + values + "});";
  if (!encodes) return loop + " " + call;
  return loop + " {\n  tenon::Encoded encoded;\n  " + call + "\n}";
}

json loader(const Entity& entity, const Relation& relation, const Entity& there,
            const std::string& local) {
  const std::string row = relative_name(there.qualified(), entity.space);
  const bool is_required = !relation.is_to_many() && !relation.optional;
  const std::string read = "read_" + file_stem(there.name);
  const char* emplace = relation.is_to_many() ? ".emplace_back()" : ".emplace()";
  const std::string each = relation.is_to_many() ? "std::vector<" + row + ">"
                           : is_required         ? row
                                                 : "std::optional<" + row + ">";
  const bool sees_removed = is_named(entity, relation) && !there.soft_delete.empty();
  return {
      {"relation", relation.name},
      {"constant", relation_member(relation)},
      {"result", "std::vector<" + each + ">"},
      {"removed", sees_removed ? ", tenon::Removed::included" : ""},
      {"gather", gather(entity, relation, local)},
      {"read", relative_name(there.space.empty() ? read : there.space + "::" + read, entity.space)},
      {"emplace", is_required ? "" : emplace},
      {"check", is_required ? "related.require_each();" : ""}};
}

Lines declaration(const Relation& relation, const json& one) {
  std::string doc = "/// The " + relation.name + " of each of these rows, in their places";
  doc += relation.is_to_many() ? ", each list ordered by key: one statement." : ": one statement.";
  Lines lines{doc};
  if (!one["removed"].get<std::string>().empty())
    lines.push_back("/// Also one that was removed: these rows still refer to it.");
  if (!one["check"].get<std::string>().empty())
    lines.push_back("/// Throws Error not_found when one is not there.");
  lines.push_back(one["result"].get<std::string>() + " load_" + relation.name +
                  "(const std::vector<" + one["of"].get<std::string>() + ">& rows);");
  return lines;
}

}  // namespace

void add_loaders(const Entity& entity, const model::Model& model, const RowNames& names, json& view,
                 std::set<std::string>& headers, std::set<std::string>& tables) {
  view["loaders"] = json::array();
  Lines declared;
  for (const Relation& relation : entity.relations) {
    const bool is_loaded = std::all_of(
        relation.fields.begin(), relation.fields.end(),
        [&](const std::string& name) { return query::can_join(entity.find(name)->type); });
    if (!is_loaded) continue;
    const Entity& there = *model.find(relation.entity);
    json one = loader(entity, relation, there, names.local);
    one["of"] = entity.name;
    for (const std::string& line : declaration(relation, one)) declared.push_back(line);
    view["loaders"].push_back(std::move(one));
    headers.insert(there.header);
    if (&there != &entity) tables.insert(file_stem(there.name) + "_table.hpp");
  }
  if (!declared.empty()) declared.push_back("");
  view["related_header"] = declared.empty() ? "" : "#include <tenon/related.hpp>";
  view["loader_methods"] = block(declared);
}

}  // namespace tenon::emit

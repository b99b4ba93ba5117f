// The view of what a request may name of an entity: its fields in JSON, and their columns.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/template.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;

/// Whether its Read shows it; of a member of a value object, whether that is shown.
bool is_named(const Entity& entity, const Field& field) {
  if (field.path.empty()) return is_shown(field);
  return is_shown(*find_path(entity.objects, field.path.substr(0, field.path.find('.'))));
}

/// Whether PostgreSQL has operators of the type that the model names: a B-tree's, or at least `=`
/// (manual, 8.8, 8.13 and 8.14). Types of extensions have them as a rule.
bool is_compared(const Field& field) {
  constexpr std::array<std::string_view, 10> without = {
      "box", "circle", "json", "jsonpath", "line", "lseg", "path", "point", "polygon", "xml"};
  if (!field.type.is_foreign()) return true;
  const std::string name = base::read_sql_type(field.type.declared.text)->one_name();
  return std::find(without.begin(), without.end(), name) == without.end();
}

}  // namespace

bool has_query(const Entity& entity) {
  for (const Field& field : entity.fields)
    if (is_named(entity, field)) return true;
  return false;
}

nlohmann::json query_view(const Entity& entity, const model::Model& model) {
  nlohmann::json view = entity_view(entity);
  std::vector<std::string> enumerators;
  std::vector<std::string> columns;
  bool uses_deprecated = false;
  for (const Field& field : entity.fields) {
    if (!is_named(entity, field)) continue;
    uses_deprecated = uses_deprecated || field.deprecated;
    enumerators.push_back(field.name + ",");
    columns.push_back(
        "{" + string_literal(base::join(json_path(entity, field, model), ".")) + ", " + soft_break +
        entity.name + "Table::" + column_member(field) +
        (is_compared(field) ? "}," : std::string{", "} + soft_break + "tenon::not_compared},"));
  }
  view["enumerators"] = block(enumerators);
  view["columns"] = block(columns);
  // Requests may name a retiring field for as long as it is there.
  view["before_columns"] = uses_deprecated
                               ? "#pragma GCC diagnostic push\n"
                                 "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\""
                               : "";
  view["after_columns"] = uses_deprecated ? "#pragma GCC diagnostic pop" : "";
  return view;
}

}  // namespace tenon::emit

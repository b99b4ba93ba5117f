#include <algorithm>

#include "base/names.hpp"
#include "base/text.hpp"
#include "import/build.hpp"
#include "import/names.hpp"
#include "import/types.hpp"

namespace tenon::import {
namespace {

/// One query, without what ends it.
std::string query_of(const schema::View& view) {
  std::string_view text = base::trim(view.query.text);
  if (base::ends_with(text, ";")) text.remove_suffix(1);
  return std::string{base::trim(text)};
}

model::Entity view_entity(Building& building, const schema::View& view,
                          const std::vector<std::string>& columns) {
  const std::string space = view.schema.empty() ? "" : type_name(view.schema);
  const std::string one = type_name(view.name);
  const std::string plain = base::camel_case(member_name(view.name, "view"));
  model::Entity entity;
  entity.name = claim_entity(building, {one, plain, plain + "View", space + plain + "View"});
  entity.space = building.options.space;
  entity.schema = view.schema;
  entity.table = view.name;
  entity.comment = view.comment;
  entity.view = base::SqlText{};
  if (!building.options.trial_of(view.schema, view.name).is_plain)
    entity.view->text = query_of(view);
  for (const std::string& column : columns) {
    model::Field field;
    field.column = column;
    field.name = first_free({member_name(column, "column")},
                            [&](const std::string& name) { return entity.find(name) == nullptr; });
    field.type =
        view_type(building.value_type(view.schema, view.name, column), building.options.dialect);
    field.type.nullable = true;
    entity.fields.push_back(std::move(field));
  }
  return entity;
}

}  // namespace

void build_views(Building& building, const std::vector<const schema::View*>& views,
                 std::vector<std::string>& left) {
  for (const schema::View* view : views) {
    const std::string name = schema::display_name(view->schema, view->name);
    if (const Trial tried = building.options.trial_of(view->schema, view->name);
        !tried.problem.empty()) {
      left.push_back("view " + name + " is left alone: " + tried.problem);
      continue;
    }
    const auto columns = building.options.columns.find(name);
    if (columns == building.options.columns.end() || columns->second.empty()) {
      left.push_back("view " + name + " is left alone: nothing says its columns");
      continue;
    }
    Built built;
    built.entity = view_entity(building, *view, columns->second);
    building.entities.push_back(std::move(built));
  }
}

}  // namespace tenon::import

#include <algorithm>

#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

using model::Field;
using nlohmann::json;

json field_view(const Field& field, const std::string& space) {
  const std::string value = field.initial ? initializer(field.type, *field.initial, space) : "";
  const std::string type = member_type(field.type, space);
  return {{"doc", doc_comment(field.comment, "  ")},
          {"line", type + " " + field.name + (value.empty() ? "{}" : " = " + value) + ";"}};
}

/// A struct of these fields; `uses` are the headers of the types that it names.
json struct_view(json view, const std::string& name, const std::string& comment,
                 const std::string& space, const std::vector<const Field*>& fields,
                 std::set<std::string> uses, const model::Model& model) {
  view["name"] = name;
  view["doc"] = doc_comment(comment, "");
  view["fields"] = json::array();
  for (const Field* field : fields) {
    view["fields"].push_back(field_view(*field, space));
    if (field->type.kind == model::TypeKind::enumeration)
      uses.insert(model.find_enum(field->type.enumeration)->header);
  }
  view["includes"] = include_lines(uses);
  view["has_includes"] = !uses.empty();
  return view;
}

}  // namespace

json struct_view(const model::Entity& entity, const model::Model& model) {
  std::set<std::string> uses;
  std::set<std::string> inherited;
  std::string bases;
  for (const model::Mixin& mixin : model.mixins) {
    const std::string qualified =
        mixin.space.empty() ? mixin.name : mixin.space + "::" + mixin.name;
    if (std::find(entity.bases.begin(), entity.bases.end(), qualified) == entity.bases.end())
      continue;
    bases += (bases.empty() ? " : " : ", ") + relative_name(qualified, entity.space);
    uses.insert(mixin.header);
    for (const Field& field : mixin.fields) inherited.insert(field.name);
  }
  std::vector<const Field*> own;
  for (const Field& field : entity.fields)
    if (inherited.count(field.name) == 0) own.push_back(&field);
  json view = struct_view(file_view(entity.source, entity.name, entity.space), entity.name,
                          entity.comment, entity.space, own, std::move(uses), model);
  view["bases"] = bases;
  return view;
}

json struct_view(const model::Mixin& mixin, const model::Model& model) {
  std::vector<const Field*> fields;
  for (const Field& field : mixin.fields) fields.push_back(&field);
  json view = struct_view(file_view(mixin.source, mixin.name, mixin.space), mixin.name,
                          mixin.comment, mixin.space, fields, {}, model);
  view["bases"] = "";
  return view;
}

}  // namespace tenon::emit

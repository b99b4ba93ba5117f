#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "model/chrono.hpp"

namespace tenon::emit {
namespace {

using model::Field;
using nlohmann::json;

std::string field_lines(const Field& field, const std::string& space) {
  const std::string value = field.initial ? initializer(field.type, *field.initial, space) : "";
  return doc_comment(field.comment, "") + member_type(field.type, space) + " " + field.name +
         (value.empty() ? "{}" : " = " + value) + ";";
}

/// Declares the entities whose ids the fields are, but for the struct itself: those of its
/// namespace inside of it, others before.
void add_declarations(const std::string& own, const std::string& space,
                      const std::vector<const Field*>& fields, json& view) {
  std::set<std::string> names;
  for (const Field* field : fields)
    if (field->type.wrapper && !field->type.wrapper->entity.empty())
      names.insert(field->type.wrapper->entity);
  names.erase(own);
  std::string inside;
  std::string outside;
  for (const std::string& name : names) {
    const std::size_t colon = name.rfind("::");
    const std::string of = colon == std::string::npos ? "" : name.substr(0, colon);
    const std::string line = "struct " + (of.empty() ? name : name.substr(colon + 2)) + ";";
    if (of == space)
      inside += line + "\n";
    else
      outside += "\n" + (of.empty() ? line : "namespace " + of + " { " + line + " }");
  }
  view["declared"] = inside;
  view["declared_outside"] = outside;
}

/// A struct of an entity or a mix-in, which both have these members.
template <class Struct>
json view_of(const Struct& declared, const std::vector<const Field*>& fields,
             const model::Model& model) {
  json view = file_view(declared.source, declared.name, declared.space);
  view["name"] = declared.name;
  view["doc"] = doc_block(declared.comment);
  std::set<std::string> headers;
  std::string bases;
  for (const std::string& name : declared.bases) {
    bases += (bases.empty() ? " : " : ", ") + relative_name(name, declared.space);
    headers.insert(model.find_mixin(name)->header);
  }
  view["bases"] = bases;
  std::vector<std::string> lines;
  for (const Field* field : fields) {
    lines.push_back(field_lines(*field, declared.space));
    if (field->type.kind == model::TypeKind::enumeration)
      headers.insert(model.find_enum(field->type.enumeration)->header);
    if (field->type.kind == model::TypeKind::object)
      headers.insert(model.find_object(field->type.object)->header);
  }
  // The types themselves: their Codecs are for the other files.
  for (const Field* field : fields) {
    const std::optional<model::Wrapper>& wrapper = field->type.wrapper;
    if (wrapper && wrapper->entity.empty() && wrapper->header != model::chrono_header)
      headers.insert(wrapper->header);
  }
  view["types"] = type_includes(fields);
  add_declarations(declared.qualified(), declared.space, fields, view);
  view["fields"] = block(lines);
  view["more_includes"] = more_includes(headers);
  return view;
}

/// The names of the members that come from these mix-ins and from theirs.
void add_inherited(const std::vector<std::string>& bases, const model::Model& model,
                   std::set<std::string>& names) {
  for (const std::string& base : bases) {
    const model::Mixin& mixin = *model.find_mixin(base);
    for (const Field* member : model::members_of(mixin.fields, mixin.objects))
      names.insert(member->name);
    add_inherited(mixin.bases, model, names);
  }
}

/// The members that the struct does not have from its mix-ins.
template <class Struct>
std::vector<const Field*> own_members(const Struct& declared, const model::Model& model) {
  std::set<std::string> inherited;
  add_inherited(declared.bases, model, inherited);
  std::vector<const Field*> own;
  for (const Field* member : model::members_of(declared.fields, declared.objects))
    if (inherited.count(member->name) == 0) own.push_back(member);
  return own;
}

}  // namespace

json struct_view(const model::Entity& entity, const model::Model& model) {
  return view_of(entity, own_members(entity, model), model);
}

json struct_view(const model::Mixin& mixin, const model::Model& model) {
  return view_of(mixin, model::members_of(mixin.fields, mixin.objects), model);
}

json struct_view(const model::ValueObject& object, const model::Model& model) {
  return view_of(object, own_members(object, model), model);
}

}  // namespace tenon::emit

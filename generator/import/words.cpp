#include "import/words.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "base/text.hpp"
#include "import/import.hpp"

namespace tenon::import {
namespace {

bool has_enum(const model::Entity& entity, const model::Enum& one) {
  return std::any_of(entity.fields.begin(), entity.fields.end(), [&](const model::Field& field) {
    return field.type.enumeration == one.qualified();
  });
}

}  // namespace

bool is_key_on_field(const model::Entity& entity) {
  return entity.primary_key.size() == 1 && !entity.find(entity.primary_key.front())->initial;
}

bool is_client_key(const model::Entity& entity, const model::Field& key) {
  using Kind = model::TypeKind;
  const Kind kind = key.type.kind;
  const bool is_made =
      kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64 || kind == Kind::uuid;
  return is_made && key.filled == model::Filled::by_application &&
         reference_on(entity, key) == nullptr && !entity.is_view();
}

const model::Reference* reference_on(const model::Entity& entity, const model::Field& field) {
  // A key with `references` takes the other row's value.
  if (field.filled == model::Filled::by_identity) return nullptr;
  for (const model::Reference& one : entity.references)
    if (one.fields.size() == 1 && one.fields.front() == field.name) return &one;
  return nullptr;
}

std::vector<const model::Reference*> references_on(const model::Entity& entity) {
  std::vector<const model::Reference*> all;
  for (const model::Reference& one : entity.references)
    if (one.fields.size() != 1 || reference_on(entity, *entity.find(one.fields.front())) != &one)
      all.push_back(&one);
  return all;
}

bool is_on_field(const model::UniqueKey& key) { return key.fields.size() == 1 && key.name.empty(); }

bool is_on_field(const model::Index& index) {
  return index.parts.size() == 1 && !index.parts[0].field.empty() && !index.parts[0].descending &&
         !index.unique && index.name.empty() && index.where.empty() && index.method.empty() &&
         index.include.empty() && !index.nulls_first && !index.nulls_last;
}

std::string word_of(model::Action action) {
  switch (action) {
    case model::Action::no_action:
      return "";
    case model::Action::restrict:
      return "restrict";
    case model::Action::cascade:
      return "cascade";
    case model::Action::set_null:
      return "set_null";
    case model::Action::set_default:
      return "set_default";
  }
  return "";
}

std::string short_name(const std::string& qualified) {
  const std::size_t colon = qualified.rfind("::");
  return colon == std::string::npos ? qualified : qualified.substr(colon + 2);
}

std::string shared_header(const model::Enum& one, const model::Model& model) {
  const auto users =
      std::count_if(model.entities.begin(), model.entities.end(),
                    [&](const model::Entity& entity) { return has_enum(entity, one); });
  return users > 1 ? file_of(one.name) : "";
}

std::vector<const model::Enum*> enums_of(const model::Entity& entity, const model::Model& model) {
  std::vector<const model::Enum*> all;
  for (const model::Enum& one : model.enums)
    if (has_enum(entity, one)) all.push_back(&one);
  return all;
}

std::string file_of(const std::string& name) { return base::snake_case(name); }

std::string file_of(const model::Entity& entity) { return file_of(entity.name); }

std::string file_of(const model::Enum& one, const model::Model& model) {
  return shared_header(one, model);
}

}  // namespace tenon::import

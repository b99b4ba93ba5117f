#include <algorithm>
#include <map>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

using Entities = std::map<std::string, EntityDraft*>;

// `User` in blog::admin means blog::admin::User, blog::User or ::User: the first that exists, as in
// C++.
// `find` gives what has a qualified name, or null.
template <class Find>
auto resolve_by(const std::string& name, const std::string& space, Find find) {
  std::string from = space;
  for (;;) {
    const auto found = find(qualify(from, name));
    if (found != nullptr || from.empty()) return found;
    const std::size_t last = from.rfind("::");
    from = last == std::string::npos ? "" : from.substr(0, last);
  }
}

EntityDraft* resolve(const std::string& name, const std::string& space, const Entities& entities) {
  return resolve_by(name, space, [&](const std::string& qualified) -> EntityDraft* {
    const auto found = entities.find(qualified);
    return found == entities.end() ? nullptr : found->second;
  });
}

// A struct that an error keeps from being an entity, as a misspelt 'table': it was told there.
bool is_broken(const std::string& name, const std::string& space, const Scope& scope) {
  const DraftStruct* found = resolve_by(
      name, space, [&](const std::string& qualified) { return scope.find_struct(qualified); });
  return found != nullptr && found->is_broken;
}

bool is_unique(const Entity& entity, const std::string& field) {
  const std::vector<std::string> alone = {field};
  if (entity.primary_key == alone) return true;
  for (const UniqueKey& key : entity.unique_keys)
    if (key.fields == alone) return true;
  for (const Index& index : entity.indexes)
    if (index.unique && index.is_plain() && index.parts.size() == 1 &&
        index.parts[0].field == field)
      return true;
  return false;
}

// "blog.User.id" is the entity "blog::User" and the field "id".
struct Target {
  std::string entity;
  std::string field;
  base::Span entity_span;
  base::Span field_span;
};

Target split_target(const Name& name) {
  const std::size_t dot = name.value.rfind('.');
  Target target{base::replace_all(name.value.substr(0, dot), ".", "::"), name.value.substr(dot + 1),
                name.span, name.span};
  return target;
}

void check_action(const FieldDraft& field, Action action, const base::Span& span,
                  Diagnostics& diagnostics) {
  if (action == Action::set_null && !field.field.type.nullable)
    diagnostics.error(codes::action_impossible, span,
                      "'set_null' needs a field that may be NULL, and " + quote(field.field.name) +
                          " is required",
                      "make it std::optional (in JSON: not in required), or choose another action");
  if (action == Action::set_default && !field.field.initial)
    diagnostics.error(codes::action_impossible, span,
                      "'set_default' needs a default, and " + quote(field.field.name) + " has none",
                      "give it 'default_sql', or choose another action");
}

const EntityDraft* find_target(const Target& target, const EntityDraft& from,
                               const Entities& entities, const Scope& scope,
                               Diagnostics& diagnostics) {
  const EntityDraft* entity = resolve(target.entity, from.entity.space, entities);
  if (entity == nullptr && is_broken(target.entity, from.entity.space, scope)) return nullptr;
  if (entity == nullptr) {
    std::vector<std::string> names;
    for (const auto& [name, known] : entities) names.push_back(known->entity.name);
    diagnostics.error(codes::unknown_entity, target.entity_span,
                      "there is no entity " + quote(target.entity),
                      base::known_hint(target.entity, names, "entities"));
    return nullptr;
  }
  if (entity->find(target.field) == nullptr && entity->is_incomplete) return nullptr;
  if (entity->find(target.field) == nullptr) {
    diagnostics
        .error(codes::unknown_field, target.field_span,
               quote(entity->entity.name) + " has no field " + quote(target.field),
               base::known_hint(target.field, entity->field_names(), "its fields"))
        .notes.push_back({"declared here", entity->drafted->name.span});
    return nullptr;
  }
  return entity;
}

// With all that two types may differ in.
std::string whole_type(const Type& type) {
  if (type.kind == TypeKind::enumeration) return quote(type.enumeration);
  if (type.kind != TypeKind::decimal || type.precision == 0) return describe(type.kind);
  return "Decimal(" + std::to_string(type.precision) + ", " + std::to_string(type.scale) + ")";
}

void build_reference(EntityDraft& built, const FieldDraft& field, const Entities& entities,
                     const Scope& scope, Diagnostics& diagnostics) {
  const ReferenceWords& words = *field.words.references;
  const Target target = split_target(words.target);
  const EntityDraft* entity = find_target(target, built, entities, scope, diagnostics);
  check_action(field, words.on_delete, words.on_delete_span, diagnostics);
  check_action(field, words.on_update, words.on_update_span, diagnostics);
  if (entity == nullptr) return;
  const FieldDraft& key = *entity->find(target.field);
  const Type& from = field.field.type;
  const Type& to = key.field.type;
  if (from.kind != to.kind || from.enumeration != to.enumeration ||
      from.precision != to.precision || from.scale != to.scale) {
    diagnostics
        .error(codes::reference_type_mismatch, words.target.span,
               quote(field.field.name) + " is of type " + whole_type(from) + ", and " +
                   quote(target.entity + "::" + target.field) + " of type " + whole_type(to),
               "give both the same type")
        .notes.push_back({"declared here", key.field.span});
  } else if (!is_unique(entity->entity, target.field)) {
    diagnostics
        .error(codes::reference_not_unique, words.target.span,
               quote(target.entity + "::" + target.field) +
                   " is neither a primary key nor unique, so that it names no single row",
               "refer to its primary key, or make " + quote(target.field) + " unique")
        .notes.push_back({"declared here", key.field.span});
  }
  built.entity.references.push_back({{field.field.name},
                                     entity->entity.qualified(),
                                     {target.field},
                                     words.on_delete,
                                     words.on_update,
                                     words.relation.value,
                                     words.inverse.value});
}

// The ways that lead from each entity, by name: own relations and the inverses of others'.
class Relations {
 public:
  explicit Relations(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const EntityDraft& from, const Name& name) {
    if (!name.span.known()) return;
    if (!check_cpp_name(name, "relation", diagnostics_)) return;
    const std::string entity = from.entity.qualified();
    if (const FieldDraft* field = from.find(name.value)) {
      refuse(from, name, "a field", field->field.span);
      return;
    }
    const auto [first, fresh] = known_.emplace(std::pair{entity, name.value}, name.span);
    if (!fresh) refuse(from, name, "a relation", first->second);
  }

 private:
  void refuse(const EntityDraft& from, const Name& name, const char* what, base::Span other) {
    diagnostics_
        .error(
            codes::duplicate_relation, name.span,
            quote(from.entity.name) + " has " + what + " named " + quote(name.value) + " already",
            "give the relation another name")
        .notes.push_back({"the other one", other});
  }

  std::map<std::pair<std::string, std::string>, base::Span> known_;
  Diagnostics& diagnostics_;
};

}  // namespace

void build_references(std::vector<EntityDraft>& entities, const Scope& scope,
                      Diagnostics& diagnostics) {
  Entities by_name;
  for (EntityDraft& one : entities) by_name.emplace(one.entity.qualified(), &one);
  for (EntityDraft& one : entities)
    for (const FieldDraft& field : one.fields)
      if (field.words.references) build_reference(one, field, by_name, scope, diagnostics);

  Relations relations{diagnostics};
  for (const EntityDraft& one : entities)
    for (const FieldDraft& field : one.fields) {
      if (!field.words.references) continue;
      const ReferenceWords& words = *field.words.references;
      relations.add(one, words.relation);
      const std::string target = split_target(words.target).entity;
      const EntityDraft* other = resolve(target, one.entity.space, by_name);
      if (other != nullptr) relations.add(*other, words.inverse);
    }
}

}  // namespace tenon::model

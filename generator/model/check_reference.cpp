#include <algorithm>
#include <set>
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

// A struct that an error keeps from being an entity, as a misspelt 'table': it was told there.
bool is_broken(const std::string& name, const std::string& space, const Scope& scope) {
  const DraftStruct* found = resolve_by(
      name, space, [&](const std::string& qualified) { return scope.find_struct(qualified); });
  return found != nullptr && found->is_broken;
}

// Where the struct of this name is, which has no table; nullptr where there is none.
const base::Span* find_other(const std::string& name, const std::string& space,
                             const Scope& scope) {
  return resolve_by(name, space, [&](const std::string& qualified) -> const base::Span* {
    if (const DraftStruct* found = scope.find_struct(qualified)) return &found->name.span;
    const auto other = scope.others.find(qualified);
    return other == scope.others.end() ? nullptr : &other->second;
  });
}

// Whether the fields, in any order, name at most one row.
bool is_unique(const Entity& entity, const std::vector<std::string>& fields) {
  const auto same = [&](const std::vector<std::string>& key) {
    return key.size() == fields.size() &&
           std::is_permutation(key.begin(), key.end(), fields.begin());
  };
  if (same(entity.primary_key)) return true;
  for (const UniqueKey& key : entity.unique_keys)
    if (same(key.fields)) return true;
  for (const Index& index : entity.indexes) {
    std::vector<std::string> parts;
    for (const IndexPart& part : index.parts) parts.push_back(part.field);
    if (index.unique && index.is_plain() && same(parts)) return true;
  }
  return false;
}

void check_action(const FieldDraft& field, Action action, const base::Span& span,
                  Diagnostics& diagnostics) {
  // A part of a value object that may be none is NULL together with the others alone.
  if (action == Action::set_null && !field.drafted->type.optional)
    diagnostics.error(codes::action_impossible, span,
                      "'set_null' needs a field that may be NULL, and " + quote(field.field.name) +
                          " is required",
                      "make it std::optional (in JSON: not in required), or choose another action");
  if (action == Action::set_default && !field.field.initial)
    diagnostics.error(codes::action_impossible, span,
                      "'set_default' needs a default, and " + quote(field.field.name) + " has none",
                      "give it 'default_sql', or choose another action");
}

bool has_field(const EntityDraft& entity, const Name& field, Diagnostics& diagnostics) {
  if (entity.find(field.value) != nullptr) return true;
  if (entity.is_incomplete) return false;
  diagnostics
      .error(codes::unknown_field, field.span,
             quote(entity.entity.name) + " has no field " + quote(field.value),
             base::known_hint(field.value, entity.field_names(), "its fields"))
      .notes.push_back({"declared here", entity.drafted->name.span});
  return false;
}

// How a JSON model says a strong id, which has no type of its own there.
std::string in_json(const Type& type) {
  if (!type.wrapper || type.wrapper->entity.empty()) return "";
  const std::string& entity = type.wrapper->entity;
  const std::size_t colon = entity.rfind(':');
  return R"( (in JSON: "x-tenon": {"id": ")" +
         entity.substr(colon == std::string::npos ? 0 : colon + 1) + R"("}))";
}

bool has_same_type(const FieldDraft& field, const FieldDraft& key, const std::string& entity,
                   const base::Span& span, Diagnostics& diagnostics) {
  if (field.is_untyped || key.is_untyped) return false;
  const Type& from = field.field.type;
  const Type& to = key.field.type;
  if (from.is_list || to.is_list) {
    diagnostics
        .error(codes::reference_type_mismatch, span,
               quote(field.field.name) + " is of type " + whole_type(from) + ", and " +
                   quote(entity + "::" + key.field.name) + " of type " + whole_type(to) +
                   "; a reference has one value",
               "make a table of the pairs, with a reference to either side")
        .notes.push_back({"declared here", key.field.span});
    return false;
  }
  if (is_same_type(from, to)) return true;
  diagnostics
      .error(codes::reference_type_mismatch, span,
             quote(field.field.name) + " is of type " + whole_type(from) + ", and " +
                 quote(entity + "::" + key.field.name) + " of type " + whole_type(to),
             from.wrapper || to.wrapper
                 ? "make " + quote(field.field.name) + " of type " + whole_type(to) + in_json(to)
                 : "give both the same type")
      .notes.push_back({"declared here", key.field.span});
  return false;
}

Reference reference_of(const ReferenceWords& words, const EntityDraft& target) {
  Reference reference;
  reference.entity = target.entity.qualified();
  reference.on_delete = words.on_delete;
  reference.on_update = words.on_update;
  reference.relation = words.relation.value;
  reference.inverse = words.inverse.value;
  reference.deferrable = words.deferrable;
  reference.name = words.name.value;
  return reference;
}

void build_reference(EntityDraft& built, const FieldDraft& field, const Entities& entities,
                     const Scope& scope, Diagnostics& diagnostics) {
  const ReferenceWords& words = *field.words.references;
  const Target target = split_target(words.target, field.space, entities);
  const EntityDraft* entity =
      find_entity(target.entity, words.target.span, field.space, entities, scope, diagnostics);
  const bool known =
      entity != nullptr && has_field(*entity, {target.field, words.target.span}, diagnostics);
  check_action(field, words.on_delete, words.on_delete_span, diagnostics);
  check_action(field, words.on_update, words.on_update_span, diagnostics);
  if (words.name.span.known()) check_sql_name(words.name, "a foreign key", diagnostics);
  if (!known) return;
  const FieldDraft& key = *entity->find(target.field);
  if (has_same_type(field, key, target.entity, words.target.span, diagnostics) &&
      !is_unique(entity->entity, {key.field.name})) {
    diagnostics
        .error(codes::reference_not_unique, words.target.span,
               quote(target.entity + "::" + target.field) +
                   " is neither a primary key nor unique, so that it names no single row",
               entity->words.soft_delete
                   ? "refer to its primary key: removed rows keep their values, so that no other "
                     "field is unique"
                   : "refer to its primary key, or make " + quote(target.field) + " unique")
        .notes.push_back({"declared here", key.field.span});
  }
  Reference reference = reference_of(words, *entity);
  reference.fields = {field.field.name};
  reference.targets = {key.field.name};
  built.entity.references.push_back(std::move(reference));
}

// Both lists of fields: known, once each, as many here as there.
bool check_key_fields(const EntityDraft& built, const EntityDraft& entity,
                      const ForeignKeyWords& words, Diagnostics& diagnostics) {
  bool good = check_fields(built, words.fields, diagnostics);
  std::set<std::string> seen;
  for (const Name& name : words.targets) {
    if (!has_field(entity, name, diagnostics)) {
      good = false;
    } else if (!seen.insert(entity.find(name.value)->field.name).second) {
      diagnostics.error(codes::repeated_field, name.span,
                        quote(name.value) + " stands twice in one key", "name it once");
      good = false;
    }
  }
  if (words.fields.size() == words.targets.size()) return good;
  diagnostics.error(
      codes::wrong_arguments, words.how.target.span,
      "'foreign_key' has " + std::to_string(words.fields.size()) + " fields here and " +
          std::to_string(words.targets.size()) + " there",
      "name one field of " + quote(spelled(words.how.target)) + " for each of its own");
  return false;
}

void build_foreign_key(EntityDraft& built, const ForeignKeyWords& words, const Entities& entities,
                       const Scope& scope, Diagnostics& diagnostics) {
  const std::string target = spelled(words.how.target);
  const EntityDraft* entity =
      find_entity(target, words.how.target.span, built.entity.space, entities, scope, diagnostics);
  const bool named =
      !words.how.name.span.known() || check_sql_name(words.how.name, "a foreign key", diagnostics);
  if (entity == nullptr || !check_key_fields(built, *entity, words, diagnostics) || !named) return;
  Reference reference = reference_of(words.how, *entity);
  bool good = true;
  for (std::size_t i = 0; i < words.fields.size(); ++i) {
    const FieldDraft& field = *built.find(words.fields[i].value);
    const FieldDraft& key = *entity->find(words.targets[i].value);
    good = has_same_type(field, key, target, words.fields[i].span, diagnostics) && good;
    check_action(field, words.how.on_delete, words.how.on_delete_span, diagnostics);
    check_action(field, words.how.on_update, words.how.on_update_span, diagnostics);
    reference.fields.push_back(field.field.name);
    reference.targets.push_back(key.field.name);
  }
  if (good && !is_unique(entity->entity, reference.targets)) {
    diagnostics
        .error(codes::reference_not_unique, words.how.target.span,
               quote(target + "(" + base::join(reference.targets, ", ") + ")") +
                   " is neither a primary key nor unique, so that it names no single row",
               "refer to its primary key, or make these fields unique: unique(" +
                   base::join(reference.targets, ", ") + ")")
        .notes.push_back({"declared here", entity->drafted->name.span});
  }
  built.entity.references.push_back(std::move(reference));
}

// Whether a key of one or several fields says what the field refers to, so that types are compared.
bool is_reference(const EntityDraft& built, const FieldDraft& field) {
  const std::vector<ForeignKeyWords>& keys = built.words.foreign_keys;
  return field.words.references ||
         std::any_of(keys.begin(), keys.end(), [&](const ForeignKeyWords& key) {
           return std::any_of(key.fields.begin(), key.fields.end(),
                              [&](const Name& name) { return built.find(name.value) == &field; });
         });
}

const char* key_type(TypeKind kind) {
  switch (kind) {
    case TypeKind::int16:
      return "std::int16_t";
    case TypeKind::int32:
      return "std::int32_t";
    case TypeKind::uuid:
      return "tenon::Uuid";
    case TypeKind::string:
      return "std::string";
    default:
      return "std::int64_t";
  }
}

// An id that no reference holds to its entity, as one in a list, or one of another database.
void check_id(const EntityDraft& built, const FieldDraft& field, const Entities& entities,
              Diagnostics& diagnostics) {
  const Type& type = field.field.type;
  if (!type.wrapper || field.is_untyped || is_reference(built, field)) return;
  const auto found = entities.find(type.wrapper->entity);
  if (found == entities.end() || found->second->is_incomplete) return;
  const EntityDraft& entity = *found->second;
  const std::vector<std::string>& names = entity.entity.primary_key;
  const FieldDraft* key = names.size() == 1 ? entity.find(names.front()) : nullptr;
  if (names.empty() || key == &field) return;
  if (key != nullptr && (key->is_untyped || key->field.type.kind == type.kind)) return;
  const std::string& name = entity.entity.name;
  const std::string said = key == nullptr ? "several fields" : with_article(key->field.type.kind);
  const std::string hint = key == nullptr ? "hold the fields of the key, with 'foreign_key'"
                           : built.drafted->is_generated
                               ? "give both the same type"
                               : "name the key's type too: tenon::Id<" + name + ", " +
                                     key_type(key->field.type.kind) + ">";
  diagnostics
      .error(codes::reference_type_mismatch, field.field.span,
             quote(field.field.name) + " holds ids of type " + describe(type.kind) +
                 ", and the key of " + quote(name) + " is " + said,
             hint)
      .notes.push_back(
          {"declared here", key == nullptr ? entity.drafted->name.span : key->field.span});
}

}  // namespace

Entities by_name(std::vector<EntityDraft>& entities) {
  Entities known;
  for (EntityDraft& one : entities) known.emplace(one.entity.qualified(), &one);
  return known;
}

EntityDraft* resolve(const std::string& name, const std::string& space, const Entities& entities) {
  return resolve_by(name, space, [&](const std::string& qualified) -> EntityDraft* {
    const auto found = entities.find(qualified);
    return found == entities.end() ? nullptr : found->second;
  });
}

EntityDraft* find_entity(const std::string& name, const base::Span& span, const std::string& space,
                         const Entities& entities, const Scope& scope, Diagnostics& diagnostics) {
  EntityDraft* entity = resolve(name, space, entities);
  if (entity != nullptr || is_broken(name, space, scope)) return entity;
  std::vector<std::string> names;
  for (const auto& [qualified, known] : entities) names.push_back(known->entity.name);
  const base::Span* other = find_other(name, space, scope);
  base::Diagnostic& told = diagnostics.error(
      codes::unknown_entity, span, "there is no entity " + quote(name),
      other != nullptr ? R"(give it a table: table("…") (in JSON: "x-tenon": {"table": "…"}))"
                       : base::known_hint(name, names, "entities"));
  if (other != nullptr) told.notes.push_back({"declared here", *other});
  return nullptr;
}

std::string spelled(const Name& entity) { return base::replace_all(entity.value, ".", "::"); }

Target split_target(const Name& name, const std::string& space, const Entities& entities) {
  const auto split = [&](std::size_t dot) {
    return Target{base::replace_all(name.value.substr(0, dot), ".", "::"),
                  name.value.substr(dot + 1)};
  };
  const std::size_t last = name.value.rfind('.');
  for (std::size_t dot = last; dot != std::string::npos && dot > 0;
       dot = name.value.rfind('.', dot - 1)) {
    Target target = split(dot);
    if (resolve(target.entity, space, entities) != nullptr) return target;
  }
  return split(last);
}

void build_references(std::vector<EntityDraft>& entities, const Scope& scope,
                      Diagnostics& diagnostics) {
  const Entities known = by_name(entities);
  for (EntityDraft& one : entities)
    for (const FieldDraft& field : one.fields)
      if (field.words.references) build_reference(one, field, known, scope, diagnostics);
  for (EntityDraft& one : entities)
    for (const ForeignKeyWords& words : one.words.foreign_keys)
      build_foreign_key(one, words, known, scope, diagnostics);
  for (EntityDraft& one : entities)
    for (const FieldDraft& field : one.fields) check_id(one, field, known, diagnostics);
}

}  // namespace tenon::model

#include "model/model.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "base/names.hpp"
#include "base/sql_type.hpp"
#include "base/text.hpp"

namespace tenon::model {
namespace {

template <class T>
const T* find_qualified(const std::vector<T>& all, std::string_view qualified) {
  for (const T& one : all)
    if (one.qualified() == qualified) return &one;
  return nullptr;
}

// Everything but the span: the place is no part of meaning.
auto meaning(const Field& f) {
  return std::tie(f.name, f.column, f.path, f.type, f.initial, f.rules, f.each, f.filled,
                  f.visibility, f.alias, f.deprecated, f.was, f.backfill, f.computed, f.comment);
}

auto meaning(const Shape& s) { return std::tie(s.name, s.fields, s.loaded); }

auto meaning(const Entity& e) {
  return std::tie(e.name, e.space, e.header, e.source, e.is_generated, e.schema, e.table, e.was,
                  e.comment, e.view, e.fields, e.objects, e.primary_key, e.primary_key_name,
                  e.unique_keys, e.indexes, e.references, e.checks, e.inputs, e.soft_delete,
                  e.relations, e.shapes, e.bases);
}

auto meaning(const Enum& e) {
  return std::tie(e.name, e.space, e.header, e.source, e.is_generated, e.comment, e.enumerators,
                  e.native, e.type_name, e.type_schema);
}

auto meaning(const Mixin& m) {
  return std::tie(m.name, m.space, m.header, m.source, m.is_generated, m.comment, m.fields,
                  m.objects, m.bases);
}

auto meaning(const ValueObject& o) {
  return std::tie(o.name, o.space, o.header, o.source, o.is_generated, o.comment, o.fields,
                  o.objects, o.bases);
}

}  // namespace

bool Type::is_foreign() const {
  if (kind != TypeKind::string || declared.text.empty()) return false;
  const std::optional<base::SqlType> type = base::read_sql_type(declared.text);
  return type && !type->is_text();
}

bool Type::compares_bytes() const {
  if (is_foreign()) return false;
  static const std::array<std::string_view, 4> bytewise{"binary", "c", "posix", "ucs_basic"};
  const std::vector<std::string> names = collation.all();
  return std::all_of(names.begin(), names.end(), [](const std::string& name) {
    return std::find(bytewise.begin(), bytewise.end(), base::to_lower(name)) != bytewise.end();
  });
}

bool operator==(const Field& a, const Field& b) { return meaning(a) == meaning(b); }
bool operator==(const Shape& a, const Shape& b) { return meaning(a) == meaning(b); }
bool operator==(const Entity& a, const Entity& b) { return meaning(a) == meaning(b); }
bool operator==(const Enum& a, const Enum& b) { return meaning(a) == meaning(b); }
bool operator==(const Mixin& a, const Mixin& b) { return meaning(a) == meaning(b); }
bool operator==(const ValueObject& a, const ValueObject& b) { return meaning(a) == meaning(b); }

const Field* find_path(const std::vector<Field>& objects, std::string_view path) {
  for (const Field& one : objects)
    if (one.path == path) return &one;
  return nullptr;
}

std::vector<const Field*> members_of(const std::vector<Field>& fields,
                                     const std::vector<Field>& objects) {
  std::vector<const Field*> members;
  for (const Field& field : fields) {
    const std::size_t dot = field.path.find('.');
    const Field* member =
        dot == std::string::npos ? &field : find_path(objects, field.path.substr(0, dot));
    if (members.empty() || members.back() != member) members.push_back(member);
  }
  return members;
}

std::vector<std::string> json_path(const Entity& entity, const Field& field, const Model& model) {
  if (field.path.empty()) return {field.json_name()};
  // The outermost value object is the entity's own, the others are members of each other.
  std::vector<std::string> names;
  const std::vector<Field>* fields = &entity.fields;
  const std::vector<Field>* objects = &entity.objects;
  std::string_view rest = field.path;
  while (true) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    const Field* member = find_path(*objects, part);
    for (const Field& each : *fields)
      if (member == nullptr && each.name == part) member = &each;
    names.push_back(member->json_name());
    if (part.size() == rest.size()) return names;
    rest.remove_prefix(part.size() + 1);
    const ValueObject& type = *model.find_object(member->type.object);
    fields = &type.fields;
    objects = &type.objects;
  }
}

bool Field::is_in_json_in() const {
  return visibility == Visibility::everywhere || visibility == Visibility::write_only;
}

bool Field::is_in_json_out() const {
  return visibility == Visibility::everywhere || visibility == Visibility::read_only;
}

bool Index::is_plain() const { return where.empty() && finds_all(); }

bool Index::finds_all() const {
  return (where.empty() || of_live_rows) &&
         std::all_of(parts.begin(), parts.end(),
                     [](const IndexPart& part) { return part.sql.empty(); });
}

const Field* Entity::find(std::string_view field) const {
  for (const Field& one : fields)
    if (one.name == field) return &one;
  return nullptr;
}

std::string Shape::suffix(const std::string& entity) const {
  const std::string whole = base::snake_case(name);
  const std::string own = base::snake_case(entity) + "_with_";
  return base::starts_with(whole, own) ? whole.substr(own.size() - 5) : whole;
}

const Field* Entity::find_member(std::string_view member) const {
  for (const Field* one : members_of(fields, objects))
    if (one->name == member) return one;
  return nullptr;
}

std::vector<const Field*> Entity::fields_of(const std::vector<std::string>& members) const {
  std::vector<const Field*> found;
  for (const std::string& member : members)
    for (const Field& one : fields)
      if (one.path.empty() ? one.name == member : base::starts_with(one.path, member + "."))
        found.push_back(&one);
  return found;
}

const Relation* Entity::find_relation(std::string_view relation) const {
  for (const Relation& one : relations)
    if (one.name == relation) return &one;
  return nullptr;
}

const Shape* Entity::find_shape(std::string_view shape) const {
  for (const Shape& one : shapes)
    if (one.name == shape) return &one;
  return nullptr;
}

const Entity* Model::find(std::string_view qualified) const {
  return find_qualified(entities, qualified);
}

const Enum* Model::find_enum(std::string_view qualified) const {
  return find_qualified(enums, qualified);
}

const Mixin* Model::find_mixin(std::string_view qualified) const {
  return find_qualified(mixins, qualified);
}

const ValueObject* Model::find_object(std::string_view qualified) const {
  return find_qualified(objects, qualified);
}

}  // namespace tenon::model

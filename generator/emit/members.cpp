#include "emit/members.hpp"

#include <algorithm>

namespace tenon::emit {

using model::Field;
using model::Filled;

bool is_shown(const Field& field) { return field.is_in_json_out(); }

bool is_required(const Field& field) { return !field.type.nullable && !field.initial; }

bool is_key(const model::Entity& entity, const Field& field) {
  return std::find(entity.primary_key.begin(), entity.primary_key.end(), field.name) !=
         entity.primary_key.end();
}

bool is_sql_default(const Field& field) {
  return field.initial && field.initial->kind == model::Default::Kind::sql;
}

std::string numeric(const Field& field) {
  if (field.type.kind != model::TypeKind::decimal || field.type.precision == 0) return "";
  return "tenon::Numeric{" + std::to_string(field.type.precision) + ", " +
         std::to_string(field.type.scale) + "}";
}

const Field* filled(const model::Entity& entity, Filled how) {
  for (const Field& field : entity.fields)
    if (field.filled == how) return &field;
  return nullptr;
}

Members members_of(const model::Entity& entity) {
  Members members;
  const bool is_view = entity.is_view();
  for (const Field* field : model::members_of(entity.fields, entity.objects)) {
    if (field->filled == Filled::by_application && !is_view) {
      members.create.push_back(field);
      if (field->is_in_json_in()) members.create_json.push_back(field);
      if (!is_key(entity, *field)) {
        members.update.push_back(field);
        if (field->is_in_json_in()) members.update_json.push_back(field);
      }
    }
    if (field->filled == Filled::by_version) {
      members.update.push_back(field);
      if (field->is_in_json_in()) members.update_json.push_back(field);
    }
    if (is_shown(*field)) members.read.push_back(field);
  }
  // A row that cannot change needs no version to be compared.
  if (std::all_of(members.update.begin(), members.update.end(),
                  [](const Field* field) { return field->filled == Filled::by_version; })) {
    members.update.clear();
    members.update_json.clear();
  }
  return members;
}

}  // namespace tenon::emit

#include "base/sql_type.hpp"
#include "lower/lower.hpp"

namespace tenon::lower {
namespace {

using model::Field;
using model::TypeKind;
using Kind = schema::ColumnType::Kind;

Kind kind_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return Kind::boolean;
    case TypeKind::int16:
      return Kind::int16;
    case TypeKind::int32:
      return Kind::int32;
    case TypeKind::int64:
      return Kind::int64;
    case TypeKind::float32:
      return Kind::float32;
    case TypeKind::float64:
      return Kind::float64;
    case TypeKind::string:
      return Kind::text;
    case TypeKind::bytes:
      return Kind::bytes;
    case TypeKind::uuid:
      return Kind::uuid;
    case TypeKind::decimal:
      return Kind::decimal;
    case TypeKind::timestamp:
      return Kind::timestamp;
    case TypeKind::date:
      return Kind::date;
    case TypeKind::local_timestamp:
      return Kind::local_timestamp;
    case TypeKind::time:
      return Kind::time;
    case TypeKind::interval:
      return Kind::interval;
    case TypeKind::json:
      return Kind::json;
    case TypeKind::enumeration:
    case TypeKind::object:  // of no column
      return Kind::text;    // or an enum type
  }
  return Kind::text;
}

/// The greatest length that a rule allows; 0 = no limit.
int longest(const Field& field) {
  for (const model::Rule& rule : field.rules)
    if (rule.kind == model::Rule::Kind::length && rule.most) return std::stoi(*rule.most);
  return 0;
}

}  // namespace

schema::ColumnType column_type(const Field& field) {
  schema::ColumnType type;
  type.kind = kind_of(field.type.kind);
  // Of elements the database knows no length: between varchar[] and text[] PostgreSQL has no
  // operators, not even `=`.
  type.is_list = field.type.is_list;
  // A type that the model names says it itself.
  if (field.type.kind == TypeKind::string && !field.type.is_list &&
      field.type.declared.text.empty())
    type.length = longest(field);
  type.precision = field.type.precision;
  type.scale = field.type.scale;
  type.declared = field.type.declared;
  type.declared.text = base::one_type_spelling(field.type.declared.text);
  type.collation = field.type.collation;
  return type;
}

}  // namespace tenon::lower

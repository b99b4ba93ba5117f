#include "schema/postgresql/moved_types.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "schema/postgresql/operation_as.hpp"

namespace tenon::schema::postgresql {
namespace {

bool is_of(const ColumnType& type, const EnumType& one) {
  return type.kind == ColumnType::Kind::enumeration && type.enum_schema == one.schema &&
         type.enum_name == one.name;
}

/// Whether one ALTER TYPE makes the one the other.
bool are_alike(const EnumType& from, const EnumType& to) {
  return from.values == to.values && (from.schema == to.schema) != (from.name == to.name);
}

/// Whether columns go from the one to the other, and from it to no third one.
bool carries(const std::vector<AdaptedOperation>& operations, const EnumType& from,
             const EnumType& to) {
  bool is_any = false;
  for (const AdaptedOperation& one : operations) {
    const auto* const alter = operation_as<AlterColumn>(one);
    if (alter == nullptr || !is_of(alter->from.type, from)) continue;
    const bool is_same = is_of(alter->to.type, to) && alter->renames.empty() &&
                         alter->from.type.is_list == alter->to.type.is_list;
    if (!is_same) return false;
    is_any = true;
  }
  return is_any;
}

/// The columns are of the new type without doing.
void take_over(std::vector<AdaptedOperation>& operations, const EnumType& from,
               const EnumType& to) {
  for (AdaptedOperation& one : operations) {
    auto* const operation = std::get_if<Operation>(&one.what);
    auto* const alter = operation != nullptr ? std::get_if<AlterColumn>(operation) : nullptr;
    if (alter == nullptr || !is_of(alter->from.type, from)) continue;
    alter->from.type.enum_schema = to.schema;
    alter->from.type.enum_name = to.name;
  }
}

}  // namespace

std::vector<AdaptedOperation> moved_types(std::vector<AdaptedOperation> operations) {
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto* const create = operation_as<CreateEnum>(operations[i]);
    if (create == nullptr) continue;
    const EnumType to = create->type;
    const auto gone =
        std::find_if(operations.begin(), operations.end(), [&](const AdaptedOperation& one) {
          const auto* const drop = operation_as<DropEnum>(one);
          return drop != nullptr && are_alike(drop->type, to) &&
                 carries(operations, drop->type, to);
        });
    if (gone == operations.end()) continue;
    const EnumType from = operation_as<DropEnum>(*gone)->type;
    take_over(operations, from, to);
    // The way back takes back what this one is said to come from: of the two operations, that of
    // the same type on both ways.
    const bool is_first = std::pair{from.schema, from.name} < std::pair{to.schema, to.name};
    const std::size_t origin = is_first ? operations[i].origin : gone->origin;
    operations[i] = {MoveEnum{from, to}, origin};
    operations.erase(gone);
  }
  return operations;
}

}  // namespace tenon::schema::postgresql

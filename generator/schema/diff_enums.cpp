#include "schema/diff_enums.hpp"

#include "schema/enum_change.hpp"

namespace tenon::schema {
namespace {

EnumType plain(EnumType type) {
  type.renames.clear();
  return type;
}

}  // namespace

EnumDiff diff_enums(const Schema& from, const Schema& to) {
  EnumDiff result;
  for (const EnumType& type : to.enums) {
    const EnumType* const old = from.find_enum(type.schema, type.name);
    if (!old) {
      result.operations.push_back(CreateEnum{plain(type)});
      continue;
    }
    if (*old == type) continue;
    std::vector<RenamedValue> renames =
        effective_value_renames(old->values, type.values, type.renames);
    result.renames[{type.schema, type.name}] = renames;
    result.operations.push_back(AlterEnum{plain(*old), plain(type), std::move(renames)});
  }
  for (const EnumType& type : from.enums) {
    if (!to.find_enum(type.schema, type.name)) result.operations.push_back(DropEnum{plain(type)});
  }
  return result;
}

}  // namespace tenon::schema

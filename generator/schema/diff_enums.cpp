#include "schema/diff_enums.hpp"

#include "schema/enum_change.hpp"

namespace tenon::schema {
namespace {

EnumType plain(EnumType type) {
  type.renames.clear();
  return type;
}

bool is_of(const Column& column, const EnumType& type) {
  return column.type.kind == ColumnType::Kind::enumeration &&
         column.type.enum_schema == type.schema && column.type.enum_name == type.name;
}

/// Whether columns go from the one type to the other, and none of those that stay elsewhere.
bool carries(const std::vector<TablePair>& pairs, const EnumType& gone, const EnumType& come) {
  bool is_any = false;
  for (const TablePair& pair : pairs) {
    for (const Column& column : pair.renamed.columns) {
      const Column* const now = pair.new_table->find(column.name);
      if (!is_of(column, gone) || now == nullptr || !now->computed.empty()) continue;
      if (!is_of(*now, come) || now->type.is_list != column.type.is_list) return false;
      is_any = true;
    }
  }
  return is_any;
}

/// The type of other values that this one takes the place of, or null.
const EnumType* predecessor(const Schema& from, const Schema& to, const EnumType& type,
                            const std::vector<TablePair>& pairs) {
  for (const EnumType& gone : from.enums) {
    const bool is_other = !to.find_enum(gone.schema, gone.name) && gone.values != type.values &&
                          effective_value_renames(gone.values, type.values, type.renames).empty();
    if (is_other && carries(pairs, gone, type)) return &gone;
  }
  return nullptr;
}

}  // namespace

EnumDiff diff_enums(const Schema& from, const Schema& to, const std::vector<TablePair>& pairs) {
  EnumDiff result;
  for (const EnumType& type : to.enums) {
    const EnumType* const old = from.find_enum(type.schema, type.name);
    if (!old) {
      EnumType first = plain(type);
      const EnumType* const gone = predecessor(from, to, type, pairs);
      if (gone != nullptr) first.values = gone->values;
      result.operations.push_back(CreateEnum{first});
      if (gone != nullptr) result.operations.push_back(AlterEnum{first, plain(type), {}});
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

#include <algorithm>

#include "base/text.hpp"
#include "import/build.hpp"
#include "import/types.hpp"
#include "lower/names.hpp"

namespace tenon::import {
namespace {

/// Why SQL and files cannot hold the name as it is, or "".
std::string problem_of_name(const std::string& name) {
  if (name.empty() || name.size() > lower::longest_name) return "has a name of over 63 bytes";
  const bool is_clean = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  return is_clean ? "" : "has a control character in its name";
}

std::string problem_of_key(const schema::Table& table, const Building& building) {
  if (!table.primary_key) return "it has no primary key";
  for (const std::string& name : table.primary_key->columns) {
    const schema::Column* column = table.find(name);
    if (column == nullptr) return "its primary key is over what is no column";
    const auto type = type_of(column->type, building.value_type(table.schema, table.name, name),
                              building.options.dialect);
    if (!type) continue;
    using Kind = model::TypeKind;
    const bool is_unfit = type->is_list || type->kind == Kind::float32 ||
                          type->kind == Kind::float64 || type->kind == Kind::interval ||
                          type->kind == Kind::json;
    if (is_unfit) return "a key over '" + name + "' of type " + schema::describe(column->type);
  }
  return {};
}

}  // namespace

std::string problem_of(const schema::Table& table, const Building& building) {
  const std::string of_key = problem_of_key(table, building);
  if (!of_key.empty()) return of_key;
  if (const std::string own = problem_of_name(table.name); !own.empty()) return "it " + own;
  for (const schema::Column& column : table.columns) {
    const std::string type = building.value_type(table.schema, table.name, column.name);
    if (column.type.kind != schema::ColumnType::Kind::enumeration &&
        !type_of(column.type, type, building.options.dialect))
      return "the models have no word for the type of '" + column.name + "', " +
             schema::describe(column.type);
    if (const std::string own = problem_of_name(column.name); !own.empty())
      return "column '" + column.name + "' " + own;
  }
  return {};
}

}  // namespace tenon::import

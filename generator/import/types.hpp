// A column's type and default as those of a field.
#pragma once

#include <optional>
#include <string>

#include "model/model.hpp"
#include "schema/schema.hpp"

namespace tenon::import {

/// int16, int32 or int64.
bool is_integral(model::TypeKind kind);

/// The field's type but for enums; nothing when the models have no words for it. `value_type` as in
/// ValueTypes, "" = not known.
std::optional<model::Type> type_of(const schema::ColumnType& type, const std::string& value_type,
                                   const std::string& dialect);

/// The type of a view's column, which is known by what its values are.
model::Type view_type(const std::string& value_type, const std::string& dialect);

/// How many characters a string may have at most, 0 = no limit.
int length_of(const schema::ColumnType& type, const std::string& dialect);

/// The default of a field of this type. `as_sql`: in SQL, whatever it is (of keys and references).
model::Default default_of(const schema::Default& initial, const model::Field& field,
                          const model::Enum* of, bool as_sql);

}  // namespace tenon::import

// How a column's value becomes a parameter of a statement.
#pragma once

#include <string>

#include "model/model.hpp"

namespace tenon::emit {

/// A parameter of this field's column, of a C++ expression for its value.
std::string parameter(const model::Field& field, const std::string& value);

/// The same for the value in an object of the entity: "user.name", "user.address.city"; NULL where
/// a value object on the way is none. `object` is the entity's, or that of its value object at the
/// path `held`.
std::string parameter_in(const model::Entity& entity, const model::Field& field,
                         const std::string& object, const std::string& held = "");

}  // namespace tenon::emit

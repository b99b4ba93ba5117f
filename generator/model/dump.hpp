// Draft and Model as JSON text, for `tenon dump` and for golden tests: stable, two spaces of
// indentation, keys in the order of the structs, without places; what is absent is left out.
#pragma once

#include <string>

#include "model/draft.hpp"
#include "model/model.hpp"

namespace tenon::model {

/// The draft; arguments of annotations in C++ form (`references(User::id, on_delete(cascade))`).
std::string to_json(const Draft& draft);

/// The model.
std::string to_json(const Model& model);

}  // namespace tenon::model

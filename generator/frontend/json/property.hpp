// One property of an object: its schema into a field. Private to the JSON front end.
#pragma once

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "frontend/json/definition.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::json {

/// The field that a property declares; `required` says whether the object demands it.
model::DraftField read_property(const base::JsonMember& property, bool required,
                                const Document& document, const Definitions& definitions,
                                base::Diagnostics& diagnostics);

/// The value of `description`, or "". Errors: wrong-value.
std::string read_description(const base::JsonNode& node, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

// The keywords of JSON Schema that are rules of a value, as annotations. Private to the JSON front
// end.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::json {

/// The rules of a schema's keywords, as annotations in the document's order: length, range,
/// multiple_of, pattern, items, and email and url for the formats email and uri. Two bounds are one
/// rule, in the canonical form that C++ has too. Errors: wrong-value.
std::vector<model::Annotation> read_rules(const base::JsonNode& node,
                                          base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

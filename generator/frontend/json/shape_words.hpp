// The shapes of an entity in JSON: objects whose members are a shape's name, fields and relations.
// Private to the JSON front end.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "model/draft.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::json {

/// "shape": [{"name": …, "fields": "*" or […], "with": […] or {…}}] as one annotation a shape. A
/// relation with an error is left out of its shape. Errors: wrong-arguments.
void read_shapes(const model::Word& word, const base::JsonMember& member,
                 std::vector<model::Annotation>& words, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

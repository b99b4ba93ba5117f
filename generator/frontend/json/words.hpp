// x-tenon: JSON values into annotations, by the vocabulary's own parameters. Private to the JSON
// front end.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "model/draft.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::json {

/// The words of an x-tenon object at this place, in the document's order. Words that do not exist,
/// stand elsewhere or are not yet supported come without arguments: model/annotation refuses them.
/// `skipped` are keys that are no words here (a root's namespace). Errors: wrong-value,
/// wrong-arguments, misplaced-annotation, not-yet-supported.
std::vector<model::Annotation> read_words(const base::JsonNode& node, model::Place place,
                                          base::Diagnostics& diagnostics,
                                          const std::vector<std::string_view>& skipped = {});

/// The arguments of one use of a word, or none after an error. Errors: wrong-arguments.
std::optional<std::vector<model::Argument>> read_arguments(const model::Word& word,
                                                           const base::JsonNode& value,
                                                           base::Diagnostics& diagnostics);

/// minLength and maxLength, minimum and maximum, or minItems and maxItems, as the arguments of
/// length, range or items: the canonical form that C++ has too. A bound that is no number is an
/// error (wrong-value) and open.
std::vector<model::Argument> read_bounds(const base::JsonNode* least, const base::JsonNode* most,
                                         std::string_view word, base::Diagnostics& diagnostics);

/// The rules of a schema's keywords, as annotations in the document's order: length, range,
/// multiple_of, pattern, items, and email and url for the formats email and uri.
std::vector<model::Annotation> read_rules(const base::JsonNode& node,
                                          base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

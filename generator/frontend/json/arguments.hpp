// The JSON value of a word into the word's arguments, by the vocabulary's own parameters. Private
// to the JSON front end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "model/draft.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::json {

/// The arguments of one use of a word, or none after an error. Errors: wrong-arguments.
std::optional<std::vector<model::Argument>> read_arguments(const model::Word& word,
                                                           const base::JsonNode& value,
                                                           base::Diagnostics& diagnostics);

/// A string or a number as an argument of this kind.
model::Argument literal(model::Argument::Kind kind, const base::JsonNode& node);

/// "for example: …", of this word.
std::string example_of(const model::Word& word);

}  // namespace tenon::frontend::json

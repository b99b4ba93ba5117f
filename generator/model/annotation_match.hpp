// The first half of decoding an annotation: which argument belongs to which parameter of its word,
// and whether it is of the right kind. Used by model/annotation and by the JSON front end, which
// judges its words by the same rules.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/draft.hpp"
#include "model/vocabulary.hpp"

namespace tenon::model {

/// The arguments of each parameter; those of a named one are the values inside its parentheses.
using Matched = std::map<std::string_view, std::vector<const Argument*>>;

/// Whether an argument is of this kind.
bool fits(const Argument& argument, ArgumentKind kind);

/// The word of an annotation at this place. Errors: unknown-annotation, misplaced-annotation,
/// not-yet-supported.
const Word* look_up(const Annotation& annotation, Place place, base::Diagnostics& diagnostics);

/// Matches arguments with parameters. Errors: wrong-arguments, not-yet-supported.
std::optional<Matched> match(const Annotation& annotation, const Word& word,
                             base::Diagnostics& diagnostics);

}  // namespace tenon::model

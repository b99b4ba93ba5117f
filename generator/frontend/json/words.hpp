// x-tenon: the words of an object as annotations. Private to the JSON front end.
#pragma once

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

/// A field's word that stands beside x-tenon, which check_keywords tells: it is read all the same,
/// so that nothing else is taken for missing, a primary key least of all.
void read_bare_word(const base::JsonMember& member, std::vector<model::Annotation>& words,
                    base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

// The values of an enum in JSON: texts as data holds them, each with the name that C++ has for it.
// Private to the JSON front end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "frontend/json/definition.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::json {

/// The enumerators of a definition with an `enum`. A text that is no name of C++ gets one: what is
/// no letter, digit or '_' becomes '_', as in_progress for "in progress", and a word of C++ gets
/// '_' at its end; "x-tenon": {"names": {"18+": "adult"}} gives another. The text is then the
/// enumerator's annotation `text`. Errors: wrong-value.
std::vector<model::DraftEnumerator> read_enumerators(const Definition& definition,
                                                     base::Diagnostics& diagnostics);

/// The name of the enumerator that has this text, or none.
std::optional<std::string> enumerator_name(const Definition& definition, const std::string& text);

}  // namespace tenon::frontend::json

// The type that a property's schema declares. Private to the JSON front end.
#pragma once

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "frontend/json/definition.hpp"
#include "frontend/json/keyword.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::json {

/// `target` is what a reference names; it stays as it is for other types.
model::DraftType read_type(const base::JsonMember& property, Role role, const Document& document,
                           const Definitions& definitions, const Definition*& target,
                           base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

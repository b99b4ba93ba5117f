// The compiler as a witness: our <tenon/model.hpp> does not silence the warning about unknown
// attributes, so libclang names every attribute that it sees. Those and the annotations that were
// read from tokens must match one to one; whatever is left over would have been lost in silence.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/declaration.hpp"
#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

/// Errors: annotation-in-macro for what a macro's expansion wrote, misplaced-annotation for
/// what belongs to no declaration that can carry it. Only the project's files are judged.
void check_annotations(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

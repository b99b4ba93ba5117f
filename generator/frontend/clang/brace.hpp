// A brace that is never closed: the compiler notices at the end of everything, far from the header
// that lacks it, so the place is found from the tokens.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/declaration.hpp"
#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

/// When the compiler misses a closing brace: tells which is open in each header of the project,
/// errors unclosed-brace. The place is guessed from the indentation. False when none is.
bool tell_unclosed_braces(const Unit& unit, const std::vector<Text>& texts,
                          base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

// Members of types that are none of ours may take a struct's implicit constructors away, and
// libclang does not show those: the compiler is asked, in a second unit with assertions.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

/// The assertions, as text that stands behind the headers.
std::string probes_of(const std::vector<base::Located<std::string>>& structs);

/// Tells which of them failed. Errors: no-default-constructor, deleted-copy.
void tell_probes(const Unit& unit, const std::vector<base::Located<std::string>>& structs,
                 base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

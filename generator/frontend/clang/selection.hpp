// Which declarations are models: structs with `table`, their bases, and the enums that they use, in
// the order of the run's headers.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/declaration.hpp"
#include "frontend/clang/libclang.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

struct Selection {
  model::Draft draft;
  /// Structs, by qualified name, with members of types that are none of ours (probe.hpp).
  std::vector<base::Located<std::string>> doubtful;
};

/// Reads every declaration of the unit (so that each annotation finds its place), and returns those
/// that make the Draft. Tells nested-declaration, missing-table, and the compiler's errors.
Selection select(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

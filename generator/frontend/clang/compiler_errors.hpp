// What libclang could not understand. Inside a model it is an error of the run, because libclang
// goes on with `int` for whatever it did not resolve; elsewhere it is a warning, so that headers
// may be read while generated headers that they include do not exist yet.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/declaration.hpp"
#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

/// A declaration that is part of the Draft.
struct Taken {
  const UnitDeclaration* unit = nullptr;
  const std::vector<Member>* members = nullptr;
  const model::DraftStruct* draft = nullptr;  ///< none for enums
};

/// Errors unresolved-type and cxx-error, one for each member at most; warnings cxx-note. Also tells
/// unresolved types for which libclang said nothing.
void check_compiler_errors(const Unit& unit, const std::vector<Text>& texts,
                           const std::vector<Taken>& taken, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

// The types of the users' own that can be a column: those with a tenon::Codec, and structs of one
// member.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/declaration.hpp"
#include "frontend/clang/libclang.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// What is wrong with a Codec is told, whether a field uses it or not: wrong-codec.
Wrappers read_wrappers(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics);

/// Tells what keeps the types of these fields from being columns, once for each type that is not
/// told yet: no-default-constructor, deleted-copy, misplaced-annotation.
void check_wrapped(const std::vector<model::DraftField>& fields, const Wrappers& wrappers,
                   std::set<std::string>& told, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

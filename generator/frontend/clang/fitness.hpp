// Whether generated code can work with a struct of the user's: it makes objects without arguments,
// copies them and gives each field its value by name.
#pragma once

#include "base/diagnostic.hpp"
#include "frontend/clang/declaration.hpp"
#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

/// Whether the field is marked as none of the table's.
bool is_transient(const model::DraftField& field);

/// Judges an entity or mix-in. A field that was told of loses its type's name, so that nobody tells
/// it again. Errors: hidden-member, no-default-constructor, deleted-copy, hidden-destructor,
/// virtual-member, anonymous-member, reference-member, union-as-entity.
void check_fitness(const UnitStruct& unit, ReadStruct& read, Text& text,
                   base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

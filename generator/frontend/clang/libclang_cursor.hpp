// libclang's cursors and types in our words: names, scopes, column types. Private to libclang*.cpp,
// the one place that knows libclang.
#pragma once

#include <clang-c/Index.h>

#include <optional>
#include <string>
#include <vector>

#include "frontend/clang/libclang.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// The text, which is given back to libclang.
std::string take(CXString text);

/// Calls `visit` for each child, in the order of the text.
template <class Visit>
void visit_children(CXCursor cursor, Visit& visit) {
  clang_visitChildren(
      cursor,
      [](CXCursor child, CXCursor, CXClientData data) {
        (*static_cast<Visit*>(data))(child);
        return CXChildVisit_Continue;
      },
      &visit);
}

/// Enclosing namespaces and structs with `::`, without inline and unnamed namespaces.
std::string scope_of(CXCursor cursor);

std::string qualified_name(CXCursor cursor);

/// Whether it stands in a struct, a function or an unnamed namespace.
bool is_nested(CXCursor cursor);

/// The column type that a C++ type means, through aliases; `unknown` when none.
model::DraftType resolve_type(CXType written);

/// The value of a field's initialiser, which is a bool, an integer, a floating-point number, an
/// enum or an optional one of them (none for other types and for lists): the shortest decimal form
/// that reads back as it, or the enumerator. "" when the compiler cannot compute it, or when it is
/// infinite or no number.
std::optional<std::string> evaluate(CXCursor field, const model::DraftType& type);

/// What of a struct's own declarations stands in the way of generated code. References are not
/// here.
struct FoundObstacle {
  UnitObstacle::Kind kind;
  CXCursor cursor;
};
std::vector<FoundObstacle> find_obstacles(CXCursor record);

}  // namespace tenon::frontend::clang

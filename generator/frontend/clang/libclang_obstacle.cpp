#include <optional>

#include "frontend/clang/libclang_cursor.hpp"

namespace tenon::frontend::clang {
namespace {

bool is_copy_assignment(CXCursor method) {
  if (take(clang_getCursorSpelling(method)) != "operator=") return false;
  const CXType argument = clang_getArgType(clang_getCursorType(method), 0);
  const CXType of = clang_getPointeeType(argument);
  const CXCursor owner = clang_getCursorSemanticParent(method);
  return argument.kind == CXType_LValueReference &&
         clang_equalCursors(clang_getTypeDeclaration(of), owner) != 0;
}

bool is_usable(CXCursor member) {
  return clang_getCXXAccessSpecifier(member) == CX_CXXPublic &&
         clang_getCursorAvailability(member) != CXAvailability_NotAvailable;
}

// The constructors that a struct declares, and what they leave.
class Constructors {
 public:
  void add(CXCursor one) {
    if (!first_) first_ = one;
    has_default_ =
        has_default_ || (is_usable(one) && clang_CXXConstructor_isDefaultConstructor(one) != 0);
    if (clang_CXXConstructor_isCopyConstructor(one) != 0)
      (is_usable(one) ? copy_ : hidden_copy_) = one;
    if (clang_CXXConstructor_isMoveConstructor(one) != 0) move_ = one;
  }

  /// The first, when none can be called without arguments.
  std::optional<CXCursor> without_default() const { return has_default_ ? std::nullopt : first_; }
  /// A copy constructor that cannot be called, or a move constructor that takes the implicit one
  /// away.
  std::optional<CXCursor> hidden_copy() const {
    if (hidden_copy_ || copy_) return hidden_copy_;
    return move_;
  }

 private:
  bool has_default_ = false;
  std::optional<CXCursor> first_;
  std::optional<CXCursor> copy_;
  std::optional<CXCursor> hidden_copy_;
  std::optional<CXCursor> move_;
};

}  // namespace

// The compiler's implicit functions are not here: what they need, the fields are judged for.
std::vector<FoundObstacle> find_obstacles(CXCursor record) {
  using Obstacle = UnitObstacle::Kind;
  Constructors constructors;
  std::vector<FoundObstacle> result;
  const auto add = [&](Obstacle kind, CXCursor child) { result.push_back({kind, child}); };
  auto each = [&](CXCursor child) {
    const CXCursorKind kind = clang_getCursorKind(child);
    const bool is_method = kind == CXCursor_CXXMethod || kind == CXCursor_Destructor;
    if (kind == CXCursor_Constructor)
      constructors.add(child);
    else if (kind == CXCursor_Destructor && !is_usable(child))
      add(Obstacle::hidden_destructor, child);
    else if (kind == CXCursor_CXXMethod && !is_usable(child) && is_copy_assignment(child))
      add(Obstacle::deleted_copy, child);
    else if ((kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl) &&
             clang_Cursor_isAnonymousRecordDecl(child) != 0)
      add(Obstacle::anonymous_member, child);
    else if (kind == CXCursor_CXXBaseSpecifier && clang_isVirtualBase(child) != 0)
      add(Obstacle::virtual_base, child);
    if (is_method && clang_CXXMethod_isVirtual(child) != 0) add(Obstacle::virtual_member, child);
  };
  visit_children(record, each);
  if (const auto hidden = constructors.hidden_copy()) add(Obstacle::deleted_copy, *hidden);
  if (const auto first = constructors.without_default())
    add(Obstacle::no_default_constructor, *first);
  return result;
}

}  // namespace tenon::frontend::clang

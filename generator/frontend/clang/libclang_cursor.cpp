#include "frontend/clang/libclang_cursor.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <type_traits>
#include <vector>

#include "frontend/clang/libclang_wrapper.hpp"

namespace tenon::frontend::clang {
namespace {

using Kind = model::DraftType::Kind;

// The scopes around a declaration from the inside out; `extern "C++"` is none.
std::vector<CXCursor> scopes_of(CXCursor cursor) {
  std::vector<CXCursor> result;
  for (CXCursor parent = clang_getCursorSemanticParent(cursor);
       clang_Cursor_isNull(parent) == 0 &&
       clang_isTranslationUnit(clang_getCursorKind(parent)) == 0;
       parent = clang_getCursorSemanticParent(parent))
    if (clang_getCursorKind(parent) != CXCursor_LinkageSpec &&
        clang_getCursorKind(parent) != CXCursor_UnexposedDecl)
      result.push_back(parent);
  return result;
}

Kind integer_of_size(CXType type) {
  switch (clang_Type_getSizeOf(type)) {
    case 2:
      return Kind::int16;
    case 4:
      return Kind::int32;
    case 8:
      return Kind::int64;
    default:
      return Kind::unknown;
  }
}

bool has_plain_argument(CXType type, unsigned index, const char* expected) {
  const CXType argument = clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, index));
  return qualified_name(clang_getTypeDeclaration(argument)) == expected;
}

// A struct that may be a value object: neither ours, nor the system's, nor a template's.
bool is_of_user(CXCursor declaration) {
  const std::string name = qualified_name(declaration);
  return name.rfind("tenon::", 0) != 0 &&
         clang_Cursor_isNull(clang_getSpecializedCursorTemplate(declaration)) != 0 &&
         clang_Cursor_isAnonymous(declaration) == 0 &&
         clang_Location_isInSystemHeader(clang_getCursorLocation(declaration)) == 0;
}

model::DraftType resolve_record(CXType type, CXCursor declaration) {
  static const std::map<std::string, Kind> known = {
      {"tenon::Bytes", Kind::bytes},     {"tenon::Uuid", Kind::uuid},
      {"tenon::Decimal", Kind::decimal}, {"tenon::Timestamp", Kind::timestamp},
      {"tenon::Date", Kind::date},       {"tenon::LocalTimestamp", Kind::local_timestamp},
      {"tenon::Time", Kind::time},       {"tenon::Interval", Kind::interval},
      {"tenon::Json", Kind::json},
  };
  model::DraftType result;
  const std::string name = qualified_name(declaration);
  if (const auto found = known.find(name); found != known.end()) {
    result.kind = found->second;
  } else if (name == "std::basic_string") {
    const CXTypeKind letter =
        clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, 0)).kind;
    const bool is_plain = letter == CXType_Char_S || letter == CXType_Char_U;
    if (is_plain && has_plain_argument(type, 2, "std::allocator")) result.kind = Kind::string;
  } else if (name == "std::vector") {
    if (!has_plain_argument(type, 1, "std::allocator")) return result;
    // tenon::Bytes is this type in the runtime.
    if (has_plain_argument(type, 0, "std::byte")) {
      result.kind = Kind::bytes;
      return result;
    }
    result = resolve_type(clang_Type_getTemplateArgumentAsType(type, 0));
    // A list holds neither lists nor NULLs.
    if (result.optional || result.is_list) result = {};
    // Elements that are unknown here may have a Codec.
    result.is_list = result.kind != Kind::unknown || !result.name.empty();
  } else if (name == "std::optional") {
    result = resolve_type(clang_Type_getTemplateArgumentAsType(type, 0));
    if (result.optional || result.kind == Kind::unresolved) result = {};
    result.optional = true;
  } else if (std::optional<model::DraftType> wrapped = resolve_wrapper(type, name)) {
    result = std::move(*wrapped);
  } else if (is_of_user(declaration)) {
    // Without a definition, the compiler says what is missing.
    const bool is_defined = clang_Cursor_isNull(clang_getCursorDefinition(declaration)) == 0;
    result.kind = is_defined ? Kind::named : Kind::unresolved;
    result.name = name;
  } else {
    result.name = take(clang_getTypeSpelling(type));
  }
  return result;
}

// The expression that an optional is made of: `1 + 1` of `std::optional<int> x = 1 + 1`. Null for
// an empty one, and for what is more than one value.
CXCursor inner_value(CXCursor cursor) {
  for (;;) {
    const CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(cursor)).kind;
    if (kind != CXType_Record && clang_getCursorKind(cursor) != CXCursor_InitListExpr)
      return cursor;
    CXCursor inner = clang_getNullCursor();
    int count = 0;
    auto each = [&](CXCursor child) {
      if (clang_isExpression(clang_getCursorKind(child)) == 0) return;
      inner = child;
      ++count;
    };
    visit_children(cursor, each);
    if (count != 1) return clang_getNullCursor();
    cursor = inner;
  }
}

// The enumerator of this value; none when a cast made a value that has no name.
std::optional<std::string> enumerator_of(CXType type, long long value) {
  std::optional<std::string> found;
  auto each = [&](CXCursor child) {
    if (!found && clang_getCursorKind(child) == CXCursor_EnumConstantDecl &&
        clang_getEnumConstantDeclValue(child) == value)
      found = take(clang_getCursorSpelling(child));
  };
  visit_children(clang_getTypeDeclaration(type), each);
  return found;
}

}  // namespace

std::string take(CXString text) {
  const char* c = clang_getCString(text);
  std::string result = c == nullptr ? "" : c;
  clang_disposeString(text);
  return result;
}

std::string scope_of(CXCursor cursor) {
  std::string result;
  for (const CXCursor& scope : scopes_of(cursor)) {
    const std::string name = take(clang_getCursorSpelling(scope));
    if (clang_Cursor_isInlineNamespace(scope) != 0 || name.empty()) continue;
    if (!result.empty()) result.insert(0, "::");
    result.insert(0, name);
  }
  return result;
}

std::string qualified_name(CXCursor cursor) {
  const std::string scope = scope_of(cursor);
  const std::string name = take(clang_getCursorSpelling(cursor));
  return scope.empty() ? name : scope + "::" + name;
}

bool is_nested(CXCursor cursor) {
  for (const CXCursor& scope : scopes_of(cursor))
    if (clang_getCursorKind(scope) != CXCursor_Namespace ||
        take(clang_getCursorSpelling(scope)).empty())
      return true;
  return false;
}

model::DraftType resolve_type(CXType written) {
  const CXType type = clang_getCanonicalType(written);
  model::DraftType result;
  if (clang_isConstQualifiedType(type) != 0 || clang_isVolatileQualifiedType(type) != 0)
    return result;
  switch (type.kind) {
    case CXType_Bool:
      result.kind = Kind::boolean;
      break;
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
      // Of the two types of eight bytes the runtime knows the one that is std::int64_t.
      if (type.kind == (std::is_same_v<std::int64_t, long> ? CXType_LongLong : CXType_Long) &&
          clang_Type_getSizeOf(type) == 8)
        break;
      result.kind = integer_of_size(type);
      break;
    case CXType_Float:
      result.kind = Kind::float32;
      break;
    case CXType_Double:
      result.kind = Kind::float64;
      break;
    case CXType_Record:
      return resolve_record(type, clang_getTypeDeclaration(type));
    case CXType_Enum: {
      const CXCursor declaration = clang_getTypeDeclaration(type);
      if (clang_Location_isInSystemHeader(clang_getCursorLocation(declaration)) != 0) break;
      result.kind = Kind::named;
      result.name = qualified_name(declaration);
      break;
    }
    default:
      break;
  }
  return result;
}

std::optional<std::string> evaluate(CXCursor field, const model::DraftType& of) {
  // A list's elements are read as they are written.
  if (of.wrapper || of.is_list) return std::nullopt;
  const Kind type = of.kind;
  const bool is_float = type == Kind::float32 || type == Kind::float64;
  const bool is_whole = type == Kind::int16 || type == Kind::int32 || type == Kind::int64;
  if (!is_float && !is_whole && type != Kind::boolean && type != Kind::named) return std::nullopt;
  const CXCursor value_cursor = of.optional ? inner_value(field) : field;
  if (clang_Cursor_isNull(value_cursor) != 0) return std::nullopt;
  const CXTypeKind value_kind = clang_getCanonicalType(clang_getCursorType(value_cursor)).kind;
  if (type == Kind::named && value_kind == CXType_Record) return std::nullopt;
  struct Dispose {
    void operator()(std::remove_pointer_t<CXEvalResult>* result) const {
      clang_EvalResult_dispose(result);
    }
  };
  const std::unique_ptr<std::remove_pointer_t<CXEvalResult>, Dispose> result{
      clang_Cursor_Evaluate(value_cursor)};
  if (!result) return "";
  const CXEvalResultKind kind = clang_EvalResult_getKind(result.get());
  if (type == Kind::named) {
    if (kind != CXEval_Int) return "";
    return enumerator_of(clang_getCanonicalType(clang_getCursorType(value_cursor)),
                         clang_EvalResult_getAsLongLong(result.get()));
  }
  if (kind == CXEval_Int && !is_float) {
    const long long value = clang_EvalResult_getAsLongLong(result.get());
    if (type == Kind::boolean) return value != 0 ? "true" : "false";
    // The initialiser was converted to the field's type: a value beyond it is a warning's matter.
    return clang_EvalResult_isUnsignedInt(result.get()) != 0 ? "" : std::to_string(value);
  }
  if (kind == CXEval_Int && of.optional && clang_EvalResult_isUnsignedInt(result.get()) == 0)
    return std::to_string(clang_EvalResult_getAsLongLong(result.get()));
  if (kind != CXEval_Float || !is_float) return "";
  const double value = clang_EvalResult_getAsDouble(result.get());
  if (!std::isfinite(value)) return "";
  std::array<char, 64> text{};
  char* const end = text.data() + text.size();
  const std::to_chars_result written =
      type == Kind::float32 ? std::to_chars(text.data(), end, static_cast<float>(value))
                            : std::to_chars(text.data(), end, value);
  return std::string{text.data(), written.ptr};
}

}  // namespace tenon::frontend::clang

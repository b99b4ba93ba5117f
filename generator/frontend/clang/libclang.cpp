#include "frontend/clang/libclang.hpp"

#include <clang-c/Index.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>

#include "frontend/clang/libclang_cursor.hpp"
#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

template <auto dispose>
struct Disposer {
  template <class T>
  void operator()(T* pointer) const {
    dispose(pointer);
  }
};
template <class Handle, auto dispose>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Disposer<dispose>>;
using Index = Owned<CXIndex, clang_disposeIndex>;
using TranslationUnit = Owned<CXTranslationUnit, clang_disposeTranslationUnit>;
using Diagnostic = Owned<CXDiagnostic, clang_disposeDiagnostic>;
using SkippedRanges = Owned<CXSourceRangeList*, clang_disposeSourceRangeList>;

// One walk over a parsed translation unit that fills a Unit.
class Reader {
 public:
  Reader(CXTranslationUnit unit, Unit& result) : unit_(unit), result_(result) {}

  void read() {
    read_files();
    read_skipped();
    read_diagnostics();
    visit(clang_getTranslationUnitCursor(unit_));
    std::sort(result_.macro_uses.begin(), result_.macro_uses.end(),
              [](const Place& a, const Place& b) {
                return std::tie(a.file, a.offset) < std::tie(b.file, b.offset);
              });
  }

 private:
  struct Places {
    Place expansion;
    Place spelling;
    CXFile file = nullptr;
    bool in_macro = false;
  };

  void read_files();
  void read_skipped();
  void read_diagnostics();
  void visit(CXCursor parent);
  void visit_declaration(CXCursor cursor);
  void add_struct(CXCursor cursor);
  void add_base(CXCursor cursor, UnitStruct& owner) const;
  void add_field(CXCursor cursor, UnitStruct& owner);
  void add_enum(CXCursor cursor);
  void add_template(CXCursor cursor);
  void add_codec(CXCursor cursor);
  void describe(CXCursor cursor, UnitDeclaration& declaration) const;
  bool has_error(CXCursor cursor) const;
  bool names_broken_alias(CXCursor cursor) const;

  int number(CXFile file) const {
    const auto found = file == nullptr ? numbers_.end() : numbers_.find(file);
    return found == numbers_.end() ? -1 : found->second;
  }

  Place place(CXSourceLocation location) const {
    CXFile file = nullptr;
    unsigned offset = 0;
    clang_getExpansionLocation(location, &file, nullptr, nullptr, &offset);
    return {number(file), offset};
  }

  // libclang gives the macro's use as the place of what stands in its definition.
  bool is_written(const std::string& word, const Place& at) const {
    return at.file < 0 || result_.files[static_cast<std::size_t>(at.file)].text.compare(
                              at.offset, word.size(), word) == 0;
  }

  Places places(CXSourceLocation location) const {
    Places result;
    CXFile spelled = nullptr;
    unsigned offset = 0;
    unsigned spelled_offset = 0;
    clang_getExpansionLocation(location, &result.file, nullptr, nullptr, &offset);
    clang_getSpellingLocation(location, &spelled, nullptr, nullptr, &spelled_offset);
    result.expansion = {number(result.file), offset};
    result.spelling = {number(spelled), spelled_offset};
    result.in_macro = result.file != spelled || offset != spelled_offset;
    return result;
  }

  CXTranslationUnit unit_;
  Unit& result_;
  std::map<CXFile, int> numbers_;
  std::vector<CXCursor> broken_aliases_;
};

void Reader::read_files() {
  clang_getInclusions(
      unit_,
      [](CXFile file, CXSourceLocation* stack, unsigned depth, CXClientData data) {
        auto& self = *static_cast<Reader*>(data);
        if (depth == 0 || self.numbers_.count(file) != 0) return;
        UnitFile one;
        one.path = take(clang_getFileName(file));
        if (is_virtual_path(one.path)) return;
        self.result_.opened_files.push_back(one.path);
        if (clang_Location_isInSystemHeader(clang_getLocationForOffset(self.unit_, file, 0)) != 0)
          return;
        // The stack ends with the place in the main file; the file before it is a header of the
        // run.
        unsigned line = 0;
        clang_getExpansionLocation(stack[depth - 1], nullptr, &line, nullptr, nullptr);
        one.root = static_cast<int>(line) - 1;
        std::size_t size = 0;
        const char* text = clang_getFileContents(self.unit_, file, &size);
        if (text != nullptr) one.text.assign(text, size);
        one.has_guard = clang_isFileMultipleIncludeGuarded(self.unit_, file) != 0;
        self.numbers_.emplace(file, static_cast<int>(self.result_.files.size()));
        self.result_.files.push_back(std::move(one));
      },
      this);
}

void Reader::read_skipped() {
  for (const auto& [file, number] : numbers_) {
    const SkippedRanges ranges{clang_getSkippedRanges(unit_, file)};
    if (!ranges) continue;
    for (unsigned i = 0; i < ranges->count; ++i)
      result_.files[static_cast<std::size_t>(number)].skipped.emplace_back(
          place(clang_getRangeStart(ranges->ranges[i])).offset,
          place(clang_getRangeEnd(ranges->ranges[i])).offset);
  }
}

void Reader::read_diagnostics() {
  const unsigned count = clang_getNumDiagnostics(unit_);
  for (unsigned i = 0; i < count; ++i) {
    const Diagnostic diagnostic{clang_getDiagnostic(unit_, i)};
    UnitDiagnostic one;
    one.is_error = clang_getDiagnosticSeverity(diagnostic.get()) >= CXDiagnostic_Error;
    one.message = take(clang_getDiagnosticSpelling(diagnostic.get()));
    one.option = take(clang_getDiagnosticOption(diagnostic.get(), nullptr));
    const Places where = places(clang_getDiagnosticLocation(diagnostic.get()));
    one.place = where.expansion;
    one.spelling = where.spelling;
    one.in_macro = where.in_macro;
    if (where.file != nullptr) one.file = take(clang_getFileName(where.file));
    result_.diagnostics.push_back(std::move(one));
  }
}

void Reader::visit(CXCursor parent) {
  auto each = [this](CXCursor child) { visit_declaration(child); };
  visit_children(parent, each);
}

void Reader::visit_declaration(CXCursor cursor) {
  const CXCursorKind kind = clang_getCursorKind(cursor);
  if (kind == CXCursor_MacroDefinition || kind == CXCursor_InclusionDirective) return;
  const Place at = place(clang_getCursorLocation(cursor));
  if (at.file < 0) return;
  switch (kind) {
    case CXCursor_MacroExpansion:
      result_.macro_uses.push_back(at);
      break;
    case CXCursor_Namespace:
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
      visit(cursor);
      break;
    case CXCursor_StructDecl:
    case CXCursor_ClassDecl:
    case CXCursor_UnionDecl:
      if (clang_Cursor_isNull(clang_getSpecializedCursorTemplate(cursor)) == 0)
        add_template(cursor);
      else if (clang_isCursorDefinition(cursor) != 0)
        add_struct(cursor);
      break;
    case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization:
      add_template(cursor);
      break;
    case CXCursor_EnumDecl:
      if (clang_isCursorDefinition(cursor) != 0) add_enum(cursor);
      break;
    case CXCursor_TypedefDecl:
    case CXCursor_TypeAliasDecl:
      if (has_error(cursor) || names_broken_alias(cursor)) broken_aliases_.push_back(cursor);
      break;
    default:
      break;
  }
}

bool Reader::has_error(CXCursor cursor) const {
  const CXSourceRange extent = clang_getCursorExtent(cursor);
  const Place begin = place(clang_getRangeStart(extent));
  const Place end = place(clang_getRangeEnd(extent));
  return std::any_of(result_.diagnostics.begin(), result_.diagnostics.end(),
                     [&](const UnitDiagnostic& one) {
                       return one.is_error && one.place.file == begin.file &&
                              one.place.offset >= begin.offset && one.place.offset < end.offset;
                     });
}

// `typedef Unknown Name;` makes Name an int, and only that declaration is complained about.
bool Reader::names_broken_alias(CXCursor cursor) const {
  if (broken_aliases_.empty()) return false;
  bool result = false;
  auto each = [&](CXCursor child) {
    const CXCursor named = clang_getCursorReferenced(child);
    for (const CXCursor& alias : broken_aliases_)
      result = result || clang_equalCursors(alias, named) != 0;
  };
  visit_children(cursor, each);
  return result;
}

void Reader::describe(CXCursor cursor, UnitDeclaration& declaration) const {
  declaration.name = take(clang_getCursorSpelling(cursor));
  declaration.space = scope_of(cursor);
  declaration.is_nested = is_nested(cursor);
  const Places name = places(clang_getCursorLocation(cursor));
  const CXSourceRange extent = clang_getCursorExtent(cursor);
  const Places begin = places(clang_getRangeStart(extent));
  declaration.in_macro =
      name.in_macro || begin.in_macro || !is_written(declaration.name, name.expansion);
  declaration.place = name.expansion;
  declaration.begin = begin.expansion;
  declaration.end = place(clang_getRangeEnd(extent));
}

void Reader::add_struct(CXCursor cursor) {
  UnitStruct one;
  describe(cursor, one);
  if (one.name.empty() || clang_Cursor_isAnonymous(cursor) != 0) return;
  one.is_union = clang_getCursorKind(cursor) == CXCursor_UnionDecl;
  const std::size_t slot = result_.structs.size();
  result_.structs.emplace_back();  // before the structs inside it
  auto each = [this, &one](CXCursor child) {
    const CXCursorKind kind = clang_getCursorKind(child);
    if (kind == CXCursor_CXXBaseSpecifier) {
      add_base(child, one);
    } else if (kind == CXCursor_FieldDecl) {
      add_field(child, one);
    } else {
      visit_declaration(child);
    }
  };
  visit_children(cursor, each);
  for (const FoundObstacle& found : find_obstacles(cursor))
    one.obstacles.push_back({found.kind, take(clang_getCursorSpelling(found.cursor)),
                             place(clang_getCursorLocation(found.cursor))});
  result_.structs[slot] = std::move(one);
}

void Reader::add_base(CXCursor cursor, UnitStruct& owner) const {
  const CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
  UnitName base;
  base.place = place(clang_getCursorLocation(cursor));
  // A template's instance shows its arguments, so that nobody takes it for a struct of that name.
  base.name = clang_Type_getNumTemplateArguments(type) > 0
                  ? take(clang_getTypeSpelling(type))
                  : qualified_name(clang_getTypeDeclaration(type));
  owner.bases.push_back(std::move(base));
}

void Reader::add_field(CXCursor cursor, UnitStruct& owner) {
  UnitField field;
  field.name = take(clang_getCursorSpelling(cursor));
  const Places name = places(clang_getCursorLocation(cursor));
  field.place = name.expansion;
  field.in_macro = name.in_macro || !is_written(field.name, field.place);
  const CXType type = clang_getCursorType(cursor);
  field.spelling = take(clang_getTypeSpelling(type));
  field.type.is_bare_int = type.kind == CXType_Int;
  field.type.is_broken = names_broken_alias(cursor);
  field.is_public = clang_getCXXAccessSpecifier(cursor) == CX_CXXPublic;
  const bool is_reference =
      type.kind == CXType_LValueReference || type.kind == CXType_RValueReference;
  if (is_reference)
    owner.obstacles.push_back({UnitObstacle::Kind::reference, field.name, field.place});
  if (clang_Cursor_isBitField(cursor) == 0) field.type.type = resolve_type(type);
  bool has_expression = false;
  auto each = [&has_expression](CXCursor child) {
    has_expression = has_expression || clang_isExpression(clang_getCursorKind(child)) != 0;
  };
  visit_children(cursor, each);
  field.has_macro_initializer = field.in_macro && has_expression;
  if (has_expression) {
    const std::optional<std::string> constant = evaluate(cursor, field.type.type);
    field.constant = constant.value_or("");
    if (constant && constant->empty()) result_.has_unknown_constants = true;
  }
  owner.fields.push_back(std::move(field));
}

void Reader::add_enum(CXCursor cursor) {
  UnitEnum one;
  describe(cursor, one);
  if (one.name.empty()) return;
  one.is_scoped = clang_EnumDecl_isScoped(cursor) != 0;
  auto each = [this, &one](CXCursor child) {
    if (clang_getCursorKind(child) != CXCursor_EnumConstantDecl) return;
    one.enumerators.push_back(
        {take(clang_getCursorSpelling(child)), place(clang_getCursorLocation(child))});
    one.values.push_back(clang_getEnumConstantDeclUnsignedValue(child));
  };
  visit_children(cursor, each);
  result_.enums.push_back(std::move(one));
}

void Reader::add_codec(CXCursor cursor) {
  UnitCodec one;
  one.place = place(clang_getCursorLocation(cursor));
  one.is_partial = clang_getCursorKind(cursor) == CXCursor_ClassTemplatePartialSpecialization;
  if (!one.is_partial) {
    const CXType argument = clang_Type_getTemplateArgumentAsType(clang_getCursorType(cursor), 0);
    one.type = take(clang_getTypeSpelling(clang_getCanonicalType(argument)));
  }
  auto each = [&one](CXCursor child) {
    const CXCursorKind kind = clang_getCursorKind(child);
    const std::string name = take(clang_getCursorSpelling(child));
    if (name == "Stored" && (kind == CXCursor_TypeAliasDecl || kind == CXCursor_TypedefDecl)) {
      const CXType stored = clang_getTypedefDeclUnderlyingType(child);
      one.has_stored = true;
      one.stored = resolve_type(stored);
      one.stored_spelling = take(clang_getTypeSpelling(stored));
    }
    const bool is_function = kind == CXCursor_CXXMethod || kind == CXCursor_FunctionTemplate;
    one.has_encode = one.has_encode || (is_function && name == "encode");
    one.has_decode = one.has_decode || (is_function && name == "decode");
  };
  visit_children(cursor, each);
  result_.codecs.push_back(std::move(one));
}

void Reader::add_template(CXCursor cursor) {
  const CXCursor of = clang_getSpecializedCursorTemplate(cursor);
  if (clang_Cursor_isNull(of) == 0 && clang_isCursorDefinition(cursor) != 0 &&
      qualified_name(of) == "tenon::Codec")
    add_codec(cursor);
  const CXSourceRange extent = clang_getCursorExtent(cursor);
  result_.templates.push_back({take(clang_getCursorSpelling(cursor)),
                               place(clang_getRangeStart(extent)),
                               place(clang_getRangeEnd(extent))});
}

}  // namespace

std::string compiler_version() { return take(clang_getClangVersion()); }

Unit parse(const std::string& main, const std::vector<std::string>& arguments,
           const std::vector<MemoryFile>& memory) {
  std::vector<const char*> words;
  words.reserve(arguments.size());
  for (const std::string& argument : arguments) words.push_back(argument.c_str());
  std::vector<CXUnsavedFile> unsaved;
  unsaved.reserve(memory.size());
  for (const MemoryFile& file : memory)
    unsaved.push_back({file.path.c_str(), file.text.c_str(), file.text.size()});

  const Index index{clang_createIndex(0, 0)};
  CXTranslationUnit raw = nullptr;
  const unsigned flags = CXTranslationUnit_KeepGoing | CXTranslationUnit_Incomplete |
                         CXTranslationUnit_SkipFunctionBodies |
                         CXTranslationUnit_DetailedPreprocessingRecord;
  const CXErrorCode code = clang_parseTranslationUnit2(
      index.get(), main.c_str(), words.data(), static_cast<int>(words.size()), unsaved.data(),
      static_cast<unsigned>(unsaved.size()), flags, &raw);
  const TranslationUnit unit{raw};
  Unit result;
  if (code != CXError_Success || !unit) {
    result.failure = "libclang failed with code " + std::to_string(static_cast<int>(code));
    return result;
  }
  Reader{unit.get(), result}.read();
  return result;
}

}  // namespace tenon::frontend::clang

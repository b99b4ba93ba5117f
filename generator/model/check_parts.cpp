#include "model/check_parts.hpp"

#include <algorithm>
#include <array>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::model {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

const DraftStruct* Scope::find_struct(const std::string& qualified) const {
  const auto found = structs.find(qualified);
  return found == structs.end() ? nullptr : found->second;
}

const DraftEnum* Scope::find_enum(const std::string& qualified) const {
  const auto found = enums.find(qualified);
  return found == enums.end() ? nullptr : found->second;
}

const DraftStruct* Scope::find_struct(const std::string& name, std::string space) const {
  for (;;) {
    const DraftStruct* found = find_struct(qualify(space, name));
    if (found != nullptr || space.empty()) return found;
    const std::size_t last = space.rfind("::");
    space = last == std::string::npos ? "" : space.substr(0, last);
  }
}

std::string qualify(const std::string& space, const std::string& name) {
  return space.empty() ? name : space + "::" + name;
}

Scope make_scope(const Draft& draft, Diagnostics& diagnostics) {
  Scope scope;
  std::map<std::string, base::Span> seen;
  const auto is_new = [&](const std::string& name, const base::Span& span) {
    const auto [first, fresh] = seen.emplace(name, span);
    if (!fresh)
      diagnostics
          .error(codes::duplicate_name, span, quote(name) + " is declared twice",
                 "give one of them another name or namespace")
          .notes.push_back({"first declared here", first->second});
    return fresh;
  };
  for (const DraftStruct& one : draft.structs) {
    const std::string name = qualify(one.space, one.name.value);
    if (is_new(name, one.name.span)) scope.structs.emplace(name, &one);
  }
  for (const DraftEnum& one : draft.enums) {
    const std::string name = qualify(one.space, one.name.value);
    if (is_new(name, one.name.span)) scope.enums.emplace(name, &one);
  }
  for (const Name& one : draft.others) scope.others.emplace(one.value, one.span);
  return scope;
}

const FieldDraft* StructDraft::find(std::string_view field) const {
  for (const FieldDraft& one : fields)
    if (one.field.name == field || (!one.field.path.empty() && one.field.path == field))
      return &one;
  return nullptr;
}

const Field* StructDraft::find_object(std::string_view path) const {
  return find_path(objects, path);
}

std::vector<std::string> StructDraft::field_names() const {
  std::vector<std::string> names;
  for (const FieldDraft& one : fields)
    names.push_back(one.field.path.empty() ? one.field.name : one.field.path);
  return names;
}

// PostgreSQL cuts longer names in silence (NAMEDATALEN - 1 = 63); control characters would break
// the scripts' comments and no shell can type them.
bool check_sql_name(const Name& name, std::string_view what, Diagnostics& diagnostics) {
  constexpr std::size_t longest = 63;
  std::string problem;
  if (name.value.empty()) problem = "is empty";
  if (name.value.size() > longest)
    problem = "has " + std::to_string(name.value.size()) + " bytes; databases keep 63";
  for (const char c : name.value)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) problem = "has a control character";
  if (problem.empty()) return true;
  diagnostics.error(codes::bad_name, name.span, "the name of " + std::string{what} + " " + problem,
                    "write 1 to 63 bytes of text");
  return false;
}

// Methods of repositories, functions beside DTOs and enums, and the variables in their bodies:
// where they are declared, a type of the same name is hidden.
bool check_free_name(const Name& name, std::string_view what, Diagnostics& diagnostics) {
  constexpr std::array<std::string_view, 53> taken = {
      "batch",       "bulk_load", "changes",      "columns",       "count",       "create",
      "create_many", "created",   "encoded",      "erase",         "exists",      "expected_texts",
      "find",        "find_many", "from_text",    "get",           "insert",      "insert_many",
      "list",        "load",      "lock",         "migrations",    "now",         "options",
      "query",       "read",      "read_created", "remove",        "remove_many", "restore",
      "row",         "rows",      "save",         "select",        "session",     "session_",
      "set_changes", "statement", "std",          "stream",        "tenon",       "to_json",
      "to_read",     "to_text",   "update",       "update_many",   "upsert",      "upsert_many",
      "validate",    "values",    "write",        "write_changes", "encode"};
  const bool is_method = base::starts_with(name.value, "find_by_") ||
                         base::starts_with(name.value, "list_by_") ||
                         base::starts_with(name.value, "upsert_by_");
  if (!is_method && std::find(taken.begin(), taken.end(), name.value) == taken.end()) return true;
  diagnostics.error(codes::bad_identifier, name.span,
                    "generated code means something else by " + quote(name.value),
                    "give the " + std::string{what} + " another name");
  return false;
}

bool check_cpp_name(const Name& name, std::string_view what, Diagnostics& diagnostics) {
  std::string problem;
  if (!base::is_identifier(name.value)) problem = "is no C++ identifier";
  if (base::is_cpp_keyword(name.value)) problem = "is a keyword of C++";
  if (base::is_reserved_identifier(name.value)) problem = "is reserved by C++";
  if (base::is_standard_macro(name.value)) problem = "is a macro of C++'s standard headers";
  const bool is_type = what == "struct" || what == "enum" || what == "shape";
  if (problem.empty()) return !is_type || check_free_name(name, what, diagnostics);
  std::string hint = "write letters, digits and '_', beginning with a letter, and no word of C++";
  if (what == "field")
    hint = "give the field another name and keep the column: \"x-tenon\": {\"column\": \"" +
           name.value + "\"}";
  if (what == "enumerator")
    hint = "give the value a name of C++: \"x-tenon\": {\"names\": {\"18+\": \"adult\"}}";
  diagnostics.error(codes::bad_identifier, name.span,
                    "the " + std::string{what} + " name " + quote(name.value) + " " + problem,
                    hint);
  return false;
}

bool has_word(const std::vector<Annotation>& annotations, std::string_view word) {
  return std::any_of(annotations.begin(), annotations.end(),
                     [&](const Annotation& one) { return one.word == word; });
}

std::string with_article(TypeKind kind) {
  const std::string name = describe(kind);
  return (name[0] == 'i' || name[0] == 'e' ? "an " : "a ") + name;
}

Type element_of(Type list) {
  list.is_list = false;
  list.nullable = false;
  return list;
}

std::string describe(const Type& type) {
  return std::string{type.is_list ? "list of " : ""} + describe(type.kind);
}

const char* describe(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return "bool";
    case TypeKind::int16:
      return "int16";
    case TypeKind::int32:
      return "int32";
    case TypeKind::int64:
      return "int64";
    case TypeKind::float32:
      return "float";
    case TypeKind::float64:
      return "double";
    case TypeKind::string:
      return "string";
    case TypeKind::bytes:
      return "Bytes";
    case TypeKind::uuid:
      return "Uuid";
    case TypeKind::decimal:
      return "Decimal";
    case TypeKind::timestamp:
      return "Timestamp";
    case TypeKind::date:
      return "Date";
    case TypeKind::local_timestamp:
      return "LocalTimestamp";
    case TypeKind::time:
      return "Time";
    case TypeKind::interval:
      return "Interval";
    case TypeKind::json:
      return "Json";
    case TypeKind::enumeration:
      return "enum";
    case TypeKind::object:
      return "value object";
  }
  return "";
}

}  // namespace tenon::model

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/chrono.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

bool is_identity(TypeKind kind) {
  return kind == TypeKind::int16 || kind == TypeKind::int32 || kind == TypeKind::int64 ||
         kind == TypeKind::string || kind == TypeKind::uuid;
}

// "shop::Money": names with `::` between, each an identifier and no word of C++.
bool is_type_name(std::string_view name) {
  for (;;) {
    const std::size_t colon = name.find("::");
    const std::string part{name.substr(0, colon)};
    if (!base::is_identifier(part) || base::is_cpp_keyword(part) ||
        base::is_reserved_identifier(part))
      return false;
    if (colon == std::string_view::npos) return true;
    name.remove_prefix(colon + 2);
  }
}

// A path between quotes, wherever the file lies.
bool is_header_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '/' || c == '-' || c == '+';
  };
  return !name.empty() && name.front() != '/' && name.back() != '/' &&
         std::all_of(name.begin(), name.end(), is_plain);
}

bool build_id(FieldDraft& built, const DraftStruct& owner, const Scope& scope,
              Diagnostics& diagnostics) {
  const Name& entity = *built.words.id;
  const Type& type = built.field.type;
  if (!is_identity(type.kind)) {
    diagnostics.error(codes::unmappable_type, built.words.id_span,
                      "an id is a whole number, a Uuid or a string, not " + with_article(type.kind),
                      "write \"type\": \"integer\", \"format\": \"int64\"");
    return false;
  }
  const std::string name = base::replace_all(entity.value, ".", "::");
  const DraftStruct* found = scope.find_struct(name, owner.space);
  if (found == nullptr || !has_word(found->annotations, "table")) {
    std::vector<std::string> names;
    for (const auto& [qualified, known] : scope.structs)
      if (has_word(known->annotations, "table")) names.push_back(known->name.value);
    base::Diagnostic& told =
        diagnostics.error(codes::unknown_entity, entity.span, "there is no entity " + quote(name),
                          found != nullptr ? R"(give it a table: "x-tenon": {"table": "…"})"
                                           : base::known_hint(name, names, "entities"));
    if (found != nullptr) told.notes.push_back({"declared here", found->name.span});
    return false;
  }
  built.field.type.wrapper = Wrapper{"", qualify(found->space, found->name.value), "", ""};
  return true;
}

// A kind of chrono_types and its format in JSON Schema.
std::pair<const char*, const char*> stored_as(DraftType::Kind kind) {
  switch (kind) {
    case DraftType::Kind::date:
      return {"a Date", "date"};
    case DraftType::Kind::interval:
      return {"an Interval", "duration"};
    case DraftType::Kind::local_timestamp:
      return {"a LocalTimestamp", "date-time-local"};
    default:
      return {"a Timestamp", "date-time"};
  }
}

// A type of std::chrono, which <tenon/chrono.hpp> stores in its own way.
bool check_chrono(const FieldDraft& built, const CodecWords& words, Diagnostics& diagnostics) {
  const std::vector<ChronoType>& known = chrono_types();
  const auto same = [&](const ChronoType& one) { return one.type == words.type.value; };
  const auto found = std::find_if(known.begin(), known.end(), same);
  if (found == known.end()) {
    std::vector<std::string> names;
    names.reserve(known.size());
    for (const ChronoType& one : known) names.emplace_back(one.type);
    diagnostics.error(codes::unmappable_type, words.type.span,
                      "no column holds " + quote(words.type.value) + " exactly",
                      base::known_hint(words.type.value, names, "those of std::chrono"));
    return false;
  }
  if (words.header.value != chrono_header || words.member.span.known()) {
    diagnostics.error(
        codes::wrong_arguments, words.header.span,
        "the tenon::Codec of " + quote(words.type.value) + " is in <" + chrono_header + ">",
        std::string{"write \"header\": \""} + chrono_header + "\" and no member");
    return false;
  }
  if (found->kind == built.drafted->type.kind) return true;
  const auto [stored, format] = stored_as(found->kind);
  diagnostics.error(codes::unmappable_type, words.type.span,
                    quote(words.type.value) + " is stored as " + stored + ", and the field is " +
                        with_article(built.field.type.kind),
                    std::string{"write \"type\": \"string\", \"format\": \""} + format + "\"");
  return false;
}

bool build_codec(FieldDraft& built, Diagnostics& diagnostics) {
  const CodecWords& words = *built.words.codec;
  const auto refuse = [&](const Name& place, const std::string& message, const std::string& hint) {
    diagnostics.error(codes::wrong_arguments, place.span, message, hint);
    return false;
  };
  if (built.field.type.kind == TypeKind::enumeration)
    return refuse({"", words.span}, "'codec' is for a stored value, and an enum is stored already",
                  "leave it out, or write the stored type instead of \"$ref\"");
  const bool is_chrono = base::starts_with(words.type.value, "std::chrono::");
  if (is_chrono && !check_chrono(built, words, diagnostics)) return false;
  if (!is_chrono && !is_type_name(words.type.value))
    return refuse(words.type, quote(words.type.value) + " is no name of a C++ type",
                  "name it with its namespace, as \"shop::Money\"");
  if (!is_header_name(words.header.value))
    return refuse(words.header, quote(words.header.value) + " is no header's name",
                  "write it as #include \"…\" has it, as \"money.hpp\"");
  if (words.member.span.known() && !check_cpp_name(words.member, "member", diagnostics))
    return false;
  built.field.type.wrapper = Wrapper{words.type.value, "", words.header.value, words.member.value};
  return true;
}

std::string name_of(const Wrapper& wrapper) {
  return wrapper.entity.empty() ? wrapper.type : "tenon::Id<" + wrapper.entity + ">";
}

}  // namespace

bool build_wrapper(FieldDraft& built, const DraftStruct& owner, const Scope& scope,
                   Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  const DraftType& drafted = built.drafted->type;
  built.field.type.wrapper = drafted.wrapper;
  if (!words.id && !words.codec) return true;
  const base::Span span = words.id ? words.id_span : words.codec->span;
  if (!owner.is_generated) {
    diagnostics.error(codes::misplaced_annotation, span,
                      std::string{words.id ? "'id'" : "'codec'"} +
                          " is for JSON models: in C++ the field's type says it",
                      words.id
                          ? "write tenon::Id<" + words.id->value + "> " + built.field.name + ";"
                          : "leave it out");
    return true;
  }
  if (words.id && words.codec) {
    diagnostics.error(codes::conflicting_annotations, words.codec->span,
                      "'id' and 'codec' exclude each other", "leave one of them out");
    return false;
  }
  return words.id ? build_id(built, owner, scope, diagnostics) : build_codec(built, diagnostics);
}

std::string codec_hint(const std::string& type) {
  return "say how it is stored: template <> struct tenon::Codec<" + type +
         "> { using Stored = std::int64_t; static Stored encode(const " + type +
         "& value); static " + type + " decode(Stored value); };";
}

namespace {

// Whether the values may be compared as texts: those of a type that the server does not bring may
// be a domain's (PostgreSQL manual, 8.18), unless a module of its own brings it with operators of
// its own (appendix F).
bool may_compare_as_text(const Type& type) {
  if (!type.is_foreign()) return true;
  constexpr std::array<std::string_view, 4> of_modules = {"citext", "cube", "hstore", "ltree"};
  const std::optional<base::SqlType> named = base::read_sql_type(type.declared.text);
  return named && !named->is_builtin() && named->list.empty() &&
         std::find(of_modules.begin(), of_modules.end(), named->name) == of_modules.end();
}

// Of a type that the model names the database compares values with those of another one where both
// are texts, or both numbers of one kind.
bool is_compared(const Type& a, const Type& b) {
  return a.declared.text == b.declared.text || (may_compare_as_text(a) && may_compare_as_text(b));
}

}  // namespace

bool is_same_type(const Type& a, const Type& b) {
  const auto name = [](const Type& type) { return type.wrapper ? name_of(*type.wrapper) : ""; };
  return a.kind == b.kind && a.is_list == b.is_list && a.enumeration == b.enumeration &&
         a.precision == b.precision && a.scale == b.scale && is_compared(a, b) &&
         name(a) == name(b);
}

std::string whole_type(const Type& type) {
  if (!type.declared.text.empty()) {
    Type plain = type;
    plain.declared = {};
    return whole_type(plain) + " with type(\"" + type.declared.text + "\")";
  }
  const std::string list = type.is_list ? "list of " : "";
  if (type.wrapper && type.wrapper->entity.empty()) return list + quote(type.wrapper->type);
  if (type.wrapper && type.kind == TypeKind::int64) return list + quote(name_of(*type.wrapper));
  if (type.wrapper) return list + quote(name_of(*type.wrapper)) + " of " + describe(type.kind);
  if (type.kind == TypeKind::enumeration) return list + quote(type.enumeration);
  if (type.kind != TypeKind::decimal || type.precision == 0) return describe(type);
  return list + "Decimal(" + std::to_string(type.precision) + ", " + std::to_string(type.scale) +
         ")";
}

}  // namespace tenon::model

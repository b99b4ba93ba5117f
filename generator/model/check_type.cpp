#include <optional>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/chrono.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

constexpr const char* known_types =
    "fields are bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string, "
    "tenon::Bytes, tenon::Uuid, tenon::Decimal, tenon::Timestamp, tenon::LocalTimestamp, "
    "tenon::Date, tenon::Time, tenon::Interval, tenon::Json, an enum class, std::vector of one of "
    "them, or std::optional of one of all these";

std::optional<TypeKind> plain_kind(DraftType::Kind kind) {
  switch (kind) {
    case DraftType::Kind::boolean:
      return TypeKind::boolean;
    case DraftType::Kind::int16:
      return TypeKind::int16;
    case DraftType::Kind::int32:
      return TypeKind::int32;
    case DraftType::Kind::int64:
      return TypeKind::int64;
    case DraftType::Kind::float32:
      return TypeKind::float32;
    case DraftType::Kind::float64:
      return TypeKind::float64;
    case DraftType::Kind::string:
      return TypeKind::string;
    case DraftType::Kind::bytes:
      return TypeKind::bytes;
    case DraftType::Kind::uuid:
      return TypeKind::uuid;
    case DraftType::Kind::decimal:
      return TypeKind::decimal;
    case DraftType::Kind::timestamp:
      return TypeKind::timestamp;
    case DraftType::Kind::date:
      return TypeKind::date;
    case DraftType::Kind::local_timestamp:
      return TypeKind::local_timestamp;
    case DraftType::Kind::time:
      return TypeKind::time;
    case DraftType::Kind::interval:
      return TypeKind::interval;
    case DraftType::Kind::json:
      return TypeKind::json;
    case DraftType::Kind::named:
    case DraftType::Kind::unknown:
    case DraftType::Kind::unresolved:
      break;
  }
  return std::nullopt;
}

bool has(std::string_view name, std::string_view part) {
  return name.find(part) != std::string_view::npos;
}

// The type of std::chrono that a column holds exactly.
std::string hint_for_chrono(std::string_view name) {
  if (!base::starts_with(name, "std::chrono::")) return "";
  if (has(name, "time_point<") && has(name, "system_clock"))
    return "write std::chrono::sys_time<std::chrono::microseconds>: the column holds whole "
           "microseconds";
  std::vector<std::string> types;
  for (const ChronoType& one : chrono_types()) types.emplace_back(one.type);
  return "columns hold exactly: " + base::join(types, ", ");
}

// What to write instead of a C++ type that is no column's.
std::string hint_for_type(const DraftType& type) {
  const std::string_view name = type.name;
  const std::size_t width = name.rfind(':');
  const std::size_t list = name.find("vector<");
  if (list != std::string_view::npos && name.find("vector<", list + 1) != std::string_view::npos)
    return "a list of lists is no column: make a table of its own of the inner lists";
  if (list != std::string_view::npos && name.find("optional<", list) != std::string_view::npos)
    return "the elements of a list are never NULL: leave the inner std::optional out";
  if (has(name, "std::array<") || has(name, "std::list<") || has(name, "std::set<"))
    return "write std::vector, which holds any number of values";
  if (has(name, "string_view") || has(name, "char*") || has(name, "char *") ||
      (has(name, "char") && has(name, "[")))
    return "write std::string";
  if (has(name, "[")) return "write std::string for a text, tenon::Bytes for bytes";
  if (has(name, "*") || has(name, "_ptr<"))
    return "write std::optional<T> for what may be missing, or the other row's key with "
           "'references'";
  if (base::starts_with(name, "const ") || has(name, " const"))
    return "leave 'const' out: repositories give each field its value";
  if (width != std::string_view::npos && width > 0 && name[width - 1] != ':')
    return "leave the bit-field's width out";
  if (has(name, "unsigned") || has(name, "uint") || has(name, "size_t"))
    return "write a signed type that holds its values, as std::int64_t";
  if (has(name, "long long")) return "write std::int64_t, which is another type on some systems";
  if (name == "long double") return "write double, or tenon::Decimal";
  if (has(name, "wstring") || has(name, "u8string") || has(name, "u16string") ||
      has(name, "u32string"))
    return "write std::string, which holds UTF-8";
  if (std::string hint = hint_for_chrono(type.meaning); !hint.empty()) return hint;
  if (base::starts_with(type.meaning, "tenon::Id<"))
    return "the key of an id is std::int16_t, std::int32_t, std::int64_t, std::string or "
           "tenon::Uuid";
  const bool is_users =
      !type.meaning.empty() && !has(type.meaning, "std::") && !has(type.meaning, "tenon::");
  return is_users ? codec_hint(type.meaning) : known_types;
}

}  // namespace

bool build_type(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics) {
  const DraftType& type = built.drafted->type;
  const base::Span span = type.span.known() ? type.span : built.drafted->name.span;
  built.field.type.nullable = type.optional;
  built.field.type.is_list = type.is_list;
  if (const std::optional<TypeKind> kind = plain_kind(type.kind)) {
    if (type.is_list && *kind == TypeKind::json) {
      diagnostics.error(codes::unmappable_type, span,
                        "the list of Json of the field " + quote(built.field.name) +
                            " has no column type: databases would take its nulls for their own",
                        "make it one tenon::Json, which holds a list as well");
      return false;
    }
    built.field.type.kind = *kind;
    return true;
  }
  if (type.kind == DraftType::Kind::named && scope.find_enum(type.name) != nullptr) {
    built.field.type.kind = TypeKind::enumeration;
    built.field.type.enumeration = type.name;
    return true;
  }
  if (type.name.empty()) return false;  // the front end has said why
  const std::string subject = quote(type.name) + " of the field " + quote(built.field.name);
  if (const DraftStruct* found = scope.find_struct(type.name)) {
    const bool is_entity = has_word(found->annotations, "table");
    diagnostics
        .error(codes::unmappable_type, span,
               is_entity ? subject + " has a table of its own, and no column holds a row"
                         : "the struct " + subject + " has no column type",
               is_entity      ? "refer to it by its key, with 'references'"
               : type.is_list ? "a list of structs is an entity of its own, or one tenon::Json"
                              : "make a value object of it, with 'embed', or leave the field out "
                                "with 'transient'")
        .notes.push_back({"declared here", found->name.span});
  } else {
    diagnostics.error(codes::unmappable_type, span, "the type " + subject + " has no column type",
                      hint_for_type(type));
  }
  return false;
}

void build_precision(FieldDraft& built, Diagnostics& diagnostics) {
  if (!built.words.precision) return;
  const PrecisionWords& words = *built.words.precision;
  Type& type = built.field.type;
  if (type.kind != TypeKind::decimal) {
    diagnostics.error(codes::rule_type_mismatch, words.span,
                      "'precision' is for Decimal, not for " + describe(type),
                      "leave it out, or make the field a Decimal");
    return;
  }
  // numeric(p, s) of PostgreSQL: p up to 1000; a scale beyond the precision would leave no digit.
  if (words.digits < 1 || words.digits > 1000 || words.scale > words.digits) {
    diagnostics.error(codes::bad_precision, words.span,
                      "'precision' takes 1 to 1000 digits, and not more behind the point than "
                      "digits",
                      "as precision(10, 2): ten digits, two of them behind the point");
    return;
  }
  type.precision = words.digits;
  type.scale = words.scale;
}

}  // namespace tenon::model

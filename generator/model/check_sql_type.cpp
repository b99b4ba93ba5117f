#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

void refuse_type(const Name& text, const std::string& what, const std::string& hint,
                 Diagnostics& diagnostics) {
  diagnostics.error(codes::bad_sql_type, text.span, what, hint);
}

// What a column of PostgreSQL may be, whose every value is one of the member's, exactly and without
// a cast. A string can be made of every type.
std::vector<std::string> fitting(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return {"boolean"};
    case TypeKind::int16:
      return {"smallint"};
    case TypeKind::int32:
      return {"integer", "smallint"};
    case TypeKind::int64:
      return {"bigint", "integer", "smallint"};
    case TypeKind::float32:
      return {"real"};
    case TypeKind::float64:
      return {"double precision"};
    case TypeKind::bytes:
      return {"bytea"};
    case TypeKind::uuid:
      return {"uuid"};
    case TypeKind::decimal:
      return {"numeric"};
    case TypeKind::timestamp:
      return {"timestamptz"};
    case TypeKind::date:
      return {"date"};
    case TypeKind::local_timestamp:
      return {"timestamp"};
    case TypeKind::time:
      return {"time"};
    case TypeKind::interval:
      return {"interval"};
    case TypeKind::json:
      return {"jsonb"};
    default:
      return {};
  }
}

// How SQLite stores the member: lower, STRICT tables.
std::string storage_of(const Type& type) {
  constexpr int most_digits_of_an_integer = 18;
  switch (type.kind) {
    case TypeKind::float32:
    case TypeKind::float64:
      return "real";
    case TypeKind::string:
    case TypeKind::interval:
    case TypeKind::json:
      return "text";
    case TypeKind::bytes:
    case TypeKind::uuid:
      return "blob";
    case TypeKind::decimal:
      return type.precision > 0 && type.precision <= most_digits_of_an_integer ? "integer" : "text";
    default:
      return "integer";
  }
}

// Digits of a numeric are the Decimal's, which is checked by them before it is sent.
bool take_digits(const base::SqlType& read, const Name& text, FieldDraft& built,
                 Diagnostics& diagnostics) {
  Type& type = built.field.type;
  if (type.kind != TypeKind::decimal || !read.is_builtin() || read.arguments.empty()) return true;
  const auto number = [](const std::string& digits) {
    const bool is_number = !digits.empty() && digits.size() < 5 &&
                           digits.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::stoi(digits) : -1;
  };
  const int digits = number(read.arguments[0]);
  const int scale = read.arguments.size() > 1 ? number(read.arguments[1]) : 0;
  if (digits < 1 || digits > 1000 || scale < 0 || scale > digits || read.arguments.size() > 2) {
    refuse_type(text, quote(text.value) + " has no digits that a Decimal can have",
                "as numeric(10, 2): ten digits, two of them behind the point", diagnostics);
    return false;
  }
  type.precision = digits;
  type.scale = scale;
  return true;
}

// Whether a field can be a list of such elements.
bool is_list_of_ours(const base::SqlType& list) {
  if (!list.is_builtin() || !list.arguments.empty()) return false;
  const std::string name = list.one_name();
  for (int kind = 0; kind < static_cast<int>(TypeKind::json); ++kind) {
    const std::vector<std::string> names = fitting(static_cast<TypeKind>(kind));
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
  }
  return name == "text";
}

void refuse_list(const Name& text, Diagnostics& diagnostics) {
  refuse_type(text, quote(text.value) + " is no name of a type",
              "a list is said by the field: std::vector, in JSON an array, of its elements' type",
              diagnostics);
}

bool check_postgresql(const Name& text, FieldDraft& built, Diagnostics& diagnostics) {
  const std::optional<base::SqlType> read = base::read_sql_type(text.value);
  const Type& type = built.field.type;
  if (!read) {
    refuse_type(text, quote(text.value) + " is no name of a type",
                "write one type and nothing else, as citext, varchar(40) or app.\"Mood\"; what a "
                "column has besides has words of its own",
                diagnostics);
    return false;
  }
  if (base::ends_with(read->name, "serial") || base::starts_with(read->name, "serial")) {
    refuse_type(text, quote(text.value) + " is no type but a default",
                "leave it out: an integral primary_key is numbered by the database", diagnostics);
    return false;
  }
  if (!read->list.empty() && (type.kind != TypeKind::string || is_list_of_ours(*read))) {
    refuse_list(text, diagnostics);
    return false;
  }
  const std::vector<std::string> known = fitting(type.kind);
  const bool fits = known.empty() || !read->is_builtin() ||
                    std::find(known.begin(), known.end(), read->one_name()) != known.end();
  if (fits) return take_digits(*read, text, built, diagnostics);
  refuse_type(text, quote(text.value) + " does not hold what " + with_article(type.kind) + " holds",
              "write " + base::join(known, " or ") +
                  ", with its arguments, or a domain over it; a std::string can hold every type",
              diagnostics);
  return false;
}

bool check_sqlite(const Name& text, const Type& type, Diagnostics& diagnostics) {
  const std::string own = storage_of(type);
  const std::string written = base::to_lower(text.value);
  if (written == own || written == "any") return true;
  refuse_type(
      text,
      "SQLite stores " + with_article(type.kind) + " as " + own + ", not as " + quote(text.value),
      "write sqlite(\"" + own + "\") or sqlite(\"any\"), or leave it out", diagnostics);
  return false;
}

// Whether the word stands on a column whose type it may say.
bool is_of_one_value(const FieldDraft& built, Diagnostics& diagnostics) {
  const Type& type = built.field.type;
  const bool is_enum = type.kind == TypeKind::enumeration;
  if (!is_enum && !type.is_list) return true;
  diagnostics.error(
      codes::rule_type_mismatch, built.words.type->span,
      "'type' is not for " + (type.is_list ? "a " + describe(type) : with_article(type.kind)),
      is_enum && !type.is_list ? "write [[tenon::native]] on the enum, or make the field a string"
                               : "leave it out: a list is an array of its elements' type");
  return false;
}

}  // namespace

void build_sql_type(FieldDraft& built, bool in_json, Diagnostics& diagnostics) {
  if (!built.words.type || !is_of_one_value(built, diagnostics)) return;
  const SqlTextWords& words = *built.words.type;
  const bool has_text = words.text.span.known();
  const bool has_own = words.postgresql.span.known();
  const bool has_sqlite = words.sqlite.span.known();
  if (has_text ? has_own : !has_own && !has_sqlite) {
    diagnostics.error(codes::wrong_arguments, words.span,
                      has_text ? "'type' says PostgreSQL's type twice" : "'type' has no text",
                      in_json ? R"(write "type": "citext", or {"name": "citext", "sqlite": "any"})"
                              : R"(write type("citext"), or type("citext", sqlite("any")))");
    return;
  }
  if (built.words.precision) {
    diagnostics.error(codes::conflicting_annotations, built.words.precision->span,
                      "'precision' and 'type' exclude each other",
                      "leave 'precision' out: the type says the digits, as numeric(10, 2)");
    return;
  }
  base::SqlText& declared = built.field.type.declared;
  const Name& text = has_own ? words.postgresql : words.text;
  if (text.span.known() && check_postgresql(text, built, diagnostics)) declared.text = text.value;
  if (has_sqlite && check_sqlite(words.sqlite, built.field.type, diagnostics))
    declared.others["sqlite"] = base::to_lower(words.sqlite.value);
}

}  // namespace tenon::model

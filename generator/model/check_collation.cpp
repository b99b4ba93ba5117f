#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// SQLite manual, Datatypes, 7: “Collating Sequences”.
const std::vector<std::string> sqlite_collations = {"binary", "nocase", "rtrim"};

// The letters of locales: en_US.utf8, de-DE-x-icu, de_DE@euro.
bool is_plain_name(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '@' || c == ':';
  });
}

// "app"."nocase": one or two names in double quotes, with a dot between.
bool is_quoted_name(const std::string& name) {
  std::size_t at = 0;
  for (int part = 0; part < 2; ++part) {
    if (at == name.size() || name[at] != '"') return false;
    const std::size_t begin = ++at;
    while (at < name.size() && (name[at] != '"' || name.compare(at, 2, "\"\"") == 0))
      at += name[at] == '"' ? 2 : 1;
    if (at >= name.size() || at == begin) return false;
    if (++at == name.size()) return true;
    if (name[at++] != '.') return false;
  }
  return false;
}

void refuse(const Name& name, const std::string& what, const std::string& hint,
            Diagnostics& diagnostics) {
  diagnostics.error(codes::bad_collation, name.span, what, hint);
}

bool check_any(const Name& name, Diagnostics& diagnostics) {
  if (!check_sql_name(name, "a collation", diagnostics)) return false;
  if (name.value == "default") {
    refuse(name, "'default' is the database's own collation", "leave 'collate' out", diagnostics);
    return false;
  }
  if (is_plain_name(name.value) || is_quoted_name(name.value)) return true;
  refuse(name, quote(name.value) + " is no name of a collation",
         "write its name, as C or und-x-icu; with its schema both stand in double quotes",
         diagnostics);
  return false;
}

bool check_sqlite(const Name& name, Diagnostics& diagnostics) {
  const std::string folded = base::to_lower(name.value);
  if (std::find(sqlite_collations.begin(), sqlite_collations.end(), folded) !=
      sqlite_collations.end())
    return true;
  refuse(name, "SQLite has no collation " + quote(name.value),
         base::known_hint(folded, sqlite_collations, "its collations"), diagnostics);
  return false;
}

// Whether the word stands on a column of texts.
bool is_of_texts(const FieldDraft& built, Diagnostics& diagnostics) {
  const Type& type = built.field.type;
  if (type.kind == TypeKind::string && !type.is_list) return true;
  diagnostics.error(codes::rule_type_mismatch, built.words.collate->span,
                    "'collate' is for strings, not for " +
                        (type.is_list ? "a " + describe(type) : with_article(type.kind)),
                    type.kind == TypeKind::string
                        ? "a list is compared as a whole: leave it out"
                        : "only texts are compared by a collation: leave it out");
  return false;
}

}  // namespace

void build_collation(FieldDraft& built, bool in_json, Diagnostics& diagnostics) {
  if (!built.words.collate || !is_of_texts(built, diagnostics)) return;
  const SqlTextWords& words = *built.words.collate;
  const bool has_text = words.text.span.known();
  const bool has_own = words.postgresql.span.known();
  const bool has_sqlite = words.sqlite.span.known();
  if (has_text ? has_own && has_sqlite : !has_own && !has_sqlite) {
    diagnostics.error(
        codes::wrong_arguments, words.span,
        has_text ? "'collate' has three names for two databases" : "'collate' has no name",
        in_json ? R"(write "collate": "C", or {"name": "C", "sqlite": "nocase"})"
                : R"(write collate("C"), or collate("C", sqlite("nocase")))");
    return;
  }
  base::SqlText& collation = built.field.type.collation;
  if (has_text && check_any(words.text, diagnostics)) collation.text = words.text.value;
  if (has_own && check_any(words.postgresql, diagnostics))
    collation.others["postgresql"] = words.postgresql.value;
  if (has_sqlite && check_sqlite(words.sqlite, diagnostics))
    collation.others["sqlite"] = base::to_lower(words.sqlite.value);
}

}  // namespace tenon::model

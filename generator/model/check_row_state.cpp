#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// A word that cannot stand on a version, or nullptr.
const char* word_against_version(const FieldWords& words, base::Span& span) {
  const auto is = [&](const base::Span& found) {
    if (found.known()) span = found;
    return found.known();
  };
  if (is(words.primary_key)) return "primary_key";
  if (is(words.unique)) return "unique";
  if (words.references && is(words.references->span)) return "references";
  for (const RuleWords& rule : words.rules) {
    if (rule.rule.kind == Rule::Kind::range && is(rule.span)) return "range";
    if (rule.rule.kind == Rule::Kind::multiple_of && is(rule.span)) return "multiple_of";
  }
  return nullptr;
}

}  // namespace

void build_version(FieldDraft& built, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  if (!words.version.known()) return;
  const Type& type = built.field.type;
  if ((type.kind != TypeKind::int32 && type.kind != TypeKind::int64) || type.nullable) {
    diagnostics.error(
        codes::version_type, words.version,
        "a version is a required int32 or int64; " + quote(built.field.name) + " is " +
            (type.nullable ? std::string{"an optional "} + describe(type.kind)
                           : with_article(type.kind)),
        "make it a required std::int64_t (in JSON: \"type\": \"integer\", and in required)");
    return;
  }
  base::Span span;
  if (const char* other = word_against_version(words, span)) {
    diagnostics
        .error(codes::conflicting_annotations, span,
               quote(other) +
                   " and 'version' exclude each other: a version is counted, and nothing else",
               "leave one of them out")
        .notes.push_back({"the other one", words.version});
    return;
  }
  built.field.filled = Filled::by_version;
}

void check_row_state(const EntityDraft& built, Diagnostics& diagnostics) {
  const FieldDraft* version = nullptr;
  for (const FieldDraft& field : built.fields) {
    if (field.field.filled != Filled::by_version) continue;  // an error was told of others
    if (version != nullptr) {
      diagnostics
          .error(codes::two_versions, field.words.version,
                 quote(built.entity.name) + " has two versions",
                 "leave one of them out: a version counts every change of its row")
          .notes.push_back({"the other one", version->words.version});
      continue;
    }
    version = &field;
  }
  if (version == nullptr || !built.words.primary_key) return;
  for (const Name& name : built.words.primary_key->fields) {
    if (name.value != version->field.name) continue;
    diagnostics
        .error(codes::conflicting_annotations, name.span,
               "the version " + quote(name.value) + " changes with every write, a key never",
               "leave it out of the key")
        .notes.push_back({"the version", version->words.version});
  }
}

}  // namespace tenon::model

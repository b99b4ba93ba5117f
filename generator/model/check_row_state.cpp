#include <algorithm>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/chrono.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// "an optional Date", "of type 'std::chrono::sys_days'".
std::string type_of(const Type& type) {
  if (type.nullable) return "an optional " + whole_type(type);
  return type.wrapper || type.is_list ? "of type " + whole_type(type) : with_article(type.kind);
}

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
  if ((type.kind != TypeKind::int32 && type.kind != TypeKind::int64) || type.nullable ||
      type.wrapper || type.is_list) {
    diagnostics.error(
        codes::version_type, words.version,
        "a version is a required int32 or int64; " + quote(built.field.name) + " is " +
            type_of(type),
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

namespace {

void check_version(const EntityDraft& built, Diagnostics& diagnostics) {
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

// The field that marks removed rows, or nullptr after an error.
FieldDraft* find_mark(EntityDraft& built, const std::string& name, Diagnostics& diagnostics) {
  const SoftDeleteWords& words = *built.words.soft_delete;
  const auto found = std::find_if(
      built.fields.begin(), built.fields.end(),
      [&](const FieldDraft& one) { return one.field.name == name || one.field.path == name; });
  if (found != built.fields.end() && !found->field.path.empty()) {
    diagnostics.error(
        codes::soft_delete_field, words.field.span.known() ? words.field.span : words.span,
        quote(found->field.path) + " is a part of a value object, which is written as a whole",
        "mark removed rows in a field of the entity: std::optional<tenon::Timestamp> deleted_at;");
    return nullptr;
  }
  if (found == built.fields.end()) {
    const std::string meant = base::did_you_mean(name, built.field_names());
    if (!built.is_incomplete)
      diagnostics.error(
          codes::soft_delete_field, words.field.span.known() ? words.field.span : words.span,
          quote(built.entity.name) + " has no field " + quote(name) + " to mark removed rows in",
          words.field.span.known() && !meant.empty() ? meant
          : built.drafted->is_generated
              ? "add \"" + name + "\": {\"type\": \"string\", \"format\": \"date-time\"}"
              : "add std::optional<tenon::Timestamp> " + name + ";");
    return nullptr;
  }
  const DraftType::Kind drafted = found->drafted->type.kind;
  if (drafted == DraftType::Kind::unknown || drafted == DraftType::Kind::unresolved) return nullptr;
  const Type& type = found->field.type;
  // Of the types around one, all others are coarser than the clock or may refuse what it says.
  const bool is_exact =
      !type.wrapper || type.wrapper->type == find_chrono("sys_time<microseconds>")->type;
  if (type.kind != TypeKind::timestamp || !type.nullable || type.is_list || !is_exact) {
    diagnostics
        .error(codes::soft_delete_field,
               found->drafted->type.span.known() ? found->drafted->type.span
                                                 : found->drafted->name.span,
               "removed rows are marked in an optional Timestamp; " + quote(name) + " is " +
                   (type.nullable ? type_of(type) : "a required " + whole_type(type)),
               built.drafted->is_generated
                   ? "write \"type\": \"string\", \"format\": \"date-time\", and leave it out of "
                     "required"
                   : "make it std::optional<tenon::Timestamp>")
        .notes.push_back({"soft_delete stands here", words.span});
    return nullptr;
  }
  if (found->field.filled != Filled::by_application) {
    diagnostics
        .error(codes::conflicting_annotations, found->words.computed->span,
               "'computed' and 'soft_delete' exclude each other: only 'remove' marks a row",
               "leave one of them out")
        .notes.push_back({"soft_delete stands here", words.span});
    return nullptr;
  }
  return &*found;
}

// Written without quotes it is the same name.
bool is_plain_column(const std::string& column) {
  return base::is_identifier(column) && base::to_lower(column) == column;
}

// A text as C++ and JSON write it.
std::string literal(const std::string& text) {
  return "\"" + base::replace_all(base::replace_all(text, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

std::vector<PartWords> parts_of(const std::vector<Name>& fields) {
  std::vector<PartWords> parts;
  parts.reserve(fields.size());
  for (const Name& field : fields) parts.push_back({field, false, false});
  return parts;
}

// index(email, unique, where("deleted_at is null")): what keeps live rows apart and lets removed
// ones be. As the user's form writes it.
std::string live_key(const EntityDraft& built, const std::vector<PartWords>& parts,
                     const std::string& mark) {
  const bool in_json = built.drafted->is_generated;
  std::vector<std::string> written;
  for (const PartWords& part : parts) {
    const std::string name = in_json || part.is_sql ? literal(part.name.value) : part.name.value;
    const std::string call = part.is_sql ? "sql" : part.descending ? "desc" : "";
    written.push_back(call.empty() ? name
                      : in_json    ? "{\"" + call + "\": " + name + "}"
                                   : call + "(" + name + ")");
  }
  const std::string where =
      literal((is_plain_column(mark) ? mark : "\"" + mark + "\"") + " is null");
  if (!in_json) return "index(" + base::join(written, ", ") + ", unique, where(" + where + "))";
  return "\"index\": [{\"fields\": [" + base::join(written, ", ") +
         "], \"unique\": true, \"where\": " + where + "}]";
}

void refuse_unique(const EntityDraft& built, const std::vector<PartWords>& parts,
                   const std::string& mark, const base::Span& span, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  names.reserve(parts.size());
  for (const PartWords& part : parts) names.push_back(part.name.value);
  diagnostics
      .error(
          codes::soft_delete_unique, span,
          "a removed row would keep its " + quote(base::join(names, ", ")) + " from every new one",
          "write " + live_key(built, parts, mark) + " on the entity instead")
      .notes.push_back({"removed rows stay", built.words.soft_delete->span});
}

// A removed row keeps its primary key anyway, and a foreign key may need just these fields.
bool hold_primary_key(const EntityDraft& built, const std::vector<PartWords>& parts) {
  const std::vector<std::string>& key = built.entity.primary_key;
  return !key.empty() && std::all_of(key.begin(), key.end(), [&](const std::string& name) {
    return std::any_of(parts.begin(), parts.end(), [&](const PartWords& part) {
      return !part.is_sql && part.name.value == name;
    });
  });
}

void check_unique(const EntityDraft& built, const std::string& mark, Diagnostics& diagnostics) {
  for (const FieldDraft& field : built.fields)
    if (field.words.unique.known())
      refuse_unique(built, parts_of({field.drafted->name}), mark, field.words.unique, diagnostics);
  for (const KeyWords& key : built.words.unique_keys)
    if (!hold_primary_key(built, parts_of(key.fields)))
      refuse_unique(built, parts_of(key.fields), mark, key.span, diagnostics);
  for (const IndexWords& index : built.words.indexes)
    if (index.unique.known() && !index.where.span.known() && !hold_primary_key(built, index.parts))
      refuse_unique(built, index.parts, mark, index.span, diagnostics);
}

// `deleted_at is null`, however it is spaced and quoted.
bool is_live_condition(std::string_view sql, const std::string& column) {
  std::string words;
  for (const char c : base::trim(sql)) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_space || words.back() != ' ') words += is_space ? ' ' : c;
  }
  constexpr std::string_view test = " is null";
  if (words.size() <= test.size() ||
      base::to_lower(words.substr(words.size() - test.size())) != test)
    return false;
  words.resize(words.size() - test.size());
  const std::string quoted = "\"" + base::replace_all(column, "\"", "\"\"") + "\"";
  return words == quoted || (is_plain_column(column) && base::to_lower(words) == column);
}

void build_soft_delete(EntityDraft& built, Diagnostics& diagnostics) {
  if (!built.words.soft_delete) return;
  const Name& given = built.words.soft_delete->field;
  FieldDraft* mark = find_mark(built, given.span.known() ? given.value : "deleted_at", diagnostics);
  if (mark == nullptr) return;
  const base::Span initial = mark->words.default_sql      ? mark->words.default_sql->span
                             : mark->drafted->initializer ? mark->drafted->initializer->span
                                                          : base::Span{};
  if (initial.known())
    diagnostics.error(codes::default_not_allowed, initial,
                      "a field that marks removed rows has no default: new rows are not removed",
                      "leave the default out");
  mark->field.filled = Filled::by_removed_clock;
  built.entity.soft_delete = mark->field.name;
  for (Index& index : built.entity.indexes)
    index.of_live_rows = is_live_condition(index.where, mark->field.column);
  check_unique(built, mark->field.column, diagnostics);
}

}  // namespace

void build_row_state(EntityDraft& built, Diagnostics& diagnostics) {
  check_version(built, diagnostics);
  build_soft_delete(built, diagnostics);
}

}  // namespace tenon::model

#include <algorithm>
#include <string_view>

#include <nlohmann/json.hpp>

#include <tenon/timestamp.hpp>

#include "base/json.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "migrate/store.hpp"
#include "schema/dialect.hpp"
#include "schema/schema_json.hpp"

namespace tenon::migrate {
namespace {

constexpr const char* code = "revision-json";

class Reader {
 public:
  Reader(const base::JsonNode& root, int source, base::Diagnostics& diagnostics, Reading reading)
      : root_(root), source_(source), diagnostics_(diagnostics), reading_(reading) {}

  StoredRevision run(const std::string& text) {
    StoredRevision revision;
    if (!check_format()) return revision;
    for (const base::JsonMember& member : root_.members) {
      if (std::find(known_.begin(), known_.end(), member.key) == known_.end()) {
        error(member.key_span, "unknown member '" + member.key + "'",
              base::did_you_mean(member.key, known_));
      }
    }
    read_id(revision);
    revision.message = string("message");
    read_created(revision);
    if (const base::JsonNode* const parents = get(root_, "parents", Kind::array)) {
      revision.parents = strings(*parents);
      read_places(*parents, revision);
    }
    if (root_.find("replaces") != nullptr) read_replaces(revision);
    const base::JsonNode* const operations = get(root_, "operations", Kind::array);
    if (operations != nullptr && reading_ == Reading::all) {
      const base::Span span = operations->span;
      read_operations(std::string_view{text}.substr(span.begin, span.end - span.begin), revision);
    }
    if (const base::JsonNode* const dialects = get(root_, "dialects", Kind::object)) {
      for (const base::JsonMember& dialect : dialects->members) read_dialect(dialect, revision);
    }
    return revision;
  }

 private:
  using Kind = base::JsonNode::Kind;

  void error(base::Span span, std::string message, std::string hint = {}) {
    diagnostics_.error(code, span, std::move(message), std::move(hint));
  }

  bool check_format() {
    const base::JsonNode* const format = get(root_, "format", Kind::number);
    if (format == nullptr) return false;
    if (format->text == std::to_string(format_version)) return true;
    error(format->span, "format " + format->text + " is not known to this version of tenon",
          "it reads format " + std::to_string(format_version));
    return false;
  }

  const base::JsonNode* get(const base::JsonNode& object, const std::string& key, Kind kind) {
    const base::JsonNode* const found = object.find(key);
    if (found == nullptr) {
      error({source_, object.span.begin, object.span.begin + 1},
            "there is no member '" + key + "'");
      return nullptr;
    }
    if (found->kind == kind) return found;
    error(found->span,
          "'" + key + "' is " + base::describe(found->kind) + ", expected " + base::describe(kind));
    return nullptr;
  }

  std::string string(const std::string& key) {
    const base::JsonNode* const found = get(root_, key, Kind::string);
    return found == nullptr ? std::string{} : found->text;
  }

  std::vector<std::string> strings(const base::JsonNode& array) {
    std::vector<std::string> found;
    for (const base::JsonNode& item : array.items) {
      if (!item.is(Kind::string)) {
        error(item.span, std::string{"expected a string, found "} + base::describe(item.kind));
      }
      found.push_back(item.text);
    }
    return found;
  }

  void read_id(StoredRevision& revision) {
    const base::JsonNode* const id = get(root_, "id", Kind::string);
    if (id == nullptr) return;
    revision.id = id->text;
    revision.id_span = id->span;
    if (is_revision_id(id->text)) return;
    error(id->span, "'" + id->text + "' cannot be a revision's id",
          "use at most 40 lower-case letters, digits and underscores, and not head, heads, base");
  }

  void read_created(StoredRevision& revision) {
    const base::JsonNode* const created = get(root_, "created", Kind::string);
    if (created == nullptr) return;
    revision.created = created->text;
    if (!parse_timestamp(created->text))
      error(created->span, "'" + created->text + "' is no time", "2026-11-21T10:15:00Z");
  }

  void read_places(const base::JsonNode& parents, StoredRevision& revision) {
    for (const base::JsonNode& item : parents.items) {
      revision.parent_spans.push_back(item.span);
      const auto is_same = [&](const base::JsonNode& other) { return other.text == item.text; };
      if (std::count_if(parents.items.begin(), parents.items.end(), is_same) > 1)
        error(item.span, "'" + item.text + "' stands twice in 'parents'");
    }
  }

  /// The one member that may be missing.
  void read_replaces(StoredRevision& revision) {
    const base::JsonNode* const ways = get(root_, "replaces", Kind::array);
    if (ways == nullptr) return;
    for (const base::JsonNode& way : ways->items) {
      if (way.is(Kind::array) && !way.items.empty()) {
        revision.replaces.push_back(strings(way));
      } else {
        error(way.span, "expected an array of ids");
      }
    }
  }

  void read_operations(std::string_view text, StoredRevision& revision) {
    try {
      revision.operations = schema::operations_from_json(nlohmann::ordered_json::parse(text));
    } catch (const schema::JsonError& failure) {
      error(root_.find("operations")->span, std::string{"in operations: "} + failure.what());
    }
  }

  void read_dialect(const base::JsonMember& member, StoredRevision& revision) {
    const std::vector<std::string>& known = schema::dialect_names();
    if (std::find(known.begin(), known.end(), member.key) == known.end()) {
      std::string hint = base::did_you_mean(member.key, known);
      if (hint.empty()) hint = "there are: " + base::join(known, ", ");
      return error(member.key_span, "unknown database '" + member.key + "'", std::move(hint));
    }
    DialectScripts& scripts = revision.dialects[member.key];
    if (!member.value.is(Kind::object)) return error(member.value.span, "expected an object");
    if (const base::JsonNode* const up = get(member.value, "up", Kind::array)) {
      scripts.up_hashes = strings(*up);
    }
    if (const base::JsonNode* const down = get(member.value, "down", Kind::array)) {
      scripts.down_hashes = strings(*down);
    }
  }

  const base::JsonNode& root_;
  int source_;
  base::Diagnostics& diagnostics_;
  Reading reading_;
  std::vector<std::string> known_{"format",  "id",       "parents",    "message",
                                  "created", "replaces", "operations", "dialects"};
};

}  // namespace

bool is_revision_id(std::string_view text) {
  constexpr std::size_t longest = 40;
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  const bool is_taken = text == "head" || text == "heads" || text == "base";
  return is_plain && !is_taken && !text.empty() && text.size() <= longest;
}

std::string to_json(const StoredRevision& revision) {
  nlohmann::ordered_json json;
  json["format"] = format_version;
  json["id"] = revision.id;
  json["parents"] = revision.parents;
  json["message"] = revision.message;
  json["created"] = revision.created;
  if (!revision.replaces.empty()) json["replaces"] = revision.replaces;
  json["operations"] = schema::to_json(revision.operations);
  json["dialects"] = nlohmann::ordered_json::object();
  for (const auto& [name, scripts] : revision.dialects) {
    json["dialects"][name]["up"] = scripts.up_hashes;
    json["dialects"][name]["down"] = scripts.down_hashes;
  }
  return json.dump(2) + "\n";
}

std::optional<StoredRevision> revision_from_json(const base::Sources& sources, int source,
                                                 base::Diagnostics& diagnostics, Reading reading) {
  const std::optional<base::JsonNode> root =
      base::parse_json(sources, source, diagnostics, "operations");
  if (!root) return std::nullopt;
  if (!root->is(base::JsonNode::Kind::object)) {
    diagnostics.error(code, root->span, "expected an object");
    return std::nullopt;
  }
  return Reader{*root, source, diagnostics, reading}.run(sources.text(source));
}

}  // namespace tenon::migrate

#include <string_view>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "migrate/store.hpp"
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
      if (known_.empty() || base::join(known_, " ").find(member.key) == std::string::npos) {
        error(member.key_span, "unknown member '" + member.key + "'",
              base::did_you_mean(member.key, known_));
      }
    }
    revision.id = string("id");
    revision.message = string("message");
    revision.created = string("created");
    if (const base::JsonNode* const parents = get(root_, "parents", Kind::array)) {
      revision.parents = strings(*parents);
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

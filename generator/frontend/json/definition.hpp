// The named schemas of all documents, and what a `$ref` means. Private to the JSON front end.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"
#include "base/source.hpp"
#include "frontend/json/read.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::json {

/// One document.
struct Document {
  int source = -1;
  base::JsonNode root;
  std::string space;  ///< its namespace
};

/// A member of `$defs`, or a document's root that is an entity itself.
struct Definition {
  const Document* document = nullptr;
  const base::JsonNode* node = nullptr;
  base::Located<std::string> name;
  bool is_enum = false;
  bool is_root = false;

  std::string qualified() const;
};

/// The text of a string node without its quotes, located.
base::Located<std::string> located_text(const base::JsonNode& node);

/// The text of a string member; none where it is not there. Errors: wrong-value.
std::optional<base::Located<std::string>> text_of(const base::JsonNode& node, const char* key,
                                                  base::Diagnostics& diagnostics);

/// The key of a member without its quotes.
base::Span key_place(const base::JsonMember& member);

/// All definitions, in the order of the documents.
class Definitions {
 public:
  Definitions(const base::Sources& sources, const std::vector<Document>& documents,
              base::Diagnostics& diagnostics);

  const std::vector<Definition>& all() const { return all_; }

  /// The definition that a `$ref` in this document names: "#/$defs/Role" here,
  /// "role.json#/$defs/Role" in a file beside it, or behind another document's `$id`. Nothing is
  /// read for it: what is no model of the project is refused. Errors: unresolved-ref, wrong-value.
  const Definition* resolve(const base::JsonNode& ref, const Document& from,
                            base::Diagnostics& diagnostics) const;

 private:
  void add(Definition definition, const std::string& pointer);

  const base::Sources& sources_;
  std::vector<Definition> all_;
  std::map<std::string, std::size_t> by_address_;  // "path#/$defs/Name", "path#"
  std::map<std::string, std::string> by_id_;       // a document's $id → its path
  std::set<std::string> documents_;                // their paths
};

}  // namespace tenon::frontend::json

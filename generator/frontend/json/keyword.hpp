// The keywords of JSON Schema: where each may stand in a model. Private to the JSON front end, and
// the source of the meta-schema's lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/json.hpp"

namespace tenon::frontend::json {

/// What a schema of the document is.
/// root_object: a document whose root is an entity itself; element: the `items` of a list.
enum class Role { root, object, root_object, enumeration, property, element, input };

/// The keywords that mean something for this role.
const std::vector<std::string>& keywords_of(Role role);

/// Whether a key that is no keyword here is a word of Tenon's, which belongs into x-tenon.
bool is_bare_word(std::string_view key, Role role);

/// What the keyword says of a model, in one line.
std::string_view help_of(std::string_view keyword);

/// Reports every key of the object that is no keyword of this role. title, examples, $comment and
/// $id say nothing of a table and are read for their type only; an object may be closed
/// (additionalProperties: false), since its table is. Errors: unknown-keyword (with the nearest
/// one), unsupported-keyword (the standard's, but nothing for a table), wrong-value. False when the
/// standard's own were among them: the object says something that no table can.
bool check_keywords(const base::JsonNode& node, Role role, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::json

// Parts that several views share.
#pragma once

#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "model/model.hpp"

namespace tenon::emit {

/// banner, has_space, space: what every file begins and ends with.
nlohmann::json file_view(std::string_view source, std::string_view what, const std::string& space);
/// The above for an entity, with its name, variable, header and doc comment.
nlohmann::json entity_view(const model::Entity& entity);
/// {"line": …} objects, as templates list finished lines.
nlohmann::json line(std::string text);
/// #include lines of these headers, sorted as the formatter sorts them, each once.
nlohmann::json include_lines(const std::set<std::string>& headers);
/// The headers of the text files of the enums that the fields use.
std::set<std::string> text_headers(const std::vector<const model::Field*>& fields);

}  // namespace tenon::emit

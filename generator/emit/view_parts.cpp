#include "emit/view_parts.hpp"

#include "emit/cpp.hpp"
#include "emit/names.hpp"

namespace tenon::emit {

nlohmann::json file_view(std::string_view source, std::string_view what, const std::string& space) {
  return {{"banner", banner(source, what)}, {"has_space", !space.empty()}, {"space", space}};
}

nlohmann::json entity_view(const model::Entity& entity) {
  nlohmann::json view = file_view(entity.source, entity.name, entity.space);
  view["entity"] = entity.name;
  view["qualified"] = entity.qualified();
  view["variable"] = variable(entity.name);
  view["stem"] = file_stem(entity.name);
  view["header"] = entity.header;
  view["doc"] = doc_comment(entity.comment, "");
  return view;
}

nlohmann::json line(std::string text) { return {{"line", std::move(text)}}; }

std::set<std::string> text_headers(const std::vector<const model::Field*>& fields) {
  std::set<std::string> headers;
  for (const model::Field* field : fields) {
    if (field->type.kind != model::TypeKind::enumeration) continue;
    const std::string& name = field->type.enumeration;
    const std::size_t colon = name.rfind(':');
    headers.insert(file_stem(colon == std::string::npos ? name : name.substr(colon + 1)) +
                   "_text.hpp");
  }
  return headers;
}

nlohmann::json include_lines(const std::set<std::string>& headers) {
  nlohmann::json lines = nlohmann::json::array();
  for (const std::string& header : headers) lines.push_back(line("#include \"" + header + "\""));
  return lines;
}

}  // namespace tenon::emit

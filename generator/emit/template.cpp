#include "emit/template.hpp"

#include <algorithm>
#include <filesystem>

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::emit {
namespace {

namespace mustache = kainjow::mustache;

constexpr char mark = '\x01';

mustache::data to_data(const nlohmann::json& value) {
  if (value.is_string()) return mustache::data{value.get<std::string>()};
  if (value.is_boolean()) return mustache::data{value.get<bool>()};
  if (value.is_array()) {
    mustache::data list{mustache::data::type::list};
    for (const nlohmann::json& element : value) list.push_back(to_data(element));
    return list;
  }
  mustache::data object{mustache::data::type::object};
  for (const auto& [name, member] : value.items()) object.set(name, to_data(member));
  return object;
}

/// The template with each line that holds nothing but a section's tag reduced to the tag. Mustache
/// asks for that; the library forgets it at the end of a section that is not rendered. A mark
/// behind the tag, taken out again after rendering, tells it that the line is not its business any
/// more.
std::string without_tag_lines(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    end = end == std::string::npos ? text.size() : end + 1;
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    const std::string_view tag = base::trim(line);
    const bool is_section = base::starts_with(tag, "«#") || base::starts_with(tag, "«^") ||
                            base::starts_with(tag, "«/");
    if (is_section && tag.find("»") == tag.size() - std::string_view("»").size()) {
      out += std::string(tag) + mark;
    } else {
      out += line;
    }
    begin = end;
  }
  return out;
}

}  // namespace

void Templates::replace_from(const std::string& directory, base::Sources& sources,
                             base::Diagnostics& diagnostics) {
  std::error_code error;
  for (const std::string& name : base::glob(directory, "*.mustache", error)) {
    const std::filesystem::path path = std::filesystem::path(directory) / name;
    const std::string text = base::read_file(path, error);
    if (error) break;
    if (texts_.count(name) == 0) {
      std::vector<std::string> known;
      for (const auto& [ours, unused] : texts_) known.push_back(ours);
      const int source = sources.add(path.generic_string(), text);
      diagnostics.error("unknown-template", {source, 0, 0},
                        "no template has the name '" + name + "'", base::did_you_mean(name, known));
      continue;
    }
    texts_[name] = text;
    replaced_[name] = path.generic_string();
  }
  if (error)
    diagnostics.error("unknown-template", {},
                      "cannot read the folder '" + directory + "': " + error.message());
}

std::string Templates::render(const std::string& name, const nlohmann::json& view,
                              base::Sources& sources, base::Diagnostics& diagnostics) const {
  const auto replaced = replaced_.find(name);
  const std::string path = replaced == replaced_.end() ? "templates/" + name : replaced->second;
  int source = sources.find(path);
  if (source < 0) source = sources.add(path, texts_.at(name));
  base::Diagnostics findings;
  check_tags(source, view, sources, findings);
  for (const base::Diagnostic& finding : findings.all())
    diagnostics.error(finding.code, finding.span, finding.message, finding.hint);
  if (findings.has_errors()) return {};

  mustache::mustache engine{"{{=« »=}}" + without_tag_lines(sources.text(source))};
  engine.set_custom_escape([](const std::string& text) { return text; });
  if (!engine.is_valid()) {
    diagnostics.error("template-tag", {source, 0, 0},
                      "template cannot be read: " + engine.error_message());
    return {};
  }
  std::string rendered = engine.render(to_data(view));
  rendered.erase(std::remove(rendered.begin(), rendered.end(), mark), rendered.end());
  return rendered;
}

}  // namespace tenon::emit

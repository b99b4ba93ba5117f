#include "emit/template.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::emit {

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
    layouts_.erase(name);
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

  auto layout = layouts_.find(name);
  if (layout == layouts_.end()) layout = layouts_.emplace(name, Layout{texts_.at(name)}).first;
  return layout->second.render(view);
}

}  // namespace tenon::emit

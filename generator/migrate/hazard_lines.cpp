#include "migrate/hazard_lines.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "schema/dialect.hpp"

namespace tenon::migrate {
namespace {

using Hazards = std::vector<schema::Hazard>;

bool has(const Hazards& all, const schema::Hazard& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Whether the line is one of the head's own: `-- tenon: <word> …`.
bool is_line(std::string_view line, std::string_view word) {
  const std::string start = std::string{marker} + " " + std::string{word};
  return base::starts_with(base::trim(line), start);
}

}  // namespace

Hazards hazards_of(const schema::Operations& operations, const schema::Schema& before,
                   const std::string& dialect) {
  return make_script(schema::make_dialect(dialect)->plan(operations, before)).hazards;
}

std::string with_head(const std::string& text, const Script& script, const Hazards& before,
                      const Hazards& now) {
  Script wanted;
  for (const schema::Hazard& one : script.hazards)
    if (!has(before, one) || has(now, one)) wanted.hazards.push_back(one);
  for (const schema::Hazard& one : now)
    if (!has(wanted.hazards, one)) wanted.hazards.push_back(one);
  wanted.accepted = script.accepted;
  const bool is_same = wanted.hazards == script.hazards;
  const std::string lines = is_same ? "" : hazard_lines(wanted);

  std::string made;
  bool is_head = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string line = text.substr(at, end - at);
    at = end;
    const bool is_count =
        is_head && (line.find("-- Runs in ") == 0 || line.find("-- Nothing to run") == 0);
    if (is_count) line = transactions_line(script);
    const bool is_own = is_count || is_line(line, "revision ") || is_line(line, "parents ") ||
                        is_line(line, "script ") || is_line(line, "message ");
    const bool is_old = !is_same && (is_line(line, "hazard ") || is_line(line, "accept"));
    if (is_head && !is_own) {
      is_head = false;
      made += lines;
    }
    if (!is_old) made += line;
  }
  return is_head ? made + lines : made;
}

}  // namespace tenon::migrate

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "lint/lint.hpp"
#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

/// Of the comments that allow something, and therefore not to be allowed themselves.
constexpr std::array<std::string_view, 4> own_rules = {"allow-without-reason", "malformed-allow",
                                                       "unknown-rule", "unused-allow"};

}  // namespace

const std::vector<Rule>& rules(std::string_view dialect) {
  return dialect == "sqlite" ? sqlite_rules() : postgresql_rules();
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const Rule& rule : postgresql_rules()) names.emplace_back(rule.name);
  for (const Rule& rule : sqlite_rules()) names.emplace_back(rule.name);
  names.insert(names.end(), own_rules.begin(), own_rules.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool is_rule(std::string_view name) {
  const std::vector<std::string> names = rule_names();
  const bool is_own = std::find(own_rules.begin(), own_rules.end(), name) != own_rules.end();
  return !is_own && std::binary_search(names.begin(), names.end(), name);
}

std::string describe_rules() {
  std::map<std::string, std::string> found;
  for (const char* const dialect : {"postgresql", "sqlite"}) {
    for (const Rule& rule : rules(dialect)) {
      std::string& text = found[std::string{rule.name}];
      const std::string where = " (" + std::string{dialect} + ")";
      if (text.find(where) != std::string::npos) continue;
      text += "  " + std::string{rule.message} + where + "\n";
    }
  }
  std::string text;
  for (const auto& [name, lines] : found) text += name + "\n" + lines;
  return base::replace_all(base::replace_all(text, "{", "<"), "}", ">");
}

}  // namespace tenon::lint

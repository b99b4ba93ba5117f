#include <algorithm>
#include <array>

#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

/// Of the comments that allow something, and therefore not to be allowed themselves.
constexpr std::array<std::string_view, 3> own_rules = {"allow-without-reason", "unknown-rule",
                                                       "unused-allow"};

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

}  // namespace tenon::lint

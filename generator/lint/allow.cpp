#include "lint/allow.hpp"

#include <algorithm>
#include <string_view>

#include "base/names.hpp"
#include "base/text.hpp"
#include "lint/rule.hpp"
#include "migrate/script.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {
namespace {

/// The statement in which the byte lies, or the next one.
int statement_at(const Unit& unit, std::size_t byte) {
  const auto found =
      std::find_if(unit.statements.begin(), unit.statements.end(),
                   [&](const UnitStatement& statement) { return statement.span.end > byte; });
  return found == unit.statements.end() ? -1 : static_cast<int>(found - unit.statements.begin());
}

void read_line(std::string_view line, std::size_t begin, const Unit& unit,
               std::vector<Allowance>& found) {
  const std::string_view text = base::trim(line);
  if (!base::starts_with(text, migrate::marker)) return;
  const std::string_view rest = base::trim(text.substr(migrate::marker.size()));
  const bool is_ours =
      base::starts_with(rest, migrate::allow_word) &&
      (rest.size() == migrate::allow_word.size() || rest[migrate::allow_word.size()] == ' ');
  if (!is_ours) return;
  const std::string_view tail = base::trim(rest.substr(migrate::allow_word.size()));
  const std::size_t colon = std::min(tail.find(':'), tail.size());
  Allowance allowance;
  allowance.rule = base::trim(tail.substr(0, colon));
  if (colon < tail.size()) allowance.reason = base::trim(tail.substr(colon + 1));
  const std::size_t first = begin + static_cast<std::size_t>(text.data() - line.data());
  allowance.span = {unit.source, first, first + text.size()};
  allowance.statement = statement_at(unit, first);
  found.push_back(std::move(allowance));
}

Finding finding(const Allowance& allowance, const char* rule, std::string message,
                std::string hint) {
  Finding found;
  found.rule = rule;
  found.hazard = "process";
  found.message = std::move(message);
  found.span = allowance.span;
  found.note = std::move(hint);
  return found;
}

}  // namespace

std::vector<Allowance> read_allowances(const Unit& unit, const base::Sources& sources) {
  const std::string_view text = sources.text(unit.source);
  std::vector<Allowance> found;
  std::size_t at = 0;
  std::vector<migrate::SqlToken> tokens = migrate::sql_tokens(text);
  tokens.push_back({text.size(), text.size()});
  for (const migrate::SqlToken& token : tokens) {
    // Between two tokens there are comments and white space alone.
    while (at < token.begin) {
      const std::size_t end = std::min(text.find('\n', at), token.begin);
      read_line(text.substr(at, end - at), at, unit, found);
      at = end + 1;
    }
    at = std::max(at, token.end);
  }
  return found;
}

std::vector<Finding> apply(std::vector<Allowance> allowances, const Unit& unit,
                           std::vector<Finding> findings) {
  const auto is_allowed = [&](const Finding& one) {
    const int statement = statement_at(unit, one.span.begin);
    bool is_found = false;
    for (Allowance& allowance : allowances) {
      if (allowance.rule != one.rule || allowance.statement != statement) continue;
      allowance.is_used = true;
      is_found = is_found || !allowance.reason.empty();
    }
    return is_found;
  };
  findings.erase(std::remove_if(findings.begin(), findings.end(), is_allowed), findings.end());
  for (const Allowance& one : allowances) {
    if (!is_rule(one.rule)) {
      findings.push_back(finding(one, "unknown-rule",
                                 "there is no rule '" + one.rule + "' to allow",
                                 base::did_you_mean(one.rule, rule_names())));
    } else if (one.reason.empty()) {
      findings.push_back(finding(
          one, "allow-without-reason", "'" + one.rule + "' is allowed without a reason",
          "say why this is right: -- tenon:allow " + one.rule + ": the table has ten rows"));
    } else if (!one.is_used) {
      findings.push_back(finding(
          one, "unused-allow", "this allows '" + one.rule + "', and nothing here breaks that rule",
          "take the comment away"));
    }
  }
  return findings;
}

}  // namespace tenon::lint

#include "lint/allow.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/names.hpp"
#include "base/text.hpp"
#include "lint/comments.hpp"
#include "lint/rule.hpp"
#include "migrate/script.hpp"

namespace tenon::lint {
namespace {

constexpr std::string_view product = "tenon";
constexpr const char* form = "write -- tenon:allow rule: reason, with several rules between commas";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The first letters of the text, and what stands behind them.
std::pair<std::string, std::string_view> first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word(text[end])) ++end;
  return {std::string{text.substr(0, end)}, text.substr(end)};
}

bool is_near(const std::string& word, std::string_view meant, std::size_t letters = 2) {
  return base::edit_distance(base::to_lower(word), meant) <= letters;
}

/// What other tools say for it.
bool means_allow(const std::string& word) {
  static const std::vector<std::string> others = {"ignore", "disable", "suppress",
                                                  "skip",   "nolint",  "permit"};
  const std::string lower = base::to_lower(word);
  return (word.size() > 2 && is_near(word, migrate::allow_word)) ||
         base::starts_with(lower, migrate::allow_word) ||
         std::any_of(others.begin(), others.end(),
                     [&](const std::string& other) { return is_near(word, other); });
}

/// Whether people meant one of ours: `tenon:alow`, `TENON: ALLOW`, `tenon-allow`, `tenon:ignore`.
bool looks_like_one(std::string_view text) {
  const auto [name, rest] = first_word(text);
  if (!is_near(name, product, 1)) return false;
  const std::size_t begin = rest.find_first_not_of(" \t:-_=.");
  // A sentence about a tenon is none.
  const bool has_mark = !rest.empty() && rest.front() != ' ' && rest.front() != '\t';
  if (begin == rest.npos) return false;
  const std::string word = first_word(rest.substr(begin)).first;
  return has_mark ? means_allow(word) : base::to_lower(word) == migrate::allow_word;
}

/// What stands behind `tenon:allow`, if that is what the comment begins with.
std::optional<std::string_view> behind_allow(std::string_view text) {
  if (!base::starts_with(text, product) || !base::starts_with(text.substr(product.size()), ":"))
    return std::nullopt;
  const std::string_view rest = base::trim(text.substr(product.size() + 1));
  if (!base::starts_with(rest, migrate::allow_word)) return std::nullopt;
  const std::string_view tail = rest.substr(migrate::allow_word.size());
  if (!tail.empty() && std::string_view{" \t\r\n"}.find(tail.front()) == tail.npos)
    return std::nullopt;
  return base::trim(tail);
}

/// Whether the reason may stand in this comment, in the line below.
bool follows(const Comment& one, const Comment& next, std::string_view text) {
  const std::string_view between = text.substr(one.span.end, next.span.begin - one.span.end);
  return !next.is_block && base::trim(between).empty() && !base::starts_with(next.text, product);
}

/// "rule, rule: reason" behind the word.
void read_one(const Comment& comment, std::string_view tail, std::vector<Allowance>& found) {
  Allowance allowance;
  allowance.span = comment.span;
  allowance.statement = comment.statement;
  const std::size_t colon = tail.find(':');
  const std::string_view rules = base::trim(tail.substr(0, std::min(colon, tail.size())));
  if (colon != tail.npos) allowance.reason = base::trim(tail.substr(colon + 1));
  if (rules.empty()) {
    allowance.fault = "this says no rule that it allows";
  } else if (colon == tail.npos && rules.find(' ') != rules.npos && rules.find(',') == rules.npos) {
    allowance.fault = "there is no colon between the rule and the reason";
  }
  if (!allowance.fault.empty()) return found.push_back(std::move(allowance));
  for (const std::string& rule : base::split(rules, ",")) {
    allowance.rule = base::trim(rule);
    if (!allowance.rule.empty()) found.push_back(allowance);
  }
}

/// A reason says something.
bool is_reason(const std::string& reason) {
  const auto letters = std::count_if(reason.begin(), reason.end(), [](char c) {
    return is_word(c) || base::is_digit(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
  return letters > 2 && !base::starts_with(reason, "write here why");
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
  const std::vector<Comment> comments = read_comments(unit, sources);
  std::vector<Allowance> found;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const Comment& one = comments[i];
    const std::optional<std::string_view> tail = behind_allow(one.text);
    if (tail) {
      const std::size_t first = found.size();
      read_one(one, *tail, found);
      const bool is_open = base::ends_with(*tail, ":") && i + 1 < comments.size();
      if (is_open && follows(one, comments[i + 1], text))
        for (std::size_t made = first; made < found.size(); ++made)
          found[made].reason = comments[i + 1].text;
    } else if (looks_like_one(one.text)) {
      Allowance allowance;
      allowance.span = one.span;
      allowance.fault = "this looks like a comment that allows something, and allows nothing";
      found.push_back(std::move(allowance));
    }
  }
  return found;
}

std::vector<Finding> apply(std::vector<Allowance> allowances, std::vector<Finding> findings) {
  const auto is_allowed = [&](const Finding& one) {
    bool is_found = false;
    for (Allowance& allowance : allowances) {
      const base::Span& around = allowance.statement;
      const bool is_about = allowance.fault.empty() && allowance.rule == one.rule &&
                            around.known() && around.begin <= one.span.begin &&
                            one.span.begin < std::max(around.end, around.begin + 1);
      if (!is_about) continue;
      allowance.is_used = true;
      is_found = is_found || is_reason(allowance.reason);
    }
    return is_found;
  };
  findings.erase(std::remove_if(findings.begin(), findings.end(), is_allowed), findings.end());
  for (const Allowance& one : allowances) {
    if (!one.fault.empty()) {
      findings.push_back(finding(one, "malformed-allow", one.fault, form));
    } else if (!is_rule(one.rule)) {
      findings.push_back(finding(one, "unknown-rule",
                                 "there is no rule '" + one.rule + "' to allow",
                                 base::did_you_mean(one.rule, rule_names())));
    } else if (!is_reason(one.reason)) {
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

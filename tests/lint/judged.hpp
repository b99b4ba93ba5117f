// A text of SQL as it is judged: README.md says what its first lines mean.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "lint/finding.hpp"

namespace tenon::lint {

struct Judged {
  std::vector<Finding> findings;
  std::string text;    ///< for people
  std::string errors;  ///< likewise, of what cannot be read

  std::set<std::string> rules() const {
    std::set<std::string> names;
    for (const Finding& one : findings) names.insert(one.rule);
    return names;
  }
};

/// What cannot be read is a failure of the test unless `may_fail`.
Judged judge_text(const std::string& name, const std::string& text, const std::string& dialect,
                  bool may_fail = false);

/// What it breaks.
inline std::set<std::string> rules_of(const std::string& text,
                                      const std::string& dialect = "postgresql") {
  return judge_text("a.sql", text, dialect).rules();
}

/// A text that breaks a rule, and one that nearly does.
struct Case {
  std::string name;
  std::string rule;
  std::string hit;
  std::string near;
};

void expect_each(const std::vector<Case>& cases, const std::string& dialect = "postgresql");

}  // namespace tenon::lint

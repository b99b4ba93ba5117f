// `-- tenon:allow rule, rule: reason`: a comment that says why a statement is right as it is.
#pragma once

#include <string>
#include <vector>

#include "base/source.hpp"
#include "lint/finding.hpp"
#include "lint/unit.hpp"

namespace tenon::lint {

struct Allowance {
  std::string rule;
  std::string reason;
  base::Span span;
  /// The statement that it stands in, behind on the same line, or before; not known behind the
  /// last.
  base::Span statement = {};
  /// What is wrong with its form; "" when nothing is.
  std::string fault = {};
  bool is_used = false;
};

/// All of a unit's text. What looks like one and is none has a fault.
std::vector<Allowance> read_allowances(const Unit& unit, const base::Sources& sources);

/// Takes out what is allowed with a reason, and adds a finding for each allowance of another form,
/// without a reason, of an unknown rule, or that allows nothing.
std::vector<Finding> apply(std::vector<Allowance> allowances, std::vector<Finding> findings);

}  // namespace tenon::lint

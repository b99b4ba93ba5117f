// `-- tenon:allow rule: reason`: a comment that says why a statement is right as it is.
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
  int statement = -1;  ///< the one that it stands in or before
  bool is_used = false;
};

/// All of a unit's text.
std::vector<Allowance> read_allowances(const Unit& unit, const base::Sources& sources);

/// Takes out what is allowed with a reason, and adds a finding for each allowance without a reason,
/// of an unknown rule, or that allows nothing.
std::vector<Finding> apply(std::vector<Allowance> allowances, const Unit& unit,
                           std::vector<Finding> findings);

}  // namespace tenon::lint

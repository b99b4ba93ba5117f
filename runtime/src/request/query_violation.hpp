// What is wrong with a parameter of a query string, as a report names it: ("query", "sort").
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/violations.hpp>

#include "utf8.hpp"

namespace tenon::detail {

/// A fault of the parameter; "" is the query string itself. A name that is no text is not repeated,
/// a long one in part.
inline Violation query_violation(std::string_view parameter, std::string_view type,
                                 std::string_view msg, std::vector<Violation::Context> ctx = {}) {
  Violation violation{{{"query"}}, std::string{type}, std::string{msg}, std::move(ctx), true};
  if (!parameter.empty() && is_storable_text(parameter))
    violation.loc.push_back({shortened(parameter)});
  return violation;
}

/// Pydantic's code of what a rule of the application finds.
inline Violation query_value_error(std::string_view parameter, const std::string& why) {
  return query_violation(parameter, "value_error", "Value error, " + why, {{"error", why}});
}

/// Adds what was found of a value, the first step of each place being "value" or the like: in its
/// stead stands the parameter. `keeps_index`: the steps behind it stay.
inline void add_of_parameter(Violations& violations, std::string_view parameter,
                             const Violations& found, bool keeps_index) {
  for (const Violation& one : found) {
    Violation violation = query_violation(parameter, one.type, one.msg, one.ctx);
    if (keeps_index && one.loc.size() > 1)
      violation.loc.insert(violation.loc.end(), one.loc.begin() + 1, one.loc.end());
    violations.add(std::move(violation));
  }
}

}  // namespace tenon::detail

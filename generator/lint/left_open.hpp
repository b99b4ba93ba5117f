// What only the end of a text tells: transactions that are open, and what did not come back.
#pragma once

#include <vector>

#include "lint/action.hpp"
#include "lint/context.hpp"

namespace tenon::lint {

/// Actions of kinds that no statement has, such as "open transaction" and "gone: drop view".
std::vector<Action> left_open(const Context& context);

}  // namespace tenon::lint

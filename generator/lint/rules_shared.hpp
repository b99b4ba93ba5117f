// Rules that both databases have word for word.
#pragma once

#include "lint/rule.hpp"

namespace tenon::lint {

Rule drop_computed_column();
Rule drop_column();
Rule open_transaction();

}  // namespace tenon::lint

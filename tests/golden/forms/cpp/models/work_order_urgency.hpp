#pragma once

#include <tenon/model.hpp>

namespace forms {

/// How soon it has to be done; the order is this one, not that of the letters.
enum class [[tenon::native]] WorkOrderUrgency {
  whenever,
  soon [[tenon::text("quite \"soon\""), tenon::was("later")]],
  now [[tenon::text("it's, \\now")]],
};

}  // namespace forms

#pragma once

#include <string>

namespace forms {

/// What people call it.
struct Labelled {
  std::string label;
};

}  // namespace forms

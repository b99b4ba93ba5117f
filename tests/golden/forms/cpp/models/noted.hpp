#pragma once

#include <optional>
#include <string>

namespace forms {

struct Noted {
  std::optional<std::string> note;
};

}  // namespace forms

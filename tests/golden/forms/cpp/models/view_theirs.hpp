#pragma once

#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Somebody else makes it.
struct [[tenon::table("their_names"), tenon::read_only]] ViewTheirs {
  std::string name;
};

}  // namespace forms

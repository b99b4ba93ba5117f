// A revision as messages call it.
#pragma once

#include <string>

namespace tenon::detail {

/// revision '3f2a' (users and posts)
inline std::string revision_name(const std::string& id, const std::string& message) {
  return "revision '" + id + "' (" + message + ")";
}

}  // namespace tenon::detail

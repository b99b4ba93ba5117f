#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Fields whose names generated code uses itself.
struct [[tenon::table("settings")]] Setting {
  [[tenon::primary_key(client, name("settings_key"))]] std::int64_t setting{};
  [[tenon::unique]] std::string changes;
  [[tenon::unique]] std::string found;
  [[tenon::index]] std::string session;
  [[tenon::length(8), tenon::pattern("x")]] std::string violations;
  [[tenon::pattern("x")]] std::string now;
  std::string column;
  std::string row;
  std::string update;
  std::string values;
  std::string where;
  /// What this was before.
  [[tenon::unique, tenon::deprecated]] std::optional<std::string> former;
  [[tenon::index, tenon::deprecated]] std::string older = "none";
};

}  // namespace forms

#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "stamped.hpp"

namespace forms {

/// A text that several people edit: nobody overwrites what they have not seen.
struct [[tenon::table("documents")]] Document : Stamped {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, 200)]] std::string title;
  std::optional<std::string> body;
  [[tenon::version]] std::int64_t version{};
};

}  // namespace forms

#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Named so that it and its field read as Link and its field via_email do.
struct [[tenon::table("link_vias")]] LinkVia {
  [[tenon::primary_key]] std::int64_t id{};
  std::string email;
};

}  // namespace forms

#pragma once

#include <tenon/model.hpp>

namespace forms {

/// Nothing but an identity.
struct [[tenon::table("markers")]] Marker {
  [[tenon::primary_key]] std::int64_t id{};
};

}  // namespace forms

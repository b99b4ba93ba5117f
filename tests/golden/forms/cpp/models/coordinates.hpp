#pragma once

#include <cstdint>
#include <optional>

#include <tenon/model.hpp>

namespace forms {

/// A point on the earth.
struct Coordinates {
  [[tenon::range(-90, 90)]] double latitude{};
  [[tenon::range(-180, 180)]] double longitude{};
  /// In metres above the sea.
  std::optional<std::int32_t> height;
};

}  // namespace forms

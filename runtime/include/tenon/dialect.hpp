// The databases that Tenon speaks to.
#pragma once

#include <cstdint>

namespace tenon {

enum class Dialect : std::uint8_t { postgresql, sqlite };

}  // namespace tenon

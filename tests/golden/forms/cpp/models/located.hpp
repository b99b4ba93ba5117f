#pragma once

#include "coordinates.hpp"

namespace forms {

struct Located {
  Coordinates position;
};

}  // namespace forms

#pragma once

#include "created.hpp"

namespace forms {

/// When a row came to be, and when it was changed.
struct Stamped : Created {
  [[tenon::updated_at]] tenon::Timestamp updated_at;
};

}  // namespace forms

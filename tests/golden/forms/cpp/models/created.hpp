#pragma once

#include <tenon/model.hpp>

namespace forms {

/// When a row came to be.
struct Created {
  [[tenon::created_at]] tenon::Timestamp created_at;  ///< in UTC
};

}  // namespace forms

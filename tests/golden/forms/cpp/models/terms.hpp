#pragma once

#include <cstdint>

#include <tenon/model.hpp>

#include "role.hpp"

namespace forms {

/// How somebody pays: members of other types, each with a default or a rule.
struct Terms {
  std::int16_t days = 30;
  bool in_advance = false;
  Role approved_by = Role::author;
  [[tenon::precision(10, 2)]] tenon::Decimal credit;
  tenon::Timestamp since;
  tenon::Uuid contract;
  tenon::Bytes seal;
};

}  // namespace forms

#pragma once

#include <string>
#include <vector>

#include <tenon/model.hpp>

#include "amount.hpp"
#include "seat_id.hpp"

namespace forms {

/// What is written on it.
struct WalletTag {
  [[tenon::each(length(2, 20))]] std::vector<Part> marks;
  std::vector<SeatId> from = std::vector<SeatId>{};
};

}  // namespace forms

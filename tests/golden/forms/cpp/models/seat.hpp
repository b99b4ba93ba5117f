#pragma once

#include <tenon/model.hpp>

#include "seat_id.hpp"

namespace forms {

/// A key of a type of its own.
struct [[tenon::table("seats"), tenon::unique(row, hall)]] Seat {
  [[tenon::primary_key]] SeatId id;
  [[tenon::length(1, 3), tenon::pattern("^[A-Z]+$")]] row_name row;
  std::string hall;
};

}  // namespace forms

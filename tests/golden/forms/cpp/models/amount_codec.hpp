#pragma once

#include <tenon/error.hpp>
#include <tenon/model.hpp>

#include "amount.hpp"

template <>
struct tenon::Codec<forms::Money> {
  using Stored = std::int64_t;
  static Stored encode(const forms::Money& money) { return money.cents(); }
  static forms::Money decode(Stored cents) {
    if (cents < 0)
      throw tenon::Error{tenon::ErrorKind::bad_value, "money is never below zero"};
    return forms::Money{cents};
  }
};

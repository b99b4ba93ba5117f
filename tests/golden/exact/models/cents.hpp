#pragma once

#include <cstdint>

#include <tenon/codec.hpp>

namespace exact {

/// An amount of money of an application's own, stored as a whole number.
struct Cents {
  std::int64_t count = 0;
  bool is_gross = true;
  friend bool operator==(const Cents&, const Cents&) = default;
};

}  // namespace exact

template <>
struct tenon::Codec<exact::Cents> {
  using Stored = std::int64_t;
  static Stored encode(const exact::Cents& cents) { return cents.count; }
  static exact::Cents decode(Stored count) { return {count}; }
};

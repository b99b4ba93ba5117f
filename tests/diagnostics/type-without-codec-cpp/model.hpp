#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <tenon/model.hpp>

namespace shop {

class Money { int cents_ = 0; };
template <class Tag> class Tagged { int value_ = 0; };
struct Pair { private: int first = 0; std::string second; };
struct Hidden { private: int value_ = 0; };
struct Wide { unsigned value = 0; };
using Clock = std::chrono::system_clock;

}  // namespace shop

// Of all of them at once: which type is stored as what, only the compiler's instances say.
template <class Tag>
struct tenon::Codec<shop::Tagged<Tag>> {
  using Stored = std::int32_t;
  static Stored encode(const shop::Tagged<Tag>&);
  static shop::Tagged<Tag> decode(Stored);
};

namespace shop {

struct [[tenon::table("items")]] Item {
  [[tenon::primary_key]] tenon::Id<Item> id;
  Money price;
  std::optional<Money> discount;
  Tagged<Money> tagged;
  Pair pair;
  Hidden hidden;
  Wide wide;
  Clock::time_point made;
  std::chrono::sys_time<std::chrono::nanoseconds> sold;
  std::chrono::steady_clock::time_point seen;
  tenon::Id<Item, bool> other;
};

}  // namespace shop

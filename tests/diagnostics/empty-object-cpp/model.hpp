#pragma once

#include <cstdint>
#include <optional>

#include <tenon/model.hpp>

namespace shop {

struct Nothing {};

struct Hidden {
  [[tenon::transient]] int left{};
  [[tenon::transient]] int right{};
};

struct [[tenon::table("boxes")]] Box {
  [[tenon::primary_key]] std::int64_t id{};
  Nothing nothing;
  std::optional<Nothing> more;
  [[tenon::embed("h_")]] Hidden hidden;
};

}  // namespace shop

#pragma once

#include <cstdint>

#include <tenon/model.hpp>

namespace shop {

struct Address;

struct [[tenon::table("boxes")]] Box {
  [[tenon::primary_key]] std::int64_t id{};
  Address address;
};

}  // namespace shop

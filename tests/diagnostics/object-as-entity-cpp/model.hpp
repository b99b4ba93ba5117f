#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace shop {

struct [[tenon::table("people")]] Person {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
};

struct [[tenon::table("boxes")]] Box {
  [[tenon::primary_key]] std::int64_t id{};
  Person owner;
  [[tenon::embed("sender_")]] Person sender;
};

}  // namespace shop

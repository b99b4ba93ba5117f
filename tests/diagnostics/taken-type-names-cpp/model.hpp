#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

// Inside generated code these names mean a method, a variable, or namespace std.
namespace shop {
enum class std { first };
enum class lock { open, shut };

struct row {
  ::std::int32_t x{};
  ::std::int32_t y{};
};

struct [[tenon::table("sessions")]] session {
  [[tenon::primary_key]] ::std::int64_t id{};
  lock state{};
  shop::std kind{};
  row place;
};

struct [[tenon::table("seats")]] find_by_name {
  [[tenon::primary_key]] ::std::int64_t id{};
};

struct [[tenon::table("fine")]] seat {
  [[tenon::primary_key]] ::std::int64_t id{};
};
}  // namespace shop

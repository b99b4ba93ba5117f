#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

enum class Kind { one, two [[deprecated]] };

// No entity has it, so that it is no one's business.
struct [[deprecated]] Plain {
  [[deprecated]] int value{};
};

struct [[tenon::table("things")]] Thing {
  [[tenon::primary_key]] std::int64_t id{};
  Kind kind{};
  [[deprecated("use kind")]] std::optional<int> old;
  int older [[deprecated]] = 1;
  [[tenon::transient, deprecated]] int cache{};
};

struct [[deprecated, tenon::table("olds")]] Old {
  [[tenon::primary_key]] std::int64_t id{};
};

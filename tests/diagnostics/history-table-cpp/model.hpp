#pragma once

#include <cstdint>

#include <tenon/model.hpp>

namespace app {

struct [[tenon::table("tenon_history")]] Step {
  [[tenon::primary_key]] std::int64_t id{};
};

}  // namespace app

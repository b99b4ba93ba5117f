#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace app {

struct [[tenon::table("pairs"), tenon::unique(a, b)]] Pair {
  [[tenon::primary_key]] std::int64_t id{};
  std::string a;
  std::string b;
  [[tenon::unique]] std::string a_and_b;
};

}  // namespace app

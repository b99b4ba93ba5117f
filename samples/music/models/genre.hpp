#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// What a track sounds like: Rock, Jazz, Opera.
struct [[tenon::table("genres")]] Genre {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique, tenon::length(1, 120)]] std::string name;
};

}  // namespace music

#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// A person or a band whose albums the store sells.
struct [[tenon::table("artists")]] Artist {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::index, tenon::length(1, 120)]] std::string name;
};

}  // namespace music

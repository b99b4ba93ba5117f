#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// The file format in which a track is sold.
struct [[tenon::table("media_types")]] MediaType {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique, tenon::length(1, 120)]] std::string name;
};

}  // namespace music

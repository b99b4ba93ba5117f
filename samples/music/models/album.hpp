#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// A record, as it was published by one artist.
struct [[tenon::table("albums"), tenon::unique(artist_id, title)]] Album {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, 160)]] std::string title;
  [[tenon::references(Artist::id, relation("artist"), inverse("albums"))]] std::int64_t artist_id{};
};

}  // namespace music

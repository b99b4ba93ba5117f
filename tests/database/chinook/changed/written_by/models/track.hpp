#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// One piece of music that can be bought on its own.
struct [[tenon::table("tracks"), tenon::index(album_id, name)]] Track {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, 200)]] std::string name;
  [[tenon::references(Album::id, relation("album"), inverse("tracks"))]] std::optional<std::int64_t>
      album_id;
  [[tenon::references(MediaType::id, relation("media_type"))]] std::int64_t media_type_id{};
  [[tenon::index, tenon::references(Genre::id, relation("genre"))]] std::optional<std::int64_t>
      genre_id;
  [[tenon::was("composer"), tenon::length(220)]] std::optional<std::string> written_by;
  /// How long the track plays.
  [[tenon::range(1, 86400000)]] std::int32_t milliseconds{};
  /// The size of the file; nothing for what is not on disk.
  std::optional<std::int64_t> bytes;
  [[tenon::precision(10, 2), tenon::range(0, 1000)]] tenon::Decimal unit_price;
};

}  // namespace music

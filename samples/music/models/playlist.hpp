#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// A list of tracks in no order of its own.
struct [[tenon::table("playlists")]] Playlist {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, 120)]] std::string name;
};

/// A track on a playlist: the pair itself is the key.
struct [[tenon::table("playlist_tracks"), tenon::primary_key(playlist_id, track_id)]] PlaylistTrack {
  [[tenon::references(Playlist::id, on_delete(cascade), relation("playlist"))]] std::int64_t playlist_id{};
  [[tenon::index, tenon::references(Track::id, on_delete(cascade), relation("track"))]] std::int64_t track_id{};
};

}  // namespace music

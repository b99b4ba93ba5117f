// What the music store does for its customers, on the generated data layer. service_test.cpp tests
// it as a user would test code of this kind.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tenon/fwd.hpp>
#include <tenon/http.hpp>

#include "invoice.hpp"

namespace music {

class Store {
 public:
  explicit Store(tenon::Engine& engine) : engine_(engine) {}

  /// An invoice over these tracks at their prices of now, to the customer's address. A track that
  /// is named twice is one line of two. All or nothing: throws tenon::Error not_found for a
  /// customer or a track that there is none of.
  Invoice buy(std::int64_t customer_id, const std::vector<std::int64_t>& track_ids);

  /// Puts the tracks on the playlist that it does not have yet; returns how many there were.
  std::int64_t add_to_playlist(std::int64_t playlist_id,
                               const std::vector<std::int64_t>& track_ids);

  /// GET /tracks?sort=-unit_price,name&genre_id=1&name__contains=love&limit=50&after=…: a page as
  /// {"items": […], "next": "…"}, or 422 with all that is wrong with the request.
  tenon::HttpAnswer tracks(std::string_view query);

 private:
  tenon::Engine& engine_;
};

}  // namespace music

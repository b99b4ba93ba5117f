#include "service.hpp"

#include <map>
#include <set>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/session.hpp>
#include <tenon/violations.hpp>

#include "customer_repository.hpp"
#include "invoice_line_repository.hpp"
#include "invoice_repository.hpp"
#include "playlist_track_repository.hpp"
#include "playlist_track_table.hpp"
#include "track_field.hpp"
#include "track_json.hpp"
#include "track_repository.hpp"

namespace music {

Invoice Store::buy(std::int64_t customer_id, const std::vector<std::int64_t>& track_ids) {
  tenon::Session session = engine_.session();
  const Customer customer = CustomerRepository{session}.get(customer_id);
  std::map<std::int64_t, std::int32_t> quantities;
  for (const std::int64_t id : track_ids) ++quantities[id];
  std::vector<std::int64_t> ids;
  for (const auto& [id, quantity] : quantities) ids.push_back(id);
  const std::vector<Track> tracks = TrackRepository{session}.find_many(ids);
  if (tracks.size() < ids.size())
    throw tenon::Error{tenon::ErrorKind::not_found, "a track is not sold here"};

  tenon::Decimal total = 0;
  for (const Track& track : tracks) total += track.unit_price * quantities[track.id];
  const Invoice invoice = InvoiceRepository{session}.create({.customer_id = customer.id,
                                                             .invoice_date = session.now(),
                                                             .billing_address = customer.address,
                                                             .billing_city = customer.city,
                                                             .billing_country = customer.country,
                                                             .total = total});
  std::vector<InvoiceLineCreate> lines;
  for (const Track& track : tracks)
    lines.push_back({.invoice_id = invoice.id,
                     .track_id = track.id,
                     .unit_price = track.unit_price,
                     .quantity = quantities[track.id]});
  InvoiceLineRepository{session}.create_many(lines);
  session.commit();
  return invoice;
}

std::int64_t Store::add_to_playlist(std::int64_t playlist_id,
                                    const std::vector<std::int64_t>& track_ids) {
  tenon::Session session = engine_.session();
  PlaylistTrackRepository entries{session};
  std::set<std::int64_t> missing{track_ids.begin(), track_ids.end()};
  const auto here =
      PlaylistTrackTable::playlist_id == playlist_id && PlaylistTrackTable::track_id.in(track_ids);
  const auto limit = static_cast<std::int64_t>(track_ids.size());
  for (const PlaylistTrack& entry : entries.list({.where = here, .limit = limit}).items)
    missing.erase(entry.track_id);
  std::vector<PlaylistTrackCreate> more;
  for (const std::int64_t id : missing)
    more.push_back({.playlist_id = playlist_id, .track_id = id});
  entries.create_many(more);
  session.commit();
  return static_cast<std::int64_t>(more.size());
}

tenon::HttpAnswer Store::tracks(std::string_view query) {
  tenon::Violations violations;
  const auto options = track_query(
      query, violations,
      {.max_limit = 200,
       .order = {TrackTable::name.asc()},
       .sortable = {TrackField::name, TrackField::unit_price, TrackField::milliseconds}});
  if (!options) return tenon::http_answer(violations);
  tenon::Session session = engine_.session();
  const tenon::Page<Track> page = TrackRepository{session}.list(*options);
  std::vector<TrackRead> items;
  for (const Track& track : page.items) items.push_back(to_read(track));
  return {200, R"({"items":)" + to_json(items) + R"(,"next":")" + page.next + "\"}"};
}

}  // namespace music

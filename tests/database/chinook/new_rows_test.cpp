// After a load with their own keys the next rows get keys of their own; they can be changed and
// removed as any other.
#include "store.hpp"

namespace chinook {
namespace {

using NewRows = Chinook;

template <class T>
std::int64_t greatest_id() {
  std::int64_t greatest = 0;
  for (const T& row : read_rows<T>()) greatest = std::max(greatest, row.id);
  return greatest;
}

/// Creates a row, changes one member and looks at both as the database has them. Returns the key.
template <class T, class Create, class Update>
std::int64_t create_and_change(tenon::Session& session, const Create& values, const Update& changes,
                               std::size_t changed, const char* value) {
  typename Kind<T>::Repository repository{session};
  const T created = repository.create(values);
  EXPECT_EQ(created.id, greatest_id<T>() + 1) << Kind<T>::table;
  EXPECT_EQ(to_csv(repository.get(created.id)), to_csv(created)) << Kind<T>::table;

  CsvRow expected = to_csv(created);
  EXPECT_NE(expected.at(changed), value) << Kind<T>::table;
  expected.at(changed) = value;
  EXPECT_EQ(to_csv(repository.update(created.id, changes)), expected) << Kind<T>::table;
  EXPECT_EQ(to_csv(repository.get(created.id)), expected) << Kind<T>::table;
  return created.id;
}

template <class T>
void remove(tenon::Session& session, std::int64_t id) {
  typename Kind<T>::Repository repository{session};
  EXPECT_TRUE(repository.remove(id)) << Kind<T>::table;
  EXPECT_FALSE(repository.remove(id)) << Kind<T>::table;
  EXPECT_FALSE(repository.find(id)) << Kind<T>::table;
}

struct Catalog {
  std::int64_t artist = 0;
  std::int64_t album = 0;
  std::int64_t genre = 0;
  std::int64_t media_type = 0;
  std::int64_t track = 0;
  std::int64_t playlist = 0;
};

Catalog create_catalog(tenon::Session& session) {
  using namespace music;
  Catalog made;
  made.artist = create_and_change<Artist>(session, ArtistCreate{.name = "Nobody"},
                                          ArtistUpdate{.name = "Somebody"}, 1, "Somebody");
  made.album =
      create_and_change<Album>(session, AlbumCreate{.title = "Début", .artist_id = made.artist},
                               AlbumUpdate{.title = "Tout l’été"}, 1, "Tout l’été");
  made.genre = create_and_change<Genre>(session, GenreCreate{.name = "Noise"},
                                        GenreUpdate{.name = "Silence"}, 1, "Silence");
  made.media_type = create_and_change<MediaType>(session, MediaTypeCreate{.name = "Wax"},
                                                 MediaTypeUpdate{.name = "Shellac"}, 1, "Shellac");
  made.track =
      create_and_change<Track>(session,
                               TrackCreate{.name = "One",
                                           .album_id = made.album,
                                           .media_type_id = made.media_type,
                                           .genre_id = made.genre,
                                           .milliseconds = 1000,
                                           .unit_price = tenon::Decimal{"0.99"}},
                               TrackUpdate{.unit_price = tenon::Decimal{"1.29"}}, 8, "1.29");
  made.playlist = create_and_change<Playlist>(session, PlaylistCreate{.name = "Mine"},
                                              PlaylistUpdate{.name = "Ours"}, 1, "Ours");
  return made;
}

struct Sale {
  std::int64_t employee = 0;
  std::int64_t customer = 0;
  std::int64_t invoice = 0;
  std::int64_t line = 0;
};

Sale create_sale(tenon::Session& session, std::int64_t track) {
  using namespace music;
  Sale made;
  made.employee = create_and_change<Employee>(
      session, EmployeeCreate{.last_name = "Ny", .first_name = "Åse", .reports_to = 1},
      EmployeeUpdate{.hire_date = tenon::parse_timestamp("2026-01-02T03:04:05Z").value()}, 6,
      "2026-01-02 03:04:05");
  made.customer = create_and_change<Customer>(session,
                                              CustomerCreate{.first_name = "Zoë",
                                                             .last_name = "Last",
                                                             .email = "zoe@example.org",
                                                             .support_rep_id = made.employee},
                                              CustomerUpdate{.company = "Zoë & Co"}, 3, "Zoë & Co");
  made.invoice = create_and_change<Invoice>(
      session,
      InvoiceCreate{.customer_id = made.customer,
                    .invoice_date = tenon::parse_timestamp("2026-01-02T03:04:05Z").value(),
                    .total = tenon::Decimal{"1.98"}},
      InvoiceUpdate{.total = tenon::Decimal{"2.58"}}, 8, "2.58");
  made.line = create_and_change<InvoiceLine>(
      session,
      InvoiceLineCreate{
          .invoice_id = made.invoice, .track_id = track, .unit_price = tenon::Decimal{"1.29"}},
      InvoiceLineUpdate{.quantity = 2}, 4, "2");
  return made;
}

TEST_P(NewRows, one_more_of_each_kind) {
  tenon::Session session = engine.session();
  const Catalog catalog = create_catalog(session);
  const Sale sale = create_sale(session, catalog.track);
  music::PlaylistTrackRepository entries{session};
  const music::PlaylistTrack entry =
      entries.create({.playlist_id = catalog.playlist, .track_id = catalog.track});
  EXPECT_EQ(to_csv(entries.get(catalog.playlist, catalog.track)), to_csv(entry));
  session.commit();

  for_each_kind([&]<class T>() {
    EXPECT_EQ(typename Kind<T>::Repository{session}.count(),
              static_cast<std::int64_t>(read_csv(Kind<T>::file).rows.size()) + 1)
        << Kind<T>::table;
  });

  EXPECT_TRUE(entries.remove(catalog.playlist, catalog.track));
  EXPECT_FALSE(entries.remove(catalog.playlist, catalog.track));
  remove<music::InvoiceLine>(session, sale.line);
  remove<music::Invoice>(session, sale.invoice);
  remove<music::Customer>(session, sale.customer);
  remove<music::Employee>(session, sale.employee);
  remove<music::Playlist>(session, catalog.playlist);
  remove<music::Track>(session, catalog.track);
  remove<music::MediaType>(session, catalog.media_type);
  remove<music::Genre>(session, catalog.genre);
  remove<music::Album>(session, catalog.album);
  remove<music::Artist>(session, catalog.artist);
  session.commit();
  expect_as_in_files(session);
}

TEST_P(NewRows, references_are_kept) {
  tenon::Session session = engine.session();
  const tenon::Error error =
      tenon::test::error_of([&] { music::ArtistRepository{session}.remove(1); });
  EXPECT_EQ(error.kind(), tenon::ErrorKind::constraint_violated);
  EXPECT_EQ(error.constraint_kind(), tenon::ConstraintKind::foreign_key);
}

TENON_ON_BOTH(NewRows);

}  // namespace
}  // namespace chinook

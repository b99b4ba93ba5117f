// Every row comes back as the files have it, whichever way the pages are walked.
#include <set>

#include "store.hpp"

namespace chinook {
namespace {

using ReadBack = Chinook;

TEST(Csv, quotes_commas_breaks_and_nulls) {
  const Csv csv = parse_csv("a,b\r\n\"x, \"\"y\"\"\nz\",\n,\"\"\n");
  EXPECT_EQ(csv.header, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(csv.rows.size(), 2u);
  EXPECT_EQ(csv.rows[0], (CsvRow{"x, \"y\"\nz", std::nullopt}));
  EXPECT_EQ(csv.rows[1], (CsvRow{std::nullopt, ""}));
}

TEST(Csv, what_is_no_csv_is_refused) {
  EXPECT_THROW(parse_csv("a,b\n1\n"), std::runtime_error);
  EXPECT_THROW(parse_csv("a\n\"x"), std::runtime_error);
  EXPECT_THROW(parse_csv("a\nx\"y\n"), std::runtime_error);
}

TEST_P(ReadBack, every_field_is_what_the_file_says) {
  tenon::Session session = engine.session();
  expect_as_in_files(session);
}

TEST_P(ReadBack, pages_have_each_row_once_in_the_order_of_the_key) {
  tenon::Session session = engine.session();
  const std::vector<music::PlaylistTrack> rows =
      list_all<music::PlaylistTrack>(session, {.limit = 97});
  ASSERT_EQ(rows.size(), 8715u);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_LT(std::tie(rows[i - 1].playlist_id, rows[i - 1].track_id),
              std::tie(rows[i].playlist_id, rows[i].track_id));
  }
}

TEST_P(ReadBack, pages_by_a_column_with_equals_and_nulls_have_each_row_once) {
  tenon::Session session = engine.session();
  using music::TrackTable;
  for (const tenon::Order& order : {TrackTable::composer.asc(), TrackTable::composer.desc(),
                                    TrackTable::unit_price.desc(), TrackTable::genre_id.asc()}) {
    const std::vector<music::Track> rows =
        list_all<music::Track>(session, {.order = {order}, .limit = 100});
    std::set<std::int64_t> ids;
    for (const music::Track& track : rows) ids.insert(track.id);
    EXPECT_EQ(rows.size(), 3503u) << order.column.name;
    EXPECT_EQ(ids.size(), 3503u) << order.column.name;
  }
}

TEST_P(ReadBack, keys_find_what_lists_show) {
  tenon::Session session = engine.session();
  music::CustomerRepository customers{session};
  for (const music::Customer& customer : list_all<music::Customer>(session, {})) {
    EXPECT_EQ(to_csv(customers.get(customer.id)), to_csv(customer));
    EXPECT_EQ(to_csv(customers.find_by_email(customer.email).value()), to_csv(customer));
  }
  EXPECT_EQ(music::TrackRepository{session}.list_by_genre_id(1).size(), 1297u);
  EXPECT_EQ(music::EmployeeRepository{session}.list_by_reports_to(2).size(), 3u);
}

TENON_ON_BOTH(ReadBack);

}  // namespace
}  // namespace chinook

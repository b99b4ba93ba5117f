// The store's own code, tested on a real database: SQLite in memory, or the PostgreSQL of
// TENON_TEST_URL. Each test begins with empty tables; what the store commits is gone after it.
#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/testing.hpp>

#include "create_all.hpp"
#include "customer_factory.hpp"
#include "invoice_line_repository.hpp"
#include "invoice_repository.hpp"
#include "playlist_factory.hpp"
#include "playlist_track_repository.hpp"
#include "service.hpp"
#include "track_factory.hpp"

namespace music {
namespace {

class StoreTest : public tenon::DatabaseTest {
 protected:
  StoreTest() : DatabaseTest{create_all} {}

  Track track(const char* price) {
    return TrackFactory{}.unit_price(tenon::Decimal{price}).create(session());
  }

  Store store{engine()};
};

TEST_F(StoreTest, AnInvoiceHasALineForEachTrack) {
  set_time(*tenon::parse_timestamp("2026-11-21T10:00:00Z"));
  const Customer customer = CustomerFactory{}.city("Lisbon").create(session());
  const Track one = track("0.99");
  const Track other = track("1.29");

  const Invoice invoice = store.buy(customer.id, {one.id, other.id, one.id});

  EXPECT_EQ(to_string(invoice.total), "3.27");
  EXPECT_EQ(to_string(invoice.invoice_date), "2026-11-21T10:00:00Z");
  EXPECT_EQ(invoice.billing_city, "Lisbon");
  const auto lines = InvoiceLineRepository{session()}.list_by_invoice_id(invoice.id);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].quantity, 2);
  EXPECT_EQ(lines[1].quantity, 1);
}

TEST_F(StoreTest, NothingIsStoredWhenATrackIsNotSold) {
  const Customer customer = CustomerFactory{}.create(session());
  const Track sold = track("0.99");
  EXPECT_THROW(store.buy(customer.id, {sold.id, sold.id + 1}), tenon::Error);
  EXPECT_FALSE(InvoiceRepository{session()}.exists());
}

TEST_F(StoreTest, AnInvoiceTakesFourStatementsHoweverManyTracks) {
  const Customer customer = CustomerFactory{}.create(session());
  std::vector<std::int64_t> ids;
  for (const Track& each : TrackFactory{}.create_many(session(), 20)) ids.push_back(each.id);
  // SQLite has no arrays: there it is a statement for each line.
  const int lines = session().dialect() == tenon::Dialect::postgresql ? 1 : 20;
  EXPECT_EQ(statements_of([&] { store.buy(customer.id, ids); }), 3 + lines);
}

TEST_F(StoreTest, ATrackIsOnAPlaylistOnce) {
  const Playlist playlist = PlaylistFactory{}.name("Rock").create(session());
  const Track one = track("0.99");
  const Track other = track("0.99");
  EXPECT_EQ(store.add_to_playlist(playlist.id, {one.id}), 1);
  EXPECT_EQ(store.add_to_playlist(playlist.id, {one.id, other.id, other.id}), 1);
  EXPECT_EQ(PlaylistTrackRepository{session()}.count(), 2);
}

TEST_F(StoreTest, TracksAreListedAsARequestAsks) {
  for (const char* name : {"Love Me", "Hate Me", "Love Them", "Love Us"})
    TrackFactory{}.name(name).unit_price(tenon::Decimal{"0.99"}).create(session());
  const std::string asked = "name__starts_with=Love&unit_price__lt=1&sort=-name&limit=2";

  const tenon::HttpAnswer first = store.tracks(asked);
  EXPECT_EQ(first.status, 200);
  EXPECT_LT(first.body.find("Love Us"), first.body.find("Love Them"));
  EXPECT_EQ(first.body.find("Love Me"), std::string::npos);

  const std::size_t next = first.body.rfind(":\"") + 2;
  const std::string after = first.body.substr(next, first.body.size() - next - 2);
  const tenon::HttpAnswer second = store.tracks(asked + "&after=" + after);
  EXPECT_NE(second.body.find("Love Me"), std::string::npos) << second.body;
  EXPECT_EQ(second.body.find("Hate Me"), std::string::npos);
  EXPECT_NE(second.body.find(R"("next":"")"), std::string::npos);
}

TEST_F(StoreTest, ARequestThatIsWrongIsToldSo) {
  const tenon::HttpAnswer answer = store.tracks("sort=composer&milliseconds__ge=long&limit=500");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.body,
            R"({"detail":[{"loc":["query","sort"],"type":"enum",)"
            R"("msg":"Input should be 'name', 'milliseconds' or 'unit_price'",)"
            R"("ctx":{"expected":"'name', 'milliseconds' or 'unit_price'"}},)"
            R"({"loc":["query","limit"],"type":"less_than_equal",)"
            R"("msg":"Input should be less than or equal to 200","ctx":{"le":200}},)"
            R"({"loc":["query","milliseconds__ge"],"type":"int_parsing",)"
            R"("msg":"Input should be a valid integer, unable to parse string as an integer"}]})");
}

}  // namespace
}  // namespace music

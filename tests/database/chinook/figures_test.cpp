// The figures of data/README.md, from what the databases hold.
#include <map>

#include "store.hpp"

namespace chinook {
namespace {

using Figures = Chinook;

std::map<std::string, std::int64_t> counts(tenon::Session& session) {
  std::map<std::string, std::int64_t> counts;
  for_each_kind(
      [&]<class T>() { counts[Kind<T>::table] = typename Kind<T>::Repository{session}.count(); });
  return counts;
}

TEST_P(Figures, every_table_has_its_rows) {
  tenon::Session session = engine.session();
  const std::map<std::string, std::int64_t> expected{
      {"albums", 347},   {"artists", 275},  {"customers", 59},        {"employees", 8},
      {"genres", 25},    {"invoices", 412}, {"media_types", 5},       {"invoice_lines", 2240},
      {"playlists", 18}, {"tracks", 3503},  {"playlist_tracks", 8715}};
  const std::map<std::string, std::int64_t> found = counts(session);
  EXPECT_EQ(found, expected);
  std::int64_t all = 0;
  for (const auto& [table, rows] : found) all += rows;
  EXPECT_EQ(all, 15'607);
}

TEST_P(Figures, money_is_right_to_the_cent) {
  tenon::Session session = engine.session();
  tenon::Decimal totals;
  for (const music::Invoice& invoice : list_all<music::Invoice>(session, {})) {
    totals += invoice.total;
  }
  tenon::Decimal lines;
  for (const music::InvoiceLine& line : list_all<music::InvoiceLine>(session, {})) {
    lines += line.unit_price * line.quantity;
  }
  EXPECT_EQ(tenon::to_string(totals), "2328.60");
  EXPECT_EQ(tenon::to_string(lines), "2328.60");
}

TEST_P(Figures, every_invoice_is_the_sum_of_its_lines) {
  tenon::Session session = engine.session();
  std::map<std::int64_t, tenon::Decimal> totals;
  for (const music::InvoiceLine& line : list_all<music::InvoiceLine>(session, {})) {
    totals[line.invoice_id] += line.unit_price * line.quantity;
  }
  for (const music::Invoice& invoice : list_all<music::Invoice>(session, {})) {
    EXPECT_EQ(totals[invoice.id], invoice.total) << "invoice " << invoice.id;
  }
}

TEST_P(Figures, tracks_play_and_weigh_what_they_should) {
  tenon::Session session = engine.session();
  std::int64_t milliseconds = 0;
  std::int64_t bytes = 0;
  for (const music::Track& track : list_all<music::Track>(session, {})) {
    milliseconds += track.milliseconds;
    bytes += track.bytes.value();
  }
  EXPECT_EQ(milliseconds, 1'378'778'040);
  EXPECT_EQ(bytes, 117'386'255'350);
}

TEST_P(Figures, what_is_missing_is_null) {
  tenon::Session session = engine.session();
  using music::CustomerTable, music::EmployeeTable, music::TrackTable;
  EXPECT_EQ(music::CustomerRepository{session}.count(CustomerTable::company.is_null()), 49);
  EXPECT_EQ(music::CustomerRepository{session}.count(CustomerTable::company.is_not_null()), 10);
  EXPECT_EQ(music::TrackRepository{session}.count(TrackTable::composer.is_null()), 977);
  EXPECT_EQ(music::EmployeeRepository{session}.count(EmployeeTable::reports_to.is_null()), 1);
  EXPECT_EQ(music::TrackRepository{session}.count(TrackTable::composer == ""), 0);
}

TENON_ON_BOTH(Figures);

}  // namespace
}  // namespace chinook

// Keyset pages: every row once, in order, whichever the order; cursors that were touched are
// refused.
#include <algorithm>

#include <tenon/column.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

extern const Table items;

struct ItemTable {
  static constexpr Column<std::int64_t> a{items, "a"};
  static constexpr Column<std::string> b{items, "b"};
  static constexpr Column<std::optional<std::int32_t>> rank{items, "rank"};
  static constexpr Column<std::optional<Timestamp>> at{items, "at"};
  static constexpr Column<Decimal> price{items, "price", {10, 2}};
};
constexpr ColumnInfo item_key[] = {ItemTable::a, ItemTable::b};
const Table items{R"("items")", R"("a", "b", "rank", "at", "price")", item_key};

class ListTest : public OnBoth {
 protected:
  ListTest() {
    execute(
        "create table items (a bigint, b text collate \"C\", rank integer, at timestamptz, "
        "price numeric(10, 2) not null, primary key (a, b))",
        "create table items (a integer not null, b text not null, rank integer, at integer, "
        "price integer not null, primary key (a, b)) strict");
    Batch batch = session.batch("insert into items values ($1, $2, $3, $4, $5)");
    for (std::int64_t i = 0; i < 60; ++i) {
      const std::optional<std::int32_t> rank =
          i % 4 == 0 ? std::nullopt : std::optional{static_cast<std::int32_t>(i % 5)};
      const std::optional<Timestamp> at =
          i % 3 == 0 ? std::nullopt : std::optional{Timestamp{i % 7 * 1'000'000'123}};
      batch.add({i / 10,
                 std::string(1, static_cast<char>('a' + i % 10)),
                 rank,
                 at,
                 {Decimal::from_scaled(i % 6 * 333, 2), Numeric{10, 2}}});
    }
    batch.finish();
  }

  /// "a,b" of every row, page by page.
  std::vector<std::string> walk(ListOptions options) {
    std::vector<std::string> seen;
    for (int page = 0; page < 100; ++page) {
      Listing listing{session, items, options};
      std::int64_t items = 0;
      while (listing.next()) {
        seen.push_back(std::to_string(listing.row().get<std::int64_t>(0)) +
                       listing.row().get<std::string>(1));
        ++items;
      }
      EXPECT_LE(items, options.limit);
      if (listing.cursor().empty()) return seen;
      EXPECT_EQ(items, options.limit);
      options.after = listing.cursor();
    }
    ADD_FAILURE() << "the pages do not end";
    return seen;
  }

  Session session{engine.session()};
};

TEST_P(ListTest, PagesGiveWhatOneListGives) {
  const std::vector<std::vector<Order>> orders = {
      {},
      {ItemTable::a.desc()},
      {ItemTable::b.asc()},
      {ItemTable::b.desc(), ItemTable::a.desc()},
      {ItemTable::rank.asc()},
      {ItemTable::rank.desc()},
      {ItemTable::at.desc(), ItemTable::rank.asc()},
      {ItemTable::rank.asc(), ItemTable::at.asc(), ItemTable::b.desc()},
      {ItemTable::price.desc(), ItemTable::rank.desc()},
  };
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const std::vector<std::string> whole = walk({.order = orders[i], .limit = 1'000});
    EXPECT_EQ(whole.size(), 60U);
    for (const std::int64_t limit : {1, 7, 30, 59, 60}) {
      EXPECT_EQ(walk({.order = orders[i], .limit = limit}), whole) << "order " << i;
    }
  }
}

TEST_P(ListTest, NullsAreTheGreatest) {
  const auto nulls_at = [&](const Order& order) {
    Listing listing{session, items, {.order = {order}, .limit = 60}};
    std::string seen;
    while (listing.next()) seen += listing.row().is_null(2) ? 'n' : '.';
    return seen;
  };
  EXPECT_EQ(nulls_at(ItemTable::rank.asc()), std::string(45, '.') + std::string(15, 'n'));
  EXPECT_EQ(nulls_at(ItemTable::rank.desc()), std::string(15, 'n') + std::string(45, '.'));
}

TEST_P(ListTest, FilterAndPages) {
  const Filter where = ItemTable::a == 1 || ItemTable::a == 4;
  EXPECT_EQ(walk({.where = where, .limit = 3}).size(), 20U);
  EXPECT_EQ(walk({.where = where, .order = {ItemTable::rank.desc()}, .limit = 7}).size(), 20U);
}

TEST_P(ListTest, Offset) {
  Listing listing{session, items, {.limit = 1, .offset = 11}};
  ASSERT_TRUE(listing.next());
  EXPECT_EQ(listing.row().get<std::string>(1), "b");
}

TEST_P(ListTest, ForeignAndAlteredCursorsAreRefused) {
  const auto cursor_of = [&](std::vector<Order> order) {
    Listing listing{session, items, {.order = std::move(order), .limit = 5}};
    while (listing.next()) {
    }
    return listing.cursor();
  };
  const std::string cursor = cursor_of({ItemTable::rank.asc()});
  const auto kind = [&](const std::string& after, std::vector<Order> order) {
    return error_of([&] {
             Listing{session, items, {.order = std::move(order), .limit = 5, .after = after}};
           })
        .kind();
  };
  EXPECT_EQ(kind(cursor, {}), ErrorKind::bad_value);
  EXPECT_EQ(kind(cursor, {ItemTable::rank.desc()}), ErrorKind::bad_value);
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string altered = cursor;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(kind(altered, {ItemTable::rank.asc()}), ErrorKind::bad_value) << i;
    EXPECT_EQ(kind(cursor.substr(0, i) + (i == 0 ? "!" : ""), {ItemTable::rank.asc()}),
              ErrorKind::bad_value)
        << i;
  }
}

TEST_P(ListTest, SenselessOptionsAreRefused) {
  const auto kind = [&](const ListOptions& options) {
    return error_of([&] { Listing{session, items, options}; }).kind();
  };
  EXPECT_EQ(kind({.limit = 0}), ErrorKind::bad_value);
  EXPECT_EQ(kind({.limit = -1}), ErrorKind::bad_value);
  EXPECT_EQ(kind({.offset = -1}), ErrorKind::bad_value);
  EXPECT_EQ(kind({.offset = 1, .after = "x"}), ErrorKind::misuse);
}

TENON_ON_BOTH(ListTest);

}  // namespace
}  // namespace tenon::test

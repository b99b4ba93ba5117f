// Decimals of more digits than an integer has: SQLite stores them as text, and they are still
// ordered and compared as the numbers that they are.
#include <tenon/column.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

extern const Table ledger;

struct LedgerTable {
  static constexpr Column<std::int64_t> id{ledger, "id"};
  static constexpr Column<Decimal> total{ledger, "total", {30, 4}};
  static constexpr Column<std::optional<Decimal>> share{ledger, "share"};
};
constexpr ColumnInfo ledger_key[] = {LedgerTable::id};
const Table ledger{R"("ledger")", R"("id", "total", "share")", ledger_key};

class DecimalOrderTest : public OnBoth {
 protected:
  DecimalOrderTest() {
    execute(
        "create table ledger (id bigint primary key, total numeric(30, 4) not null, share "
        "numeric)",
        "create table ledger (id integer primary key, total text not null, share text) "
        "strict");
    add(1, "9", Decimal{"2"});
    add(2, "10", Decimal{"1.25"});
    add(3, "-9", Decimal{"-0.5"});
    add(4, "-10", Decimal{"10"});
    add(5, "12345678901234567890.5", std::nullopt);
    add(6, "0.0001", Decimal{"1.3"});
  }

  void add(std::int64_t id, const char* total, const std::optional<Decimal>& share) {
    session.execute("insert into ledger values ($1, $2, $3)",
                    {id, {Decimal{total}, Numeric{30, 4}}, share});
  }

  std::string ids(const ListOptions& options) {
    std::string text;
    Listing listing{session, ledger, options};
    while (listing.next()) text += std::to_string(listing.row().get<std::int64_t>(0));
    cursor = listing.cursor();
    return text;
  }
  std::string where(const Filter& filter) { return ids({.where = filter}); }

  Session session{engine.session()};
  std::string cursor;
};

TEST_P(DecimalOrderTest, Ranges) {
  EXPECT_EQ(where(LedgerTable::total > Decimal{"9"}), "25");
  EXPECT_EQ(where(LedgerTable::total >= Decimal{"9"}), "125");
  EXPECT_EQ(where(LedgerTable::total < Decimal{"-9"}), "4");
  EXPECT_EQ(where(LedgerTable::total <= Decimal{"0"}), "34");
  EXPECT_EQ(where(LedgerTable::total == Decimal{"10.0"}), "2");
  EXPECT_EQ(where(LedgerTable::share < Decimal{"1.3"}), "23");
  EXPECT_EQ(where(LedgerTable::share > Decimal{"1.25"}), "146");
}

TEST_P(DecimalOrderTest, Orders) {
  EXPECT_EQ(ids({.order = {LedgerTable::total.asc()}}), "436125");
  EXPECT_EQ(ids({.order = {LedgerTable::total.desc()}}), "521634");
  EXPECT_EQ(ids({.order = {LedgerTable::share.asc()}}), "326145");
}

// Two rows a page, by both forms of the condition: one for rows, one for columns that may be NULL.
TEST_P(DecimalOrderTest, Pages) {
  for (const Order& order : {LedgerTable::total.asc(), LedgerTable::share.asc()}) {
    std::string all;
    ListOptions options{.order = {order}, .limit = 2};
    do {
      all += ids(options);
      options.after = cursor;
    } while (!cursor.empty());
    EXPECT_EQ(all, ids({.order = {order}}));
  }
}

TENON_ON_BOTH(DecimalOrderTest);

}  // namespace
}  // namespace tenon::test

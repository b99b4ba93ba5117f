// Rows that are being read: what is known of their number, and who may read them.
#include <atomic>
#include <thread>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

class RowsTest : public OnBoth {};

constexpr Statement three_rows{"values (1), (2), (3)"};

TEST_P(RowsTest, PostgresqlKnowsHowManyAreStillToCome) {
  Session session = engine.session();
  Rows rows = session.query(three_rows);
  std::string sizes = std::to_string(rows.known_size());
  while (rows.next()) sizes += std::to_string(rows.known_size());
  EXPECT_EQ(sizes, is_postgresql() ? "3210" : "0000");
  EXPECT_EQ(rows.known_size(), 0U);
}

// Their memory is used again, so two that live at once have to differ.
TEST_P(RowsTest, SeveralAtOnce) {
  Session session = engine.session();
  for (int round = 0; round < 3; ++round) {
    Rows outer = session.query(three_rows);
    std::int64_t sum = 0;
    while (outer.next()) {
      Rows inner = session.query("values (10), (20)");
      while (inner.next())
        sum += inner.row().get<std::int32_t>(0) * outer.row().get<std::int32_t>(0);
    }
    EXPECT_EQ(sum, 180);
  }
}

TEST_P(RowsTest, AColumnThatDoesNotExistIsRefused) {
  Session session = engine.session();
  Rows rows = session.query(three_rows);
  ASSERT_TRUE(rows.next());
  for (const int column : {-1, 1, 99}) {
    const Error error = error_of([&] { rows.row().get<std::int64_t>(column); });
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    EXPECT_EQ(std::string{error.what()}, "the result has no column " + std::to_string(column));
  }
}

TENON_ON_BOTH(RowsTest);

// As which an integer could be a Decimal of any scale: 25 or 0.25.
TEST(SqliteRows, AnIntegerIsADecimalOnlyOfSaidDigits) {
  Engine engine{"sqlite://"};
  Session session = engine.session();
  Rows rows = session.query("select 25 as price, '2.5' as text");
  ASSERT_TRUE(rows.next());
  const Error error = error_of([&] { rows.row().get<Decimal>(0); });
  EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  EXPECT_EQ(std::string{error.what()},
            "column 'price' is not a Decimal whose digits somebody said: get it with a "
            "tenon::Numeric, or as an integer");
  Decimal price;
  rows.row().get(0, price, Numeric{10, 2});
  EXPECT_EQ(price, Decimal{"0.25"});
  EXPECT_EQ(rows.row().get<Decimal>(1), Decimal{"2.5"});
}

// PostgreSQL's rows have all arrived; SQLite's are made while they are read, on the session's
// connection.
TEST(SqliteRows, AreReadByOneThreadAtATime) {
  TestDatabase database{Dialect::sqlite};
  Engine engine{database.url()};
  Session session = engine.session();
  // The first row comes at once, the second after a while.
  Rows rows = session.query(
      "select 1 union all select * from (with recursive c (n) as (select 1 union all "
      "select n + 1 from c where n < 1000000) select max(n) from c)");
  ASSERT_TRUE(rows.next());
  std::atomic<bool> is_done{false};
  std::thread other{[&] {
    while (!is_done) {
      try {
        EXPECT_TRUE(rows.next());
        is_done = true;
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::misuse);
      }
    }
  }};
  int refused = 0;
  while (!is_done) {
    try {
      session.execute("select 1");
      std::this_thread::yield();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::misuse);
      ++refused;
    }
  }
  other.join();
  EXPECT_GT(refused, 0);
  EXPECT_EQ(rows.row().get<std::int64_t>(0), 1'000'000);
}

}  // namespace
}  // namespace tenon::test

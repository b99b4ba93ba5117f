// Counts, sums, extremes and averages are the same on both databases.
#include <cmath>

#include <tenon/aggregate.hpp>
#include <tenon/error.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

using Decimals = std::optional<Decimal>;

extern const Table sales;

struct SaleTable {
  static constexpr Column<std::int64_t> id{sales, "id"};
  static constexpr Column<std::string> country{sales, "country"};
  static constexpr Column<std::optional<std::int32_t>> year{sales, "year"};
  static constexpr Column<std::int64_t> units{sales, "units"};
  static constexpr Column<std::optional<Decimal>> price{sales, "price", {10, 2}};
  static constexpr Column<std::optional<Decimal>> exact{sales, "exact", {30, 2}};
  static constexpr Column<double> weight{sales, "weight"};
  static constexpr Column<std::optional<float>> small{sales, "small"};
  static constexpr Column<std::optional<Timestamp>> sold{sales, "sold"};
};
constexpr ColumnInfo sales_key[] = {SaleTable::id};
const Table sales{R"("sales")", R"("id")", sales_key, {}, R"("removed")"};

class AggregateTest : public OnBoth {
 protected:
  AggregateTest() {
    execute(
        "create table sales (id bigint primary key, country text not null, year integer, units "
        "bigint not null, price numeric(10, 2), exact numeric(30, 2), weight double precision not "
        "null, small real, sold timestamptz, removed timestamptz)",
        "create table sales (id integer primary key, country text not null, year integer, units "
        "integer not null, price integer, exact text, weight real not null, small real, sold "
        "integer, removed integer) strict");
  }

  void add(std::int64_t id, const char* country, std::optional<std::int32_t> year,
           std::int64_t units, const Decimals& price, double weight = 1.5) {
    session.execute(
        "insert into sales (id, country, year, units, price, exact, weight, sold) values ($1, $2, "
        "$3, $4, $5, $6, $7, $8)",
        {id,
         country,
         year,
         units,
         {price, Numeric{10, 2}},
         {price, Numeric{30, 2}},
         weight,
         Timestamp{id * 1'000'000}});
  }
  void fill() {
    add(1, "de", 2020, 3, Decimal{"1.50"});
    add(2, "de", 2021, 4, Decimal{"10.25"}, 2.5);
    add(3, "fr", 2020, -5, std::nullopt);
    add(4, "fr", std::nullopt, 7, Decimal{"-9.75"});
    add(5, "at", 2020, 100, Decimal{"5.00"});
    session.execute("update sales set removed = $1 where id = 5", {Timestamp{1}});
  }

  Session session{engine.session()};
};

TEST_P(AggregateTest, OfNoRowsThereIsNothing) {
  const Aggregate none{session, sales};
  EXPECT_EQ(none.count(), 0);
  EXPECT_EQ(none.sum(SaleTable::units), std::nullopt);
  EXPECT_EQ(none.min(SaleTable::country), std::nullopt);
  EXPECT_EQ(none.max(SaleTable::price), std::nullopt);
  EXPECT_EQ(none.avg(SaleTable::units), std::nullopt);
  EXPECT_TRUE(none.by(SaleTable::country).count().empty());
}

TEST_P(AggregateTest, OneNumberOfTheRowsThatAreSeen) {
  fill();
  const Aggregate all{session, sales};
  EXPECT_EQ(all.count(), 4);
  EXPECT_EQ(all.count_distinct(SaleTable::country), 2);
  EXPECT_EQ(all.count_distinct(SaleTable::year), 2);
  EXPECT_EQ(all.sum(SaleTable::units), 9);
  EXPECT_EQ(all.sum(SaleTable::year), 6061);
  EXPECT_EQ(all.sum(SaleTable::price), Decimal{"2.00"});
  EXPECT_EQ(all.sum(SaleTable::weight), 7.0);
  EXPECT_EQ(all.sum(SaleTable::small), std::nullopt);
  EXPECT_EQ(all.min(SaleTable::price), Decimal{"-9.75"});
  EXPECT_EQ(all.max(SaleTable::price), Decimal{"10.25"});
  EXPECT_EQ(all.max(SaleTable::exact), Decimal{"10.25"});  // not "1.50", as letters have it
  EXPECT_EQ(all.min(SaleTable::exact), Decimal{"-9.75"});
  EXPECT_EQ(all.min(SaleTable::country), "de");
  EXPECT_EQ(all.max(SaleTable::sold), Timestamp{4'000'000});
  EXPECT_DOUBLE_EQ(all.avg(SaleTable::units).value(), 2.25);
  EXPECT_DOUBLE_EQ(all.avg(SaleTable::price).value(), 2.0 / 3);
  const Aggregate german{session, sales, SaleTable::country == "de"};
  EXPECT_EQ(german.sum(SaleTable::units), 7);
  EXPECT_EQ(german.max(SaleTable::year), 2021);
}

TEST_P(AggregateTest, GroupsStandInTheOrderOfTheirKeys) {
  fill();
  const Aggregate all{session, sales};
  using ByCountry = std::vector<Group<std::string, std::int64_t>>;
  EXPECT_EQ(all.by(SaleTable::country).count(), (ByCountry{{"de", 2}, {"fr", 2}}));
  EXPECT_EQ(all.by(SaleTable::country).sum(SaleTable::units), (ByCountry{{"de", 7}, {"fr", 2}}));
  EXPECT_EQ(all.by(SaleTable::country).min(SaleTable::units), (ByCountry{{"de", 3}, {"fr", -5}}));
  EXPECT_EQ(all.by(SaleTable::country).sum(SaleTable::price),
            (std::vector<Group<std::string, Decimals>>{{"de", Decimal{"11.75"}},
                                                       {"fr", Decimal{"-9.75"}}}));
  EXPECT_EQ(all.by(SaleTable::country).count_distinct(SaleTable::year),
            (ByCountry{{"de", 2}, {"fr", 1}}));
  const auto averages = all.by(SaleTable::country).avg(SaleTable::units);
  ASSERT_EQ(averages.size(), 2U);
  EXPECT_DOUBLE_EQ(averages[0].value.value(), 3.5);
  using Year = std::optional<std::int32_t>;
  EXPECT_EQ(all.by(SaleTable::year).max(SaleTable::id),
            (std::vector<Group<Year, std::int64_t>>{{2020, 3}, {2021, 2}, {std::nullopt, 4}}));
  EXPECT_EQ(
      all.by(SaleTable::year, SaleTable::country).count(),
      (std::vector<Group<std::pair<Year, std::string>, std::int64_t>>{
          {{2020, "de"}, 1}, {{2020, "fr"}, 1}, {{2021, "de"}, 1}, {{std::nullopt, "fr"}, 1}}));
  const auto prices = all.by(SaleTable::price).count();
  EXPECT_EQ(prices.front().key, Decimal{"-9.75"});
  EXPECT_EQ(prices.back().key, std::nullopt);
}

TEST_P(AggregateTest, WhatDoesNotFitIsAnError) {
  add(1, "de", 2020, INT64_MAX, std::nullopt);
  const Aggregate all{session, sales};
  EXPECT_EQ(all.sum(SaleTable::units), INT64_MAX);
  add(2, "de", 2020, 1, Decimal{"1.00"});
  const Savepoint before = session.savepoint();
  const Error error = error_of([&] { all.sum(SaleTable::units); });
  EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  EXPECT_EQ(error.sqlstate(), "22003");
}

TEST_P(AggregateTest, LongDecimalsHaveASumWhereTheDatabaseHasOne) {
  fill();
  const Aggregate all{session, sales};
  if (is_postgresql()) {
    EXPECT_EQ(all.sum(SaleTable::exact), Decimal{"2.00"});
  } else {
    EXPECT_EQ(error_of([&] { all.sum(SaleTable::exact); }).kind(), ErrorKind::misuse);
    EXPECT_EQ(error_of([&] { all.by(SaleTable::year).avg(SaleTable::exact); }).kind(),
              ErrorKind::misuse);
  }
}

TEST_P(AggregateTest, EachCallIsOneStatement) {
  fill();
  const std::int64_t before = session.statement_count();
  Aggregate{session, sales}.by(SaleTable::year).sum(SaleTable::units);
  EXPECT_EQ(session.statement_count(), before + 1);
}

TENON_ON_BOTH(AggregateTest);

}  // namespace
}  // namespace tenon::test

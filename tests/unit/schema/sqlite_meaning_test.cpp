// SQL of a model as SQLite has to say it of scaled Decimals and of times that are numbers.
#include <gtest/gtest.h>

#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

Column column(const char* name, Kind kind, int precision = 0, int scale = 0) {
  Column result;
  result.name = name;
  result.type.kind = kind;
  result.type.precision = precision;
  result.type.scale = scale;
  return result;
}

std::string said(const std::string& sql) {
  return meaning({column("price", Kind::decimal, 10, 2), column("rate", Kind::decimal, 10, 4),
                  column("odd name", Kind::decimal, 5, 1), column("wide", Kind::decimal, 30, 2),
                  column("n", Kind::int32), column("title", Kind::text), column("day", Kind::date),
                  column("made", Kind::timestamp)},
                 sql);
}

TEST(SqliteMeaning, NumbersAreScaledAsWhatTheyAreComparedWith) {
  EXPECT_EQ(said("price > 10"), "price > 1000");
  EXPECT_EQ(said("0.005 <= PRICE"), "0.5 <= PRICE");
  EXPECT_EQ(said("price > -1.5 and not price = 0"), "price > -150 and not price = 0");
  EXPECT_EQ(said("\"odd name\"<>12.25"), "\"odd name\"<>122.5");
  EXPECT_EQ(said("price not between 1 and (n)"), "price not between 100 and ((n)) * 100");
  EXPECT_EQ(said("price in (1, 2.50) or title in ('1', '2')"),
            "price in (100, 250) or title in ('1', '2')");
  EXPECT_EQ(said("price > rate"), "(price) * 100 > rate");
  EXPECT_EQ(said("price > n + 1"), "price > (n + 1) * 100");
  EXPECT_EQ(said("price + 1 > 2 + 3 * 4"), "price + 100 > 200 + 300 * 4");
  EXPECT_EQ(said("price * 2 > 3"), "price * 2 > 300");
  EXPECT_EQ(said("price * rate < 1"), "price * rate < 1000000");
  EXPECT_EQ(said("price / 4 > 0.25"), "(price) * 1.0 / 4 > 25");
  EXPECT_EQ(said("coalesce(price, 1) > 2"), "coalesce(price, 100) > 200");
  EXPECT_EQ(said("case when n > 1 then price else null end > length(title)"),
            "case when n > 1 then price else null end > (length(title)) * 100");
  EXPECT_EQ(said("price is not null and title || n like '%1'"),
            "price is not null and title || n like '%1'");
}

TEST(SqliteMeaning, DecimalsThatAreTextsAreComparedAsNumbers) {
  EXPECT_EQ(said("wide > 10 and 9 <= (wide)"),
            "cast(wide as real) > 10 and 9 <= (cast(wide as real))");
  EXPECT_EQ(said("wide between 1 and price"), "(cast(wide as real)) * 100 between 100 and price");
  EXPECT_EQ(said("wide * 2 > 1 and wide is not null"), "wide * 2 > 1 and wide is not null");
}

TEST(SqliteMeaning, WhatIsNoNumberStandsBesideIt) {
  for (const char* other :
       {"title like '1%' escape '!'", "title collate nocase = '1'", "title glob '1*'",
        "n is not true", "title ->> '$.a' = '1'", "title -> 'a' is null",
        "cast(title as integer) > 1", "title not like '1'", "not title regexp '1'"}) {
    EXPECT_EQ(said(std::string{other} + " and price > 1"), std::string{other} + " and price > 100");
  }
  EXPECT_EQ(said("price is distinct from 1"), "price is distinct from 100");
}

TEST(SqliteMeaning, TextsOfTimesAreNumbers) {
  EXPECT_EQ(said("day >= '1970-01-03' and day < made"), "day >= 2 and day < made");
  EXPECT_EQ(said("'1970-01-01T00:00:01Z' < made"), "1000000 < made");
  EXPECT_EQ(said("day + 1 > '1970-01-03'"), "day + 1 > 2");
  EXPECT_EQ(said("made < 'infinity'"), "made < 9223372036854775807");
  EXPECT_EQ(said("title = '1970-01-03'"), "title = '1970-01-03'");
}

TEST(SqliteMeaning, WhatCannotBeReadStays) {
  for (const char* sql :
       {"price::text > 1", "cast(price as text) > 1", "round(price) > 1", "n > 1", "price > '1'",
        "price % 2 = 1", "price > 1e3", "price > ", "(price > 1", "price > 1)",
        "price > date '2020-01-01'", "t.price > 1", "title ~ '^a'", "'open"}) {
    EXPECT_EQ(said(sql), sql);
  }
  const std::string deep = std::string(20000, '(') + "price > 1" + std::string(20000, ')');
  EXPECT_EQ(said(deep), deep);
  const std::string denied = std::string(20000, '-') + "price > 1";
  EXPECT_EQ(said(denied), denied);
}

TEST(SqliteMeaning, RowsGetValuesOfTheColumnsType) {
  const std::vector<Column> columns{column("n", Kind::int32),
                                    column("price", Kind::decimal, 10, 2)};
  const ColumnType decimal = column("to", Kind::decimal, 12, 3).type;
  EXPECT_EQ(filling(columns, decimal, "1"), "1000");
  EXPECT_EQ(filling(columns, decimal, "'+01.5'"), "1500");
  EXPECT_EQ(filling(columns, decimal, "n"), "(n) * 1000");
  EXPECT_EQ(filling(columns, decimal, "price"), "(price) * 10");
  EXPECT_EQ(filling(columns, column("to", Kind::decimal, 30, 3).type, "-.5"), "-.5");
  EXPECT_EQ(filling(columns, column("to", Kind::decimal, 30, 3).type, "-0.5"), "'-0.500'");
  EXPECT_EQ(filling(columns, column("to", Kind::date).type, "'1970-01-03'"), "2");
  EXPECT_EQ(filling(columns, column("to", Kind::text).type, "'1970-01-03'"), "'1970-01-03'");
}

}  // namespace
}  // namespace tenon::schema::sqlite

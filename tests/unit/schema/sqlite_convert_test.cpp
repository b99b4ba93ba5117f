// What SQLite makes of a value when its column gets another type, asked of SQLite itself.
#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

ColumnType type(Kind kind, int precision = 0, int scale = 0) {
  ColumnType result;
  result.kind = kind;
  result.precision = precision;
  result.scale = scale;
  return result;
}

/// The value as SQL after a trip through STRICT columns of both types; "refused" when it does not
/// fit.
std::string converted(const char* value, const ColumnType& from, const ColumnType& to) {
  Engine engine{"sqlite://"};
  Connection connection = engine.connect();
  connection.execute("create table a (x " + type_text(from) + ") strict");
  connection.execute("create table b (x " + type_text(to) + ") strict");
  connection.execute(std::string{"insert into a values ("} + value + ")");
  try {
    connection.execute("insert into b select " + convert("\"x\"", from, to) + " from a");
  } catch (const Error&) {
    return "refused";
  }
  Rows rows = connection.query("select quote(x) from b");
  rows.next();
  return rows.row().get<std::string>(0);
}

TEST(SqliteConvert, TextToOthersNeverInventsAValue) {
  const ColumnType text = type(Kind::text);
  EXPECT_EQ(converted("'12'", text, type(Kind::int32)), "12");
  EXPECT_EQ(converted("'old'", text, type(Kind::int32)), "refused");
  EXPECT_EQ(converted("'1.5'", text, type(Kind::int32)), "refused");
  EXPECT_EQ(converted("'1.5'", text, type(Kind::float64)), "1.5");
  EXPECT_EQ(converted("'12.5'", text, type(Kind::decimal, 10, 2)), "1250");
  EXPECT_EQ(converted("'old'", text, type(Kind::decimal, 10, 2)), "refused");
  EXPECT_EQ(converted("'true'", text, type(Kind::boolean)), "1");
  EXPECT_EQ(converted("'maybe'", text, type(Kind::boolean)), "refused");
  EXPECT_EQ(converted("'1970-01-03'", text, type(Kind::date)), "2");
  EXPECT_EQ(converted("'1969-12-31'", text, type(Kind::date)), "-1");
  EXPECT_EQ(converted("'soon'", text, type(Kind::date)), "refused");
  EXPECT_EQ(converted("'1970-01-01T00:00:01.5Z'", text, type(Kind::timestamp)), "1500000");
  EXPECT_EQ(converted("'x'", text, type(Kind::uuid)), "refused");
  EXPECT_EQ(converted("null", text, type(Kind::decimal, 10, 2)), "NULL");
  EXPECT_EQ(converted("null", text, type(Kind::date)), "NULL");
}

TEST(SqliteConvert, OthersToText) {
  const ColumnType text = type(Kind::text);
  EXPECT_EQ(converted("12", type(Kind::int64), text), "'12'");
  EXPECT_EQ(converted("0", type(Kind::boolean), text), "'false'");
  EXPECT_EQ(converted("null", type(Kind::boolean), text), "NULL");
  EXPECT_EQ(converted("-1250", type(Kind::decimal, 10, 2), text), "'-12.50'");
  EXPECT_EQ(converted("-5", type(Kind::decimal, 10, 2), text), "'-0.05'");
  EXPECT_EQ(converted("-1", type(Kind::date), text), "'1969-12-31'");
  EXPECT_EQ(converted("-1", type(Kind::timestamp), text), "'1969-12-31T23:59:59.999999Z'");
  EXPECT_EQ(converted("x'0190f5d47c3b7a518f00123456789abc'", type(Kind::uuid), text),
            "'0190f5d4-7c3b-7a51-8f00-123456789abc'");
}

TEST(SqliteConvert, NumbersAndTimes) {
  EXPECT_EQ(converted("1255", type(Kind::decimal, 10, 2), type(Kind::decimal, 12, 4)), "125500");
  EXPECT_EQ(converted("1255", type(Kind::decimal, 10, 2), type(Kind::int32)), "13");
  EXPECT_EQ(converted("7", type(Kind::int32), type(Kind::decimal, 10, 2)), "700");
  EXPECT_EQ(converted("1250", type(Kind::decimal, 10, 2), type(Kind::float64)), "12.5");
  EXPECT_EQ(converted("1.25", type(Kind::float64), type(Kind::decimal, 10, 2)), "125");
  EXPECT_EQ(converted("2.6", type(Kind::float64), type(Kind::int32)), "3");
  EXPECT_EQ(converted("5", type(Kind::int32), type(Kind::boolean)), "1");
  EXPECT_EQ(converted("-1", type(Kind::timestamp), type(Kind::date)), "-1");
  EXPECT_EQ(converted("86400000000", type(Kind::timestamp), type(Kind::date)), "1");
  EXPECT_EQ(converted("2", type(Kind::date), type(Kind::timestamp)), "172800000000");
}

TEST(SqliteDefault, IsSpelledAsItIsStored) {
  Column column;
  column.type = type(Kind::decimal, 10, 2);
  const auto spelled = [&](Default::Kind kind, const char* text) {
    column.initial = Default{kind, text};
    return default_text(column);
  };
  EXPECT_EQ(spelled(Default::Kind::number, "12.5"), "1250");
  EXPECT_EQ(spelled(Default::Kind::number, "-0.05"), "-5");
  EXPECT_EQ(spelled(Default::Kind::number, "0"), "0");
  EXPECT_EQ(spelled(Default::Kind::number, "1.500"), "150");
  column.type = type(Kind::timestamp);
  EXPECT_EQ(spelled(Default::Kind::text, "1970-01-01T00:00:00.000001Z"), "1");
  EXPECT_EQ(spelled(Default::Kind::text, "1970-01-01 02:00:00+02:00"), "0");
  column.type = type(Kind::date);
  EXPECT_EQ(spelled(Default::Kind::text, "2000-03-01"), "11017");
}

}  // namespace
}  // namespace tenon::schema::sqlite

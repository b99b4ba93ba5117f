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

TEST(SqliteConvert, NullStaysNullWhateverTheTypes) {
  std::vector<ColumnType> types;
  for (const Kind kind :
       {Kind::boolean, Kind::int16, Kind::int32, Kind::int64, Kind::float32, Kind::float64,
        Kind::decimal, Kind::text, Kind::bytes, Kind::uuid, Kind::date, Kind::time, Kind::timestamp,
        Kind::local_timestamp, Kind::interval, Kind::json, Kind::enumeration}) {
    types.push_back(type(kind));
    types.push_back(type(kind));
    types.back().is_list = true;
  }
  types.push_back(type(Kind::decimal, 10, 2));
  types.push_back(type(Kind::text));
  types.back().length = 3;
  Engine engine{"sqlite://"};
  Connection connection = engine.connect();
  connection.execute("create table a (x any) strict");
  connection.execute("insert into a values (null)");
  for (const ColumnType& from : types) {
    for (const ColumnType& to : types) {
      const std::string value = convert("\"x\"", from, to);
      Rows rows = connection.query("select " + value + " is null from a");
      ASSERT_TRUE(rows.next());
      EXPECT_EQ(rows.row().get<std::int64_t>(0), 1) << value;
    }
  }
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

TEST(SqliteConvert, WhatDoesNotFitStopsTheRebuild) {
  const ColumnType small = type(Kind::int16);
  EXPECT_EQ(converted("32767", type(Kind::int64), small), "32767");
  EXPECT_EQ(converted("-32768", type(Kind::int64), small), "-32768");
  EXPECT_EQ(converted("32768", type(Kind::int64), small), "refused");
  EXPECT_EQ(converted("null", type(Kind::int64), small), "NULL");
  EXPECT_EQ(converted("2147483648", type(Kind::int64), type(Kind::int32)), "refused");
  EXPECT_EQ(converted("'2147483648'", type(Kind::text), type(Kind::int32)), "refused");
  EXPECT_EQ(converted("'1e3'", type(Kind::text), type(Kind::int32)), "refused");
  EXPECT_EQ(converted("1e10", type(Kind::float64), type(Kind::int32)), "refused");
  EXPECT_EQ(converted("1e19", type(Kind::float64), type(Kind::int64)), "refused");
  EXPECT_EQ(converted("9e999", type(Kind::float64), type(Kind::int64)), "refused");
  EXPECT_EQ(converted("-2.5", type(Kind::float64), small), "-3");
  EXPECT_EQ(converted("null", type(Kind::float64), small), "NULL");
  EXPECT_EQ(converted("99999", type(Kind::decimal, 10, 2), type(Kind::decimal, 5, 2)), "99999");
  EXPECT_EQ(converted("100000", type(Kind::decimal, 10, 2), type(Kind::decimal, 5, 2)), "refused");
  EXPECT_EQ(converted("9995", type(Kind::decimal, 4, 2), type(Kind::decimal, 3, 1)), "refused");
  EXPECT_EQ(converted("3276750", type(Kind::decimal, 10, 2), small), "refused");
  EXPECT_EQ(converted("9223372036854775807", type(Kind::int64), type(Kind::decimal, 18, 4)),
            "refused");
}

TEST(SqliteConvert, TextsAndRealsBeyondTheirNewLimitsStopTheRebuild) {
  ColumnType three = type(Kind::text);
  three.length = 3;
  ColumnType five = type(Kind::text);
  five.length = 5;
  const ColumnType text = type(Kind::text);
  EXPECT_EQ(converted("'äöü'", text, three), "'äöü'");
  EXPECT_EQ(converted("'äöü'", five, three), "'äöü'");
  EXPECT_EQ(converted("'abcd'", text, three), "refused");
  EXPECT_EQ(converted("'abcd'", five, three), "refused");
  EXPECT_EQ(converted("null", five, three), "NULL");
  EXPECT_EQ(converted("1234", type(Kind::int32), three), "refused");
  EXPECT_EQ(converted("-12", type(Kind::int32), three), "'-12'");
  const ColumnType real = type(Kind::float32);
  EXPECT_EQ(converted("1.5", type(Kind::float64), real), "1.5");
  EXPECT_EQ(converted("-3.4028234663852886e38", type(Kind::float64), real),
            "-3.40282346638528859772e+38");
  EXPECT_EQ(converted("3.5e38", type(Kind::float64), real), "refused");
  EXPECT_EQ(converted("9e999", type(Kind::float64), real), "Inf");
  EXPECT_EQ(converted("null", type(Kind::float64), real), "NULL");
  EXPECT_EQ(converted("'1e39'", text, real), "refused");
  EXPECT_EQ(converted("'1e9'", text, real), "1000000000.0");
  EXPECT_EQ(converted("'abc'", text, real), "refused");
}

TEST(SqliteConvert, DecimalsKeepEveryDigit) {
  const ColumnType text = type(Kind::text);
  const ColumnType large = type(Kind::decimal, 18, 2);
  EXPECT_EQ(converted("'9007199254740993.01'", text, large), "900719925474099301");
  EXPECT_EQ(converted("'-9999999999999999.99'", text, large), "-999999999999999999");
  EXPECT_EQ(converted("'10000000000000000'", text, large), "refused");
  EXPECT_EQ(converted("'1.005'", text, large), "refused");
  EXPECT_EQ(converted("'1.5000'", text, large), "150");
  EXPECT_EQ(converted("'-.5'", text, large), "-50");
  for (const char* wrong : {"''", "'-'", "'.'", "'1-2'", "'1.2.3'", "'--1'", "' 1'", "'1e2'"}) {
    EXPECT_EQ(converted(wrong, text, large), "refused") << wrong;
    EXPECT_EQ(converted(wrong, text, type(Kind::decimal)), "refused") << wrong;
  }
  EXPECT_EQ(converted("'-9223372036854775808'", text, type(Kind::int64)), "-9223372036854775808");
  EXPECT_EQ(converted("'9223372036854775808'", text, type(Kind::int64)), "refused");
  const ColumnType finer = type(Kind::decimal, 18, 4);
  EXPECT_EQ(converted("900719925474099349", finer, large), "9007199254740993");
  EXPECT_EQ(converted("900719925474099350", finer, large), "9007199254740994");
  EXPECT_EQ(converted("-900719925474099350", finer, large), "-9007199254740994");
  EXPECT_EQ(converted("-49", finer, large), "0");
  EXPECT_EQ(converted("'12345678901234567.855'", type(Kind::decimal), type(Kind::decimal, 18, 1)),
            "123456789012345679");
  EXPECT_EQ(converted("'-2.5'", type(Kind::decimal), type(Kind::int32)), "-3");
  EXPECT_EQ(converted("'2.49'", type(Kind::decimal), type(Kind::int32)), "2");
}

TEST(SqliteConvert, DecimalsThatAreTextsHaveOneSpelling) {
  const ColumnType free = type(Kind::decimal);
  const ColumnType wide = type(Kind::decimal, 24, 4);
  EXPECT_EQ(converted("1250", type(Kind::decimal, 10, 2), free), "'12.5'");
  EXPECT_EQ(converted("-5", type(Kind::decimal, 10, 2), wide), "'-0.0500'");
  EXPECT_EQ(converted("7", type(Kind::int32), free), "'7'");
  EXPECT_EQ(converted("7", type(Kind::int32), wide), "'7.0000'");
  EXPECT_EQ(converted("1", type(Kind::boolean), free), "'1'");
  EXPECT_EQ(converted("'-0.00'", type(Kind::text), free), "'0'");
  EXPECT_EQ(converted("'012.50'", type(Kind::text), free), "'12.5'");
  EXPECT_EQ(converted("'1.50000'", type(Kind::text), wide), "'1.5000'");
  EXPECT_EQ(converted("'1.5000'", wide, type(Kind::decimal, 24, 2)), "'1.50'");
  EXPECT_EQ(converted("'1.5001'", wide, type(Kind::decimal, 24, 2)), "refused");
  EXPECT_EQ(converted("0.125", type(Kind::float64), free), "'0.125'");
  EXPECT_EQ(converted("0.125", type(Kind::float64), wide), "'0.1250'");
  EXPECT_EQ(converted("1e300", type(Kind::float64), free), "refused");
  EXPECT_EQ(converted("null", type(Kind::int32), wide), "NULL");
  EXPECT_EQ(converted("'0.00'", wide, type(Kind::boolean)), "0");
  EXPECT_EQ(converted("'-0.0100'", wide, type(Kind::boolean)), "1");
  EXPECT_EQ(converted("1", type(Kind::boolean), type(Kind::decimal, 10, 2)), "100");
}

TEST(SqliteConvert, TextToUuidAndBack) {
  const ColumnType text = type(Kind::text);
  const ColumnType uuid = type(Kind::uuid);
  EXPECT_EQ(converted("'0190F5d4-7c3b-7a51-8f00-00345678ffbc'", text, uuid),
            "X'0190F5D47C3B7A518F0000345678FFBC'");
  EXPECT_EQ(converted("null", text, uuid), "NULL");
  for (const char* wrong :
       {"''", "'0190f5d47c3b7a518f0000345678ffbc'", "'0190f5d4-7c3b-7a51-8f00-00345678ffbg'",
        "'-190f5d4-7c3b-7a51-8f00-00345678ffbc'", "'0190f5d4-7c3b-7a51-8f00-00345678ffbc '"}) {
    EXPECT_EQ(converted(wrong, text, uuid), "refused") << wrong;
  }
  EXPECT_EQ(converted("x'00'", type(Kind::bytes), uuid), "refused");
}

TEST(SqliteConvert, TextToTimesIsExact) {
  const ColumnType text = type(Kind::text);
  const ColumnType date = type(Kind::date);
  const ColumnType time = type(Kind::timestamp);
  EXPECT_EQ(converted("'1969-12-31T23:59:59.999999Z'", text, time), "-1");
  EXPECT_EQ(converted("'2262-01-01 02:00:00.000001+02:00'", text, time), "9214646400000001");
  EXPECT_EQ(converted("'1970-01-02'", text, time), "86400000000");
  for (const char* wrong :
       {"'5'", "'now'", "'2023-02-30'", "'2023-02-30T00:00:00Z'", "''",
        "'2023-02-03T00:00:00.1.2Z'", "'2023-02-03T00:00:00.1234567Z'", "'2023-02-03T00:00:00x'"}) {
    EXPECT_EQ(converted(wrong, text, time), "refused") << wrong;
    EXPECT_EQ(converted(wrong, text, date), "refused") << wrong;
  }
  EXPECT_EQ(converted("null", text, time), "NULL");
  EXPECT_EQ(converted("'5'", text, type(Kind::boolean)), "refused");
  EXPECT_EQ(converted("null", text, type(Kind::boolean)), "NULL");
}

TEST(SqliteConvert, LocalTimesAndJson) {
  const ColumnType text = type(Kind::text);
  const ColumnType moment = type(Kind::timestamp);
  const ColumnType local = type(Kind::local_timestamp);
  const ColumnType time = type(Kind::time);
  const ColumnType json = type(Kind::json);
  EXPECT_EQ(converted("-1", moment, local), "-1");
  EXPECT_EQ(converted("-1", local, moment), "-1");
  EXPECT_EQ(converted("-1", local, type(Kind::date)), "-1");
  EXPECT_EQ(converted("-1", local, time), "86399999999");
  EXPECT_EQ(converted("90000000000", moment, time), "3600000000");
  EXPECT_EQ(converted("-1", type(Kind::date), local), "-86400000000");
  EXPECT_EQ(converted("9223372036854775807", local, type(Kind::date)), "refused");
  EXPECT_EQ(converted("9223372036854775807", moment, time), "refused");
  EXPECT_EQ(converted("-9223372036854775807 - 1", local, time), "refused");
  EXPECT_EQ(converted("'1969-12-31T23:59:59.999999'", text, local), "-1");
  EXPECT_EQ(converted("'1970-01-01 00:00:01'", text, local), "1000000");
  EXPECT_EQ(converted("'1970-01-01T00:00:01Z'", text, local), "refused");
  EXPECT_EQ(converted("'1970-01-01T00:00:01+01:00'", text, local), "refused");
  EXPECT_EQ(converted("'infinity'", text, local), "9223372036854775807");
  EXPECT_EQ(converted("'-infinity'", text, local), "-9223372036854775808");
  EXPECT_EQ(converted("'10:15:00.5'", text, time), "36900500000");
  EXPECT_EQ(converted("'24:00:00'", text, time), "86400000000");
  for (const char* wrong : {"''", "'10:15'", "'25:00:00'", "'10:15:00Z'", "'10:15:60'", "'x'"})
    EXPECT_EQ(converted(wrong, text, time), "refused") << wrong;
  EXPECT_EQ(converted("'[ 1, {\"b\" : 2 } ]'", text, json), "'[1,{\"b\":2}]'");
  EXPECT_EQ(converted("'{'", text, json), "refused");
  EXPECT_EQ(converted("null", text, json), "NULL");
  EXPECT_EQ(converted("null", text, time), "NULL");
  EXPECT_EQ(converted("-1", local, text), "'1969-12-31T23:59:59.999999'");
  EXPECT_EQ(converted("9223372036854775807", local, text), "'infinity'");
  EXPECT_EQ(converted("-9223372036854775807 - 1", moment, text), "'-infinity'");
  EXPECT_EQ(converted("9214646400000000000", local, text), "refused");
  EXPECT_EQ(converted("null", local, text), "NULL");
  EXPECT_EQ(converted("86400000000", time, text), "'24:00:00'");
  EXPECT_EQ(converted("36900500000", time, text), "'10:15:00.500000'");
  EXPECT_EQ(converted("'P1D'", type(Kind::interval), text), "'P1D'");
  EXPECT_EQ(converted("'{\"a\":1}'", json, text), "'{\"a\":1}'");
  EXPECT_EQ(converted("1", time, type(Kind::int64)), "refused");
  EXPECT_EQ(converted("1", time, local), "refused");
  EXPECT_EQ(converted("'P1D'", type(Kind::interval), json), "refused");
}

TEST(SqliteConvert, IntervalsComeBackFromTexts) {
  const ColumnType text = type(Kind::text);
  const ColumnType interval = type(Kind::interval);
  EXPECT_EQ(converted("null", text, interval), "NULL");
  for (const std::string same :
       {"PT0S", "P1D", "P1Y2M3DT4H5M6.7S", "-P1DT2H", "P1M-2DT3H", "PT-0.000001S", "P1DT-0.5S",
        "-P178956970Y8M2147483648DT2562047788H54.775808S", "PT2562047788H54.775807S"})
    EXPECT_EQ(converted(("'" + same + "'").c_str(), text, interval),
              same == "PT-0.000001S" ? "'-PT0.000001S'" : "'" + same + "'");
  EXPECT_EQ(converted("'P2W1D'", text, interval), "'P15D'");
  EXPECT_EQ(converted("'PT90M'", text, interval), "'PT1H30M'");
  EXPECT_EQ(converted("'+P14M'", text, interval), "'P1Y2M'");
  for (const char* wrong : {"''",
                            "'P'",
                            "'PT'",
                            "'P1DT'",
                            "'1 day'",
                            "'P1'",
                            "'PD'",
                            "'P1.5D'",
                            "'PT1.5H'",
                            "'p1d'",
                            "'P1H'",
                            "'PT1D'",
                            "'P1D1M'",
                            "'P1D1D'",
                            "'P--1D'",
                            "'P1-D'",
                            "'PT1.S'",
                            "'PT.5S'",
                            "'PT1.2.3S'",
                            "'PT1.1234567S'",
                            "'P2147483648D'",
                            "'P178956971Y'",
                            "'PT2562047788H54.775808S'",
                            "'P12345678901234D'",
                            "' P1D'",
                            "'P1D '",
                            "'PT1h'"})
    EXPECT_EQ(converted(wrong, text, interval), "refused") << wrong;
}

TEST(SqliteConvert, RealsKeepEveryDigitAsTexts) {
  const ColumnType text = type(Kind::text);
  const ColumnType real = type(Kind::float64);
  EXPECT_EQ(converted("0.1", real, text), "'0.1'");
  EXPECT_EQ(converted("3.0", real, text), "'3'");
  EXPECT_EQ(converted("1e-5", real, text), "'1e-05'");
  EXPECT_EQ(converted("1e20", real, text), "'1e+20'");
  EXPECT_EQ(converted("0.1 + 0.2", real, text), "'0.30000000000000004'");
  EXPECT_EQ(converted("'0.30000000000000004'", text, real), "3.00000000000000044408e-01");
  EXPECT_EQ(converted("9e999", real, text), "'Infinity'");
  EXPECT_EQ(converted("'-Infinity'", text, real), "-Inf");
  EXPECT_EQ(converted("2", type(Kind::boolean), text), "refused");
}

TEST(SqliteConvert, NoValueGetsAnotherMeaning) {
  const ColumnType date = type(Kind::date);
  const ColumnType time = type(Kind::timestamp);
  EXPECT_EQ(converted("5", date, type(Kind::float64)), "refused");
  EXPECT_EQ(converted("5", date, type(Kind::int64)), "refused");
  EXPECT_EQ(converted("5", date, type(Kind::decimal)), "refused");
  EXPECT_EQ(converted("5", date, type(Kind::boolean)), "refused");
  EXPECT_EQ(converted("5", type(Kind::int64), time), "refused");
  EXPECT_EQ(converted("5", type(Kind::decimal, 10, 2), date), "refused");
  EXPECT_EQ(converted("1", type(Kind::boolean), date), "refused");
  EXPECT_EQ(converted("5.0", type(Kind::float64), time), "refused");
  EXPECT_EQ(converted("x'35'", type(Kind::bytes), type(Kind::decimal)), "refused");
  EXPECT_EQ(converted("'2.5'", type(Kind::decimal), type(Kind::bytes)), "refused");
  EXPECT_EQ(converted("null", date, type(Kind::decimal)), "NULL");
  EXPECT_EQ(converted("null", type(Kind::int64), time), "NULL");
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

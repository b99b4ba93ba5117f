// Columns of another type than the one asked for: read where nothing is lost, else refused by name,
// and on both databases alike.
#include <chrono>
#include <cmath>
#include <limits>

#include <tenon/chrono.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

constexpr std::int64_t least64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most64 = std::numeric_limits<std::int64_t>::max();

class ConvertTest : public OnBoth {
 protected:
  /// `sql` is an expression; PostgreSQL reads it as the column type that is named.
  template <class T>
  T read(const std::string& type, const std::string& sql) {
    const std::string given = is_postgresql() ? "cast(" + sql + " as " + type + ")" : sql;
    std::vector<T> rows = session.query<T>(DynamicStatement{"select " + given + " as given"});
    return rows.at(0);
  }
  template <class T>
  std::string refusal(const std::string& type, const std::string& sql) {
    const Error error = error_of([&] { read<T>(type, sql); });
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    return error.what();
  }
  template <class T>
  void expect_ends(const std::string& type) {
    for (const std::int64_t value : {std::int64_t{std::numeric_limits<T>::min()}, std::int64_t{0},
                                     std::int64_t{std::numeric_limits<T>::max()}}) {
      EXPECT_EQ(std::int64_t{read<T>(type, text(value))}, value) << type;
    }
  }
  /// What both databases take for a whole number; the least one is no literal of theirs.
  static std::string text(std::int64_t value) {
    return value == least64 ? "(-9223372036854775807 - 1)" : "(" + std::to_string(value) + ")";
  }

  Session session{engine.session()};
};

TEST_P(ConvertTest, IntegersOfEachWidthFromEachWidthThatFits) {
  for (const char* const type : {"smallint", "integer", "bigint", "numeric"}) {
    expect_ends<std::int16_t>(type);
  }
  for (const char* const type : {"integer", "bigint", "numeric", "double precision"}) {
    expect_ends<std::int32_t>(type);
  }
  for (const char* const type : {"bigint", "numeric"}) expect_ends<std::int64_t>(type);
  EXPECT_EQ(read<std::int32_t>("smallint", "7"), 7);
  EXPECT_EQ(read<std::int64_t>("smallint", "7"), 7);
  EXPECT_EQ(read<std::int64_t>("integer", "-7"), -7);
}

TEST_P(ConvertTest, AnIntegerBeyondTheTypeIsToldWithItsRange) {
  for (const char* const type : {"integer", "bigint", "numeric"}) {
    EXPECT_EQ(refusal<std::int16_t>(type, "32768"),
              "column 'given' holds a number that is not from -32768 to 32767");
    EXPECT_EQ(refusal<std::int16_t>(type, "(-32769)"),
              "column 'given' holds a number that is not from -32768 to 32767");
  }
  for (const char* const type : {"bigint", "numeric"}) {
    EXPECT_EQ(refusal<std::int32_t>(type, "2147483648"),
              "column 'given' holds a number that is not from -2147483648 to 2147483647");
    EXPECT_EQ(refusal<std::int32_t>(type, "(-2147483649)"),
              "column 'given' holds a number that is not from -2147483648 to 2147483647");
  }
  // 2^63, which SQLite takes for a real number.
  EXPECT_EQ(refusal<std::int64_t>("numeric", "9223372036854775808"),
            "column 'given' holds a number that is not from -9223372036854775808 to "
            "9223372036854775807");
  EXPECT_EQ(refusal<std::int64_t>("double precision", "1e300"),
            "column 'given' holds a number that is not from -9223372036854775808 to "
            "9223372036854775807");
  EXPECT_EQ(read<std::int64_t>("double precision", "(-9223372036854775808.0)"), least64);
}

TEST_P(ConvertTest, AWholeNumberIsAnIntegerWhateverItsColumn) {
  EXPECT_EQ(read<std::int64_t>("numeric(10, 2)", "12.00"), 12);
  EXPECT_EQ(read<std::int32_t>("numeric", "(-0.0)"), 0);
  EXPECT_EQ(read<std::int16_t>("double precision", "3.0"), 3);
  EXPECT_EQ(read<std::int64_t>("real", "3.0"), 3);
  const std::string fraction = "column 'given' holds a number with a fraction, expected an integer";
  EXPECT_EQ(refusal<std::int64_t>("numeric", "2.5"), fraction);
  EXPECT_EQ(refusal<std::int32_t>("double precision", "2.5"), fraction);
  EXPECT_EQ(refusal<std::int16_t>("real", "(-0.5)"), fraction);
}

TEST_P(ConvertTest, WhatAggregatesGive) {
  execute("create table t (a smallint not null, b bigint not null)",
          "create table t (a integer not null, b integer not null) strict");
  session.execute("insert into t (a, b) values (1, 2), (3, 4)");
  EXPECT_EQ(session.query_one<int>("select count(*) from t"), 2);
  EXPECT_EQ(session.query_one<std::int16_t>("select count(*) from t"), 2);
  EXPECT_EQ(session.query_one<std::int64_t>("select sum(b) from t"), 6);
  EXPECT_EQ(session.query_one<int>("select sum(b) from t"), 6);
  EXPECT_EQ(session.query_one<std::int64_t>("select avg(b) from t"), 3);
  EXPECT_EQ(session.query_one<double>("select cast(avg(b) as double precision) from t"), 3.0);
  EXPECT_EQ(session.query_one<std::int16_t>("select max(a) from t"), 3);
  EXPECT_EQ((session.query_one<std::pair<int, double>>("select sum(a), max(b) from t")),
            (std::pair<int, double>{4, 4.0}));
}

TEST_P(ConvertTest, NoneOfAnAggregateIsToldByItsColumn) {
  execute("create table t (a integer, b text)", "create table t (a integer, b text) strict");
  const auto told = [&](const auto& call) { return std::string{error_of(call).what()}; };
  EXPECT_EQ(told([&] { session.query_one<int>("select max(a) as most from t"); }),
            std::string{"column 'most' is NULL, expected an integer"} +
                (is_postgresql() ? " of 32 bits" : ""));
  EXPECT_EQ(told([&] { session.query_one<std::int64_t>("select sum(a) as total from t"); }),
            "column 'total' is NULL, expected an integer");
  EXPECT_EQ(told([&] { session.query_one<double>("select avg(a) as mean from t"); }),
            "column 'mean' is NULL, expected a floating point number");
  EXPECT_EQ(told([&] { session.query_one<std::string>("select max(b) as last from t"); }),
            "column 'last' is NULL, expected text");
  EXPECT_EQ(session.query_one<std::optional<int>>("select max(a) from t"), std::nullopt);
  EXPECT_EQ(session.query_one<std::optional<Decimal>>("select avg(a) from t"), std::nullopt);
}

TEST_P(ConvertTest, FloatingPointNumbersFromWhatTheyHoldExactly) {
  EXPECT_EQ(read<double>("real", "1.5"), 1.5);
  EXPECT_EQ(read<float>("double precision", "1.5"), 1.5F);
  EXPECT_EQ(read<double>("smallint", "7"), 7.0);
  EXPECT_EQ(read<double>("integer", "(-7)"), -7.0);
  EXPECT_EQ(read<float>("integer", "7"), 7.0F);
  EXPECT_EQ(read<double>("bigint", "9007199254740992"), 9007199254740992.0);
  EXPECT_EQ(read<double>("bigint", text(least64)), -9223372036854775808.0);
  for (const std::int64_t between : {std::int64_t{9007199254740993}, most64}) {
    EXPECT_EQ(refusal<double>("bigint", text(between)),
              "column 'given' holds an integer that no double is exactly");
  }
  EXPECT_EQ(refusal<float>("integer", "16777217"),
            "column 'given' holds a number that no float of 32 bits is exactly");
  EXPECT_EQ(refusal<float>("double precision", "1e300"),
            "column 'given' holds a number that no float of 32 bits is exactly");
}

TEST_P(ConvertTest, OtherTypesStayRefused) {
  EXPECT_EQ(refusal<std::int64_t>("text", "'7'").substr(0, 34),
            "column 'given' is not an integer" + std::string{is_postgresql() ? " b" : ""});
  EXPECT_NE(refusal<double>("text", "'7'").find("is not a floating point number"),
            std::string::npos);
  EXPECT_NE(refusal<std::string>("integer", "7").find("is not text"), std::string::npos);
  EXPECT_NE(refusal<bool>("integer", "7").find("column 'given' is not"), std::string::npos);
  EXPECT_NE(refusal<Uuid>("text", "'7'").find("column 'given' is not a"), std::string::npos);
}

// Constants, since clang 14 crashes over a Statement made within a macro.
constexpr Statement moment{"select cast($1 as timestamptz)", "select cast($1 as integer)"};
constexpr Statement pair_of{"select cast($1 as bigint), cast($2 as text)"};
constexpr Statement among{
    "select a from (values (1), (2), (3)) as t (a) where a = any($1) order by a",
    "select column1 from (values (1), (2), (3)) where column1 in (select value from "
    "tenon_array($1))"};

TEST_P(ConvertTest, ArgumentsOfEachKind) {
  using std::chrono::sys_seconds;
  using Pair = std::pair<std::optional<std::int64_t>, std::string>;
  const sys_seconds at{std::chrono::seconds{5}};
  EXPECT_EQ(session.query_one<sys_seconds>(moment, at), at);
  const std::optional<std::int64_t> none;
  const std::optional<std::string> some = "ink";
  EXPECT_EQ(session.query_one<Pair>(pair_of, none, some), (Pair{none, "ink"}));
  const Bytes bytes = {std::byte{7}};
  EXPECT_EQ(session.query_one<Bytes>("select $1", bytes), bytes);
  EXPECT_EQ(session.query<int>(among, std::vector<std::int64_t>{1, 3}), (std::vector<int>{1, 3}));
}

TENON_ON_BOTH(ConvertTest);

/// A database of the test's own, for types that only PostgreSQL has.
class ConvertPostgresql : public testing::Test {
 protected:
  template <class T>
  T read(const char* expression) {
    return session.query<T>(DynamicStatement{std::string{"select "} + expression + " as given"})
        .at(0);
  }
  template <class T>
  std::string refusal(const char* expression) {
    const Error error = error_of([&] { read<T>(expression); });
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    return error.what();
  }

  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Session session{engine.session()};
};

TEST_F(ConvertPostgresql, DecimalsFromExactNumbers) {
  EXPECT_EQ(read<Decimal>("7::smallint"), Decimal{7});
  EXPECT_EQ(read<Decimal>("(-9223372036854775808)::bigint"), Decimal{least64});
  EXPECT_EQ(read<Decimal>("(select avg(a) from (values (1), (2)) as t (a))").rescaled(1),
            Decimal{"1.5"});
  EXPECT_EQ(refusal<Decimal>("1.5::float8"),
            "column 'given' is not a decimal number but of the type double precision");
  EXPECT_EQ(refusal<Decimal>("'NaN'::numeric"),
            "column 'given' holds NaN, an infinity or more digits than tenon::Decimal has");
  EXPECT_EQ(refusal<std::int64_t>("'Infinity'::numeric"),
            "column 'given' holds NaN, an infinity or more digits than tenon::Decimal has");
}

// Whether 2.5 comes or 2.4 must not decide whether a program works.
TEST_F(ConvertPostgresql, ANumericIsNoDoubleWhateverItsValue) {
  const std::string told =
      "column 'given' is numeric, which a floating point number would round: read it as a "
      "tenon::Decimal, or select cast(… as double precision)";
  EXPECT_EQ(refusal<double>("2.5"), told);
  EXPECT_EQ(refusal<float>("2.4"), told);
  EXPECT_EQ(refusal<std::optional<double>>("2"
                                           ".0"),
            told);
}

TEST_F(ConvertPostgresql, NanAndInfinities) {
  EXPECT_TRUE(std::isnan(read<float>("'NaN'::float8")));
  EXPECT_TRUE(std::isinf(read<double>("'-Infinity'::float4")));
  EXPECT_EQ(refusal<std::int64_t>("'NaN'::float8"),
            "column 'given' holds NaN, expected an integer");
  EXPECT_EQ(refusal<std::int16_t>("'Infinity'::float8").substr(0, 49),
            "column 'given' holds a number that is not from -9");
}

TEST_F(ConvertPostgresql, TextLikeTypesAreText) {
  EXPECT_EQ(read<std::string>("'ink'::varchar(5)"), "ink");
  EXPECT_EQ(read<std::string>("'ink'::char(5)"), "ink  ");
  EXPECT_EQ(read<std::string>("'ink'::name"), "ink");
  EXPECT_EQ(read<std::string>("'i'::\"char\""), "i");
  EXPECT_EQ(read<std::string>("'[1]'::jsonb"), "[1]");
  session.execute("create type mood as enum ('sad', 'glad')");
  session.execute("create domain word as varchar(9)");
  EXPECT_EQ(read<std::string>("'glad'::mood"), "glad");
  EXPECT_EQ(read<std::string>("'ink'::word"), "ink");
  EXPECT_EQ(session.query_one<std::string>("select current_user"), "tenon");
  EXPECT_EQ(read<std::vector<std::string>>("array['sad', 'glad']::mood[]").at(1), "glad");
}

TEST_F(ConvertPostgresql, TypesWithABinaryFormOfTheirOwnSayHowTheyAreText) {
  EXPECT_EQ(refusal<std::string>("'10.0.0.1'::inet"),
            "column 'given' is not text (select cast(… as text)) but of the type inet");
  EXPECT_EQ(refusal<std::string>("'7'::int"),
            "column 'given' is not text (select cast(… as text)) but of the type integer");
  session.execute("create type point3 as (x int, y int)");
  EXPECT_EQ(refusal<std::string>("row(1, 2)::point3").substr(0, 70),
            "column 'given' is not text (select cast(… as text)) but of the type ");
  EXPECT_EQ(read<std::string>("'10.0.0.1'::inet::text"), "10.0.0.1/32");
}

TEST_F(ConvertPostgresql, TimesOfAnotherKindStayRefused) {
  EXPECT_EQ(refusal<Timestamp>("'2026-01-01'::timestamp"),
            "column 'given' is not a timestamp with time zone but of the type timestamp without "
            "time zone");
  EXPECT_EQ(refusal<Date>("'2026-01-01'::timestamp"),
            "column 'given' is not a date but of the type timestamp without time zone");
  EXPECT_EQ(refusal<LocalTimestamp>("'2026-01-01'::date"),
            "column 'given' is not a timestamp without time zone but of the type date");
}

TEST_F(ConvertPostgresql, ElementsOfAListAreConvertedToo) {
  EXPECT_EQ(read<std::vector<std::int32_t>>("array[1, 2]::bigint[]"),
            (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(refusal<std::vector<std::int16_t>>("array[1, 40000]"),
            "column 'given' holds a number that is not from -32768 to 32767");
}

}  // namespace
}  // namespace tenon::test

#include <tenon/date.hpp>

#include <gtest/gtest.h>

#include <tenon/error.hpp>

namespace tenon {
namespace {

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date::of(1970, 1, 1).days, 0);
  EXPECT_EQ(Date::of(1969, 12, 31).days, -1);
  EXPECT_EQ(Date::of(2000, 3, 1).days, 11017);  // PostgreSQL: date '2000-03-01' - date '1970-01-01'
  EXPECT_EQ(Date::of(1, 1, 1).days, -719162);
  EXPECT_EQ(Date::of(9999, 12, 31).days, 2932896);
}

TEST(Date, KnowsLeapYears) {
  EXPECT_EQ(Date::of(2024, 2, 29).days + 1, Date::of(2024, 3, 1).days);
  EXPECT_EQ(Date::of(2000, 2, 29).days + 1, Date::of(2000, 3, 1).days);
  EXPECT_THROW(Date::of(1900, 2, 29), Error);
  EXPECT_THROW(Date::of(2023, 2, 29), Error);
  EXPECT_THROW(Date::of(2023, 4, 31), Error);
}

TEST(Date, RefusesWhatIsNoDay) {
  EXPECT_THROW(Date::of(2023, 0, 1), Error);
  EXPECT_THROW(Date::of(2023, 13, 1), Error);
  EXPECT_THROW(Date::of(2023, 1, 0), Error);
  EXPECT_THROW(Date::of(2023, 1, 32), Error);
  EXPECT_THROW(Date::of(2'000'000'000, 1, 1), Error);
  try {
    Date::of(2023, 2, 30);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  }
}

TEST(Date, WritesIso8601) {
  EXPECT_EQ(to_string(Date::of(2026, 11, 21)), "2026-11-21");
  EXPECT_EQ(to_string(Date::of(1, 1, 1)), "0001-01-01");
  EXPECT_EQ(to_string(Date::of(0, 2, 29)), "0000-02-29");
  EXPECT_EQ(to_string(Date::of(9999, 12, 31)), "9999-12-31");
  EXPECT_EQ(to_string(Date::of(10000, 1, 1)), "+10000-01-01");
  EXPECT_EQ(to_string(Date::of(-1, 12, 31)), "-00001-12-31");
}

TEST(Date, ReadsWhatItWrites) {
  for (std::int32_t days = -1'000'000; days < 4'000'000; days += 997) {
    ASSERT_EQ(parse_date(to_string(Date{days})), Date{days}) << days;
  }
}

TEST(Date, EachDayFollowsTheOneBefore) {
  // Written out by another rule: count the days of each month one by one.
  std::int32_t days = Date::of(1896, 1, 1).days;
  for (int year = 1896; year < 2105; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int lengths[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= lengths[month - 1]; ++day) {
        ASSERT_EQ(Date::of(year, month, day).days, days++);
      }
    }
  }
}

TEST(Date, ReadsOnlyYearMonthDay) {
  EXPECT_EQ(parse_date("2026-11-21"), Date::of(2026, 11, 21));
  for (const char* text :
       {"", "2026", "2026-11", "2026-11-21 ", " 2026-11-21", "2026-11-21T00:00:00Z", "2026-1-1",
        "20261121", "2026/11/21", "26-11-21", "2026-02-29", "2026-00-10", "2026-10-00",
        "12026-01-01", "+2026-11-21", "2026-11-2x", "21-11-2026", "--11-21", "2026-11--1"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(Date, Orders) {
  EXPECT_LT(Date::of(1999, 12, 31), Date::of(2000, 1, 1));
  EXPECT_EQ(Date{}, Date::of(1970, 1, 1));
}

}  // namespace
}  // namespace tenon

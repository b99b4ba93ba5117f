// Times of day and local timestamps, as text and as numbers.
#include <tenon/local_timestamp.hpp>
#include <tenon/time.hpp>

#include <gtest/gtest.h>

#include <tenon/error.hpp>

namespace tenon {
namespace {

TEST(Time, CountsFromMidnightToTheEndOfTheDay) {
  EXPECT_EQ(Time::of(0, 0).microseconds, 0);
  EXPECT_EQ(Time::of(10, 15, 1, 2).microseconds, 36'901'000'002);
  EXPECT_EQ(Time::of(24, 0), Time::end_of_day());
  EXPECT_LT(Time::of(23, 59, 59, 999'999), Time::end_of_day());
  for (const auto [hour, minute, second, micro] :
       {std::array{-1, 0, 0, 0}, std::array{24, 0, 0, 1}, std::array{25, 0, 0, 0},
        std::array{0, 60, 0, 0}, std::array{0, 0, 60, 0}, std::array{0, 0, 0, 1'000'000},
        std::array{0, -1, 0, 0}, std::array{0, 0, -1, 0}, std::array{0, 0, 0, -1}})
    EXPECT_THROW(Time::of(hour, minute, second, micro), Error);
}

TEST(Time, WritesAndReadsIso8601) {
  for (const char* const text : {"00:00:00", "23:59:59.999999", "24:00:00", "10:15:00.000001"})
    EXPECT_EQ(to_string(parse_time(text).value()), text);
  EXPECT_EQ(parse_time("10:15:00.5"), Time::of(10, 15, 0, 500'000));
  EXPECT_EQ(parse_time("10:15:00.1234560"), Time::of(10, 15, 0, 123'456));
  EXPECT_EQ(parse_time("24:00:00.000"), Time::end_of_day());
  for (const char* const text :
       {"", "10:15", "1:15:00", "24:00:01", "24:00:00.1", "24:00:00.", "24:00:00Z", "25:00:00",
        "10:60:00", "10:15:60", "10:15:00Z", "10:15:00+01:00", "10:15:00.", "10:15:00.1234567",
        " 10:15:00", "10:15:00 ", "-10:15:00", "infinity"})
    EXPECT_FALSE(parse_time(text)) << text;
  EXPECT_THROW(to_string(Time{-1}), Error);
  EXPECT_THROW(to_string(Time{86'400'000'001}), Error);
}

TEST(LocalTimestamp, WritesAndReadsIso8601WithoutOffset) {
  for (const char* const text :
       {"2026-11-21T10:15:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59.999999",
        "1969-12-31T23:59:59.999999", "infinity", "-infinity", "0000-02-29T00:00:00",
        "-00001-12-31T00:00:00", "+10000-01-01T00:00:00"})
    EXPECT_EQ(to_string(parse_local_timestamp(text).value()), text);
  EXPECT_EQ(parse_local_timestamp("2026-11-21 10:15:00.5"),
            LocalTimestamp::of(Date::of(2026, 11, 21), Time::of(10, 15, 0, 500'000)));
  for (const char* const text :
       {"", "2026-11-21", "2026-11-21T", "2026-11-21T10:15", "2026-11-21T10:15:00Z",
        "2026-11-21T10:15:00+00:00", "2026-02-29T10:15:00", "2026-11-21T24:00:00", "Infinity",
        "999999-01-01T00:00:00"})
    EXPECT_FALSE(parse_local_timestamp(text)) << text;
}

TEST(LocalTimestamp, IsMadeOfADayAndATime) {
  EXPECT_EQ(LocalTimestamp::of(Date{1}), LocalTimestamp{86'400'000'000});
  EXPECT_EQ(LocalTimestamp::of(Date{1}, Time::end_of_day()), LocalTimestamp::of(Date{2}));
  EXPECT_TRUE(LocalTimestamp::infinity().is_infinite());
  EXPECT_LT(LocalTimestamp::negative_infinity(), LocalTimestamp{0});
}

}  // namespace
}  // namespace tenon

#include <tenon/timestamp.hpp>

#include <ctime>

#include <gtest/gtest.h>

namespace tenon {
namespace {

constexpr std::int64_t second = 1'000'000;

TEST(Timestamp, WritesRfc3339InUtc) {
  EXPECT_EQ(to_string(Timestamp{0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_string(Timestamp{1}), "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(to_string(Timestamp{-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(to_string(Timestamp{1'795'256'100 * second + 123'456}), "2026-11-21T10:15:00.123456Z");
  EXPECT_EQ(to_string(Timestamp{1'795'256'100 * second + 500'000}), "2026-11-21T10:15:00.500000Z");
  EXPECT_EQ(to_string(Timestamp{-62'135'596'800 * second}), "0001-01-01T00:00:00Z");
  EXPECT_EQ(to_string(Timestamp{253'402'300'800 * second - 1}), "9999-12-31T23:59:59.999999Z");
  EXPECT_EQ(to_string(Timestamp{253'402'300'800 * second}), "+10000-01-01T00:00:00Z");
}

TEST(Timestamp, WritesInfinities) {
  EXPECT_EQ(to_string(Timestamp::infinity()), "infinity");
  EXPECT_EQ(to_string(Timestamp::negative_infinity()), "-infinity");
  EXPECT_EQ(parse_timestamp("infinity"), Timestamp::infinity());
  EXPECT_EQ(parse_timestamp("-infinity"), Timestamp::negative_infinity());
  EXPECT_TRUE(Timestamp::infinity().is_infinite());
  EXPECT_FALSE(Timestamp{}.is_infinite());
  EXPECT_LT(Timestamp::negative_infinity(), Timestamp{});
  EXPECT_LT(Timestamp{}, Timestamp::infinity());
}

TEST(Timestamp, ReadsWhatItWrites) {
  for (std::int64_t n = -3'000; n < 3'000; ++n) {
    const Timestamp timestamp{n * 97'000'000'000'007};
    ASSERT_EQ(parse_timestamp(to_string(timestamp)), timestamp) << to_string(timestamp);
  }
}

TEST(Timestamp, ReadsTheFormsOfRfc3339) {
  const Timestamp expected{1'795'256'100 * second};
  for (const char* text :
       {"2026-11-21T10:15:00Z", "2026-11-21t10:15:00z", "2026-11-21 10:15:00Z",
        "2026-11-21T10:15:00.0Z", "2026-11-21T10:15:00+00:00", "2026-11-21T10:15:00-00:00",
        "2026-11-21T12:15:00+02:00", "2026-11-21T05:45:00-04:30", "2026-11-22T10:14:00+23:59",
        "2026-11-21T10:15:00.000000000Z"}) {
    EXPECT_EQ(parse_timestamp(text), expected) << text;
  }
}

TEST(Timestamp, ReadsFractions) {
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00.5Z"), Timestamp{500'000});
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00.123Z"), Timestamp{123'000});
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00.000001Z"), Timestamp{1});
  EXPECT_EQ(parse_timestamp("1969-12-31T23:59:59.999999Z"), Timestamp{-1});
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00.1234560Z"), Timestamp{123'456});
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00.1234567Z"), std::nullopt)
      << "a digit would be lost";
}

TEST(Timestamp, CrossesDaysByItsOffset) {
  EXPECT_EQ(parse_timestamp("2024-03-01T00:30:00+01:00"), parse_timestamp("2024-02-29T23:30:00Z"));
  EXPECT_EQ(parse_timestamp("2023-12-31T23:30:00-01:00"), parse_timestamp("2024-01-01T00:30:00Z"));
}

TEST(Timestamp, RefusesEverythingElse) {
  for (const char* text : {"",
                           "Z",
                           "2026-11-21",
                           "2026-11-21T10:15:00",
                           "2026-11-21T10:15Z",
                           "2026-11-21T10:15:00.Z",
                           "2026-11-21T10:15:00,5Z",
                           "2026-11-21T24:00:00Z",
                           "2026-11-21T10:60:00Z",
                           "2026-11-21T10:15:60Z",
                           "2026-11-21T10:15:00+0200",
                           "2026-11-21T10:15:00+2:00",
                           "2026-11-21T10:15:00+24:00",
                           "2026-11-21T10:15:00+02:60",
                           "2026-11-21T10:15:00Zx",
                           " 2026-11-21T10:15:00Z",
                           "2026-11-21_10:15:00Z",
                           "2026-02-30T10:15:00Z",
                           "2026-13-01T10:15:00Z",
                           "2026-11-21T1:15:00Z",
                           "1795256100",
                           "Infinity",
                           "+infinity",
                           "NaN",
                           "2026-11-21T10:15:00 Z",
                           "2026-11-21T-1:15:00Z"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

TEST(Timestamp, StaysInsideItsRange) {
  EXPECT_EQ(parse_timestamp("+9999999-01-01T00:00:00Z"), std::nullopt);
  EXPECT_EQ(parse_timestamp("-9999999-01-01T00:00:00Z"), std::nullopt);
  EXPECT_NE(parse_timestamp("+294246-01-01T00:00:00Z"), std::nullopt);
}

TEST(Timestamp, NowIsTheSystemsClock) {
  const std::int64_t before = std::time(nullptr);
  const std::int64_t now = Timestamp::now().microseconds / second;
  const std::int64_t after = std::time(nullptr);
  EXPECT_GE(now, before - 1);
  EXPECT_LE(now, after + 1);
}

}  // namespace
}  // namespace tenon

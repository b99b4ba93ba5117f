#include <tenon/interval.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace tenon {
namespace {

constexpr std::int32_t least_32 = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t most_32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t least_64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most_64 = std::numeric_limits<std::int64_t>::max();

TEST(Interval, WritesIso8601) {
  EXPECT_EQ(to_string(Interval{}), "PT0S");
  EXPECT_EQ(to_string(Interval{14, 3, 14'706'700'000}), "P1Y2M3DT4H5M6.7S");
  EXPECT_EQ(to_string(Interval{0, -1, -7'200'000'000}), "-P1DT2H");
  EXPECT_EQ(to_string(Interval{0, 1, -7'200'000'000}), "P1DT-2H");
  EXPECT_EQ(to_string(Interval{-14, 40, -3'600'000'001}), "P-1Y-2M40DT-1H-0.000001S");
  EXPECT_EQ(to_string(Interval{0, 400, 129'600'000'000}), "P400DT36H");
  EXPECT_EQ(to_string(Interval{0, 0, -1}), "-PT0.000001S");
  EXPECT_EQ(to_string(Interval{0, 0, 60'000'000}), "PT1M");
  EXPECT_EQ(to_string(Interval{least_32, least_32, least_64}),
            "-P178956970Y8M2147483648DT2562047788H54.775808S");
  EXPECT_EQ(to_string(Interval{most_32, most_32, most_64}),
            "P178956970Y7M2147483647DT2562047788H54.775807S");
}

TEST(Interval, ReadsMoreThanItWrites) {
  EXPECT_EQ(parse_interval("P2W"), (Interval{0, 14, 0}));
  EXPECT_EQ(parse_interval("P2W1D"), (Interval{0, 15, 0}));
  EXPECT_EQ(parse_interval("+P1M"), (Interval{1, 0, 0}));
  EXPECT_EQ(parse_interval("-P-1M2D"), (Interval{1, -2, 0}));
  EXPECT_EQ(parse_interval("P+1M"), (Interval{1, 0, 0}));
  EXPECT_EQ(parse_interval("PT90M"), (Interval{0, 0, 5'400'000'000}));
  EXPECT_EQ(parse_interval("PT0.1234560S"), (Interval{0, 0, 123'456}));
  EXPECT_EQ(parse_interval("P0D"), Interval{});
  EXPECT_EQ(parse_interval("P1Y-2M"), (Interval{10, 0, 0}));
}

TEST(Interval, RefusesWhatIsNone) {
  for (const char* const text : {"",
                                 "P",
                                 "PT",
                                 "P1",
                                 "1D",
                                 "P1DT",
                                 "PT1D",
                                 "P1H",
                                 "P1D1M",
                                 "P1M1M",
                                 "PT1S1M",
                                 "P1.5D",
                                 "PT1.5H",
                                 "PT1.S",
                                 "PT.5S",
                                 "PT0.1234567S",
                                 "P1d",
                                 "p1D",
                                 " P1D",
                                 "P1D ",
                                 "P--1D",
                                 "--P1D",
                                 "P1D2",
                                 "1 day",
                                 "3 days, 04:05:06",
                                 "P2147483648D",
                                 "P178956970Y8M",
                                 "P99999999999999999999D",
                                 "PT2562047788H54.775808S",
                                 "P9223372036854775807Y",
                                 "PT1S1",
                                 "P1DTT1S",
                                 "infinity"})
    EXPECT_FALSE(parse_interval(text)) << text;
}

TEST(Interval, ReadsWhatItWrites) {
  std::mt19937_64 random{7};
  const auto part = [&](auto most) {
    const std::int64_t wide = static_cast<std::int64_t>(random());
    return random() % 3 == 0 ? decltype(most){}
                             : static_cast<decltype(most)>(wide >> (random() % 64));
  };
  for (int i = 0; i < 20'000; ++i) {
    const Interval interval{part(most_32), part(most_32), part(most_64)};
    const std::string text = to_string(interval);
    ASSERT_EQ(parse_interval(text), interval) << text;
  }
  for (const Interval& interval :
       {Interval{least_32, least_32, least_64}, Interval{most_32, most_32, most_64},
        Interval{least_32, most_32, least_64}, Interval{most_32, least_32, most_64}})
    EXPECT_EQ(parse_interval(to_string(interval)), interval);
}

}  // namespace
}  // namespace tenon

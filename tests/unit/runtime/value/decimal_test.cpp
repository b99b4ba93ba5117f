#include <tenon/decimal.hpp>

#include <limits>

#include <gtest/gtest.h>

#include <tenon/error.hpp>

namespace tenon {
namespace {

std::string text(const Decimal& decimal) { return to_string(decimal); }

TEST(Decimal, KeepsItsScale) {
  EXPECT_EQ(text(Decimal{"1.50"}), "1.50");
  EXPECT_EQ(text(Decimal{"1.5"}), "1.5");
  EXPECT_EQ(text(Decimal{"0.00"}), "0.00");
  EXPECT_EQ(text(Decimal{"0.05"}), "0.05");
  EXPECT_EQ(text(Decimal{"-0.05"}), "-0.05");
  EXPECT_EQ(text(Decimal{}), "0");
  EXPECT_EQ(Decimal{"1.50"}.scale(), 2);
  EXPECT_EQ(Decimal{"150"}.scale(), 0);
}

TEST(Decimal, WritesOneFormOfEachNumber) {
  EXPECT_EQ(text(Decimal{"+7"}), "7");
  EXPECT_EQ(text(Decimal{"007"}), "7");
  EXPECT_EQ(text(Decimal{"00.70"}), "0.70");
  EXPECT_EQ(text(Decimal{"-007.0"}), "-7.0");
}

TEST(Decimal, HasNoNegativeZero) {
  EXPECT_EQ(text(Decimal{"-0"}), "0");
  EXPECT_EQ(text(Decimal{"-0.00"}), "0.00");
  EXPECT_EQ(text(-Decimal{"0.0"}), "0.0");
  EXPECT_EQ(text(Decimal{"-1"} * Decimal{"0"}), "0");
  EXPECT_EQ(text(Decimal{"1.5"} - Decimal{"1.5"}), "0.0");
  EXPECT_FALSE(Decimal{"-0"}.is_negative());
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* bad : {"",      " ",   "-",   "+",   ".",   "1.",       ".5",    "1..2",
                          "1.2.3", "1e3", "1E3", "NaN", "nan", "Infinity", "-inf",  "1,5",
                          "1 000", " 1",  "1 ",  "--1", "+-1", "0x10",     "1_000", "\xd9\xa1"}) {
    EXPECT_EQ(parse_decimal(bad), std::nullopt) << bad;
    EXPECT_THROW(Decimal{bad}, Error) << bad;
  }
  EXPECT_EQ(parse_decimal(std::string_view{"1\0", 2}), std::nullopt);
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(Decimal{"1.50"}, Decimal{"1.5"});
  EXPECT_EQ(Decimal{"0.00"}, Decimal{0});
  EXPECT_EQ(Decimal{"100"}, Decimal{"100.000"});
  EXPECT_LT(Decimal{"1.5"}, Decimal{"1.51"});
  EXPECT_LT(Decimal{"-1.51"}, Decimal{"-1.5"});
  EXPECT_LT(Decimal{"-1"}, Decimal{"0.001"});
  EXPECT_LT(Decimal{"9"}, Decimal{"10"});
  EXPECT_LT(Decimal{"-10"}, Decimal{"-9"});
  EXPECT_GT(Decimal{"0.1"}, Decimal{"0.0999999999999999999999999999999999999999"});
}

TEST(Decimal, AddsExactly) {
  EXPECT_EQ(text(Decimal{"0.1"} + Decimal{"0.2"}), "0.3");
  EXPECT_EQ(text(Decimal{"1.50"} + Decimal{"1.5"}), "3.00");
  EXPECT_EQ(text(Decimal{"99.99"} + Decimal{"0.01"}), "100.00");
  EXPECT_EQ(text(Decimal{"1"} + Decimal{"-3.25"}), "-2.25");
  EXPECT_EQ(text(Decimal{"-1"} - Decimal{"-3.25"}), "2.25");
  EXPECT_EQ(text(Decimal{"1000"} - Decimal{"0.001"}), "999.999");
}

TEST(Decimal, MultipliesExactly) {
  EXPECT_EQ(text(Decimal{"0.99"} * Decimal{"3"}), "2.97");
  EXPECT_EQ(text(Decimal{"-1.5"} * Decimal{"1.5"}), "-2.25");
  EXPECT_EQ(text(Decimal{"-0.1"} * Decimal{"-0.1"}), "0.01");
  EXPECT_EQ(text(Decimal{"99999999999999999999"} * Decimal{"99999999999999999999"}),
            "9999999999999999999800000000000000000001");
}

TEST(Decimal, HoldsFortyDigits) {
  const Decimal big{"1234567890123456789012345678901234567.890"};
  EXPECT_EQ(text(big), "1234567890123456789012345678901234567.890");
  EXPECT_EQ(text(big + big), "2469135780246913578024691357802469135.780");
  EXPECT_EQ(text(big - big), "0.000");
  EXPECT_EQ(big.precision(), 40);
  EXPECT_EQ(text(Decimal{"9999999999999999999999999999999999999999"} + Decimal{1}),
            "10000000000000000000000000000000000000000");
}

TEST(Decimal, IsBoundedWhenRead) {
  EXPECT_TRUE(parse_decimal(std::string(1000, '9')));
  EXPECT_FALSE(parse_decimal(std::string(1001, '9')));
}

TEST(Decimal, ComesFromEveryIntegerType) {
  EXPECT_EQ(text(Decimal{42}), "42");
  EXPECT_EQ(text(Decimal{std::numeric_limits<std::int64_t>::min()}), "-9223372036854775808");
  EXPECT_EQ(text(Decimal{std::numeric_limits<std::uint64_t>::max()}), "18446744073709551615");
  static_assert(!std::is_constructible_v<Decimal, double>);
  static_assert(!std::is_constructible_v<Decimal, bool>);
  static_assert(!std::is_convertible_v<const char*, Decimal>,
                "reading text may throw, so it has to be said");
}

TEST(Decimal, CountsDigits) {
  EXPECT_EQ(Decimal{"1.50"}.precision(), 3);
  EXPECT_EQ(Decimal{"0.001"}.precision(), 3);
  EXPECT_EQ(Decimal{"0"}.precision(), 1);
  EXPECT_EQ(Decimal{"1.50"}.digits(), "150");
  EXPECT_EQ(Decimal{"-0.05"}.digits(), "5");
}

TEST(Decimal, RescalesWithoutLosingAnything) {
  EXPECT_EQ(text(*Decimal{"1.5"}.rescaled(3)), "1.500");
  EXPECT_EQ(text(*Decimal{"1.500"}.rescaled(1)), "1.5");
  EXPECT_EQ(text(*Decimal{"-20.00"}.rescaled(0)), "-20");
  EXPECT_EQ(text(*Decimal{"0.000"}.rescaled(1)), "0.0");
  EXPECT_EQ(Decimal{"1.501"}.rescaled(2), std::nullopt);
  EXPECT_EQ(Decimal{"0.001"}.rescaled(2), std::nullopt);
  EXPECT_EQ(Decimal{"1"}.rescaled(-1), std::nullopt);
}

TEST(Decimal, ScalesToIntegers) {
  EXPECT_EQ(Decimal{"1.5"}.scaled(2), 150);
  EXPECT_EQ(Decimal{"-1.5"}.scaled(2), -150);
  EXPECT_EQ(Decimal{"1.555"}.scaled(2), std::nullopt);
  EXPECT_EQ(Decimal{"9223372036854775807"}.scaled(0), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(Decimal{"-9223372036854775808"}.scaled(0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(Decimal{"9223372036854775808"}.scaled(0), std::nullopt);
  EXPECT_EQ(Decimal{"-9223372036854775809"}.scaled(0), std::nullopt);
  EXPECT_EQ(Decimal{"99999999999999999999999"}.scaled(2), std::nullopt);
}

TEST(Decimal, ComesBackFromScaledIntegers) {
  EXPECT_EQ(text(Decimal::from_scaled(150, 2)), "1.50");
  EXPECT_EQ(text(Decimal::from_scaled(-5, 2)), "-0.05");
  EXPECT_EQ(text(Decimal::from_scaled(0, 2)), "0.00");
  EXPECT_EQ(text(Decimal::from_scaled(std::numeric_limits<std::int64_t>::min(), 18)),
            "-9.223372036854775808");
}

TEST(Decimal, AgreesWithIntegersOnRandomSums) {
  std::uint64_t state = 42;
  const auto next = [&state] {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int64_t>(state >> 33) - (std::int64_t{1} << 30);
  };
  for (int i = 0; i < 2'000; ++i) {
    const std::int64_t a = next();
    const std::int64_t b = next();
    ASSERT_EQ((Decimal::from_scaled(a, 4) + Decimal::from_scaled(b, 4)).scaled(4), a + b);
    ASSERT_EQ((Decimal::from_scaled(a, 4) - Decimal::from_scaled(b, 4)).scaled(4), a - b);
    ASSERT_EQ((Decimal::from_scaled(a, 2) * Decimal::from_scaled(b, 2)).scaled(4), a * b);
    ASSERT_EQ(Decimal::from_scaled(a, 4) < Decimal::from_scaled(b, 4), a < b);
  }
}

}  // namespace
}  // namespace tenon

#include "model/number.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace tenon::model {
namespace {

TEST(Numbers, BecomePlain) {
  EXPECT_EQ(plain_number("7"), "7");
  EXPECT_EQ(plain_number("+7"), "7");
  EXPECT_EQ(plain_number("-0"), "0");
  EXPECT_EQ(plain_number("1.50"), "1.50");
  EXPECT_EQ(plain_number(".5"), "0.5");
  EXPECT_EQ(plain_number("1."), "1.0");
  EXPECT_EQ(plain_number("1e3"), "1000");
  EXPECT_EQ(plain_number("-12.5e-2"), "-0.125");
  EXPECT_EQ(plain_number("1.25E1"), "12.5");
  EXPECT_EQ(plain_number("0x1F"), "31");
  EXPECT_EQ(plain_number("-0b101"), "-5");
  EXPECT_EQ(plain_number("017"), "15");
  EXPECT_EQ(plain_number("0.10000000000000000000001"), "0.10000000000000000000001");
}

TEST(Numbers, RefuseOthers) {
  for (const char* text :
       {"", "-", ".", "x", "1x", "1e", "1e999", "08", "0x", "1.2.3", "0xG", "1,5"})
    EXPECT_EQ(plain_number(text), std::nullopt) << text;
}

TEST(Numbers, OfMachineTypesAreAsShortAsTheyCanBe) {
  const auto plain = [](const char* text) { return plain_number(text).value(); };
  EXPECT_EQ(real_number("0.10", false), "0.10");
  EXPECT_EQ(real_number(plain("1e20"), false), "100000000000000000000");
  EXPECT_EQ(real_number(plain("1e300"), false), "1e300");
  EXPECT_EQ(real_number(plain("-1e-300"), false), "-1e-300");
  EXPECT_EQ(real_number(plain("1.7976931348623157e308"), false), "1.7976931348623157e308");
  EXPECT_EQ(real_number(plain("4.9406564584124654e-324"), false), "5e-324");
  EXPECT_EQ(real_number("0.1000000000000000055511151231257827", false), "0.1");
  EXPECT_EQ(real_number("0.1000000000000000055511151231257827", true), "0.1");
  EXPECT_EQ(real_number(plain("1e30"), true), "1e30");
  EXPECT_EQ(real_number(plain("1e39"), true), std::nullopt);
  EXPECT_EQ(real_number(plain("1e309"), false), std::nullopt);
  EXPECT_EQ(real_number(plain("1e-390"), false), std::nullopt);
}

TEST(Numbers, Compare) {
  EXPECT_LT(compare_numbers("9", "10"), 0);
  EXPECT_GT(compare_numbers("-9", "-10"), 0);
  EXPECT_LT(compare_numbers("-1", "0"), 0);
  EXPECT_EQ(compare_numbers("1.50", "1.5"), 0);
  EXPECT_EQ(compare_numbers("1.0", "1"), 0);
  EXPECT_LT(compare_numbers("1.25", "1.5"), 0);
  EXPECT_GT(compare_numbers("9223372036854775808", "9223372036854775807"), 0);
  EXPECT_TRUE(is_whole_number("-12"));
  EXPECT_FALSE(is_whole_number("1.0"));
}

TEST(Numbers, AreMultiples) {
  for (const auto& [number, of] :
       std::vector<std::pair<const char*, const char*>>{{"0", "7"},
                                                        {"-15", "5"},
                                                        {"0.30", "0.1"},
                                                        {"12.5", "0.05"},
                                                        {"100", "0.25"},
                                                        {"9223372036854775807", "7"},
                                                        {"6.000", "3"},
                                                        {"123456789012345678901234567890", "10"}})
    EXPECT_TRUE(is_multiple(number, of)) << number << " of " << of;
  for (const auto& [number, of] :
       std::vector<std::pair<const char*, const char*>>{{"7", "5"},
                                                        {"-1", "2"},
                                                        {"0.35", "0.1"},
                                                        {"0.001", "0.01"},
                                                        {"2", "4"},
                                                        {"123456789012345678901234567891", "10"}})
    EXPECT_FALSE(is_multiple(number, of)) << number << " of " << of;
}

}  // namespace
}  // namespace tenon::model

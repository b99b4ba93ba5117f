#include "model/number.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace tenon::model

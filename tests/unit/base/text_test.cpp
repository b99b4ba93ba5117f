#include "base/text.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

using Strings = std::vector<std::string>;

TEST(Text, SplitsAndJoins) {
  EXPECT_EQ(split("a::b::c", "::"), (Strings{"a", "b", "c"}));
  EXPECT_EQ(split("", ","), (Strings{""}));
  EXPECT_EQ(split(",a,", ","), (Strings{"", "a", ""}));
  EXPECT_EQ(split_lines("a\r\n\nb\n"), (Strings{"a", "", "b"}));
  EXPECT_EQ(join({"a", "b"}, ", "), "a, b");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, TrimsReplacesIndents) {
  EXPECT_EQ(trim(" \ta b\r\n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
  EXPECT_EQ(indent("a\n\nb\n", "  "), "  a\n\n  b\n");
  EXPECT_EQ(quote("a\nb"), "'a?b'");
  EXPECT_EQ(quote("\xFF\xC3\xA4\xC3"), "'?\xC3\xA4?'");
  EXPECT_EQ(to_lower("\xC3\x84"
                     "AZ@[`{"),
            "\xC3\x84"
            "az@[`{");
  EXPECT_EQ(to_upper("azAZ@[`{"), "AZAZ@[`{");
}

TEST(Text, KnowsUtf8) {
  EXPECT_EQ(find_invalid_utf8("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"), std::string::npos);
  EXPECT_EQ(find_invalid_utf8("ab\xC0\x80"), 2U);        // overlong
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // above U+10FFFF
  EXPECT_EQ(find_invalid_utf8("a\xE2\x82"), 1U);         // cut off
  EXPECT_EQ(count_code_points("a\xC3\xA4\xE2\x82\xAC"), 3U);
  EXPECT_EQ(to_utf8(U'a') + to_utf8(0xE4) + to_utf8(0x20AC) + to_utf8(0x1F600),
            "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
}

}  // namespace
}  // namespace tenon::base

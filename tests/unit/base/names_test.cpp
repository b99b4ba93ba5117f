#include "base/names.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

TEST(Names, GoFromOneStyleToAnother) {
  EXPECT_EQ(snake_case("User"), "user");
  EXPECT_EQ(snake_case("UserPost"), "user_post");
  EXPECT_EQ(snake_case("userPost"), "user_post");
  EXPECT_EQ(snake_case("HTTPServer"), "http_server");
  EXPECT_EQ(snake_case("Utf8Text"), "utf8_text");
  EXPECT_EQ(snake_case("already_snake"), "already_snake");
  EXPECT_EQ(camel_case("user_post"), "UserPost");
  EXPECT_EQ(camel_case("users"), "Users");
}

TEST(Names, KnowWhatCppReserves) {
  for (const char* word : {"alignas", "and_eq", "class", "co_await", "requires", "xor_eq"})
    EXPECT_TRUE(is_cpp_keyword(word)) << word;
  for (const char* word : {"final", "override", "import", "user", "Class"})
    EXPECT_FALSE(is_cpp_keyword(word)) << word;
  EXPECT_TRUE(is_reserved_identifier("_User"));
  EXPECT_TRUE(is_reserved_identifier("a__b"));
  EXPECT_FALSE(is_reserved_identifier("_user"));
  EXPECT_FALSE(is_reserved_identifier("user_"));
  EXPECT_TRUE(is_identifier("_a1"));
  EXPECT_FALSE(is_identifier("1a"));
  EXPECT_FALSE(is_identifier(""));
  EXPECT_FALSE(is_identifier("a-b"));
}

TEST(Names, KnowTheMacrosOfTheStandardHeaders) {
  for (const char* word : {"errno",     "NULL",           "assert",     "EOF",        "stdin",
                           "INT64_MAX", "UINT_FAST8_MAX", "INT_MIN",    "INTPTR_MAX", "UINT32_C",
                           "SIGINT",    "ENOENT",         "NAN",        "INFINITY",   "PRId64",
                           "SCNuMAX",   "M_PI",           "DBL_MAX",    "linux",      "unix",
                           "va_arg",    "offsetof",       "LC_ALL",     "FE_INVALID", "CHAR_BIT",
                           "SIZE_MAX",  "si_pid",         "sa_handler", "REG_R8",     "R_OK"})
    EXPECT_TRUE(is_standard_macro(word)) << word;
  for (const char* word : {"error", "null", "EMAIL", "EUR", "ENGLISH", "INTEREST_MAX", "PRICE",
                           "SYSTEM", "SIGNED", "M", "M_WIDTH", "Linux", "std", "min", "max", ""})
    EXPECT_FALSE(is_standard_macro(word)) << word;
}

TEST(Names, MeasureDistance) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("email", "email"), 0U);
  EXPECT_EQ(edit_distance("emial", "email"), 1U);
  EXPECT_EQ(edit_distance("lenght", "length"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Names, OfferOnlyWhatIsNear) {
  EXPECT_EQ(nearest("emial", {"unique", "email"}), "email");
  EXPECT_EQ(nearest("Email", {"unique", "email"}), "email");
  EXPECT_EQ(nearest("primarykey", {"primary_key"}), "primary_key");
  EXPECT_EQ(nearest("colour", {"unique", "email"}), std::nullopt);
  EXPECT_EQ(nearest("x", {"y"}), std::nullopt);
  EXPECT_EQ(did_you_mean("emial", {"email"}), "did you mean 'email'?");
  EXPECT_EQ(did_you_mean("colour", {"email"}), "");
}

}  // namespace
}  // namespace tenon::base

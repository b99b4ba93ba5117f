#include <tenon/bytes.hpp>

#include <gtest/gtest.h>

namespace tenon {
namespace {

Bytes bytes_of(std::string_view text) {
  Bytes bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

// RFC 4648, 10.
constexpr std::pair<const char*, const char*> vectors[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

TEST(Base64, WritesTheTestVectors) {
  for (const auto& [plain, coded] : vectors) EXPECT_EQ(to_base64(bytes_of(plain)), coded);
}

TEST(Base64, ReadsTheTestVectors) {
  for (const auto& [plain, coded] : vectors)
    EXPECT_EQ(parse_base64(coded), bytes_of(plain)) << coded;
}

TEST(Base64, ReadsBackEveryByteAtEveryPlace) {
  Bytes all;
  for (int i = 0; i < 256; ++i) {
    all.push_back(static_cast<std::byte>(i));
    ASSERT_EQ(parse_base64(to_base64(all)), all) << i;
  }
}

TEST(Base64, UsesTheStandardsAlphabet) {
  EXPECT_EQ(to_base64({std::byte{0xfb}, std::byte{0xff}, std::byte{0xbf}}), "+/+/");
  EXPECT_EQ(parse_base64("-_-_"), std::nullopt) << "the alphabet for URLs is another one";
}

TEST(Base64, RefusesEverythingElse) {
  for (const char* text :
       {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=", "====", "Z===", "Zm9v\n", " Zm9v",
        "Zm9v====", "Zm=v", "Z=9v", "Zm9v=", "Zg==Zg==", "Zm\xc3\xb6v"}) {
    EXPECT_EQ(parse_base64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace tenon

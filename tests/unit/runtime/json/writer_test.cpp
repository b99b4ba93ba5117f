#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/json.hpp>

namespace tenon {
namespace {

template <class T>
std::string written(const T& value) {
  JsonWriter json;
  json.value(value);
  return json.take();
}

TEST(JsonWriter, WritesMembersInTheOrderOfCalls) {
  JsonWriter json;
  json.begin_object();
  json.member("b", 1);
  json.member("a", std::string{"x"});
  json.key("list");
  json.begin_array();
  json.value(true);
  json.begin_object();
  json.end_object();
  json.value(std::nullopt);
  json.end_array();
  json.member("c", false);
  json.end_object();
  EXPECT_EQ(json.text(), R"({"b":1,"a":"x","list":[true,{},null],"c":false})");
}

TEST(JsonWriter, IsEmptyWhenItsTextWasTaken) {
  JsonWriter json;
  json.value(1);
  EXPECT_EQ(json.take(), "1");
  json.value(2);
  EXPECT_EQ(json.take(), "2");
}

TEST(JsonWriter, Numbers) {
  EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(written(std::int16_t{-1}), "-1");
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(0.1F), "0.1");
  EXPECT_EQ(written(1e300), "1e+300");
  EXPECT_EQ(written(-0.0), "-0");
  EXPECT_THROW(written(std::nan("")), Error);
  EXPECT_THROW(written(std::numeric_limits<double>::infinity()), Error);
  EXPECT_THROW(written(-std::numeric_limits<float>::infinity()), Error);
}

TEST(JsonWriter, NumbersAsTheProjectSays) {
  const auto written = [](JsonForm form) {
    JsonWriter json{form};
    json.begin_array();
    json.value(std::numeric_limits<std::int64_t>::min());
    json.value(std::vector<std::int64_t>{9007199254740993});
    json.value(std::optional<std::int64_t>{});
    json.value(std::int32_t{7});
    json.value(std::int16_t{7});
    json.value(Decimal{"-0.50"});
    json.end_array();
    return json.take();
  };
  EXPECT_EQ(written({}), R"([-9223372036854775808,[9007199254740993],null,7,7,"-0.50"])");
  EXPECT_EQ(written({.int64_as_text = true}),
            R"(["-9223372036854775808",["9007199254740993"],null,7,7,"-0.50"])");
  EXPECT_EQ(written({.decimal_as_number = true}),
            "[-9223372036854775808,[9007199254740993],null,7,7,-0.50]");
}

TEST(JsonWriter, OwnTypes) {
  EXPECT_EQ(written(Timestamp{1}), "\"1970-01-01T00:00:00.000001Z\"");
  EXPECT_EQ(written(Date::of(2024, 2, 29)), "\"2024-02-29\"");
  EXPECT_EQ(written(Decimal{"1.50"}), "\"1.50\"");
  EXPECT_EQ(written(Uuid{}), "\"00000000-0000-0000-0000-000000000000\"");
  EXPECT_EQ(written(Bytes{std::byte{0}, std::byte{255}}), "\"AP8=\"");
  EXPECT_EQ(written(std::optional<Decimal>{}), "null");
  EXPECT_EQ(written(std::optional<Decimal>{Decimal{1}}), "\"1\"");
}

TEST(JsonWriter, EscapesTexts) {
  EXPECT_EQ(written(std::string{"a\"b\\c\nd\re\tf/"}), R"("a\"b\\c\nd\re\tf/")");
  EXPECT_EQ(written(std::string("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
  EXPECT_EQ(written(std::string{"é€😀"}), "\"é€😀\"");
  EXPECT_EQ(written("text"), "\"text\"") << "a pointer is text, never a bool";
}

TEST(JsonWriter, ReadsBackWhatItWrites) {
  std::string text;
  for (int c = 0; c < 128; ++c) text += static_cast<char>(c);
  text += "é€😀";
  JsonWriter writer;
  writer.begin_object();
  writer.member("m", text);
  writer.end_object();
  Violations violations;
  JsonObject json{writer.text(), violations};
  std::string out;
  json.read("m", out);
  EXPECT_TRUE(json.finish({})) << violations.to_json();
  EXPECT_EQ(out, text);
}

}  // namespace
}  // namespace tenon

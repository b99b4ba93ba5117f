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

/// What the writer makes of a value is what the reader makes the value of again.
template <class T>
void expect_there_and_back(const T& value) {
  JsonWriter writer;
  writer.begin_object();
  writer.member("m", value);
  writer.end_object();
  Violations violations;
  JsonObject json{writer.text(), violations};
  T out{};
  json.read("m", out);
  EXPECT_TRUE(json.finish({})) << writer.text() << violations.to_json();
  EXPECT_EQ(out, value) << writer.text();
}

TEST(JsonWriter, EachValueIsReadBackOrRefused) {
  const auto first = Timestamp{parse_timestamp("0001-01-01T00:00:00Z")->microseconds};
  const auto last = Timestamp{parse_timestamp("9999-12-31T23:59:59.999999Z")->microseconds};
  for (const Timestamp& time : {first, {-1}, {0}, {1}, last}) {
    expect_there_and_back(time);
    expect_there_and_back(LocalTimestamp{time.microseconds});
    expect_there_and_back(std::vector<Timestamp>{time, first});
  }
  const auto refuses = [](const auto& value) { EXPECT_THROW(written(value), Error); };
  for (const std::int64_t time :
       {first.microseconds - 1, last.microseconds + 1, std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::max() - 1,
        std::numeric_limits<std::int64_t>::max()}) {
    refuses(Timestamp{time});
    refuses(LocalTimestamp{time});
    refuses(std::vector<Timestamp>{first, {time}});
  }
  for (const Date date : {Date::of(1, 1, 1), Date::of(1969, 12, 31), Date::of(9999, 12, 31)})
    expect_there_and_back(date);
  for (const Date date :
       {Date::of(0, 12, 31), Date::of(10'000, 1, 1), Date{std::numeric_limits<std::int32_t>::min()},
        Date{std::numeric_limits<std::int32_t>::max()}})
    refuses(date);
  for (const Time time : {Time{0}, Time{1}, Time{86'399'999'999}, Time::end_of_day()})
    expect_there_and_back(time);
  for (const Time time : {Time{-1}, Time{86'400'000'001}}) refuses(time);
  for (const double real : {5e-324, 1.7976931348623157e308, 1e23, -0.0, 0.1, 9007199254740993.0})
    expect_there_and_back(real);
  for (const float real : {1e-45F, 3.4028235e38F, 16777217.0F, -0.1F}) expect_there_and_back(real);
  for (const char* const json : {R"({"a":1,"a":2})", "1e400", " [ 1.50 , -0 ] ", R"("\u00fc")"})
    expect_there_and_back(Json{json});
  for (const char* const json : {"", "{", "1e1001", R"("\ud800")", R"("\u0000")"})
    refuses(Json{json});
  expect_there_and_back(std::string("a\0b", 3));
  for (const char* const text : {"\xff", "a\xc3", "\xed\xa0\x80"}) refuses(std::string{text});
}

TEST(JsonWriter, NamesTheMemberThatCannotBeWritten) {
  JsonWriter json;
  json.begin_object();
  json.member("id", 1);
  json.key("times");
  json.begin_array();
  try {
    json.value(Timestamp::infinity());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    EXPECT_TRUE(error.is_stored());
    EXPECT_STREQ(error.what(),
                 "the member \"times\" cannot be written as JSON: it is a time that is infinite");
  }
  JsonWriter people{{.every_time = true}};
  people.value(std::vector<Timestamp>{Timestamp::infinity(), {-62135596800000001}});
  EXPECT_EQ(people.take(), R"(["infinity","0000-12-31T23:59:59.999999Z"])");
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

// The canonical text of JSON values: equal values have equal texts, and what jsonb does not hold is
// none.
#include <tenon/canonical_json.hpp>

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/json.hpp>

namespace tenon {
namespace {

std::string canonical(std::string_view text) {
  const std::optional<Json> json = canonical_json(text);
  return json ? json->text : "none";
}

TEST(CanonicalJson, Numbers) {
  for (const auto& [written, text] : std::vector<std::pair<const char*, const char*>>{
           {"0", "0"},
           {"-0", "0"},
           {"-0.0e5", "0"},
           {"1.50", "1.5"},
           {"1.0", "1"},
           {"1e2", "100"},
           {"1E+2", "100"},
           {"1.5e1", "15"},
           {"12.345e2", "1234.5"},
           {"1e-2", "0.01"},
           {"120e-1", "12"},
           {"-12e-3", "-0.012"},
           {"0.001e3", "1"},
           {"9007199254740993", "9007199254740993"},
           {"0e1000", "0"},
           {"0.10000000000000000555", "0.10000000000000000555"}})
    EXPECT_EQ(canonical(written), text) << written;
  EXPECT_EQ(canonical("1e1000"), "1" + std::string(1000, '0'));
  EXPECT_EQ(canonical("1e-1000"), "0." + std::string(999, '0') + "1");
  EXPECT_EQ(canonical(std::string(4'000, '9')), std::string(4'000, '9'));
  for (const std::string& text :
       {std::string{"1e1001"}, std::string{"1e-1001"}, std::string{"1e99999999999999999999"},
        std::string(4'933, '9'), "0." + std::string(16'384, '1')})
    EXPECT_EQ(canonical(text), "none") << text.substr(0, 30);
}

TEST(CanonicalJson, ObjectsAndArrays) {
  EXPECT_EQ(canonical(R"( {"bb":1, "a":2 , "c" : { } , "":[ ] } )"),
            R"({"":[],"a":2,"c":{},"bb":1})");
  EXPECT_EQ(canonical(R"({"a":1,"\u0061":2})"), R"({"a":2})");
  EXPECT_EQ(canonical(R"({"é":1,"zz":2,"z":3})"), R"({"z":3,"zz":2,"é":1})");
  EXPECT_EQ(canonical("[ true , false , null , \"a\" ]"), R"([true,false,null,"a"])");
  EXPECT_NE(canonical(std::string(1000, '[') + std::string(1000, ']')), "none");
  EXPECT_EQ(canonical(std::string(1001, '[') + std::string(1001, ']')), "none");
}

TEST(CanonicalJson, Texts) {
  EXPECT_EQ(canonical(R"("\u00e9\/\ud83d\ude00\u0022\u005c\u0008\u000c\u000a\u000d\u0009\u001f")"),
            "\"é/😀\\\"\\\\\\b\\f\\n\\r\\t\\u001f\"");
  for (const std::string_view text :
       {std::string_view{R"("\u0000")"}, std::string_view{R"({"\u0000":1})"},
        std::string_view{R"("\ud800")"}, std::string_view{R"("\ude00\ud83d")"},
        std::string_view{"\"\xff\""}, std::string_view("\"\0\"", 3), std::string_view{""},
        std::string_view{"\xef\xbb\xbf"
                         "1"},
        std::string_view{"1 2"}, std::string_view{"'a'"}, std::string_view{"nul"}})
    EXPECT_EQ(canonical(text), "none") << text;
}

TEST(CanonicalJson, EqualMeansEqualValues) {
  EXPECT_EQ(Json{"[1, 2]"}, Json{"[1.0,2e0]"});
  EXPECT_EQ(Json{}, Json{" null "});
  EXPECT_NE(Json{"1"}, Json{"\"1\""});
  EXPECT_NE(Json{"no json"}, Json{"nor this"});
  EXPECT_EQ(Json{"no json"}, Json{"no json"});
}

TEST(JsonMember, IsAnyValue) {
  const auto read = [](const std::string& member) {
    Violations violations;
    JsonObject json{"{\"m\":" + member + "}", violations};
    Required<Json> out = pending;
    json.read("m", out);
    json.finish({});
    return violations.empty() ? out->text : violations[0].type;
  };
  EXPECT_EQ(read("null"), "null");
  EXPECT_EQ(read(R"({"b":[1e400,"x"],"a":-0})").substr(0, 12), R"({"a":0,"b":[)");
  EXPECT_EQ(read("12345678901234567890.12345678901234567890"),
            "12345678901234567890.1234567890123456789");
  EXPECT_EQ(read(R"("\u0000")"), "json_invalid");
  EXPECT_EQ(read("1e1001"), "json_invalid");
  EXPECT_EQ(read(R"({"a":1,"a":1})"), "json_invalid");
  EXPECT_EQ(read(std::string(63, '[') + std::string(63, ']')),
            std::string(63, '[') + std::string(63, ']'));
  EXPECT_EQ(read(std::string(64, '[') + std::string(64, ']')), "json_invalid");
}

TEST(JsonMember, NullOfAPatchIsAValueOrNone) {
  Violations violations;
  JsonObject json{R"({"a":null,"b":null,"c":[]})", violations};
  Patch<Json> a = absent;
  Patch<std::optional<Json>> b = absent;
  Patch<std::optional<Json>> c = absent;
  Patch<Json> d = absent;
  json.read("a", a);
  json.read("b", b);
  json.read("c", c);
  json.read("d", d);
  EXPECT_TRUE(json.finish({}));
  EXPECT_EQ(*a, Json{});
  EXPECT_TRUE(b.is_present());
  EXPECT_FALSE(*b);
  EXPECT_EQ(**c, Json{"[]"});
  EXPECT_FALSE(d.is_present());
}

TEST(JsonMember, IsWrittenCanonicallyAndNeverAnythingElse) {
  JsonWriter writer;
  writer.begin_object();
  writer.member("m", Json{R"({ "a": 1.50 })"});
  writer.member("n", std::optional<Json>{});
  writer.end_object();
  EXPECT_EQ(writer.text(), R"({"m":{"a":1.5},"n":null})");
  EXPECT_THROW(writer.value(Json{"1,\"admin\":true"}), Error);
  EXPECT_THROW(writer.value(Json{""}), Error);
}

template <class T>
std::string finding(const std::string& member) {
  Violations violations;
  JsonObject json{"{\"m\":" + member + "}", violations};
  Required<T> out = pending;
  json.read("m", out);
  json.finish({});
  return violations.empty() ? to_string(*out) : violations[0].type + ": " + violations[0].msg;
}

TEST(JsonMember, TimesHavePydanticsCodes) {
  EXPECT_EQ(finding<LocalTimestamp>("\"2026-11-21T10:15:00.5\""), "2026-11-21T10:15:00.500000");
  EXPECT_EQ(finding<LocalTimestamp>("1"), "datetime_type: Input should be a valid datetime");
  EXPECT_EQ(finding<LocalTimestamp>("\"2026-11-21T10:15:00Z\""),
            "timezone_naive: Input should not have timezone info");
  const std::string no_datetime = "datetime_parsing: Input should be a valid datetime, ";
  EXPECT_EQ(finding<LocalTimestamp>("\"2026-11-21\""),
            no_datetime + "invalid datetime separator, expected `T`, `t`, `_` or space");
  EXPECT_EQ(finding<LocalTimestamp>("\"infinity\""), no_datetime + "input is too short");
  EXPECT_EQ(finding<LocalTimestamp>("\"2026-11-21T10:15:00.1234567\""),
            no_datetime + "expected date and time as in ISO 8601, without offset");
  EXPECT_EQ(finding<Time>("\"24:00:00\""), "24:00:00");
  EXPECT_EQ(finding<Time>("36000"), "time_type: Input should be a valid time");
  EXPECT_EQ(finding<Time>("\"10:15\""),
            "time_parsing: Input should be in a valid time format, the seconds are missing");
  EXPECT_EQ(finding<Time>("\"10:15:00+01:00\""),
            "timezone_naive: Input should not have timezone info");
  EXPECT_EQ(finding<Interval>("\"P1M-2DT3H\""), "P1M-2DT3H");
  EXPECT_EQ(finding<Interval>("60"), "time_delta_type: Input should be a valid duration");
  EXPECT_EQ(finding<Interval>("\"1 day\""),
            "time_delta_parsing: Input should be a valid duration, expected an ISO 8601 duration");
  EXPECT_EQ(finding<Interval>("null"), "time_delta_type: Input should be a valid duration");
}

}  // namespace
}  // namespace tenon

// Codes and messages are those that pydantic 2.13 gives for the same rules and values.
#include <tenon/validate.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/json.hpp>

namespace tenon {
namespace {

/// Runs one check on the field "f" and gives the report, "" when there is nothing in it.
template <class Check>
std::string report(Check check) {
  Violations violations;
  const bool passed = check(violations);
  EXPECT_EQ(passed, violations.empty());
  return violations.empty() ? "" : violations.to_json();
}

std::string length(std::string_view text, std::int64_t min, std::int64_t max) {
  return report([&](Violations& v) { return check_length(v, "f", text, min, max); });
}

std::string digits(const char* text, Numeric type) {
  return report([&](Violations& v) { return check_digits(v, "f", Decimal{text}, type); });
}

bool is_email(std::string_view text) {
  Violations violations;
  return check_email(violations, "f", text);
}

bool is_text(std::string_view text) {
  Violations violations;
  return check_text(violations, "f", text);
}

TEST(CheckLength, CountsCodePoints) {
  EXPECT_EQ(length("é€😀", 3, 3), "");
  EXPECT_EQ(length("", 0, 0), "");
  EXPECT_EQ(length("abc", 1, -1), "");
  EXPECT_EQ(length("e\xcc\x81", 2, 2), "") << "a letter and its accent are two";
}

TEST(CheckLength, SaysWhatItWants) {
  EXPECT_EQ(length("", 1, 80),
            R"([{"loc":["f"],"type":"string_too_short",)"
            R"("msg":"String should have at least 1 character","ctx":{"min_length":1}}])");
  EXPECT_EQ(length("1234567", 8, 72),
            R"([{"loc":["f"],"type":"string_too_short",)"
            R"("msg":"String should have at least 8 characters","ctx":{"min_length":8}}])");
  EXPECT_EQ(length("12", 0, 1),
            R"([{"loc":["f"],"type":"string_too_long",)"
            R"("msg":"String should have at most 1 character","ctx":{"max_length":1}}])");
}

TEST(CheckRange, Integers) {
  const auto at_least = [](std::int64_t value) {
    return report([&](Violations& v) { return check_at_least(v, "f", value, 0); });
  };
  EXPECT_EQ(at_least(0), "");
  EXPECT_EQ(at_least(-1), R"([{"loc":["f"],"type":"greater_than_equal",)"
                          R"("msg":"Input should be greater than or equal to 0","ctx":{"ge":0}}])");
  EXPECT_EQ(report([](Violations& v) { return check_at_most(v, "f", std::int32_t{11}, 10); }),
            R"([{"loc":["f"],"type":"less_than_equal",)"
            R"("msg":"Input should be less than or equal to 10","ctx":{"le":10}}])");
  EXPECT_EQ(report([](Violations& v) { return check_at_most(v, "f", std::int16_t{10}, 10); }), "");
}

TEST(CheckRange, DoublesAndDecimals) {
  EXPECT_EQ(report([](Violations& v) { return check_at_least(v, "f", 0.1, 0.5); }),
            R"([{"loc":["f"],"type":"greater_than_equal",)"
            R"("msg":"Input should be greater than or equal to 0.5","ctx":{"ge":0.5}}])");
  EXPECT_EQ(report([](Violations& v) { return check_at_most(v, "f", 1.5F, 1.5); }), "");
  EXPECT_NE(report([](Violations& v) { return check_at_least(v, "f", std::nan(""), 0.0); }), "")
      << "NaN is not at least anything";
  EXPECT_NE(report([](Violations& v) { return check_at_most(v, "f", std::nan(""), 0.0); }), "");
  EXPECT_EQ(report([](Violations& v) {
              return check_at_least(v, "f", Decimal{"0.49"}, Decimal{"0.50"});
            }),
            R"([{"loc":["f"],"type":"greater_than_equal",)"
            R"("msg":"Input should be greater than or equal to 0.50","ctx":{"ge":0.50}}])");
  EXPECT_EQ(
      report([](Violations& v) { return check_at_most(v, "f", Decimal{"1.0"}, Decimal{"1"}); }),
      "");
}

TEST(CheckFinite, RefusesNanAndInfinity) {
  Violations violations;
  EXPECT_TRUE(check_finite(violations, "f", 1e308));
  EXPECT_FALSE(check_finite(violations, "f", std::nan("")));
  EXPECT_FALSE(check_finite(violations, "f", -std::numeric_limits<double>::infinity()));
  EXPECT_EQ(violations[1].type, "finite_number");
}

TEST(CheckDigits, FollowsPrecisionAndScale) {
  EXPECT_EQ(digits("123.45", {5, 2}), "");
  EXPECT_EQ(digits("1.500", {5, 2}), "") << "zeros at the end do not count";
  EXPECT_EQ(digits("-999.99", {5, 2}), "");
  EXPECT_EQ(digits("0", {2, 2}), "");
  EXPECT_EQ(digits("0.00", {2, 2}), "");
  EXPECT_EQ(digits("0.99", {2, 2}), "");
  EXPECT_EQ(digits("12345678901234567890.123", {0, 0}), "");
  EXPECT_EQ(
      digits("1.234", {5, 2}),
      R"([{"loc":["f"],"type":"decimal_max_places",)"
      R"("msg":"Decimal input should have no more than 2 decimal places","ctx":{"decimal_places":2}}])");
  EXPECT_EQ(
      digits("12345.6", {5, 2}),
      R"([{"loc":["f"],"type":"decimal_max_digits",)"
      R"("msg":"Decimal input should have no more than 5 digits in total","ctx":{"max_digits":5}}])");
  EXPECT_EQ(digits("1234.5", {5, 2}),
            R"([{"loc":["f"],"type":"decimal_whole_digits",)"
            R"("msg":"Decimal input should have no more than 3 digits before the decimal point",)"
            R"("ctx":{"whole_digits":3}}])");
  EXPECT_NE(digits("1", {2, 2}), "");
}

TEST(CheckEmail, FollowsTheHtmlStandard) {
  for (const char* const good : {"ada@example.org", "a@b", "first.last+tag@sub.example.co",
                                 "!#$%&'*+/=?^_`{|}~-@x", "a..b@example.org", "A@B-C.example"}) {
    EXPECT_TRUE(is_email(good)) << good;
  }
  for (const char* const bad :
       {"", "ada", "@example.org", "ada@", "a b@example.org", "ada@-x.org", "ada@x-.org",
        "ada@x..org", "ada@x.org.", "a@b@c", "ada@example.org\n", "\nada@example.org",
        "ada@ex_ample.org", "é@example.org", "\"a\"@example.org"}) {
    EXPECT_FALSE(is_email(bad)) << bad;
  }
  EXPECT_FALSE(is_email("a@" + std::string(64, 'x'))) << "a label has at most 63 characters";
  EXPECT_TRUE(is_email("a@" + std::string(63, 'x')));
}

template <class Value, class Multiple>
std::string multiple(Value value, Multiple of) {
  return report([&](Violations& v) { return check_multiple_of(v, "f", value, of); });
}

TEST(CheckMultipleOf, WholeNumbers) {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(multiple(std::int64_t{15}, 5), "");
  EXPECT_EQ(multiple(std::int64_t{0}, 5), "");
  EXPECT_EQ(multiple(std::int64_t{-15}, 5), "");
  EXPECT_EQ(multiple(std::int16_t{15}, 5), "");
  EXPECT_EQ(multiple(std::int32_t{-2147483648}, 2), "");
  EXPECT_EQ(multiple(least, 2), "");
  EXPECT_EQ(multiple(most, most), "");
  EXPECT_EQ(multiple(std::int64_t{7}, 5),
            R"([{"loc":["f"],"type":"multiple_of",)"
            R"("msg":"Input should be a multiple of 5","ctx":{"multiple_of":5}}])");
  EXPECT_NE(multiple(least, 3), "");
  EXPECT_NE(multiple(std::int16_t{1}, 2), "");
}

TEST(CheckMultipleOf, FloatingPointNumbers) {
  EXPECT_EQ(multiple(0.3, 0.1), "");
  EXPECT_EQ(multiple(-0.7, 0.1), "");
  EXPECT_EQ(multiple(1e15, 0.1), "");
  EXPECT_EQ(multiple(0.3F, 0.1F), "");
  EXPECT_EQ(multiple(0.0, 0.5), "");
  EXPECT_EQ(multiple(std::numeric_limits<double>::infinity(), 0.5), "") << "finite_number's matter";
  EXPECT_EQ(multiple(0.35, 0.1),
            R"([{"loc":["f"],"type":"multiple_of",)"
            R"("msg":"Input should be a multiple of 0.1","ctx":{"multiple_of":0.1}}])");
  EXPECT_EQ(multiple(0.35F, 0.1F),
            R"([{"loc":["f"],"type":"multiple_of",)"
            R"("msg":"Input should be a multiple of 0.1","ctx":{"multiple_of":0.1}}])");
  EXPECT_NE(multiple(0.3001, 0.1), "");
}

TEST(CheckMultipleOf, DecimalsExactly) {
  const auto of = [](const char* value, const char* number) {
    return multiple(Decimal{value}, Decimal{number});
  };
  EXPECT_EQ(of("0.30", "0.1"), "");
  EXPECT_EQ(of("-12.50", "0.05"), "");
  EXPECT_EQ(of("0", "7"), "");
  EXPECT_EQ(of("100", "0.25"), "");
  EXPECT_EQ(of("123456789012345678901234567890123456789012", "2"), "");
  EXPECT_EQ(of("6.000", "3"), "");
  EXPECT_NE(of("123456789012345678901234567890123456789013", "2"), "");
  EXPECT_NE(of("0.3000000000000000000000000000000000001", "0.1"), "");
  EXPECT_NE(of("0.5", "3"), "");
  EXPECT_EQ(of("1.01", "0.05"),
            R"([{"loc":["f"],"type":"multiple_of",)"
            R"("msg":"Input should be a multiple of 0.05","ctx":{"multiple_of":0.05}}])");
}

std::string url(std::string_view text) {
  return report([&](Violations& v) { return check_url(v, "f", text); });
}

TEST(CheckUrl, TakesWhatRfc3986Writes) {
  for (const char* const good : {"https://example.org",
                                 "http://example.org:8080/a/b?c=d&e#f",
                                 "HTTPS://EXAMPLE.ORG/",
                                 "ftp://user:pass@host/path;type=a",
                                 "mailto:ada@example.org",
                                 "urn:isbn:0451450523",
                                 "file:///etc/hosts",
                                 "http://[::1]:80/",
                                 "http://[2001:db8::7]/x",
                                 "tel:+49-30-1",
                                 "http://[::ffff:192.0.2.128]/",
                                 "http://192.0.2.1/",
                                 "ldap://[2001:db8::7]/c=GB?one",
                                 "https://example.org/%C3%A4?q=%20",
                                 "a:",
                                 "http://h:/",
                                 "http://h:65535",
                                 "http://a..b",
                                 "x-y.z+1://h",
                                 "http://[1:2:3:4:5:6:7:8]",
                                 "http://h?x/y@z:1",
                                 "data:,x"})
    EXPECT_EQ(url(good), "") << good;
}

TEST(CheckUrl, RefusesTheRestAndSaysWhy) {
  const auto fault = [](const std::string& why) {
    return R"([{"loc":["f"],"type":"url_parsing","msg":"Input should be a valid URL, )" + why +
           R"(","ctx":{"error":")" + why + R"("}}])";
  };
  EXPECT_EQ(url(""), fault("input is empty"));
  for (const char* const relative :
       {"example.org", "/a/b", "//example.org/", "1a://x", ":x", "ä:x"})
    EXPECT_EQ(url(relative), fault("relative URL without a base")) << relative;
  for (const char* const empty : {"http://", "http:///path", "https:x", "http://:80/", "http://u@/",
                                  "HTTP:", "x://:1", "wss://?a"})
    EXPECT_EQ(url(empty), fault("empty host")) << empty;
  for (const char* const port : {"http://h:65536", "http://h:x", "http://h:-1",
                                 "http://h:99999999999", "http://[::1]:x", "http://a:b:1"})
    EXPECT_EQ(url(port), fault("invalid port number")) << port;
  for (const char* const six :
       {"http://[", "http://[]", "http://[::1", "http://[:::]", "http://[g::]",
        "http://[1:2:3:4:5:6:7]", "http://[1::2::3]", "http://[12345::]",
        "http://[1:2:3:4:5:6:7::8]", "http://[::1]x", "http://[::1.2.3]", "http://[::1.2.3.256]",
        "http://[1:]", "http://[1.2.3.4::]"})
    EXPECT_EQ(url(six), fault("invalid IPv6 address")) << six;
  for (const char* const bad :
       {"http://a b", "http://ä.de/", "http://h/<x>", "http://h/\"x", "h:\n", "http://h/#a#b",
        "http://h/[", "http://h\\x", "http://h/{}", "h:^"})
    EXPECT_EQ(url(bad), fault("invalid character")) << bad;
  for (const char* const escape : {"http://h/%", "http://h/%4", "http://h/%GG", "http://h/%%20"})
    EXPECT_EQ(url(escape), fault("invalid percent-encoding")) << escape;
  EXPECT_EQ(url(std::string_view{"http://h/\0x", 11}), fault("invalid character"));
}

TEST(CheckNotEmpty, WantsMoreThanWhiteSpace) {
  const auto empty = [](std::string_view text) {
    return report([&](Violations& v) { return check_not_empty(v, "f", text); });
  };
  for (const char* const good : {"a", " a", "\n\ta ", "\u200b", "_", "\u3001", "\u2800", "é"})
    EXPECT_EQ(empty(good), "") << good;
  EXPECT_EQ(empty(std::string_view{"\0", 1}), "") << "check_text's matter";
  for (const char* const bad :
       {"", " ", "\t\n\v\f\r ", "\u0085", "\u00a0", "\u1680", "\u2000\u200a", "\u2028\u2029",
        "\u202f", "\u205f", "\u3000 \u3000"})
    EXPECT_EQ(empty(bad),
              R"([{"loc":["f"],"type":"string_too_short",)"
              R"("msg":"String should have at least 1 character","ctx":{"min_length":1}}])")
        << bad;
}

TEST(CheckPattern, RunsOnRe2) {
  const Pattern slug{"^[a-z0-9-]+$"};
  const auto check = [&](std::string_view text) {
    return report([&](Violations& v) { return check_pattern(v, "f", text, slug); });
  };
  EXPECT_EQ(check("a-1"), "");
  EXPECT_EQ(check("A"), R"([{"loc":["f"],"type":"string_pattern_mismatch",)"
                        R"("msg":"String should match pattern '^[a-z0-9-]+$'",)"
                        R"("ctx":{"pattern":"^[a-z0-9-]+$"}}])");
  EXPECT_NE(check("a\n"), "") << "$ is the end of the text";
  const Pattern inside{"b+"};
  EXPECT_TRUE(inside.matches("abbc"));
  const Pattern evil{"^(a+)+$"};
  EXPECT_FALSE(evil.matches(std::string(100'000, 'a') + "!"));
}

TEST(CheckPattern, ABadPatternIsRefused) {
  try {
    const Pattern pattern{"(a"};
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  }
  EXPECT_THROW(Pattern{"(?=a)"}, Error);
}

/// What is said of the value, and of the JSON that would be it.
template <class T>
void expect_as_read(const T& value, const std::string& json, const std::string& type) {
  const std::string said = report([&](Violations& v) { return check_value(v, "f", value); });
  Violations violations;
  JsonObject object{R"({"f":)" + json + "}", violations};
  T out{};
  object.read("f", out);
  EXPECT_EQ(said, violations.empty() ? "" : violations.to_json()) << json;
  EXPECT_EQ(violations.empty() ? "" : violations[0].type, type) << json;
}

std::string brackets(int levels) {
  const auto count = static_cast<std::size_t>(levels);
  return std::string(count, '[') + std::string(count, ']');
}

TEST(CheckValue, SaysWhatTheReaderSaysOfTheSameValue) {
  const auto moment = [](const char* text) { return parse_timestamp(text).value(); };
  const auto local = [](const char* text) { return parse_local_timestamp(text).value(); };
  for (const std::string text : {"0001-01-01T00:00:00", "9999-12-31T23:59:59.999999"}) {
    expect_as_read(moment((text + "Z").c_str()), '"' + text + "Z\"", "");
    expect_as_read(local(text.c_str()), '"' + text + '"', "");
  }
  expect_as_read(moment("0000-12-31T23:59:59Z"), R"("0000-12-31T23:59:59Z")", "datetime_parsing");
  expect_as_read(moment("9999-12-31T23:59:59-01:00"), R"("9999-12-31T23:59:59-01:00")",
                 "datetime_parsing");
  expect_as_read(local("0000-01-01T00:00:00"), R"("0000-01-01T00:00:00")", "datetime_parsing");
  expect_as_read(Date::of(1, 1, 1), R"("0001-01-01")", "");
  expect_as_read(Date::of(9999, 12, 31), R"("9999-12-31")", "");
  expect_as_read(Date::of(0, 12, 31), R"("0000-12-31")", "date_parsing");
  expect_as_read(Time::end_of_day(), R"("24:00:00")", "");
  expect_as_read(Time{86'400'000'001}, R"("24:00:00.000001")", "time_parsing");
  for (const char* const json : {"null", "[1.50]", R"({"a":"\u00fc"})"})
    expect_as_read(Json{json}, json, "");
  for (const char* const json : {"1e1001", R"("\u0000")"})
    expect_as_read(Json{json}, json, "json_invalid");
}

TEST(CheckValue, OfWhatNoTextSays) {
  const auto said = [](const auto& value) {
    Violations violations;
    EXPECT_FALSE(check_value(violations, "f", value));
    return violations[0].type + ": " + violations[0].msg + " | " + violations[0].ctx[0].value;
  };
  const std::string datetime = "datetime_parsing: Input should be a valid datetime, ";
  const auto with = [](const std::string& msg, const std::string& why) {
    return msg + why + " | " + why;
  };
  EXPECT_EQ(said(Timestamp::infinity()), with(datetime, "the time is infinite"));
  EXPECT_EQ(said(LocalTimestamp::negative_infinity()), with(datetime, "the time is infinite"));
  EXPECT_EQ(said(LocalTimestamp::of(Date::of(10'000, 1, 1))),
            with(datetime, "the year is outside expected range of 1-9999"));
  EXPECT_EQ(said(Timestamp{std::numeric_limits<std::int64_t>::min() + 1}),
            with(datetime, "the year in UTC is outside expected range of 1-9999"));
  for (const std::int32_t days :
       {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()})
    EXPECT_EQ(said(Date{days}),
              with("date_parsing: Input should be a valid date in the format YYYY-MM-DD, ",
                   "the year is outside expected range of 1-9999"));
  EXPECT_EQ(said(Time{-1}), with("time_parsing: Input should be in a valid time format, ",
                                 "hour value is outside expected range of 0-23"));
  EXPECT_EQ(said(Json{""}), with("json_invalid: Invalid JSON: ", "syntax error at byte 1"));
  EXPECT_EQ(said(Json{"{\"a\":\"\xff\"}"}),
            with("json_invalid: Invalid JSON: ", "syntax error at byte 7"));
}

TEST(CheckValue, JsonIsAsDeepAsAReaderTakesItThere) {
  const auto passes = [](const char* field, int levels, int around) {
    Violations violations;
    return check_value(violations, field, Json{brackets(levels)}, around);
  };
  EXPECT_TRUE(passes("f", 63, 1));
  EXPECT_FALSE(passes("f", 64, 1));
  EXPECT_TRUE(passes("", 62, 1)) << "an element";
  EXPECT_FALSE(passes("", 63, 1));
  EXPECT_TRUE(passes("f", 61, 3));
  EXPECT_FALSE(passes("f", 62, 3));
  expect_as_read(Json{brackets(63)}, brackets(63), "");
  EXPECT_THROW(JsonWriter{}.value(Json{brackets(64)}), Error);
  JsonWriter list;
  list.key("f");
  EXPECT_THROW(list.value(std::vector<Json>{Json{brackets(63)}}), Error);
}

TEST(CheckText, WantsUnicodeWithoutNul) {
  EXPECT_TRUE(is_text(""));
  EXPECT_TRUE(is_text("a\n\t'\"\\é€😀\x7f"));
  EXPECT_TRUE(is_text("0123456789abcdef-0123456789abcdé"));
  for (const std::string_view bad :
       {std::string_view{"\xff"}, std::string_view{"\xc3"}, std::string_view{"\xc0\xaf"},
        std::string_view{"\xed\xa0\x80"}, std::string_view{"\xf4\x90\x80\x80"},
        std::string_view{"\xe2\x82"}, std::string_view{"\x80"}, std::string_view{"a\0b", 3},
        std::string_view{"0123456789abcdef\0", 17}, std::string_view{"0123456\xff"}}) {
    EXPECT_FALSE(is_text(bad));
  }
  EXPECT_EQ(
      report([](Violations& v) { return check_text(v, "f", "\xff"); }),
      R"([{"loc":["f"],"type":"string_unicode",)"
      R"("msg":"Input should be a valid string, unable to parse raw data as a unicode string"}])");
  Violations violations;
  check_text(violations, "f", std::string_view("\0", 1));
  EXPECT_EQ(violations[0].type, "value_error");
}

TEST(Given, IsNullWithoutAValue) {
  const std::string plain = "a";
  EXPECT_EQ(given(plain), &plain);
  EXPECT_EQ(given(std::optional<std::string>{}), nullptr);
  EXPECT_EQ(given(Patch<std::string>{absent}), nullptr);
  EXPECT_EQ(given(Patch<std::optional<std::string>>{absent}), nullptr);
  EXPECT_EQ(given(Patch<std::optional<std::string>>{std::nullopt}), nullptr);
  EXPECT_EQ(given(Required<std::string>{pending}), nullptr);
  const std::optional<std::string> optional = "b";
  const Patch<std::string> patch = "c";
  const Patch<std::optional<std::string>> nullable = "d";
  const Required<std::string> required = "e";
  EXPECT_EQ(*given(optional) + *given(patch) + *given(nullable) + *given(required), "bcde");
}

}  // namespace
}  // namespace tenon

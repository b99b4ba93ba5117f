#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <tenon/json.hpp>

namespace tenon {
namespace {

enum class Colour { red, green };

bool from_text(std::string_view text, Colour& colour) {
  if (text != "red" && text != "green") return false;
  colour = text == "red" ? Colour::red : Colour::green;
  return true;
}

std::string_view expected_texts(Colour) { return "'red' or 'green'"; }

/// Reads the member "m" into `out` and gives the codes of what was found, with a space after each.
template <class T>
std::string read_member(std::string_view text, T& out) {
  Violations violations;
  JsonObject json{text, violations};
  json.read("m", out);
  const bool fine = json.finish({});
  EXPECT_EQ(fine, violations.empty());
  std::string codes;
  for (const Violation& violation : violations) codes += violation.type + " ";
  return codes;
}

/// The codes for a member of the type T whose value is `value`.
template <class T>
std::string codes(const std::string& value) {
  T out{};
  return read_member("{\"m\":" + value + "}", out);
}

/// The value that a member of the type T gets.
template <class T>
T read(const std::string& value) {
  T out{};
  EXPECT_EQ(read_member("{\"m\":" + value + "}", out), "") << value;
  return out;
}

/// The problem of a text as a whole, "" when there is none.
std::string problem_of(std::string_view text) {
  Violations violations;
  JsonObject json{text, violations};
  std::optional<std::string> anything;
  json.read("m", anything);
  json.finish({});
  if (violations.empty()) return "";
  EXPECT_TRUE(violations[0].loc.empty() || violations[0].type == "extra_forbidden");
  return violations[0].msg;
}

std::string nested(int depth) {
  return "{\"x\":" + std::string(static_cast<std::size_t>(depth - 1), '[') +
         std::string(static_cast<std::size_t>(depth - 1), ']') + "}";
}

TEST(JsonReader, TellsAbsentNullAndValueApart) {
  std::optional<std::string> optional = "before";
  EXPECT_EQ(read_member("{}", optional), "");
  EXPECT_EQ(read_member(R"({"m":"a"})", optional), "");
  EXPECT_EQ(optional, "a");

  Patch<std::string> patch = absent;
  EXPECT_EQ(read_member("{}", patch), "");
  EXPECT_FALSE(patch);
  EXPECT_EQ(read_member(R"({"m":null})", patch), "string_type ");
  EXPECT_FALSE(patch);
  EXPECT_EQ(read_member(R"({"m":"a"})", patch), "");
  EXPECT_EQ(*patch, "a");

  Patch<std::optional<std::string>> nullable = absent;
  EXPECT_EQ(read_member("{}", nullable), "");
  EXPECT_FALSE(nullable);
  EXPECT_EQ(read_member(R"({"m":null})", nullable), "");
  ASSERT_TRUE(nullable);
  EXPECT_EQ(*nullable, std::nullopt);
  EXPECT_EQ(read_member(R"({"m":""})", nullable), "");
  EXPECT_EQ(*nullable, "");

  Required<std::string> required = pending;
  EXPECT_EQ(read_member("{}", required), "missing ");
  EXPECT_EQ(read_member(R"({"m":null})", required), "string_type ");
  EXPECT_TRUE(required.is_pending());
  EXPECT_EQ(read_member(R"({"m":"a"})", required), "");
  EXPECT_EQ(*required, "a");

  std::int64_t with_default = 7;
  EXPECT_EQ(read_member("{}", with_default), "");
  EXPECT_EQ(with_default, 7);
  EXPECT_EQ(read_member(R"({"m":null})", with_default), "int_type ");
  EXPECT_EQ(with_default, 7);
}

TEST(JsonReader, AnInputMayBeDemanded) {
  for (const auto& [text, code] : {std::pair{"{}", "missing"},
                                   {R"({"m":null})", "string_type"},
                                   {R"({"m":1})", "string_type"}}) {
    Violations violations;
    std::optional<std::string> out;
    JsonObject json{text, violations};
    json.require("m", out);
    EXPECT_FALSE(json.finish({}));
    EXPECT_EQ(violations[0].type, code);
    EXPECT_EQ(out, std::nullopt);
  }
}

// What the database fills when it is absent is no place for null.
TEST(JsonReader, ValueThatTheDatabaseHasADefaultFor) {
  const auto codes = [](std::string_view text, std::optional<int>& out) {
    Violations violations;
    JsonObject json{text, violations};
    json.read_value("m", out);
    json.finish({});
    return violations.empty() ? std::string{} : violations[0].type;
  };
  std::optional<int> out;
  EXPECT_EQ(codes("{}", out), "");
  EXPECT_EQ(out, std::nullopt);
  EXPECT_EQ(codes(R"({"m": null})", out), "int_type");
  EXPECT_EQ(codes(R"({"m": 7})", out), "");
  EXPECT_EQ(out, 7);
}

TEST(JsonReader, IntegersHaveExactlyTheirRange) {
  EXPECT_EQ(read<std::int16_t>("32767"), 32767);
  EXPECT_EQ(read<std::int16_t>("-32768"), -32768);
  EXPECT_EQ(codes<std::int16_t>("32768"), "less_than_equal ");
  EXPECT_EQ(codes<std::int16_t>("-32769"), "greater_than_equal ");
  EXPECT_EQ(read<std::int32_t>("2147483647"), 2147483647);
  EXPECT_EQ(codes<std::int32_t>("2147483648"), "less_than_equal ");
  EXPECT_EQ(codes<std::int32_t>("-2147483649"), "greater_than_equal ");
  EXPECT_EQ(read<std::int64_t>("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read<std::int64_t>("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read<std::int64_t>("9007199254740993"), 9007199254740993) << "no double on the way";
  EXPECT_EQ(codes<std::int64_t>("9223372036854775808"), "less_than_equal ");
  EXPECT_EQ(codes<std::int64_t>("18446744073709551616"), "less_than_equal ");
  EXPECT_EQ(codes<std::int64_t>("-9223372036854775809"), "greater_than_equal ");
  EXPECT_EQ(codes<std::int64_t>("-99999999999999999999999999"), "greater_than_equal ");
  EXPECT_EQ(read<std::int64_t>("-0"), 0);
}

TEST(JsonReader, FloatsAreNoIntegers) {
  for (const char* const number : {"3.0", "3.9", "1e3", "1E3", "-0.0", "1e-1"}) {
    EXPECT_EQ(codes<std::int64_t>(number), "int_type ") << number;
  }
}

TEST(JsonReader, ConvertsNoTypes) {
  EXPECT_EQ(codes<std::int64_t>("\"1\""), "int_type ");
  EXPECT_EQ(codes<std::int64_t>("true"), "int_type ");
  EXPECT_EQ(codes<bool>("1"), "bool_type ");
  EXPECT_EQ(codes<bool>("\"true\""), "bool_type ");
  EXPECT_EQ(codes<std::string>("1"), "string_type ");
  EXPECT_EQ(codes<std::string>("[]"), "string_type ");
  EXPECT_EQ(codes<double>("\"1.5\""), "float_type ");
  EXPECT_EQ(codes<double>("{}"), "float_type ");
  EXPECT_EQ(codes<Timestamp>("0"), "datetime_type ");
  EXPECT_EQ(codes<Date>("0"), "date_type ");
  EXPECT_EQ(codes<Uuid>("0"), "uuid_type ");
  EXPECT_EQ(codes<Bytes>("0"), "bytes_type ");
  EXPECT_EQ(codes<Decimal>("true"), "decimal_type ");
  EXPECT_EQ(codes<Colour>("1"), "enum ");
}

TEST(JsonReader, Doubles) {
  EXPECT_EQ(read<double>("0.1"), 0.1);
  EXPECT_EQ(read<double>("3"), 3.0);
  EXPECT_EQ(read<double>("1e3"), 1000.0);
  EXPECT_EQ(read<double>("18446744073709551616"), 18446744073709551616.0);
  EXPECT_TRUE(std::signbit(read<double>("-0")));
  EXPECT_TRUE(std::signbit(read<double>("-0.0")));
  EXPECT_EQ(read<float>("3.4028235e38"), std::numeric_limits<float>::max());
  EXPECT_EQ(codes<float>("1e39"), "finite_number ");
}

TEST(JsonReader, DecimalsAreExactAsTextAndAsNumber) {
  EXPECT_EQ(to_string(read<Decimal>("\"12.50\"")), "12.50");
  EXPECT_EQ(to_string(read<Decimal>("12.50")), "12.50");
  EXPECT_EQ(to_string(read<Decimal>("0.1000000000000000055511151231257827")),
            "0.1000000000000000055511151231257827");
  EXPECT_EQ(to_string(read<Decimal>("1234567890123456789012345678901234567890")),
            "1234567890123456789012345678901234567890");
  EXPECT_EQ(to_string(read<Decimal>("1.5e3")), "1500");
  EXPECT_EQ(to_string(read<Decimal>("1e-7")), "0.0000001") << "as JavaScript writes it";
  EXPECT_EQ(to_string(read<Decimal>("-1.25E+1")), "-12.5");
  EXPECT_EQ(to_string(read<Decimal>("-0")), "0");
  EXPECT_EQ(codes<Decimal>("1e-501"), "decimal_parsing ");
  EXPECT_EQ(codes<Decimal>("\"1e3\""), "decimal_parsing ");
  for (const char* const text : {"NaN", "-nan", "Infinity", "+inf"})
    EXPECT_EQ(codes<Decimal>('"' + std::string{text} + '"'), "finite_number ") << text;
  EXPECT_EQ(codes<Decimal>("\"\""), "decimal_parsing ");
}

TEST(JsonReader, TimesAndIdentifiers) {
  EXPECT_EQ(read<Timestamp>("\"1970-01-01T01:00:00+01:00\""), Timestamp{0});
  EXPECT_EQ(codes<Timestamp>("\"1970-01-01T00:00:00\""), "timezone_aware ");
  EXPECT_EQ(codes<Timestamp>("\"infinity\""), "datetime_parsing ");
  EXPECT_EQ(codes<Timestamp>("\"+10000-01-01T00:00:00Z\""), "datetime_parsing ");
  EXPECT_EQ(codes<Timestamp>("\"\""), "datetime_parsing ");
  EXPECT_EQ(to_string(read<Timestamp>("\"0001-01-01T00:00:00-00:01\"")), "0001-01-01T00:01:00Z");
  for (const char* const beyond : {"0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
                                   "0000-12-31T23:59:59-00:01", "0000-01-01T00:00:00Z"})
    EXPECT_EQ(codes<Timestamp>('"' + std::string{beyond} + '"'), "datetime_parsing ") << beyond;
  EXPECT_EQ(read<Date>("\"2024-02-29\""), Date::of(2024, 2, 29));
  EXPECT_EQ(codes<Date>("\"2023-02-29\""), "date_parsing ");
  EXPECT_EQ(to_string(read<Uuid>("\"01234567-89AB-cdef-fedc-ba9876543210\"")),
            "01234567-89ab-cdef-fedc-ba9876543210");
  EXPECT_EQ(codes<Uuid>("\"01234567\""), "uuid_parsing ");
  EXPECT_EQ(read<Bytes>("\"AP8=\""), (Bytes{std::byte{0}, std::byte{255}}));
  EXPECT_EQ(codes<Bytes>("\"AP8\""), "bytes_invalid_encoding ");
}

TEST(JsonReader, Enums) {
  EXPECT_EQ(read<Colour>("\"green\""), Colour::green);
  EXPECT_EQ(codes<Colour>("\"Green\""), "enum ");
  Violations violations;
  JsonObject json{R"({"m":"blue"})", violations};
  Colour colour = Colour::green;
  json.read("m", colour);
  EXPECT_FALSE(json.finish({}));
  EXPECT_EQ(colour, Colour::green);
  EXPECT_EQ(violations.to_json(),
            R"([{"loc":["m"],"type":"enum","msg":"Input should be 'red' or 'green'",)"
            R"("ctx":{"expected":"'red' or 'green'"}}])");
}

TEST(JsonReader, Strings) {
  EXPECT_EQ(read<std::string>(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(read<std::string>(R"("\u00e9\u20ac\ud83d\ude00")"), "é€😀");
  EXPECT_EQ(read<std::string>("\"é€😀\""), "é€😀");
  EXPECT_EQ(read<std::string>(R"("a\u0000b")"), std::string("a\0b", 3)) << "the rules refuse it";
}

TEST(JsonReader, RefusesTextsThatAreNoUnicode) {
  for (const char* const value :
       {R"("\ud83d")", R"("\ude00")", R"("\ud83dx")", R"("\ud83d\ud83d")", "\"\xff\"", "\"\xc3\"",
        "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", R"("\u12")", R"("\x41")",
        "\"\t\"", "\"\n\""}) {
    std::string out = "before";
    EXPECT_EQ(read_member("{\"m\":" + std::string{value} + "}", out), "json_invalid ") << value;
    EXPECT_EQ(out, "before");
  }
}

TEST(JsonReader, RefusesWhatIsNoJson) {
  for (const char* const text : {"",
                                 " ",
                                 "{",
                                 "}",
                                 "{]",
                                 R"({"m")",
                                 R"({"m":})",
                                 R"({"m":1,})",
                                 R"({"m":1}})",
                                 R"({"m":1} x)",
                                 "{m:1}",
                                 "{'m':1}",
                                 R"({"m":01})",
                                 R"({"m":+1})",
                                 R"({"m":.5})",
                                 R"({"m":1.})",
                                 R"({"m":NaN})",
                                 R"({"m":Infinity})",
                                 R"({"m":1e})",
                                 R"({"m":"a)",
                                 "{/**/}",
                                 R"({"m":True})"}) {
    EXPECT_EQ(problem_of(text).rfind("Invalid JSON: ", 0), 0U) << text;
  }
}

TEST(JsonReader, RefusesWhatTheLibraryWouldPassOver) {
  EXPECT_EQ(problem_of(std::string_view("{}\0{\"m\":1}", 10)),
            "Invalid JSON: syntax error at byte 3");
  EXPECT_EQ(problem_of("\xef\xbb\xbf{}"), "Invalid JSON: byte order mark at byte 1");
  EXPECT_EQ(problem_of(R"({"m":"a","m":"b"})"), "Invalid JSON: duplicate member");
  EXPECT_EQ(problem_of(R"({"m":"a","\u006d":"b"})"), "Invalid JSON: duplicate member");
  EXPECT_EQ(problem_of(R"({"x":[{"a":1,"a":2}]})"), "Invalid JSON: duplicate member");
}

TEST(JsonReader, NeverRepeatsTheInputInAReport) {
  Violations violations;
  JsonObject json{R"({"m": "secret", nonsense)", violations};
  EXPECT_FALSE(json.finish({}));
  EXPECT_EQ(violations.to_json().find("secret"), std::string::npos);
  EXPECT_EQ(violations.to_json().find("nonsense"), std::string::npos);
}

TEST(JsonReader, WantsAnObject) {
  for (const char* const text : {"[]", "1", "null", "true", "\"m\"", R"([{"m":"a"}])"}) {
    EXPECT_EQ(problem_of(text), "Input should be an object") << text;
    Required<std::string> required = pending;
    EXPECT_EQ(read_member(text, required), "model_type ") << "one error for one cause";
  }
}

TEST(JsonReader, GoesSixtyFourLevelsDeep) {
  EXPECT_EQ(problem_of(nested(64)), "Extra inputs are not permitted");
  EXPECT_EQ(problem_of(nested(65)), "Invalid JSON: nested deeper than 64 levels");
  EXPECT_EQ(problem_of(std::string(1'000'000, '[')), "Invalid JSON: nested deeper than 64 levels");
}

TEST(JsonReader, RefusesMembersThatNobodyAskedFor) {
  std::string out;
  EXPECT_EQ(read_member(R"({"m":"a","z":1,"y":null})", out), "extra_forbidden extra_forbidden ");
  EXPECT_EQ(read_member(R"({"M":"a"})", out), "extra_forbidden ");
}

TEST(JsonReader, ManyMembersCostNoMoreThanTheirNumber) {
  std::string text = "{\"m\":\"a\"";
  for (int i = 0; i < 200'000; ++i) text += ",\"x" + std::to_string(i) + "\":0";
  text += '}';
  Violations violations;
  JsonObject json{text, violations};
  EXPECT_FALSE(json.finish({}));
  EXPECT_EQ(violations.total(), 200'001U);
  EXPECT_EQ(violations.size(), Violations::default_limit);
}

TEST(JsonReader, ReportsAllFaultsAtOnce) {
  Violations violations;
  JsonObject json{R"({"a":"x","b":1,"z":0})", violations};
  std::int64_t a = 0;
  std::string b;
  Required<bool> c = pending;
  json.read("a", a);
  json.read("b", b);
  json.read("c", c);
  Violations rules;
  rules.add("d", "string_too_short", "…");
  EXPECT_FALSE(json.finish(rules));
  std::string found;
  for (const Violation& violation : violations)
    found += violation.loc[0].name + ":" + violation.type + " ";
  EXPECT_EQ(found, "a:int_type b:string_type c:missing z:extra_forbidden d:string_too_short ");
}

TEST(JsonReader, FaultsOfAnotherObjectAreNotItsOwn) {
  Violations violations;
  violations.add("before", "missing", "Field required");
  JsonObject json{"{}", violations};
  EXPECT_TRUE(json.finish({}));
}

TEST(JsonReader, RealNumbersAreNeverOtherOnesInSilence) {
  // Whole numbers: those that the type has, and those that it shows as they were written.
  EXPECT_EQ(read<double>("9007199254740992"), 9007199254740992.0);
  EXPECT_EQ(codes<double>("9007199254740993"), "float_inexact ");
  EXPECT_EQ(codes<double>("-9007199254740993"), "float_inexact ");
  EXPECT_EQ(read<double>("-9007199254740994"), -9007199254740994.0);
  EXPECT_EQ(read<double>("1152921504606846976"), 1152921504606846976.0);
  EXPECT_EQ(read<double>("1152921504606847000"), 1152921504606846976.0) << "as JavaScript has it";
  EXPECT_EQ(codes<double>("1152921504606846977"), "float_inexact ");
  EXPECT_EQ(codes<double>("9223372036854775807"), "float_inexact ");
  EXPECT_EQ(read<double>("18446744073709551616"), 18446744073709551616.0);
  EXPECT_EQ(codes<double>("18446744073709551617"), "float_inexact ");
  EXPECT_EQ(read<double>("1" + std::string(308, '0')), 1e308);
  EXPECT_EQ(codes<double>("1" + std::string(307, '0') + "1"), "float_inexact ");
  EXPECT_EQ(codes<double>("1" + std::string(309, '0')), "finite_number ");
  EXPECT_EQ(read<float>("16777216"), 16777216.0F);
  EXPECT_EQ(codes<float>("16777217"), "float_inexact ");
  EXPECT_EQ(read<float>("16777218"), 16777218.0F);
  EXPECT_EQ(read<float>("340282350000000000000000000000000000000"), 3.4028235e38F);
  EXPECT_EQ(codes<float>("340282360000000000000000000000000000000"), "finite_number ");
  // Fractions and exponents are rounded to the nearest, but not to zero or beyond all numbers.
  EXPECT_EQ(read<double>("9007199254740993.0"), 9007199254740992.0);
  EXPECT_EQ(read<double>("0.1"), 0.1);
  EXPECT_EQ(read<double>("1e23"), 1e23);
  EXPECT_EQ(read<double>("5e-324"), 5e-324);
  for (const char* const text : {"1e-400", "-1e-400", "1e-99999999999999999999", "2e-324",
                                 "0.0000000000000000000000000000001e-300"})
    EXPECT_EQ(codes<double>(text), "float_inexact ") << text;
  EXPECT_EQ(codes<float>("1e-50"), "float_inexact ");
  for (const char* const text : {"0", "-0", "0.0", "0e400", "0e-400", "0.000e99999"})
    EXPECT_EQ(read<double>(text), 0) << text;
  for (const char* const text : {"1e400", "-1e400", "1e4000", "0.001e312", "2e308"})
    EXPECT_EQ(codes<double>(text), "finite_number ") << text;
  EXPECT_EQ(codes<float>("1e39"), "finite_number ");
  // Beyond the reach of all types.
  EXPECT_EQ(codes<double>(std::string(10'000, '9')), "json_invalid ");
  EXPECT_EQ(codes<double>("1e99999999999999999999"), "json_invalid ");

  Violations violations;
  JsonObject json{R"({"f":[1,16777217]})", violations};
  std::vector<float> list;
  json.require("f", list);
  EXPECT_EQ(violations.to_json(),
            R"([{"loc":["f",1],"type":"float_inexact","msg":"Input should be a number that a )"
            R"(float of 32 bits can hold","ctx":{"bits":32}}])");
}

TEST(JsonReader, HostileNumbersAndTexts) {
  const std::string of_128_bits = "170141183460469231731687303715884105728";
  EXPECT_EQ(codes<std::int64_t>(of_128_bits), "less_than_equal ");
  EXPECT_EQ(codes<std::int16_t>("-" + of_128_bits), "greater_than_equal ");
  EXPECT_EQ(to_string(read<Decimal>(of_128_bits)), of_128_bits);
  EXPECT_EQ(codes<double>("1e400"), "finite_number ");
  EXPECT_EQ(codes<std::int64_t>("1e400"), "int_type ");
  EXPECT_EQ(to_string(read<Decimal>("1e400")), "1" + std::string(400, '0'));
  for (const char* const text :
       {R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")", "\"\xed\xa0\x80\""})
    EXPECT_EQ(codes<std::string>(text), "json_invalid ") << text;
  EXPECT_EQ(read<std::string>(R"("\ud83d\ude00")"), "😀");
  const std::string large(10'000'000, 'x');
  EXPECT_EQ(read<std::string>('"' + large + '"').size(), large.size());
}

// A value object, as generated code reads one.
struct Inner {
  std::int64_t a = 0;
};

[[maybe_unused]] bool read_json(JsonObject& json, Inner& inner) {
  json.require("a", inner.a);
  return json.finish({});
}

TEST(JsonReader, UnknownMembersAreIgnoredWhereTheProjectSaysSo) {
  const auto read = [](const char* text, JsonForm form) {
    Violations violations;
    JsonObject json{text, violations, form};
    Inner inner;
    json.read("in", inner);
    EXPECT_EQ(json.finish({}), violations.empty());
    std::string found;
    for (const Violation& one : violations) found += one.type + " ";
    return found;
  };
  const JsonForm ignoring{.ignores_unknown = true};
  const char* const more = R"({"x":1,"in":{"a":1,"y":{"z":[]}}})";
  EXPECT_EQ(read(more, {}), "extra_forbidden extra_forbidden ");
  EXPECT_EQ(read(more, ignoring), "");
  // All else is as strict as ever.
  EXPECT_EQ(read(R"({"x":1,"x":2})", ignoring), "json_invalid ");
  EXPECT_EQ(read(R"({"in":{"a":"1","y":0}})", ignoring), "int_type ");
  EXPECT_EQ(read(("{\"x\":" + nested(64) + "}").c_str(), ignoring), "json_invalid ");
}

TEST(JsonReader, NumbersOf64BitsAreTextsWhereTheProjectSaysSo) {
  const auto read = [](const std::string& value, auto number, JsonForm form) {
    Violations violations;
    JsonObject json{"{\"a\":" + value + "}", violations, form};
    json.require("a", number);
    if (json.finish({})) return std::to_string(number);
    EXPECT_EQ(violations.size(), 1U);
    return violations[0].type;
  };
  const JsonForm texts{.int64_as_text = true};
  const std::int64_t wide = 0;
  EXPECT_EQ(read(R"("9007199254740993")", wide, texts), "9007199254740993");
  EXPECT_EQ(read(R"("-9223372036854775808")", wide, texts), "-9223372036854775808");
  EXPECT_EQ(read("9007199254740993", wide, texts), "9007199254740993") << "also as a number";
  EXPECT_EQ(read(R"("9223372036854775808")", wide, texts), "less_than_equal");
  EXPECT_EQ(read(R"("-9223372036854775809")", wide, texts), "greater_than_equal");
  EXPECT_EQ(read('"' + std::string(5000, '9') + '"', wide, texts), "less_than_equal");
  for (const char* const other : {"", "-", "+1", "01", "-01", " 1", "1 ", "1.0", "1e3", "0x1",
                                  "1_0", "one", "\\u0661", "1\\u0000"})
    EXPECT_EQ(read(std::string{"\""} + other + "\"", wide, texts), "int_parsing") << other;
  for (const char* const other : {"1.0", "true", "null", "[\"1\"]", "{}"})
    EXPECT_EQ(read(other, wide, texts), "int_type") << other;
  // Every client holds the narrower ones; and without the option nothing is converted.
  EXPECT_EQ(read(R"("1")", std::int32_t{}, texts), "int_type");
  EXPECT_EQ(read(R"("1")", std::int16_t{}, texts), "int_type");
  EXPECT_EQ(read(R"("1")", wide, {}), "int_type");
}

}  // namespace
}  // namespace tenon

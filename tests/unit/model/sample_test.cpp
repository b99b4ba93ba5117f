// What factories make up: texts for patterns, and numbers between bounds.
#include "model/sample.hpp"

#include <gtest/gtest.h>

namespace tenon::model {
namespace {

std::string shown(std::string_view pattern, std::int64_t least = 0, std::int64_t most = -1) {
  const auto parts = sample_pattern(pattern, least, most);
  if (!parts) return "none";
  std::string text;
  for (const Spelled& part : *parts)
    text += part.count == 0 ? "'" + part.text + "'"
                            : part.text.substr(0, 1) + "-" + part.text.back() + "*" +
                                  std::to_string(part.count);
  return text;
}

TEST(SamplePattern, FindsATextWithRoomForManyOthers) {
  EXPECT_EQ(shown("^[A-Z]{2}[0-9]+$"), "A-Z*20-9*7");
  EXPECT_EQ(shown("^[A-Z]{2}[0-9]+$", 4, 6), "A-Z*20-9*4");
  EXPECT_EQ(shown("^[A-Z]+$", 1, 3), "A-Z*3");
  EXPECT_EQ(shown("^(\\d{3})-(\\d{2})-\\d{4}$"), "0-9*3'-'0-9*2'-'0-9*4");
  EXPECT_EQ(shown("^#[0-9a-fA-F]{6}$"), "'#'0-9*6");
  EXPECT_EQ(shown("^(?:red|green)$"), "'red'");
  EXPECT_EQ(shown("^[a-z][a-z0-9_]*(?:-[a-z0-9]+)?$", 0, 8), "a-z*10-9*2'-'0-9*3");
  EXPECT_EQ(shown("^\\+?[1-9]\\d{6,14}$", 0, 20), "'+'1-9*10-9*12");
  EXPECT_EQ(shown("^\\p{Lu}\\w*@x\\.org$"), "none");  // an alphabet of more than ASCII
  EXPECT_EQ(shown("^[ä-ü]{2}[0-9]{6}$"), "'ää'0-9*6");
  EXPECT_EQ(shown("^(?P<year>[0-9]{4})[[:alpha:]]{3}\\x41\\.$"), "0-9*4a-z*3'A.'");
}

TEST(SamplePattern, BehindAnOpenEndStandsTheNumber) {
  EXPECT_EQ(shown("[0-9]", 8, 72), "0-9*8");
  EXPECT_EQ(shown("x", 0, 8), "'x'0-9*6");
  EXPECT_EQ(shown("^ab|cd$", 0, 3), "'ab'");
  EXPECT_EQ(shown("[a-z]?", 2, 40), "a-z*10-9*5");
}

TEST(SamplePattern, FindsNothingRatherThanSomethingWrong) {
  EXPECT_EQ(shown("^\\s+$"), "none");  // blank
  EXPECT_EQ(shown("^[a-z]{9}$", 0, 8), "none");
  EXPECT_EQ(shown("^$"), "none");
  EXPECT_EQ(shown("a\\bb"), "none");
  EXPECT_EQ(shown("("), "none");
  EXPECT_EQ(shown("^\\Qa.b\\E$"), "none");
}

std::string shown(TypeKind kind, std::optional<std::string> least, std::optional<std::string> most,
                  const std::string& multiple = "", int precision = 0, int scale = 0) {
  Type type;
  type.kind = kind;
  type.precision = precision;
  type.scale = scale;
  std::vector<Rule> rules;
  Rule range;
  range.kind = Rule::Kind::range;
  range.least = least;
  range.most = most;
  if (least || most) rules.push_back(range);
  Rule step;
  step.kind = Rule::Kind::multiple_of;
  step.multiple = multiple;
  if (!multiple.empty()) rules.push_back(step);
  const auto found = sample_numbers(type, rules);
  return found ? found->first + " " + found->step + " " + std::to_string(found->count) : "none";
}

TEST(SampleNumbers, StayBetweenTheBounds) {
  EXPECT_EQ(shown(TypeKind::int16, {}, {}), "1 1 32767");
  EXPECT_EQ(shown(TypeKind::int32, "-5", {}), "-5 1 1000000000");
  EXPECT_EQ(shown(TypeKind::int32, {}, "5"), "1 1 5");
  EXPECT_EQ(shown(TypeKind::int32, {}, "-5"), "-1005 1 1001");
  EXPECT_EQ(shown(TypeKind::int64, "-9223372036854775807", "9223372036854775807"),
            "-1000000000000000000 1 1000000000");
  EXPECT_EQ(shown(TypeKind::int64, "9223372036854775800", {}), "none");
  EXPECT_EQ(shown(TypeKind::int32, "10", "30", "7"), "14 7 3");
  EXPECT_EQ(shown(TypeKind::int32, "0", {}, "7"), "7 7 306783378");
  EXPECT_EQ(shown(TypeKind::int32, "0", "3", "7"), "0 7 1");
  EXPECT_EQ(shown(TypeKind::int32, "1", "3", "7"), "none");
}

TEST(SampleNumbers, HaveTheDigitsOfTheirType) {
  EXPECT_EQ(shown(TypeKind::decimal, {}, {}, "", 10, 2), "1.00 1.00 99999999");
  EXPECT_EQ(shown(TypeKind::decimal, {}, {}, "", 2, 2), "0.01 0.01 99");
  EXPECT_EQ(shown(TypeKind::decimal, "0.01", "99999999.99", "", 10, 2), "0.01 1.00 100000000");
  EXPECT_EQ(shown(TypeKind::decimal, "0", {}, "0.05", 10, 2), "0.05 0.05 1000000000");
  EXPECT_EQ(shown(TypeKind::decimal, "0.5", "0.7"), "0.5 0.1 3");
  EXPECT_EQ(shown(TypeKind::float64, "0", "1"), "0.000 0.001 1001");
  EXPECT_EQ(shown(TypeKind::float32, {}, {}, "0.1"), "1.000 0.100 9999991");
}

}  // namespace
}  // namespace tenon::model

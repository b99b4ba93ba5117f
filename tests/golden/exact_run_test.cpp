// A project whose JSON writes numbers of 64 bits as texts and Decimals as numbers: every place that
// can hold one, there and back through both databases.
#include <limits>

#include <tenon/error.hpp>
#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "exact/rules.hpp"
#include "meter_json.hpp"
#include "meter_repository.hpp"
#include "meter_sheet_reader.hpp"
#include "reading_json.hpp"
#include "reading_repository.hpp"
#include "spot_rules.hpp"

namespace tenon::test {
namespace {

constexpr std::int64_t beyond_a_double = 9007199254740993;
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

const std::string values =
    R"("serial":"9007199254740993","counted":"-9223372036854775808","limit":"9223372036854775807",)"
    R"("step":10,"phase":-3,"marks":["-9007199254740993","0"],"beside":["9223372036854775807"],)"
    R"("fee":"9007199254740995","tariff":999999.0001,"steps":[0.05,-1.50],)"
    R"("spot":{"cell":"9007199254740992","height":1.250,"view":{"from":"9007199254740993",)"
    R"("to":"-1"}},"notes":{"n":9007199254740993}})";

class ExactTest : public OnBoth {
 protected:
  ExactTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/exact/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  exact::MeterCreate read(const std::string& json) {
    Violations violations;
    std::optional<exact::MeterCreate> read = exact::meter_create_from_json(json, violations);
    EXPECT_TRUE(read) << violations.to_json();
    return read.value();
  }

  Session session{engine.session()};
  exact::MeterRepository meters{session};
};

TEST_P(ExactTest, EveryDigitGoesThereAndBack) {
  const exact::Meter meter = meters.create(read("{" + values));
  EXPECT_EQ(meter.serial, beyond_a_double);
  EXPECT_EQ(meter.counted, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(meter.limit, greatest);
  EXPECT_EQ(meter.marks, (std::vector<std::int64_t>{-beyond_a_double, 0}));
  EXPECT_EQ(meter.beside.value().front().value, greatest);
  EXPECT_EQ(meter.fee.count, beyond_a_double + 2);
  EXPECT_EQ(meter.spot.cell, beyond_a_double - 1);
  EXPECT_EQ(to_json(to_read(meters.get(meter.id))), R"({"id":"1",)" + values);
}

// A Decimal keeps the digits that it was made with: `create` gives back those that it was given, a
// read those of the column. Both are equal.
TEST_P(ExactTest, DigitsOfADecimalAreTheColumnsWhenItIsRead) {
  exact::MeterCreate create =
      read(R"({"serial":1,"marks":[1],"fee":1,"tariff":1.5,"spot":{"cell":1,"height":2}})");
  const exact::Meter made = meters.create(create);
  const exact::Meter found = meters.get(made.id);
  EXPECT_EQ(to_string(made.tariff), "1.5");
  EXPECT_EQ(to_string(found.tariff), "1.5000");
  EXPECT_EQ(to_string(made.spot.height.value()), "2");
  EXPECT_EQ(to_string(found.spot.height.value()), "2.000");
  EXPECT_EQ(made.tariff, found.tariff);
  EXPECT_EQ(made.spot.height, found.spot.height);
}

TEST_P(ExactTest, NoDatabaseHasANul) {
  const auto codes = [&](const std::string& notes) {
    Violations violations;
    exact::meter_update_from_json("{\"notes\":" + notes + "}", violations);
    return violations.empty() ? "" : violations[0].type;
  };
  EXPECT_EQ(codes(R"({"a":["b"]})"), "");
  EXPECT_EQ(codes(R"({"a\u0000":1})"), "json_invalid") << "a key, too";
  EXPECT_EQ(codes(R"([{"a":"\u0000"}])"), "json_invalid");
  EXPECT_EQ(codes("\"\xc3\x28\""), "json_invalid");
  // What no reader saw is refused when it is sent.
  exact::MeterCreate create =
      read(R"({"serial":1,"marks":[1],"fee":1,"tariff":1.5,"spot":{"cell":1}})");
  for (const std::string& text : {std::string{R"({"a\u0000":1})"}, std::string{"\"\xff\""}}) {
    create.notes = Json{text};
    try {
      meters.create(create);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    }
    session.rollback();
  }
}

TEST_P(ExactTest, ShapesAndTheirRowsAreWrittenAlike) {
  const exact::Meter meter = meters.create(read("{" + values));
  exact::ReadingRepository readings{session};
  Violations violations;
  const auto reading =
      exact::reading_create_from_json(R"({"meter_id":"1","value":"9007199254740993"})", violations);
  ASSERT_TRUE(reading) << violations.to_json();
  readings.create(*reading);
  const std::string open = values.substr(0, values.size() - 1);
  EXPECT_EQ(to_json(meters.get_meter_sheet(meter.id)),
            R"({"id":"1",)" + open +
                R"(,"readings":[{"id":"1","meter_id":"1","value":"9007199254740993"}]})");
}

TEST_P(ExactTest, APatchTakesBothFormsAndTellsWhereNeitherIs) {
  const exact::Meter meter = meters.create(read("{" + values));
  Violations violations;
  const auto changes = exact::meter_update_from_json(
      R"({"counted":"9007199254740993","limit":null,"marks":[9007199254740993,"1"],"fee":7})",
      violations);
  ASSERT_TRUE(changes) << violations.to_json();
  const exact::Meter changed = meters.update(meter.id, *changes);
  EXPECT_EQ(changed.counted, beyond_a_double);
  EXPECT_FALSE(changed.limit);
  EXPECT_EQ(changed.marks, (std::vector<std::int64_t>{beyond_a_double, 1}));
  EXPECT_EQ(changed.fee.count, 7);

  EXPECT_FALSE(exact::meter_update_from_json(
      R"({"counted":"1.0","marks":["0","x"],"spot":{"cell":"0"},"step":"5"})", violations));
  std::string found;
  for (const Violation& one : violations) found += one.loc[0].name + ':' + one.type + ' ';
  EXPECT_EQ(found, "counted:int_parsing step:int_type marks:int_parsing spot:greater_than_equal ");
  EXPECT_EQ(violations[0].msg,
            "Input should be a valid integer, unable to parse string as an integer");
}

// The application's rules of value objects: each object is asked about once, inner ones first, when
// the model has nothing against it; what they find has the object's place before it.
std::string asked_about(const std::string& spot, const std::string& others, std::string& found) {
  exact::asked.clear();
  Violations violations;
  exact::meter_create_from_json(
      R"({"marks":[1],"fee":1,"tariff":1,)" + others + R"("spot":)" + spot + "}", violations);
  found.clear();
  for (const Violation& one : violations) {
    for (const Violation::Step& step : one.loc) found += step.name + '.';
    found += one.type + ' ';
  }
  return exact::asked;
}

TEST(ExtraRules, OfValueObjectsAreAskedOnceWithTheirPlace) {
  std::string found;
  const std::string good = R"("serial":1,)";
  EXPECT_EQ(asked_about(R"({"cell":1,"view":{"from":1,"to":2}})", good, found), "view spot meter ");
  EXPECT_EQ(found, "");
  EXPECT_EQ(asked_about(R"({"cell":1})", good, found), "spot meter ");
  // What one finds keeps those around it from being asked, and not what is told beside.
  EXPECT_EQ(asked_about(R"({"cell":1,"view":{"from":123456789,"to":2}})", good, found), "view ");
  EXPECT_EQ(found, "spot.view.from.value_error ");
  EXPECT_EQ(asked_about(R"({"cell":123456789})", R"("limit":"x",)", found), "spot ");
  EXPECT_EQ(found, "serial.missing limit.int_parsing spot.too_dark ");
  EXPECT_EQ(asked_about(R"({"cell":123456789})", good, found), "spot ");
  EXPECT_EQ(found, "spot.too_dark ") << "a fault of the whole object";
  // Nobody is asked about what the model refuses, or what was not read.
  EXPECT_EQ(asked_about(R"({"cell":0,"view":{"from":1,"to":2}})", good, found), "");
  EXPECT_EQ(found, "spot.cell.greater_than_equal ");
  EXPECT_EQ(asked_about(R"({"cell":1,"view":{"from":"x","to":2}})", good, found), "");
  EXPECT_EQ(found, "spot.view.from.int_parsing ");
  EXPECT_EQ(asked_about(R"({"cell":1,"view":{"from":1}})", good, found), "");
  EXPECT_EQ(found, "spot.view.to.missing ");
  // A patch brings whole objects.
  exact::asked.clear();
  Violations violations;
  EXPECT_FALSE(exact::meter_update_from_json(R"({"spot":{"cell":123456789}})", violations));
  EXPECT_EQ(exact::asked, "spot ");
  // validate() alone asks too.
  exact::asked.clear();
  EXPECT_EQ(validate(exact::Spot{1, {}, exact::View{123456789, 2}}).total(), 1U);
  EXPECT_EQ(exact::asked, "view ");
}

TENON_ON_BOTH(ExactTest);

}  // namespace
}  // namespace tenon::test

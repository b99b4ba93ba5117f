// A project whose JSON writes numbers of 64 bits as texts and Decimals as numbers: every place that
// can hold one, there and back through both databases.
#include <limits>

#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "meter_json.hpp"
#include "meter_repository.hpp"
#include "meter_sheet_reader.hpp"
#include "reading_json.hpp"
#include "reading_repository.hpp"

namespace tenon::test {
namespace {

constexpr std::int64_t beyond_a_double = 9007199254740993;
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

const std::string values =
    R"("serial":"9007199254740993","counted":"-9223372036854775808","limit":"9223372036854775807",)"
    R"("step":10,"phase":-3,"marks":["-9007199254740993","0"],"beside":["9223372036854775807"],)"
    R"("fee":"9007199254740995","tariff":999999.0001,"steps":[0.05,-1.50],)"
    R"("spot":{"cell":"9007199254740992","height":1.250},"notes":{"n":9007199254740993}})";

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

TENON_ON_BOTH(ExactTest);

}  // namespace
}  // namespace tenon::test

// The forms' Absence on both databases: local times, times of day, intervals and JSON, there and
// back at their edges through every path, in filters, and from JSON to JSON.
#include <limits>

#include <tenon/json.hpp>

#include "absence_day_repository.hpp"
#include "absence_json.hpp"
#include "absence_repository.hpp"
#include "database/on_both.hpp"

namespace tenon::test {
namespace {

constexpr std::int32_t least_32 = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t most_32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t least_64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most_64 = std::numeric_limits<std::int64_t>::max();

LocalTimestamp local(const char* text) { return parse_local_timestamp(text).value(); }

class AbsenceTest : public OnBoth {
 protected:
  AbsenceTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static std::vector<forms::AbsenceCreate> edges() {
    std::vector<forms::AbsenceCreate> all{
        {.begins = LocalTimestamp::negative_infinity(),
         .opens = Time{},
         .every = Interval{least_32, least_32, least_64},
         .notes = Json{}},
        {.begins = local("0001-01-01T00:00:00"),
         .opens = Time::of(0, 0, 0, 1),
         .every = Interval{},
         .notes = Json{"[]"},
         .ends = local("9999-12-31T23:59:59.999999"),
         .closes = Time::end_of_day(),
         .lasts = Interval{most_32, most_32, most_64},
         .extra = Json{"null"}},
        {.begins = local("2026-03-29T02:30:00"),  // an hour that some zones skip
         .opens = Time::of(23, 59, 59, 999'999),
         .every = Interval{-14, 40, -3'600'000'001},
         .notes =
             Json{R"({"ü😀":"\u00fc\"\\\n\u0001","b":[1e400,-0,1.50,1E2],"a":{"z":null,"y":true}})"},
         .made = LocalTimestamp{-1},
         .made_at = Time{1},
         .pause = Interval{0, 0, -1},
         .options = Json{R"({"a":1,"a":2})"},
         .ends = LocalTimestamp::infinity(),
         .closes = Time{0},
         .lasts = Interval{1, -1, 1},
         .extra = Json{"1234567890123456789012345678901234567.8901234567890"}}};
    return all;
  }

  static void expect_equal(const forms::Absence& absence, const forms::AbsenceCreate& values) {
    EXPECT_EQ(absence.begins, *values.begins);
    EXPECT_EQ(absence.opens, *values.opens);
    EXPECT_EQ(absence.every, *values.every);
    EXPECT_EQ(absence.notes, *values.notes);
    if (values.made) {
      EXPECT_EQ(absence.made, *values.made);
    }
    if (values.made_at) {
      EXPECT_EQ(absence.made_at, *values.made_at);
    }
    EXPECT_EQ(absence.pause, values.pause.value_or(Interval{0, 1, 7'200'000'000}));
    EXPECT_EQ(absence.options, values.options.value_or(Json{"{}"}));
    EXPECT_EQ(absence.ends, values.ends);
    EXPECT_EQ(absence.closes, values.closes);
    EXPECT_EQ(absence.lasts, values.lasts);
    EXPECT_EQ(absence.extra, values.extra);
  }

  /// A valid one, to change.
  static forms::AbsenceCreate usual() {
    return {.begins = LocalTimestamp{0}, .opens = Time{0}, .every = Interval{}, .notes = Json{}};
  }

  ErrorKind refusal(const forms::AbsenceCreate& values) {
    const ErrorKind kind = error_of([&] { absences.create(values); }).kind();
    session.rollback();
    EXPECT_EQ(kind, error_of([&] { absences.create_many({values}); }).kind());
    session.rollback();
    return kind;
  }

  Session session{engine.session()};
  forms::AbsenceRepository absences{session};
};

TEST_P(AbsenceTest, EdgesThereAndBackThroughEveryPath) {
  for (const forms::AbsenceCreate& values : edges()) {
    const forms::Absence made = absences.create(values);
    expect_equal(made, values);
    const forms::Absence read = absences.get(made.id);
    expect_equal(read, values);
    EXPECT_EQ(absences.find_by_begins(*values.begins)->id, made.id);
    EXPECT_EQ(absences.list_by_opens(*values.opens).size(), 1U);
    absences.remove(made.id);
    EXPECT_EQ(absences.bulk_load({values}), 1);
    const forms::Absence loaded = absences.find_by_begins(*values.begins).value();
    expect_equal(loaded, values);
    absences.remove(loaded.id);
    forms::Absence whole = read;
    whole.id += 100;
    absences.insert(whole);
    expect_equal(absences.get(whole.id), values);
    absences.remove(whole.id);
    absences.insert_many({whole});
    expect_equal(absences.get(whole.id), values);
    absences.save(whole);
    expect_equal(absences.get(whole.id), values);
  }
  EXPECT_EQ(absences.count(), 3);
}

TEST_P(AbsenceTest, ManyAtOnce) {
  const std::vector<forms::AbsenceCreate> values = edges();
  const std::vector<forms::Absence> made = absences.create_many(values);
  ASSERT_EQ(made.size(), values.size());
  for (std::size_t i = 0; i < made.size(); ++i) {
    expect_equal(made[i], values[i]);
    expect_equal(absences.get(made[i].id), values[i]);
  }
}

TEST_P(AbsenceTest, UpdateSetsEachColumn) {
  const std::vector<forms::AbsenceCreate> values = edges();
  const std::int64_t id = absences.create(values[1]).id;
  const forms::AbsenceCreate& wanted = values[2];
  absences.update(id, {.begins = *wanted.begins, .opens = *wanted.opens, .every = *wanted.every});
  absences.update(id, {.notes = *wanted.notes, .made = *wanted.made, .made_at = *wanted.made_at});
  absences.update(id, {.pause = *wanted.pause, .options = *wanted.options, .ends = *wanted.ends});
  absences.update(id, {.closes = *wanted.closes, .lasts = *wanted.lasts, .extra = *wanted.extra});
  expect_equal(absences.get(id), wanted);
  absences.update(
      id,
      {.ends = std::nullopt, .closes = std::nullopt, .lasts = std::nullopt, .extra = std::nullopt});
  const forms::Absence cleared = absences.get(id);
  EXPECT_FALSE(cleared.ends || cleared.closes || cleared.lasts || cleared.extra);
}

TEST_P(AbsenceTest, JsonIsCanonicalInBothDatabases) {
  forms::AbsenceCreate values = usual();
  const auto stored = [&](const char* text) {
    values.notes = Json{text};
    const std::int64_t id = absences.create(values).id;
    std::string found = absences.get(id).notes.text;
    absences.remove(id);
    return found;
  };
  EXPECT_EQ(stored(R"( { "bb" : 1 , "a" : [ 1.50 , 1e2 , -0.0 ] , "ü" : "\/\u00e9\t" } )"),
            R"({"a":[1.5,100,0],"bb":1,"ü":"/é\t"})");
  EXPECT_EQ(stored(R"({"a":1,"b":2,"a":{"c":3}})"), R"({"a":{"c":3},"b":2})");
  EXPECT_EQ(stored("1e400"), "1" + std::string(400, '0'));
  EXPECT_EQ(stored("-12e-3"), "-0.012");
  EXPECT_EQ(stored("\" a \\\" : , b \""), "\" a \\\" : , b \"");
  EXPECT_EQ(stored("\"\\ud83d\\ude00\\b\\f\\u001f\\u007f\""), "\"😀\\b\\f\\u001f\x7f\"");
  const std::string deep = std::string(900, '[') + std::string(900, ']');
  EXPECT_EQ(stored(deep.c_str()), deep);
  const std::string large = "\"" + std::string(1 << 20, 'x') + "\"";
  EXPECT_EQ(stored(large.c_str()), large);
}

TEST_P(AbsenceTest, WhatNoDatabaseHoldsIsRefusedBeforeItIsSent) {
  for (const std::string& text :
       {std::string{}, std::string{"{"}, std::string{R"("\u0000")"}, std::string{R"({"\u0000":1})"},
        std::string{R"("\ud800")"}, std::string{"\"\xff\""}, std::string{"1e1001"},
        std::string{"1e-1001"}, std::string("1\0", 2), "0." + std::string(16'384, '1'),
        std::string(131'073, '1'), std::string(1001, '[') + std::string(1001, ']'),
        std::string(1'000'000, '[')}) {
    forms::AbsenceCreate values = usual();
    values.notes = Json{text};
    EXPECT_EQ(refusal(values), ErrorKind::bad_value) << text.substr(0, 20);
  }
  for (const std::int64_t beyond : {std::int64_t{-1}, std::int64_t{86'400'000'001}}) {
    forms::AbsenceCreate values = usual();
    values.opens = Time{beyond};
    EXPECT_EQ(refusal(values), ErrorKind::bad_value);
  }
}

TEST_P(AbsenceTest, Filters) {
  using Table = forms::AbsenceTable;
  for (const forms::AbsenceCreate& values : edges()) absences.create(values);
  EXPECT_EQ(absences.count(Table::begins < local("2000-01-01T00:00:00")), 2);
  EXPECT_EQ(absences.count(Table::begins.in({local("2026-03-29T02:30:00"), LocalTimestamp{0}})), 1);
  EXPECT_EQ(absences.count(Table::ends == LocalTimestamp::infinity()), 1);
  EXPECT_EQ(absences.count(Table::opens >= Time{1}), 2);
  EXPECT_EQ(absences.count(Table::closes.in({Time::end_of_day()})), 1);
  EXPECT_EQ(absences.count(Table::lasts.is_null()), 1);
  EXPECT_EQ(absences.count(Table::notes == Json{"[ ]"}), 1);
  EXPECT_EQ(absences.count(Table::extra != Json{"null"}), 1);
  EXPECT_EQ(absences.count(Table::extra.is_null()), 1) << "the JSON null is a value";
  EXPECT_EQ(absences.count(Table::notes.in({Json{"null"}, Json{"[]"}, Json{"7"}})), 2);
  EXPECT_EQ(
      absences.count(Table::extra == Json{"1234567890123456789012345678901234567.890123456789"}),
      1);
  auto page = absences.list({.order = {Table::begins.desc(), Table::opens.asc()}, .limit = 2});
  ASSERT_EQ(page.items.size(), 2U);
  EXPECT_EQ(page.items[0].begins, local("2026-03-29T02:30:00"));
  page = absences.list(
      {.order = {Table::begins.desc(), Table::opens.asc()}, .limit = 2, .after = page.next});
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].begins, LocalTimestamp::negative_infinity());
}

TEST_P(AbsenceTest, KeysOfLocalTimes) {
  forms::AbsenceDayRepository days{session};
  forms::AbsenceCreate values = usual();
  values.begins = local("2026-11-21T10:15:00");
  absences.create(values);
  const forms::AbsenceDay one{LocalTimestamp{5}, Time::end_of_day(), *values.begins};
  days.insert(one);
  EXPECT_EQ(days.get(one.day, one.at).of, *values.begins);
  EXPECT_FALSE(days.find(one.day, Time{0}));
}

TEST_P(AbsenceTest, JsonThereAndBack) {
  forms::AbsenceCreate values = edges()[2];
  values.ends = local("2026-12-31T00:00:00.5");
  const forms::Absence absence = absences.get(absences.create(values).id);
  const std::string out = to_json(to_read(absence));
  EXPECT_EQ(out,
            "{\"id\":" + std::to_string(absence.id) +
                R"(,"begins":"2026-03-29T02:30:00","opens":"23:59:59.999999",)"
                R"("every":"P-1Y-2M40DT-1H-0.000001S",)"
                R"("notes":{"a":{"y":true,"z":null},"b":[1)" +
                std::string(400, '0') +
                R"(,0,1.5,100],"ü😀":"ü\"\\\n\u0001"},)"
                R"("made":"1969-12-31T23:59:59.999999","made_at":"00:00:00.000001",)"
                R"("pause":"-PT0.000001S","options":{"a":2},"ends":"2026-12-31T00:00:00.500000",)"
                R"("closes":"00:00:00","lasts":"P1M-1DT0.000001S",)"
                R"("extra":1234567890123456789012345678901234567.890123456789})");
  Violations violations;
  const std::string in = "{" + out.substr(out.find(',') + 1);
  const auto read = forms::absence_create_from_json(in, violations);
  ASSERT_TRUE(read) << violations.to_json();
  expect_equal(absence, *read);
}

TEST_P(AbsenceTest, WhatJsonHasNoFormForNamesItsMember) {
  const auto refused = [&](LocalTimestamp begins, std::optional<LocalTimestamp> ends) {
    forms::AbsenceCreate values = edges()[1];
    values.begins = begins;
    values.ends = ends;
    const forms::Absence absence = absences.get(absences.create(values).id);
    try {
      ADD_FAILURE() << to_json(to_read(absence));
    } catch (const Error& error) {
      EXPECT_TRUE(error.kind() == ErrorKind::bad_value && error.is_stored()) << error.what();
      return std::string{error.what()};
    }
    return std::string{};
  };
  const std::string is = " cannot be written as JSON: it is a time ";
  EXPECT_EQ(refused(LocalTimestamp::negative_infinity(), {}),
            "the member \"begins\"" + is + "that is infinite");
  EXPECT_EQ(refused(LocalTimestamp{0}, LocalTimestamp::infinity()),
            "the member \"ends\"" + is + "that is infinite");
  EXPECT_EQ(refused(local("0000-12-31T23:59:59.999999"), {}),
            "the member \"begins\"" + is + "whose year is not one of 0001 to 9999");
  EXPECT_EQ(refused(LocalTimestamp{1}, local("+10000-01-01T00:00:00")),
            "the member \"ends\"" + is + "whose year is not one of 0001 to 9999");
}

// What passes is written and stored; what is not written or not stored does not pass.
TEST_P(AbsenceTest, ValidateTellsWhatJsonAndDatabasesHaveNot) {
  EXPECT_TRUE(validate(edges()[1]).empty());
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  const std::string less = deep.substr(1, 126);
  EXPECT_TRUE(validate(forms::AbsenceUpdate{.notes = Json{less}, .extra = Json{less}}).empty());
  std::string said;
  for (const Violation& one : validate(forms::AbsenceUpdate{.begins = LocalTimestamp::infinity(),
                              .opens = Time{-1},
                              .notes = Json{"{"},
                              .made_at = Time{86'400'000'001},
                              .ends = local("0000-01-01T00:00:00"),
                              .extra = Json{deep}}))
    said += one.loc[0].name + " " + one.type + " ";
  EXPECT_EQ(said,
            "begins datetime_parsing opens time_parsing notes json_invalid made_at time_parsing "
            "ends datetime_parsing extra json_invalid ");
  forms::AbsenceCreate values = usual();
  values.notes = Json{less};
  const forms::Absence absence = absences.get(absences.create(values).id);
  EXPECT_NE(to_json(to_read(absence)).find("\"notes\":" + less), std::string::npos);
}

TEST_P(AbsenceTest, TheJsonNullIsAValueAndNullIsNone) {
  Violations violations;
  const auto read = forms::absence_create_from_json(
      R"({"begins":"2026-01-01T00:00:00","opens":"00:00:00","every":"PT0S","notes":null,"extra":null})",
      violations);
  ASSERT_TRUE(read) << violations.to_json();
  const forms::Absence absence = absences.get(absences.create(*read).id);
  EXPECT_EQ(absence.notes.text, "null");
  EXPECT_FALSE(absence.extra);
}

TENON_ON_BOTH(AbsenceTest);

}  // namespace
}  // namespace tenon::test

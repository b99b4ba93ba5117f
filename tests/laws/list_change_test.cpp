// Columns of lists that come, go and change, on both databases with rows there: what each value
// becomes, what stops, and that afterwards the live database is the one that was wanted.
#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "introspect/introspect.hpp"
#include "laws/plan_runner.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "schema/operation.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using schema::ColumnType;
using schema::Schema;
using Kind = ColumnType::Kind;

ColumnType plain(Kind kind, int precision = 0, int scale = 0) {
  ColumnType type;
  type.kind = kind;
  type.precision = precision;
  type.scale = scale;
  return type;
}

ColumnType list(Kind kind, int precision = 0, int scale = 0) {
  ColumnType type = plain(kind, precision, scale);
  type.is_list = true;
  return type;
}

class ListChange : public testing::TestWithParam<Dialect> {
 protected:
  static bool is_sqlite() { return GetParam() == Dialect::sqlite; }

  static Schema with(const ColumnType& type, bool has_column = true) {
    schema::Column id;
    id.name = "id";
    id.type.kind = Kind::int64;
    id.identity = true;
    schema::Column values;
    values.name = "v";
    values.type = type;
    values.nullable = true;
    schema::Table table;
    table.name = "things";
    table.columns = {id};
    if (has_column) table.columns.push_back(values);
    table.primary_key = schema::PrimaryKey{"things_pkey", {"id"}};
    Schema made;
    made.tables = {table};
    return made;
  }

  void go(const Schema& from, const Schema& to) {
    run_plan(connection, dialect->plan(schema::diff(from, to).operations, from));
    const Schema live = introspect::introspect(connection, nullptr);
    const Schema wanted = introspect::canonical(connection, to);
    EXPECT_TRUE(schema::diff(live, wanted).operations.empty());
  }

  /// One row with each literal of this database, and one with NULL.
  void fill(const std::vector<std::string>& cells) {
    connection.execute("insert into things (v) values (null)");
    for (const std::string& cell : cells)
      connection.execute("insert into things (v) values (" + cell + ")");
  }

  /// The cells as texts, in the order of the rows.
  std::vector<std::string> cells() {
    std::vector<std::string> all;
    const std::string text = is_sqlite() ? "case typeof(v) when 'blob' then hex(v) else cast(v as "
                                           "text) end"
                                         : "cast(v as text)";
    Rows rows = connection.query("select " + text + " from things order by id");
    while (rows.next())
      all.push_back(rows.row().is_null(0) ? "NULL" : rows.row().get<std::string>(0));
    return all;
  }

  /// From one type to the other and back again where that is possible.
  void expect_change(const ColumnType& from, const ColumnType& to,
                     const std::vector<std::string>& before, const std::vector<std::string>& after,
                     bool comes_back = true) {
    SCOPED_TRACE(describe(from) + " to " + describe(to));
    go({}, with(from));
    fill(before);
    const std::vector<std::string> old = cells();
    go(with(from), with(to));
    std::vector<std::string> wanted = after;
    wanted.insert(wanted.begin(), "NULL");
    EXPECT_EQ(cells(), wanted);
    if (comes_back) {
      go(with(to), with(from));
      EXPECT_EQ(cells(), old);
      go(with(from), {});
    } else {
      go(with(to), {});
    }
  }

  /// From one type to the other and, by the operations the other way round, back again.
  void expect_taken_back(const ColumnType& from, const ColumnType& to,
                         const std::vector<std::string>& before,
                         const std::vector<std::string>& after) {
    SCOPED_TRACE(describe(from) + " to " + describe(to));
    go({}, with(from));
    fill(before);
    const std::vector<std::string> old = cells();
    const schema::Operations there = schema::diff(with(from), with(to)).operations;
    run_plan(connection, dialect->plan(there, with(from)));
    std::vector<std::string> wanted = after;
    wanted.insert(wanted.begin(), "NULL");
    EXPECT_EQ(cells(), wanted);
    run_plan(connection, dialect->plan(schema::reverse(there), with(to)));
    EXPECT_EQ(cells(), old);
    go(with(from), {});
  }

  /// Stops at a row with a value, leaves it as it was, and goes on without one.
  void expect_stop(const ColumnType& from, const ColumnType& to, const std::string& cell) {
    SCOPED_TRACE(describe(from) + " to " + describe(to));
    go({}, with(from));
    fill({cell});
    const std::vector<std::string> old = cells();
    const schema::Operations operations = schema::diff(with(from), with(to)).operations;
    const schema::Plan plan = dialect->plan(operations, with(from));
    bool is_told = false;
    for (const schema::Step& step : plan.steps)
      for (const schema::Hazard& hazard : step.hazards) is_told |= hazard.code == "may_fail";
    EXPECT_TRUE(is_told);
    EXPECT_THROW(run_plan(connection, plan), Error);
    connection.rollback();
    EXPECT_EQ(cells(), old);
    connection.execute("update things set v = null");
    go(with(from), with(to));
    go(with(to), {});
  }

  test::TestDatabase database{GetParam()};
  Engine engine{database.url()};
  Connection connection{engine.connect()};
  std::unique_ptr<schema::Dialect> dialect{
      schema::make_dialect(is_sqlite() ? "sqlite" : "postgresql")};
};

TEST_P(ListChange, AColumnComesAndGoes) {
  go({}, with({}, false));
  connection.execute("insert into things (id) values (1)");
  Schema wanted = with(list(Kind::text));
  go(with({}, false), wanted);
  EXPECT_EQ(cells(), std::vector<std::string>{"NULL"});
  go(wanted, with({}, false));
  wanted.tables[0].columns[1].nullable = false;
  wanted.tables[0].columns[1].initial = schema::Default{schema::Default::Kind::list, "", {}};
  go(with({}, false), wanted);
  EXPECT_EQ(cells(), std::vector<std::string>{is_sqlite() ? "[]" : "{}"});
  Schema other = wanted;
  other.tables[0].columns[1].initial->elements = {"a b", "c\"d"};
  go(wanted, other);
  connection.execute(is_sqlite() ? "insert into things (id) values (2)"
                                 : "insert into things (id) values (2)");
  EXPECT_EQ(cells()[1], is_sqlite() ? "[\"a b\",\"c\\\"d\"]" : "{\"a b\",\"c\\\"d\"}");
  go(other, wanted);
  go(wanted, with({}, false));
  go(with({}, false), {});
}

TEST_P(ListChange, ElementsWiden) {
  if (is_sqlite()) {
    expect_change(list(Kind::int16), list(Kind::int64), {"'[1,-2]'", "'[]'"}, {"[1,-2]", "[]"});
    expect_change(list(Kind::int32), list(Kind::float64), {"'[1,100000]'"}, {"[1,100000]"});
    expect_change(list(Kind::int32), list(Kind::text), {"'[1,-2]'", "'[]'"},
                  {"[\"1\",\"-2\"]", "[]"});
    for (const char* element : {"32768", "1.5", "1e300"})
      expect_stop(list(Kind::float64), list(Kind::int16), "'[1," + std::string{element} + "]'");
    for (const char* element : {"01", "1.0", "a", "", "2147483648", "99999999999999999999"})
      expect_stop(list(Kind::text), list(Kind::int32), "'[\"" + std::string{element} + "\"]'");
    expect_change(list(Kind::boolean), list(Kind::text), {"'[true,false]'"},
                  {"[\"true\",\"false\"]"});
    expect_change(list(Kind::decimal, 10, 2), list(Kind::text), {"'[\"1.50\"]'"}, {"[\"1.50\"]"});
    expect_change(list(Kind::int32), list(Kind::decimal, 12, 2), {"'[1,-2]'"},
                  {"[\"1.00\",\"-2.00\"]"}, false);
    expect_change(list(Kind::decimal, 10, 2), list(Kind::decimal, 12, 4), {"'[\"1.50\"]'"},
                  {"[\"1.5000\"]"}, false);
    expect_change(list(Kind::decimal, 10, 2), list(Kind::decimal), {"'[\"1.50\",\"2.00\"]'"},
                  {"[\"1.5\",\"2\"]"}, false);
    return;
  }
  expect_change(list(Kind::int16), list(Kind::int64), {"'{1,-2}'", "'{}'"}, {"{1,-2}", "{}"});
  expect_change(list(Kind::int32), list(Kind::float64), {"'{1,100000}'"}, {"{1,100000}"});
  expect_change(list(Kind::int32), list(Kind::text), {"'{1,-2}'", "'{}'"}, {"{1,-2}", "{}"});
  expect_change(list(Kind::boolean), list(Kind::text), {"'{t,f}'"}, {"{true,false}"});
  expect_change(list(Kind::int32), list(Kind::decimal, 12, 2), {"'{1,-2}'"}, {"{1.00,-2.00}"});
  expect_change(list(Kind::decimal, 10, 2), list(Kind::decimal, 12, 4), {"'{1.50}'"}, {"{1.5000}"});
}

TEST_P(ListChange, TextsBecomeWhatTheySay) {
  const std::string uuid = "00000000-0000-0000-0000-00000000000a";
  const std::string wrong = is_sqlite() ? "'[\"a\"]'" : "'{a}'";
  if (is_sqlite()) {
    expect_change(list(Kind::uuid), list(Kind::text), {"'[\"" + uuid + "\"]'", "'[]'"},
                  {"[\"" + uuid + "\"]", "[]"});
    expect_change(list(Kind::timestamp), list(Kind::text), {"'[0,-1]'"},
                  {"[\"1970-01-01T00:00:00.000000Z\",\"1969-12-31T23:59:59.999999Z\"]"});
    expect_change(list(Kind::date), list(Kind::text), {"'[365,0]'"},
                  {"[\"1971-01-01\",\"1970-01-01\"]"});
    expect_change(list(Kind::time), list(Kind::text), {"'[1000000]'"}, {"[\"00:00:01.000000\"]"});
    expect_change(list(Kind::interval), list(Kind::text), {"'[\"P1D\"]'"}, {"[\"P1D\"]"});
    expect_change(list(Kind::float64), list(Kind::text), {"'[1,0.30000000000000004]'"},
                  {"[\"1\",\"0.30000000000000004\"]"});
    expect_change(list(Kind::float64), list(Kind::text), {"'[\"Infinity\",-1e-05]'"},
                  {"[\"Infinity\",\"-1e-05\"]"});
    expect_change(list(Kind::decimal), list(Kind::text), {"'[\"1.5\",\"-2\"]'"},
                  {"[\"1.5\",\"-2\"]"});
  } else {
    expect_change(list(Kind::uuid), list(Kind::text), {"'{" + uuid + "}'"}, {"{" + uuid + "}"});
    expect_change(list(Kind::date), list(Kind::text), {"'{1971-01-01}'"}, {"{1971-01-01}"});
  }
  for (const Kind kind : {Kind::uuid, Kind::date, Kind::timestamp, Kind::time, Kind::boolean,
                          Kind::interval, Kind::float64, Kind::decimal})
    expect_stop(list(Kind::text), list(kind), wrong);
  if (is_sqlite()) expect_stop(list(Kind::text), list(Kind::bytes), wrong);
}

TEST_P(ListChange, AValueBecomesAListOfOne) {
  const bool lite = is_sqlite();
  const auto list_of = [&](const std::string& json, const std::string& array) {
    return lite ? json : array;
  };
  expect_taken_back(plain(Kind::int32), list(Kind::int32), {"5", "-1"},
                    {list_of("[5]", "{5}"), list_of("[-1]", "{-1}")});
  // What looks like a list's JSON has been a text.
  expect_taken_back(plain(Kind::text), list(Kind::text), {"'a\"b'", "''", "'[\"a\"]'"},
                    {list_of("[\"a\\\"b\"]", "{\"a\\\"b\"}"), list_of("[\"\"]", "{\"\"}"),
                     list_of("[\"[\\\"a\\\"]\"]", "{\"[\\\"a\\\"]\"}")});
  expect_taken_back(plain(Kind::date), list(Kind::date), {lite ? "365" : "'1971-01-01'"},
                    {list_of("[365]", "{1971-01-01}")});
  expect_taken_back(
      plain(Kind::uuid), list(Kind::uuid),
      {lite ? "x'0190f5d47c3b7a518f00123456789abc'" : "'0190f5d4-7c3b-7a51-8f00-123456789abc'"},
      {list_of("[\"0190f5d4-7c3b-7a51-8f00-123456789abc\"]",
               "{0190f5d4-7c3b-7a51-8f00-123456789abc}")});
  expect_taken_back(plain(Kind::boolean), list(Kind::boolean), {"true", "false"},
                    {list_of("[true]", "{t}"), list_of("[false]", "{f}")});
  expect_taken_back(plain(Kind::decimal, 10, 2), list(Kind::decimal, 10, 2),
                    {lite ? "-150" : "-1.5"}, {list_of("[\"-1.50\"]", "{-1.50}")});
  expect_taken_back(plain(Kind::decimal), list(Kind::decimal), {"'1.5'"},
                    {list_of("[\"1.5\"]", "{1.5}")});
  expect_taken_back(plain(Kind::interval), list(Kind::interval), {"'P1D'"},
                    {list_of("[\"P1D\"]", "{\"1 day\"}")});
  if (lite) {
    expect_taken_back(plain(Kind::json), list(Kind::json), {"'{\"a\":[1]}'"},
                      {"[\"{\\\"a\\\":[1]}\"]"});
    return;
  }
  expect_taken_back(plain(Kind::timestamp), list(Kind::timestamp), {"'infinity'"}, {"{infinity}"});
  expect_taken_back(plain(Kind::json), list(Kind::json), {"'{\"a\": [1]}'"},
                    {"{\"{\\\"a\\\": [1]}\"}"});
}

TEST_P(ListChange, ARealBecomesAListOfOne) {
  // As std::to_chars has it, which the driver writes.
  for (const char* number :
       {"5", "-0.1", "0.30000000000000004", "1e-05", "1.5e-07", "0.0001", "0.00012", "-1.5e+20"}) {
    const std::string shown = number == std::string_view{"0.0001"} ? "1e-04" : number;
    const std::string array = number == std::string_view{"0.0001"} ? "0.0001" : number;
    const std::string in_array = number == std::string_view{"-1.5e+20"} ? "-1.5e+20" : array;
    expect_taken_back(plain(Kind::float64), list(Kind::float64), {number},
                      {is_sqlite() ? "[" + shown + "]" : "{" + in_array + "}"});
  }
  const std::string infinity = is_sqlite() ? "-9e999" : "'-infinity'";
  expect_taken_back(plain(Kind::float64), list(Kind::float64), {infinity},
                    {is_sqlite() ? "[\"-Infinity\"]" : "{-Infinity}"});
  // Of 20 digits, and one that SQLite might write as its neighbour.
  if (!is_sqlite()) return;
  for (const char* number : {"12345678901234567000.0", "1e300"})
    expect_stop(plain(Kind::float64), list(Kind::float64), number);
}

TEST_P(ListChange, AListOfOneBecomesItsElement) {
  const std::string one = is_sqlite() ? "'[-7]'" : "'{-7}'";
  expect_change(list(Kind::int32), plain(Kind::int32), {one}, {"-7"});
  expect_stop(list(Kind::int32), plain(Kind::int32), is_sqlite() ? "'[1,2]'" : "'{1,2}'");
  expect_stop(list(Kind::int32), plain(Kind::int32), is_sqlite() ? "'[]'" : "'{}'");
  if (is_sqlite()) return;
  expect_stop(list(Kind::int32), plain(Kind::int32), "'{{1}}'");
  expect_stop(list(Kind::int32), plain(Kind::int32), "'[5:5]={1}'");
}

TEST_P(ListChange, AListBecomesItsJsonAsText) {
  const std::string nasty = "[\"a,b\",\"q\\\"\",\"b\\\\\",\"[x]\",\"{y}\",\"NULL\",\"\",\" \"]";
  if (is_sqlite()) {
    expect_taken_back(list(Kind::text), plain(Kind::text), {"'[\"a\",\"\"]'", "'[]'"},
                      {"[\"a\",\"\"]", "[]"});
    expect_taken_back(list(Kind::text), plain(Kind::text), {"'" + nasty + "'"}, {nasty});
    expect_taken_back(list(Kind::int32), plain(Kind::text), {"'[1,2]'"}, {"[1,2]"});
    expect_taken_back(list(Kind::boolean), plain(Kind::text), {"'[true]'"}, {"[true]"});
    return;
  }
  expect_taken_back(list(Kind::text), plain(Kind::text), {"'{a,\"\"}'", "'{}'"},
                    {"[\"a\",\"\"]", "[]"});
  expect_taken_back(list(Kind::text), plain(Kind::text),
                    {"array['a,b', 'q\"', 'b\\', '[x]', '{y}', 'NULL', '', ' ']"}, {nasty});
  expect_taken_back(list(Kind::int32), plain(Kind::text), {"'{1,2}'"}, {"[1,2]"});
  expect_taken_back(list(Kind::boolean), plain(Kind::text), {"'{t}'"}, {"[true]"});
  expect_taken_back(list(Kind::timestamp), plain(Kind::text), {"'{2020-01-01 00:00:00+00}'"},
                    {"[\"2020-01-01T00:00:00+00:00\"]"});
}

TEST_P(ListChange, TimesWithoutZoneBecomeOthers) {
  const bool lite = is_sqlite();
  expect_change(list(Kind::date), list(Kind::local_timestamp), {lite ? "'[-1]'" : "'{1969-12-31}'"},
                {lite ? "[-86400000000]" : "{\"1969-12-31 00:00:00\"}"});
  expect_change(list(Kind::local_timestamp), list(Kind::time),
                {lite ? "'[-1]'" : "'{1969-12-31 23:59:59.999999}'"},
                {lite ? "[86399999999]" : "{23:59:59.999999}"}, false);
  expect_stop(list(Kind::local_timestamp), list(Kind::time),
              lite ? "'[9223372036854775807]'" : "'{infinity}'");
}

TEST_P(ListChange, WhatDoesNotFitStops) {
  const std::string one = is_sqlite() ? "'[1]'" : "'{1}'";
  expect_stop(list(Kind::int32), plain(Kind::bytes), one);
  expect_stop(list(Kind::int32), plain(Kind::boolean), one);
  expect_stop(plain(Kind::int32), list(Kind::text), "1");
  expect_stop(plain(Kind::text), list(Kind::int32), "'1'");
  expect_stop(list(Kind::timestamp), list(Kind::date), is_sqlite() ? "'[0]'" : "'{2020-01-01}'");
  expect_stop(list(Kind::date), list(Kind::timestamp), is_sqlite() ? "'[0]'" : "'{2020-01-01}'");
  expect_stop(list(Kind::bytes), list(Kind::text), is_sqlite() ? "'[\"YQ==\"]'" : "'{a}'");
}

TEST_P(ListChange, ValuesOfAnEnumAreCheckedAndRenamed) {
  const auto roles = [](const std::vector<std::string>& values,
                        const std::vector<schema::RenamedValue>& renames) {
    Schema made = with(list(Kind::text));
    schema::Check check;
    check.name = "things_v_check";
    check.column = "v";
    check.values = values;
    check.renames = renames;
    check.is_list = true;
    made.tables[0].checks = {check};
    return made;
  };
  const Schema before = roles({"reader", "author", "boss"}, {});
  const Schema after =
      roles({"reader", "writer", "chief", "it's"}, {{"author", "writer"}, {"boss", "chief"}});
  go({}, before);
  if (is_sqlite()) {
    fill({"'[\"author\",\"reader\",\"boss\",\"author\"]'", "'[]'"});
  } else {
    fill({"'{author,reader,boss,author}'", "'{}'"});
  }
  const std::vector<std::string> old = cells();
  go(before, after);
  const std::vector<std::string> renamed =
      is_sqlite()
          ? std::vector<std::string>{"NULL", "[\"writer\",\"reader\",\"chief\",\"writer\"]", "[]"}
          : std::vector<std::string>{"NULL", "{writer,reader,chief,writer}", "{}"};
  EXPECT_EQ(cells(), renamed);
  if (!is_sqlite()) {
    EXPECT_THROW(connection.execute("update things set v = '{author}'"), Error);
    connection.execute("update things set v = '{it''s}' where id = 3");
    connection.execute("update things set v = '{}' where id = 3");
  }
  const Schema back =
      roles({"reader", "author", "boss"}, {{"writer", "author"}, {"chief", "boss"}});
  go(after, back);
  EXPECT_EQ(cells(), old);
  go(back, with(list(Kind::text)));
  go(with(list(Kind::text)), {});
}

INSTANTIATE_TEST_SUITE_P(Servers, ListChange,
                         testing::Values(tenon::Dialect::sqlite, tenon::Dialect::postgresql),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws

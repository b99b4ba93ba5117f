// Text of a model is data in SQL too: what defaults, comments and enum texts hold is what the
// database holds afterwards, and a revision's file gives its statements back as they were.
#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/text.hpp"
#include "introspect/introspect.hpp"
#include "laws/plan_runner.hpp"
#include "lower/lower.hpp"
#include "migrate/script.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "support/hostile_texts.hpp"
#include "support/test_database.hpp"
#include "unit/emit/reading.hpp"

namespace tenon::laws {
namespace {

using nlohmann::json;
using test::hostile_texts;

std::string name(const char* stem, std::size_t number) { return stem + std::to_string(number); }

schema::Schema hostile_schema() {
  json names;
  json things = {{"type", "object"}, {"x-tenon", {{"table", "things"}}}};
  things["description"] = hostile_texts().front();
  things["properties"] = {
      {"id", {{"type", "integer"}, {"x-tenon", {{"primary_key", true}}}}},
      {"kind", {{"$ref", "#/$defs/Kind"}, {"default", hostile_texts().front()}}}};
  things["required"] = {"id", "kind"};
  for (std::size_t i = 0; i < hostile_texts().size(); ++i) {
    const std::string& text = hostile_texts()[i];
    names[text] = name("value", i);
    things["properties"][name("text", i)] = {
        {"type", "string"}, {"description", text}, {"default", text}};
    things["required"].push_back(name("text", i));
  }
  const json kind = {
      {"type", "string"}, {"enum", hostile_texts()}, {"x-tenon", {{"names", names}}}};
  base::Diagnostics diagnostics;
  const schema::Schema schema = lower::lower(
      test::model_of(json{{"Kind", kind}, {"Thing", things}}.dump()), {true, {}}, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  return schema;
}

/// Descriptions are kept without the carriage returns and the white space at their end.
std::string as_comment(std::string text) {
  text = base::replace_all(text, "\r\n", "\n");
  return text.substr(0, text.find_last_not_of(" \t\n\v\f\r") + 1);
}

class HostileSql : public testing::TestWithParam<tenon::Dialect> {
 protected:
  HostileSql()
      : database_(GetParam()),
        engine_(database_.url()),
        connection_(engine_.connect()),
        dialect_(schema::make_dialect(is_sqlite() ? "sqlite" : "postgresql")) {}

  static bool is_sqlite() { return GetParam() == tenon::Dialect::sqlite; }

  std::string value_of(const std::string& sql, Params params = {}) {
    Rows rows = connection_.query(sql, params);
    return rows.only().get<std::string>(0);
  }

  test::TestDatabase database_;
  Engine engine_;
  Connection connection_;
  std::unique_ptr<schema::Dialect> dialect_;
};

TEST_P(HostileSql, TextsAreWhatTheModelSays) {
  const schema::Schema schema = hostile_schema();
  const schema::Plan plan = dialect_->plan(schema::diff({}, schema).operations, {});
  run_plan(connection_, plan);
  const auto live = introspect::introspect(connection_);
  const auto canonical = introspect::canonical(connection_, schema);
  EXPECT_TRUE(schema::diff(live, canonical).operations.empty());
  EXPECT_EQ(introspect::canonical(connection_, schema, live), canonical);
  EXPECT_EQ(introspect::canonical(connection_, schema, {}), canonical);

  connection_.execute("insert into things default values");
  EXPECT_EQ(value_of("select kind from things"), hostile_texts().front());
  for (std::size_t i = 0; i < hostile_texts().size(); ++i) {
    const std::string& text = hostile_texts()[i];
    EXPECT_EQ(value_of("select " + name("text", i) + " from things"), text);
    EXPECT_EQ(value_of("update things set kind = $1 returning kind", {text}), text);
    if (!is_sqlite()) {
      EXPECT_EQ(value_of("select col_description('things'::regclass, attnum) from pg_attribute "
                         "where attrelid = 'things'::regclass and attname = $1",
                         {name("text", i)}),
                as_comment(text));
    }
  }
  EXPECT_THROW(connection_.query("update things set kind = $1 returning kind", {"another"}), Error);
}

TEST_P(HostileSql, ARevisionGivesItsStatementsBack) {
  const schema::Schema schema = hostile_schema();
  for (const bool is_up : {true, false}) {
    const schema::Schema& from = is_up ? schema::Schema{} : schema;
    const schema::Operations operations =
        is_up ? schema::diff({}, schema).operations : schema::diff(schema, {}).operations;
    migrate::Script script = migrate::make_script(dialect_->plan(operations, from));
    script.id = "20261121T101500";
    script.message = "texts";
    script.dialect = is_sqlite() ? "sqlite" : "postgresql";
    script.direction = is_up ? migrate::Direction::up : migrate::Direction::down;
    base::Sources sources;
    base::Diagnostics diagnostics;
    const int source = sources.add("up.sql", migrate::write_script(script));
    const migrate::Script read = migrate::parse_script(sources, source, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources).substr(0, 2000);
    EXPECT_EQ(read.statements, script.statements);
    EXPECT_EQ(read.accepted, script.accepted);
  }
}

INSTANTIATE_TEST_SUITE_P(Both, HostileSql,
                         testing::Values(tenon::Dialect::postgresql, tenon::Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws

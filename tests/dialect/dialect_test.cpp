// The dialect contract: each case of cases.cpp, up and down, against one answer file per dialect. A
// missing answer fails; TENON_UPDATE_GOLDEN=1 writes them all anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "dialect/cases.hpp"
#include "schema/dialect.hpp"
#include "schema/schema_json.hpp"

namespace tenon::dialect_test {
namespace {

using namespace schema;

bool is_update() {
  const char* const value = std::getenv("TENON_UPDATE_GOLDEN");
  return value && std::string{value} == "1";
}

/// Compares with the file, or writes it.
void expect_answer(const std::string& file, const std::string& text) {
  const std::filesystem::path path = std::filesystem::path{TENON_ANSWERS} / file;
  if (is_update()) {
    std::ofstream{path, std::ios::binary} << text;
    return;
  }
  std::ifstream input{path, std::ios::binary};
  ASSERT_TRUE(input) << "no answer " << file;
  std::ostringstream expected;
  expected << input.rdbuf();
  EXPECT_EQ(text, expected.str()) << file;
}

std::string show(const Plan& plan) {
  std::string text;
  int group = -1;
  for (const Step& step : plan.steps) {
    if (step.group != group) {
      text += "-- group " + std::to_string(step.group) +
              (step.transactional ? "" : ", outside a transaction");
      if (!step.rebuilds.empty()) text += ", rebuilds";
      for (const std::string& table : step.rebuilds) text += " " + table;
      text += "\n";
    }
    group = step.group;
    for (const Hazard& hazard : step.hazards) {
      text += "-- hazard " + hazard.code + ": " + hazard.message + "\n";
    }
    if (!step.comment.empty()) text += "-- " + step.comment + "\n";
    if (step.batches.rows > 0) {
      text += "-- batches of " + std::to_string(step.batches.rows) + " rows of " +
              step.batches.table.schema + "." + step.batches.table.name + " by";
      for (const std::string& column : step.batches.key) text += " " + column;
      text += "\n";
    }
    std::istringstream was{step.was};
    for (std::string line; std::getline(was, line);) text += "-- was " + line + "\n";
    text += step.sql + ";\n";
  }
  return text;
}

class DialectContract : public testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Dialect> dialect_ = make_dialect(GetParam());
};

TEST_P(DialectContract, Operations) {
  for (const Case& item : cases()) {
    SCOPED_TRACE(item.name);
    const Schema before = base_schema();
    Schema after = before;
    apply(item.operations, after);
    std::string text;
    for (const Operation& operation : item.operations) text += "-- " + describe(operation) + "\n";
    text += "\n-- up\n" + show(dialect_->plan(item.operations, before));
    text += "\n-- down\n" + show(dialect_->plan(reverse(item.operations), after));
    expect_answer(item.name + "." + GetParam() + ".sql", text);
  }
}

TEST_P(DialectContract, CreateAll) {
  Schema schema = base_schema();
  for (const Case& item : cases()) {
    if (item.name.rfind("create_table", 0) == 0) apply(item.operations, schema);
  }
  expect_answer("create_all." + GetParam() + ".sql", dialect_->create_all(schema));
}

TEST_P(DialectContract, Queries) {
  const auto table = [&](const char* schema) {
    return dialect_->query_name(schema, "my \"users\"");
  };
  expect_answer("queries." + GetParam() + ".sql",
                table("") + "\n" + table("audit") + "\n" + dialect_->placeholder(2) + "\n" +
                    dialect_->any_of("\"id\"", 1) + "\n" +
                    dialect_->sync_identity("", "users", "id") + "\n" +
                    dialect_->sync_identity("audit", "it's", "id") + "\n");
}

INSTANTIATE_TEST_SUITE_P(Dialects, DialectContract, testing::ValuesIn(dialect_names()),
                         [](const auto& info) { return info.param; });

TEST(DialectCases, EveryOperationOccurs) {
  std::set<std::string> kinds;
  for (const Case& item : cases()) {
    for (const Operation& operation : item.operations) {
      kinds.insert(to_json(operation).at("op").get<std::string>());
      kinds.insert(to_json(reverse(operation)).at("op").get<std::string>());
    }
  }
  EXPECT_EQ(kinds.size(), 27U);
}

TEST(DialectCases, NoAnswerIsLeftOver) {
  std::set<std::string> wanted;
  for (const std::string& dialect : dialect_names()) {
    for (const Case& item : cases()) wanted.insert(item.name + "." + dialect + ".sql");
    wanted.insert("create_all." + dialect + ".sql");
    wanted.insert("queries." + dialect + ".sql");
  }
  for (const auto& entry : std::filesystem::directory_iterator{TENON_ANSWERS}) {
    EXPECT_EQ(wanted.count(entry.path().filename().string()), 1U) << entry.path().filename();
  }
}

}  // namespace
}  // namespace tenon::dialect_test

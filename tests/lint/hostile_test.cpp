// Texts that nobody meant well: what cannot be read is told with its place, and each finding can be
// printed.
#include <cstddef>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "lint/constant_rows.hpp"
#include "lint/judged.hpp"

namespace tenon::lint {
namespace {

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(LintHostile, TellsOfBytesThatAreNoText) {
  for (const char* const dialect : {"postgresql", "sqlite"}) {
    EXPECT_EQ(judge_text("a.sql", "drop table t\xff;", dialect, true).errors.substr(0, 13),
              "a.sql:1:13: e");
    EXPECT_EQ(judge_text("a.sql", "select '\xc3\xa9';", dialect, true).errors, "");
  }
}

// "é" has two bytes, and the server cuts between characters.
TEST(LintHostile, CutsNamesBetweenCharacters) {
  const std::string name = times(33, "\xc3\xa9");
  const Judged judged = judge_text(
      "a.sql", "alter table users alter column \"" + name + "\" set not null;", "postgresql");
  EXPECT_EQ(judged.rules().count("long-name"), 1U);
  EXPECT_NE(judged.text.find(" " + times(31, "\xc3\xa9") + " ["), std::string::npos) << judged.text;
  EXPECT_NE(judged.text.find('"' + times(25, "\xc3\xa9") + "_not_null\""), std::string::npos);
  EXPECT_EQ(base::find_invalid_utf8(judged.text), std::string::npos) << judged.text;
}

// Of many rows the parser sees one, and what stands in the others is seen all the same.
TEST(LintHostile, LeavesOutRowsOfConstants) {
  const auto shown = [](const std::string& sql) {
    return without_constant_rows(
        StatementText{sql, {0, 0, sql.size()}, migrate::Quoting::standard});
  };
  EXPECT_EQ(shown("insert into t VALUES (1), (-2.5), ('a''b', null) returning a"),
            "insert into t VALUES (1)                         returning a");
  for (const std::string whole :
       {"insert into t values (1), (f())", "insert into t values (1), (e'\\x')",
        "insert into t values (1), (1 2)", "select values, (1), (2) from t"})
    EXPECT_EQ(shown(whole), whole);
  const std::string rows = "insert into t values (1), ('new'), (2), ";
  EXPECT_EQ(judge_text("a.sql", rows + "(3 4), (5);", "postgresql", true).errors.substr(0, 14),
            "a.sql:1:44: er");
  EXPECT_EQ(rules_of(rows + "((with a as (delete from t) select 1)), (3);"),
            std::set<std::string>{"every-row"});
  EXPECT_EQ(rules_of("begin; alter type e add value 'new' after 'a'; " + rows + "(3); commit;"),
            std::set<std::string>{"enum-value-in-transaction"});
}

}  // namespace
}  // namespace tenon::lint

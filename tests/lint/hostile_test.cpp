// Texts that nobody meant well: what cannot be read is told with its place, and each finding can be
// printed.
#include <cstddef>
#include <string>

#include <gtest/gtest.h>

#include "base/text.hpp"
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

}  // namespace
}  // namespace tenon::lint

// Each rule with a text that breaks it and one that nearly does; see README.md.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "dialect/cases.hpp"
#include "lint/lint.hpp"
#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::error_code error;
  std::string text = base::read_file(path, error);
  EXPECT_FALSE(error) << path << ": " << error.message();
  return text;
}

/// "-- server 3.34".
Servers servers_of(const std::string& text) {
  Servers servers;
  for (const std::string& line : base::split_lines(text)) {
    if (!base::starts_with(line, "-- server ")) continue;
    const std::vector<std::string> parts = base::split(line.substr(10), ".");
    ServerVersion version{std::atoi(parts[0].c_str()), 0};
    if (parts.size() > 1) version.minor = std::atoi(parts[1].c_str());
    (version.major == 3 ? servers.sqlite : servers.postgresql) = version;
  }
  return servers;
}

struct Judged {
  std::vector<Finding> findings;
  std::string text;

  std::set<std::string> rules() const {
    std::set<std::string> names;
    for (const Finding& one : findings) names.insert(one.rule);
    return names;
  }
};

Judged judge_text(const std::string& name, const std::string& text, const std::string& dialect) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const int source = sources.add(name, text);
  Unit unit;
  if (base::starts_with(text, "-- tenon: revision")) {
    migrate::StoredRevision revision;
    revision.dialects[dialect].up = migrate::parse_script(sources, source, diagnostics);
    revision.dialects[dialect].up_source = source;
    unit = unit_of(revision, dialect, dialect_test::base_schema(), {});
  } else {
    unit = unit_of_file(sources, source, dialect, diagnostics);
  }
  Judged judged;
  judged.findings = judge(unit, servers_of(text), sources, diagnostics);
  EXPECT_EQ(base::render(diagnostics, sources), "") << name;
  base::Diagnostics found;
  for (const Finding& one : judged.findings) found.add(to_diagnostic(one));
  judged.text = base::render(found, sources);
  return judged;
}

struct RuleCase {
  std::string dialect;
  std::string rule;
};

std::vector<RuleCase> rule_cases() {
  std::vector<RuleCase> found;
  for (const std::string dialect : {"postgresql", "sqlite"}) {
    std::set<std::string> names;
    for (const Rule& rule : rules(dialect)) names.emplace(rule.name);
    for (const std::string& name : names) found.push_back({dialect, name});
  }
  return found;
}

class EachRule : public testing::TestWithParam<RuleCase> {
 protected:
  fs::path file(const std::string& end) const {
    return fs::path{TENON_LINT_CASES} / GetParam().dialect / (GetParam().rule + end);
  }
  Judged judged(const std::string& end) const {
    return judge_text(GetParam().rule + end, read(file(end)), GetParam().dialect);
  }
};

TEST_P(EachRule, FindsWhatBreaksIt) {
  const Judged hit = judged(".hit.sql");
  EXPECT_EQ(hit.rules().count(GetParam().rule), 1U) << hit.text;
  EXPECT_EQ(hit.text.find('{'), std::string::npos) << "a word that the action has not";
  const char* const update = std::getenv("TENON_UPDATE_GOLDEN");
  if (update != nullptr && std::string{update} == "1")
    ASSERT_FALSE(base::write_file(file(".expected"), hit.text));
  EXPECT_EQ(hit.text, read(file(".expected")));
}

TEST_P(EachRule, LeavesAloneWhatDoesNot) {
  const Judged near = judged(".near.sql");
  EXPECT_EQ(near.rules().count(GetParam().rule), 0U) << near.text;
}

INSTANTIATE_TEST_SUITE_P(Rules, EachRule, testing::ValuesIn(rule_cases()), [](const auto& info) {
  std::string name = info.param.dialect + "_" + info.param.rule;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(LintCases, NoneIsLeftOver) {
  std::set<std::string> wanted;
  for (const RuleCase& one : rule_cases())
    for (const char* const end : {".hit.sql", ".near.sql", ".expected"})
      wanted.insert(one.dialect + "/" + one.rule + end);
  for (const char* const dialect : {"postgresql", "sqlite"}) {
    for (const auto& entry : fs::directory_iterator{fs::path{TENON_LINT_CASES} / dialect}) {
      const std::string name = std::string{dialect} + "/" + entry.path().filename().string();
      EXPECT_EQ(wanted.count(name), 1U) << name;
    }
  }
}

TEST(Lint, AllowsWithAReasonAndTellsOfTheOthers) {
  const Judged judged = judge_text("a.sql",
                                   "set lock_timeout = '5s';\n"
                                   "-- tenon:allow drop-table: moved to the archive\n"
                                   "drop table a;\n"
                                   "-- tenon:allow drop-table\n"
                                   "drop table b;\n"
                                   "drop table c; -- tenon:allow drop-tabel: a slip\n"
                                   "-- tenon:allow drop-column: nothing of that\n"
                                   "select '-- tenon:allow drop-table: a text';\n",
                                   "postgresql");
  EXPECT_EQ(judged.text.find("table a"), std::string::npos) << judged.text;
  EXPECT_EQ(judged.rules(), (std::set<std::string>{"allow-without-reason", "drop-table",
                                                   "unknown-rule", "unused-allow"}));
  EXPECT_NE(judged.text.find("did you mean 'drop-table'?"), std::string::npos) << judged.text;
}

}  // namespace
}  // namespace tenon::lint

// Each rule with a text that breaks it and one that nearly does; see README.md.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "lint/judged.hpp"
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
  if (update != nullptr && std::string{update} == "1") {
    ASSERT_FALSE(base::write_file(file(".expected"), hit.text));
  }
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

bool finds(const std::string& rule, const std::string& text,
           const std::string& dialect = "postgresql") {
  return rules_of(text, dialect).count(rule) != 0;
}

/// The rules that the table of README.md names.
std::set<std::string> named_rules() {
  std::set<std::string> names;
  for (const std::string& line :
       base::split_lines(read(fs::path{TENON_LINT_CASES} / "README.md"))) {
    const std::vector<std::string> cells = base::split(line, "|");
    if (cells.size() < 4 || base::starts_with(base::trim(cells[3]), "none:")) continue;
    std::string last = base::replace_all(cells[3], ";", ",");
    for (const std::string& name : base::split(base::replace_all(last, ":", ","), ","))
      names.emplace(base::trim(name));
  }
  return names;
}

TEST(LintCases, EachRuleHasItsDanger) {
  const std::set<std::string> named = named_rules();
  for (const std::string& rule : rule_names()) EXPECT_EQ(named.count(rule), 1U) << rule;
}

TEST(Lint, KnowsTheVersionOfTheServer) {
  const std::string add = "alter table users add column a int not null default 0;\n";
  EXPECT_FALSE(finds("volatile-default", "-- server 11\n" + add));
  EXPECT_TRUE(finds("volatile-default", "-- server 10\n" + add));
  const std::string set =
      "alter table users add constraint c check (a is not null) not valid;\n"
      "alter table users validate constraint c;\nalter table users alter a set not null;\n";
  EXPECT_FALSE(finds("set-not-null", "-- server 12\n" + set));
  EXPECT_TRUE(finds("set-not-null", "-- server 11\n" + set));
  const std::string value = "begin;\nalter type mood add value 'x' after 'y';\ncommit;\n";
  EXPECT_FALSE(finds("concurrently-in-transaction", "-- server 12\n" + value));
  EXPECT_TRUE(finds("concurrently-in-transaction", "-- server 11\n" + value));
}

TEST(Lint, KnowsSinceWhenThereIsWhat) {
  for (const auto& [sql, since] : std::vector<std::pair<std::string, int>>{
           {"create table t (id bigint primary key) partition by range (id);", 10},
           {"create table t (id bigint generated always as identity primary key);", 10},
           {"create table t partition of u default;", 11},
           {"create table t (id bigint primary key, a int generated always as (id) stored);", 12},
           {"alter table t add a int generated always as (id) stored;", 12},
           {"with a as materialized (select 1) select * from a;", 12},
           {"drop database a (force);", 13},
           {"alter table t alter a set compression lz4;", 14},
           {"create view v with (security_invoker) as select 1 as a;", 15}}) {
    const auto at = [](int version) { return "-- server " + std::to_string(version) + "\n"; };
    EXPECT_FALSE(finds("newer-postgresql", at(since) + sql)) << sql;
    EXPECT_TRUE(finds("newer-postgresql", at(since - 1) + sql)) << sql;
  }
}

TEST(Lint, NamesNoSafeFormThatTheServerHasNot) {
  for (const auto& [sql, since] : std::vector<std::pair<std::string, int>>{
           {"alter table m detach partition p;\n", 14}, {"reindex table users;\n", 12}}) {
    const auto told = [&sql = sql](int version) {
      return judge_text("a.sql", "-- server " + std::to_string(version) + "\n" + sql, "postgresql")
          .text;
    };
    EXPECT_NE(told(since).find("concurrently"), std::string::npos) << told(since);
    EXPECT_EQ(told(since - 1).find("concurrently"), std::string::npos) << told(since - 1);
  }
}

TEST(Lint, ACheckProvesNothingBeforeItIsValidated) {
  EXPECT_TRUE(finds("set-not-null",
                    "alter table users add constraint c check (a is not null) not valid;\n"
                    "alter table users alter a set not null;\n"));
  EXPECT_TRUE(finds("set-not-null",
                    "alter table users add constraint c check (b is not null) not valid;\n"
                    "alter table users validate constraint c;\n"
                    "alter table users alter a set not null;\n"));
}

TEST(Lint, CutsFilesAtTheRightSemicolons) {
  const std::string drop = "drop table users;\n";
  for (const std::string& before :
       {std::string{"create table t (id int primary key, atomic int, \"case\" int);\n"},
        std::string{"create function f() returns int language sql begin atomic select case when "
                    "true then 1 end; select 2; end;\n"},
        std::string{"create function f() returns void language plpgsql as $x$ begin; end; $x$;\n"},
        std::string{"\\set ON_ERROR_STOP on\n\\connect blog\n"}, std::string{";;\n"},
        std::string{"-- a comment; with one\n/* ; */\r\n"}, std::string{"\xEF\xBB\xBF"}})
    EXPECT_TRUE(finds("drop-table", before + drop)) << before;
  EXPECT_TRUE(finds("drop-table",
                    "create trigger g after insert on t begin select case when 1 then 2 end; "
                    "delete from u; end;\n" +
                        drop,
                    "sqlite"));
  EXPECT_EQ(rules_of(""), std::set<std::string>{});
  EXPECT_EQ(rules_of("-- nothing\n"), std::set<std::string>{});
}

TEST(Lint, ATimeoutOfZeroIsNone) {
  const std::string drop = "drop view a;\nalter table users add column a int;\n";
  EXPECT_FALSE(finds("missing-lock-timeout", "set lock_timeout to '1s';\n" + drop));
  EXPECT_TRUE(finds("missing-lock-timeout", "set lock_timeout = 0;\n" + drop));
  EXPECT_TRUE(
      finds("missing-lock-timeout", "set lock_timeout = '1s'; reset lock_timeout;\n" + drop));
}

TEST(Lint, WhatTheHeadAcceptsIsNoFinding) {
  const std::string head = "-- tenon: revision a1\n-- tenon: script sqlite up\n";
  const std::string accepted = head +
                               "-- tenon: hazard loses_data: drops table posts with all its rows\n"
                               "-- tenon: accept loses_data: they moved\n";
  const std::string drop = "\n-- tenon: statement\ndrop table posts;\n";
  EXPECT_TRUE(finds("drop-table", head + drop, "sqlite"));
  EXPECT_FALSE(finds("drop-table", accepted + drop, "sqlite"));
  EXPECT_TRUE(finds("drop-table", accepted + drop + "\n-- tenon: statement\ndrop table users;\n",
                    "sqlite"));
  // A slip that nobody meant is one all the same.
  EXPECT_TRUE(finds("rebuild-cascades",
                    accepted +
                        "\n-- tenon: statement\ncreate table u (id integer primary key) strict;\n"
                        "\n-- tenon: statement\ninsert into u select id from users;\n"
                        "\n-- tenon: statement\ndrop table users;\n",
                    "sqlite"));
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

// Tables with partitions, and what CASCADE takes along: which locks are told, what is refused, and
// that the way around it is no finding.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "lint/judged.hpp"

namespace tenon::lint {
namespace {

const std::string set = "set lock_timeout = '5s'; set statement_timeout = '5s';\n";
const std::string known = "alter table m detach partition m_old concurrently;\n";

std::string told(const std::string& sql) { return judge_text("a.sql", sql, "postgresql").text; }

void expect_told(const std::string& sql, const std::string& part) {
  EXPECT_NE(told(sql).find(part), std::string::npos) << told(sql);
}

TEST(LintPartitions, AttachReadsWhatNoCheckProves) {
  const std::string attach = "alter table m attach partition p for values from (10) to (20);";
  const auto check = [](const std::string& more) {
    return "alter table p add constraint c check (a is not null and a >= 10 and a < 20)" + more;
  };
  const std::string rule = "attach-partition";
  expect_each({
      {"no check", rule, attach, check(";") + attach},
      {"not validated", rule, check(" not valid;") + attach,
       check(" not valid;") + "alter table p validate constraint c;" + attach},
      {"other bounds", rule, "alter table p add constraint c check (a >= 10 and a < 30);" + attach,
       "alter table p add constraint c check (a >= '10' and a < '20'::int);" + attach},
      {"of another table", rule, "alter table q add check (a >= 10 and a < 20);" + attach,
       "alter table public.p add check (a >= 10 and a < 20);" + attach},
      {"to a new table", rule, "create table m (a int) partition by range (a);" + attach,
       "create table p (a int);" + attach},
      {"default", rule,
       "alter table p add check (a > 1); alter table m attach partition p default;",
       "create table p (like m); alter table m attach partition p default;"},
  });
  expect_told(attach, "takes ACCESS EXCLUSIVE on p and reads all of it");
}

TEST(LintPartitions, KnowsTheFormsThatAreRefused) {
  const std::string rule = "partitioned-refused";
  const std::string part = "create table m_1 partition of m default;\n";
  const std::string key = "alter table m add constraint k foreign key (a) references b";
  const std::string exclude = "alter table m add constraint x exclude (a with =);";
  expect_each({
      {"index", rule, known + "create index concurrently i on m (a);",
       known + "create index concurrently i on m_1 (a);"},
      {"its index", rule, known + "create index i on m (a); drop index concurrently i;",
       known + "create index i on m_1 (a); drop index concurrently i;"},
      {"detach", rule, part + "alter table m detach partition m_2 concurrently;",
       "alter table m detach partition m_2 concurrently;"},
      {"not valid", rule, known + key + " not valid;",
       "-- server 18\n" + known + key + " not valid;"},
      {"exclude", rule, known + exclude, "-- server 17\n" + known + exclude},
      {"using", rule, part + "alter table m add constraint k primary key using index i;",
       part + "alter table n add constraint k primary key using index i;"},
  });
}

TEST(LintPartitions, TheWayAroundIsNoFinding) {
  const std::string index = "create index i on only m (a);\n";
  EXPECT_EQ(rules_of(set + index +
                     "drop index concurrently if exists j;\n"
                     "create index concurrently j on m_1 (a);\nalter index i attach partition j;"),
            std::set<std::string>{});
  EXPECT_EQ(
      rules_of(set + "alter table m_1 add constraint k foreign key (a) references b not valid;\n"
                     "alter table m_1 validate constraint k;\n"
                     "alter table m add constraint k foreign key (a) references b;"),
      std::set<std::string>{});
  EXPECT_EQ(rules_of(set + known + "alter table only m add constraint k unique (a);"),
            std::set<std::string>{});
  expect_each({
      {"index", "index-not-concurrent", known + "create index i on m (a);", known + index},
      {"unique", "add-unique", "alter table only m add constraint k unique (a);",
       known + "alter table only m add constraint k unique (a);"},
      {"key of another table", "foreign-key-not-valid",
       "alter table n_1 add constraint k foreign key (a) references b not valid; alter table n_1 "
       "validate constraint k; alter table m add constraint k foreign key (a) references b;",
       "alter table m add constraint k foreign key (a) references b not valid;"},
  });
}

TEST(LintPartitions, SafeFormsNameThePartitions) {
  expect_told(known + "create unique index if not exists i on m using btree (a) where b;",
              "create unique index i on only m using btree (a) where b;\n"
              "  -- outside of a transaction\n"
              "  create unique index concurrently … on … using btree (a) where b; -- of each "
              "partition\n  -- in the next transaction\n  alter index i attach partition …;");
  expect_told(known + "alter table m add constraint k foreign key (a) references b Not  Valid;",
              "alter table m add constraint k foreign key (a) references b; -- takes theirs");
  expect_told("alter table m attach partition p for values in ('a');",
              "alter table m attach partition p for values in ('a');\n  alter table p drop "
              "constraint p_bounds;");
}

TEST(LintPartitions, APartitionThatGoesLocksItsTable) {
  const std::string attach = "alter table app.m attach partition p for values in (1);\n";
  const std::string lock = "ACCESS EXCLUSIVE on app.m for";
  expect_told(attach + "drop table p;", lock);
  EXPECT_EQ(
      told(attach + "alter table app.m detach partition p concurrently; drop table p;").find(lock),
      std::string::npos);
  expect_told("alter table m detach partition p finalize;", "ACCESS EXCLUSIVE on p for");
}

TEST(LintCascade, NamesWhoIsLockedAlong) {
  expect_told("drop type e cascade;", "ACCESS EXCLUSIVE on each table that has a column of it");
  expect_told("drop domain app.d CASCADE;", "on each table that has a column of it");
  expect_told("drop sequence s cascade;", "on each table whose default counts by it");
  expect_told("drop function f(int) cascade;", "on each table whose trigger, default");
  expect_told("drop table t cascade;", "ACCESS EXCLUSIVE on each table or view that depends");
  expect_told("alter table t drop column a cascade;", "on each table or view that depends");
  expect_told("alter table t drop constraint k cascade;", "on each table or view that depends");
  expect_told("drop view v cascade;", "ACCESS EXCLUSIVE on each view that reads it");
  expect_told("drop schema s cascade;", "ACCESS EXCLUSIVE on each table in it");
  expect_told("drop collation c cascade;", "ACCESS EXCLUSIVE on each table that uses it");
  expect_told("-- at the schema\ntruncate users cascade;", "ACCESS EXCLUSIVE on posts");
  expect_told("-- at the schema\nalter table posts drop column author_id;",
              "ACCESS EXCLUSIVE on users");
  expect_told("alter table t add column a int references b;", "SHARE ROW EXCLUSIVE on b");
  const std::string rule = "missing-lock-timeout";
  expect_each({
      {"policy", rule, "alter policy p on t rename to q;", "alter sequence p rename to q;"},
      {"view", rule, "alter view v set (security_barrier = true);", "comment on view v is 'x';"},
      {"type", rule, "drop type e cascade;", "drop type e;"},
      {"domain", rule, "alter domain d add constraint c check (value > 0);",
       "alter domain d add constraint c check (value > 0) not valid;"},
      {"index", rule, "alter index i attach partition j;", "alter index i rename to j;"},
  });
}

}  // namespace
}  // namespace tenon::lint

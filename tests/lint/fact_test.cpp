// What statements really do: transactions, options that say no, conversions that cost nothing.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "lint/judged.hpp"

namespace tenon::lint {
namespace {

TEST(LintFacts, NamesTheStrongestLockOfAllCommands) {
  const auto told = [](const std::string& commands) {
    return judge_text("a.sql", "alter table users " + commands + ";", "postgresql").text;
  };
  const std::string both = told("add column a int, disable trigger all");
  EXPECT_EQ(both.find("SHARE ROW EXCLUSIVE"), std::string::npos) << both;
  EXPECT_NE(told("disable trigger all").find("SHARE ROW EXCLUSIVE on users"), std::string::npos);
  const std::string filled = told("add column a bigint default 1 references b");
  EXPECT_NE(filled.find("ACCESS EXCLUSIVE on users"), std::string::npos) << filled;
  EXPECT_NE(filled.find("SHARE ROW EXCLUSIVE on b"), std::string::npos) << filled;
}

TEST(LintFacts, KnowsWhatATransactionMayNotHold) {
  const std::string rule = "concurrently-in-transaction";
  const std::string set = "set lock_timeout = '1s'; ";
  const std::string add = "alter table t add a int;";
  expect_each({
      {"database", rule, "begin; reindex database a; commit;", "begin; reindex table a; commit;"},
      {"cluster", rule, "begin; cluster; commit;", "begin; cluster a using b; commit;"},
      {"create database", rule, "begin; create database a; commit;", "create database a;"},
      {"tablespace", rule, "begin; alter database a set tablespace b; commit;",
       "begin; alter database a set work_mem = '1MB'; commit;"},
      {"subscription", rule, "begin; create subscription s connection 'x' publication p; commit;",
       "begin; create subscription s connection 'x' publication p with (connect = false); commit;"},
      {"refresh", rule, "begin; alter subscription s refresh publication; commit;",
       "begin; alter subscription s set publication p with (refresh = false); commit;"},
      {"enabled", rule, "begin; drop subscription s; commit;",
       "begin; alter subscription s disable; commit;"},
      {"chain", "open-transaction", "begin; commit and chain;", "begin; commit and chain; commit;"},
      {"two phases", "open-transaction", "begin; rollback to a;",
       "begin; prepare transaction 'a';"},
      {"discarded", "missing-lock-timeout", set + "discard all; " + add,
       set + "discard plans; " + add},
      {"rolled back", "missing-lock-timeout", "begin; " + set + "rollback; " + add,
       "begin; " + set + "commit; " + add},
      {"none", "missing-lock-timeout", "set lock_timeout = '0ms'; " + add,
       "set lock_timeout = '500ms'; " + add},
      {"a place", "missing-lock-timeout", "alter table t set tablespace a;",
       set + "alter table t set tablespace a;"},
      {"a view", "missing-lock-timeout", "drop view v;",
       "create view v as select 1 as a; drop view v;"},
      {"a parent", "missing-lock-timeout",
       "create table t (id bigint primary key, u int references v);",
       "create table t (id bigint primary key, u bigint references t);"},
      {"locked before", "validate-in-one-transaction",
       "begin; alter table t add a int; alter table t validate constraint c; commit;",
       "begin; alter table u add a int; alter table t validate constraint c; commit;"},
      {"renamed", "validate-in-one-transaction",
       "begin; alter table t add constraint c check (a > 0) not valid;"
       "alter table t rename constraint c to d; alter table t validate constraint d; commit;",
       "begin; alter table t add constraint c check (a > 0) not valid; commit;"
       "alter table t rename constraint c to d; alter table t validate constraint d;"},
      {"names that are exchanged", "several-tables-in-transaction",
       "begin; alter table a rename to b; alter table c rename to d; commit;",
       "begin; alter table a rename to x; alter table b rename to a; alter table x rename to b; "
       "commit;"},
  });
}

TEST(LintFacts, KnowsUsesOfNewValues) {
  const std::string rule = "enum-value-in-transaction";
  const auto both = [](const std::string& sql) {
    return "begin; alter type mood add value 'x' after 'ok'; " + sql + " commit;";
  };
  expect_each({
      {"select", rule, both("select 'x'::mood;"), both("select 'ok'::mood;")},
      {"part of a word", rule, both("insert into t values ('x');"),
       both("insert into t values ('xy');")},
      {"check", rule, both("alter table t add constraint c check (m <> 'x') not valid;"),
       both("comment on table t is 'x';")},
      {"table", rule, both("create table t (id bigint primary key, m mood default 'x');"),
       both("alter type mood add value 'y' after 'x';")},
      {"quote", rule,
       "begin; alter type mood add value 'it''s' before 'ok'; select 'it''s'; commit;",
       "begin; alter type mood add value 'it''s' before 'ok'; commit; select 'it''s';"},
      {"its own type", rule, both("select 'x';"),
       "begin; create type mood as enum ('ok'); " + both("select 'x';").substr(7)},
  });
}

TEST(LintFacts, KnowsOptionsThatSayNo) {
  expect_each({
      {"reindex", "reindex-not-concurrent", "reindex (concurrently off) table t;",
       "reindex (concurrently on) table t;"},
      {"vacuum", "vacuum-full", "vacuum (full true) t;", "vacuum (full false) t;"},
      {"zero", "vacuum-full", "vacuum (full 1) t;", "vacuum (full 0) t;"},
      {"explain", "every-row", "explain (analyze) delete from t;",
       "explain (analyze false) delete from t;"},
      {"brin", "wide-index", "create index concurrently i on t (a, b, c, d);",
       "create index concurrently i on t using brin (a, b, c, d);"},
      {"cleared before", "if-not-exists-over-invalid",
       "create index concurrently if not exists i on t (a);",
       "drop index if exists i; create index concurrently if not exists i on t (a);"},
      {"cleared before", "not-repeatable", "create index concurrently i on t (a);",
       "drop index if exists i; create index concurrently i on t (a);"},
      {"all of them", "set-tablespace", "alter index all in tablespace a set tablespace b;",
       "alter index i rename to j;"},
      {"policy that goes", "row-security-without-policy",
       "create policy p on t using (true); drop policy p on t; "
       "alter table t enable row level security;",
       "drop policy if exists p on u; create policy p on t using (true); "
       "alter table t enable row level security;"},
      {"triggers", "create-trigger", "alter table t enable always trigger g;",
       "set lock_timeout = '1s'; alter table t enable always trigger g;"},
      {"rules", "create-trigger", "create rule r as on insert to t do also select 1;",
       "create event trigger e on ddl_command_end execute function f();"},
  });
}

// Each of them is measured to stop readers, and no rule but the timeout's is about it.
TEST(LintFacts, ShortLocksNeedATimeoutAsWell) {
  for (const char* const sql :
       {"alter table t alter constraint k deferrable;",
        "alter table t alter a set compression lz4;", "alter table t alter a set generated always;",
        "alter table t disable rule r;", "alter rule r on t rename to s;", "drop rule r on t;",
        "alter table t of app.row;"})
    EXPECT_EQ(rules_of(sql), std::set<std::string>{"missing-lock-timeout"}) << sql;
  for (const char* const sql : {"alter table t alter a set (n_distinct = 5);",
                                "alter table t cluster on i;", "alter table t reset (fillfactor);",
                                "drop statistics s;", "create publication p for table t;"})
    EXPECT_EQ(rules_of(sql), std::set<std::string>{}) << sql;
}

// Once is enough, also where what was dropped is made again.
TEST(LintFacts, TheFirstThatBlocksIsToldAlone) {
  const Judged judged = judge_text("a.sql",
                                   "drop view v; create view v as select 1 as a;\n"
                                   "drop view w; create view w as select 1 as a;\n"
                                   "alter table t add a int;\n",
                                   "postgresql");
  EXPECT_EQ(judged.findings.size(), 1U) << judged.text;
}

TEST(LintFacts, ZonesMatterToMoments) {
  const std::string at = "-- at the schema\n";
  const std::string zone = "alter table audit.events alter at type timestamp;";
  expect_each({
      {"nobody says", "change-type", at + zone, at + "set time zone 'UTC'; " + zone},
      {"elsewhere", "change-type", at + "set timezone = 'Europe/Rome'; " + zone,
       at + "set timezone = utc; " + zone},
      {"until then", "change-type", at + "set timezone = utc; reset all; " + zone,
       "-- tenon: revision a1\n-- tenon: script postgresql up\n-- tenon: statement\n" + zone},
  });
}

TEST(LintFacts, KnowsWhatProvesThatAColumnIsNotNull) {
  const auto proven = [](const std::string& check, const std::string& more = "") {
    return "alter table t add constraint c check (" + check + ") not valid;\n" +
           "alter table t validate constraint c;\n" + more +
           "alter table t alter a set not null;\n";
  };
  const std::string rule = "set-not-null";
  expect_each({
      {"and", rule, proven("a is not null or b > 0"), proven("a is not null and b > 0")},
      {"not", rule, proven("not (a is not null)"), proven("not (a is null)")},
      {"dropped", rule, proven("a is not null", "alter table t drop constraint c;\n"),
       proven("a is not null", "alter table t drop constraint d;\n")},
      {"renamed", rule, proven("a is not null", "alter table t rename a to b;\n"),
       proven("a is not null", "alter table t rename constraint c to d;\n")},
  });
}

// Read as a file of its own, a safe form breaks no rule, but that rows that are alike stop it.
TEST(LintFacts, SafeFormsAreSafe) {
  const std::string set = "set lock_timeout = '5s'; set statement_timeout = '5s';\n";
  for (const char* const sql : {"create index i on t (a);",
                                "create unique index if not exists i on app.t (a);",
                                "create index concurrently i on t (a);",
                                "create index concurrently if not exists i on app.t (a);",
                                "alter table t add constraint c unique (a);",
                                "alter table t add constraint c primary key (a);",
                                "alter table t add a int unique;",
                                "alter table t add a int primary key;",
                                "alter table t add constraint c check (a > 0);",
                                "alter table t add a int check (a > 0);",
                                "alter table t add constraint c foreign key (a) references b;",
                                "alter table t alter a set not null;",
                                "alter table t add a int not null;",
                                "create table t (id bigint primary key, a bigint references b);",
                                "create table p partition of t for values in (1);",
                                "alter table t add a serial;",
                                "alter table t add a uuid default gen_random_uuid();",
                                "reindex table t;",
                                "alter table t detach partition p;",
                                "refresh materialized view v;"}) {
    const Judged judged = judge_text("a.sql", set + sql, "postgresql");
    ASSERT_FALSE(judged.findings.empty()) << sql;
    for (const Finding& one : judged.findings) {
      const std::string safe = base::join(one.safe, "\n");
      std::set<std::string> rules = rules_of(set + safe);
      rules.erase("unique-index-may-fail");
      EXPECT_EQ(rules, std::set<std::string>{}) << sql << " [" << one.rule << "]\n" << safe;
    }
  }
}

TEST(LintFacts, KnowsWhichTypesAreFree) {
  const std::string at = "-- at the schema\n";
  const std::string alter = at + "alter table users alter ";
  expect_each({
      {"itself", "change-type", alter + "email type text using lower(email);",
       alter + "email type text using email;"},
      {"cast", "change-type", alter + "email type text using email::char(3);",
       alter + "email type text using email::text;"},
      {"collation", "change-collation", alter + "email type text collate \"C\";",
       alter + "bio type text collate \"C\";"},
      {"date", "narrower-type", at + "alter table audit.events alter at type date;",
       at + "alter table audit.events alter at type timestamptz;"},
      {"seconds", "narrower-type", at + "alter table audit.events alter at type timestamptz(0);",
       at + "alter table audit.events alter at type timestamptz(6);"},
      {"number", "narrower-type", at + "alter table audit.events alter cost type bigint;",
       at + "alter table audit.events alter cost type numeric;"},
      {"functions of the server", "volatile-default",
       "alter table t add a text default app.to_char();",
       "alter table t add a text default to_char(now(), 'YYYY');"},
      {"volatile ones", "volatile-default", "alter table t add a text default timeofday();",
       "alter table t add a tstzrange default tstzrange(now(), null);"},
      {"partial", "unindexed-reference",
       at + "create index concurrently i on users (age) where age > 3;"
            "alter table users add constraint k foreign key (age) references posts not valid;",
       at + "create index concurrently i on users (age);"
            "alter table users add constraint k foreign key (age) references posts not valid;"},
      {"limit", "limited-text", "alter table t add a varchar(3);", "alter table t add a varchar;"},
      {"zone", "time-without-zone", "alter table t alter a type timestamp;",
       "alter table t alter a type timestamptz;"},
      {"padded", "padded-text", "alter table t alter a type char(3);",
       "alter table t alter a type text;"},
      {"key of a table", "narrow-key", "create table t (a int, primary key (a));",
       "create table t (a int, b bigint, primary key (b));"},
  });
}

}  // namespace
}  // namespace tenon::lint

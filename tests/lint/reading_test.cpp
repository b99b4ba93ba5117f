// What the readers see: which tables are new, what is inside of other statements and of code, and
// where statements end. Each case is a text that breaks a rule, and one that nearly does.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lint/judged.hpp"

namespace tenon::lint {
namespace {

TEST(LintReading, KnowsWhichTablesAreNew) {
  const std::string index = "create index i on t (a);\n";
  const std::string rule = "index-not-concurrent";
  expect_each({
      {"if not exists", rule, "create table if not exists t (a int primary key);\n" + index,
       "drop table if exists t; create table if not exists t (a int primary key);\n" + index},
      {"as", rule, "create table if not exists t as select 1 as a;\n" + index,
       "create table t as select 1 as a;\n" + index},
      {"into", rule, "select 1 as a into u;\n" + index, "select 1 as a into t;\n" + index},
      {"like", rule, "create table u (like t);\n" + index, "create table t (like u);\n" + index},
      {"temporary", rule, "create temp table t (a int);\ncreate index i on public.t (a);\n",
       "create temp table t (a int);\n" + index},
      {"pg_temp", rule, index, "create index i on pg_temp.t (a);\n"},
      {"public", rule, "create table app.t (a int primary key);\n" + index,
       "create table public.t (a int primary key);\n" + index},
      {"search_path", rule, "create table t (a int primary key);\ncreate index i on app.t (a);\n",
       "set search_path to app, public; create table t (a int primary key);\n"
       "create index i on app.t (a);\n"},
      {"search_path that ends", rule,
       "begin; set local search_path = app; create table t (a int primary key); commit;\n" + index,
       "set search_path = app; create table t (a int primary key);\n" + index},
      {"set_config", rule, index,
       "select set_config('search_path', 'app', false); create table app.t (a int primary key);\n" +
           index},
      {"quoted", rule, "create table \"T\" (a int primary key);\n" + index,
       "create table \"t\" (a int primary key);\ncreate index i on T (a);\n"},
      {"renamed", rule, "create table u (a int primary key); alter table u rename to v;\n" + index,
       "create table u (a int primary key); alter table u rename to t;\n" + index},
      {"renamed over one with rows", rule,
       "create table u (a int primary key); drop table t; alter table u rename to t;\n" + index,
       "create table u (a int primary key); alter table u rename to t;\n" + index},
      {"moved", rule, "create table t (a int primary key); alter table t set schema app;\n" + index,
       "create table app.t (a int primary key); alter table app.t set schema public;\n" + index},
      {"schema", rule, "create schema if not exists app;\ncreate index i on app.t (a);\n",
       "create schema app create table t (a int primary key);\ncreate index i on app.t (a);\n"},
      {"dropped again", rule, "create table t (a int primary key); drop table t;\n" + index,
       "create table t (a int primary key);\n" + index},
  });
}

TEST(LintReading, LooksIntoCode) {
  const auto body = [](const std::string& text) { return "do $$\nbegin\n" + text + "\nend $$;\n"; };
  const std::string index = "create index i on users (a);";
  const std::string function =
      "create function f() returns void language plpgsql as $x$ begin " + index + " end $x$;\n";
  expect_each({
      {"do", "index-not-concurrent", body(index), body("create table t (a int);\n-- " + index)},
      {"branches", "index-not-concurrent",
       body("if exists (select 1) then perform 1; else " + index + " end if;"),
       body("if exists (select 1) then perform 1; end if;")},
      {"handlers", "drop-table", body("perform 1; exception when others then drop table users;"),
       body("perform 1; exception when others then null;")},
      {"constant text", "drop-table", body("execute 'drop table users';"),
       body("execute 'drop view users';")},
      {"constant text in dollars", "drop-table", body("execute $q$ drop table users; $q$;"),
       body("execute $q$drop view users$q$;")},
      {"explained", "unread-code", "explain analyze select app.f();", "explain select app.f();"},
      {"text that is put together", "unread-code", body("execute 'drop table ' || 'users';"),
       body("execute 'drop table users';")},
      {"a call inside", "unread-code", body("perform app.tidy_up();"), body("perform lower('A');")},
      {"concurrently", "concurrently-in-transaction",
       body("create index concurrently i on users (a);"),
       "create index concurrently i on users (a);"},
      {"one transaction", "validate-in-one-transaction",
       body("alter table users add constraint c check (a > 0) not valid;\n"
            "alter table users validate constraint c;"),
       body("alter table users add constraint c check (a > 0) not valid;") +
           "alter table users validate constraint c;\n"},
      {"a function that is called", "index-not-concurrent", function + "select f();\n", function},
      {"one that is made later", "unread-code", "select f();\n" + function, function},
      {"a procedure", "drop-table",
       "create procedure p() language sql as $$ drop table users $$;\ncall p();\n",
       "create procedure p() language sql as $$ drop table users $$;\n"},
      {"begin atomic", "every-row",
       "create function f() returns void language sql begin atomic delete from users; end;\n"
       "select f();\n",
       "create function f() returns void language sql begin atomic delete from users; end;\n"},
      {"another language", "unread-code", "do language plpython3u $$ import os $$;\n",
       "do language plpgsql $$ begin null; end $$;\n"},
      {"quoted body", "drop-table", "do 'begin drop table users; end';\n",
       "do 'begin null; end';\n"},
  });
}

TEST(LintReading, LooksIntoStatements) {
  expect_each({
      {"with", "every-row",
       "with gone as (delete from users returning *) insert into old select * from gone;",
       "with gone as (delete from users where id = 1 returning *) insert into old select * from "
       "gone;"},
      {"true", "every-row", "delete from users where true;", "delete from users where active;"},
      {"1 = 1", "every-row", "update users set a = 1 where 1=1;",
       "update users set a = 1 where id = 1;"},
      {"or true", "every-row", "delete from users where id = 3 or 1 = 1;",
       "delete from users where id = 3 and 1 = 1;"},
      {"itself", "every-row", "delete from users u where u.id = u.id;",
       "delete from users u where u.id = u.a;"},
      {"explain analyze", "every-row", "explain analyze delete from users;",
       "explain delete from users;"},
      {"several commands", "set-not-null",
       "alter table users add column b numeric(10, 2), alter column a set not null;",
       "alter table users add column b numeric(10, 2), alter column a drop not null;"},
      {"its second one", "check-not-valid",
       "alter table users add b int, add constraint c check (b in (1, 2));",
       "alter table users add b int, add constraint c check (b in (1, 2)) not valid;"},
      {"each schema", "reindex-not-concurrent", "reindex schema app;",
       "reindex (concurrently) schema app;"},
      {"all tables", "vacuum-full", "vacuum (full);", "vacuum (analyze);"},
      {"all that was clustered", "vacuum-full", "cluster;", "vacuum;"},
      {"one trigger", "disable-triggers", "alter table users disable trigger touch;",
       "alter table users enable trigger touch;"},
      {"a table of a query has no key", "table-without-key", "create table t as select 1 as a;",
       "create materialized view t as select 1 as a;"},
      {"like all", "table-without-key", "create table t (like u including defaults);",
       "create table t (like u including all);"},
      {"copy", "rows-behind-ddl",
       "begin; alter table users add column a int; copy users from '/a.csv'; commit;",
       "begin; copy users from '/a.csv'; alter table users add column a int; commit;"},
      {"system", "concurrently-in-transaction", "begin; alter system set fsync = off; commit;",
       "alter system set fsync = off;"},
  });
}

TEST(LintReading, TimeoutsEndWithTheirTransaction) {
  const std::string add = "alter table users add column a int;";
  expect_each({
      {"local without a transaction", "missing-lock-timeout",
       "set local lock_timeout = '1s';" + add,
       "begin; set local lock_timeout = '1s';" + add + "commit;"},
      {"behind its transaction", "missing-lock-timeout",
       "begin; set local lock_timeout = '1s';" + add + "commit;" + add,
       "begin; set lock_timeout = '1s';" + add + "commit;" + add},
  });
}

TEST(LintReading, KnowsWhatOnlyPsqlUnderstands) {
  const std::string drop = "drop table users;\n";
  expect_each({
      {"rows", "drop-table", "copy t (a) from stdin;\nit's 1;\n\\.\n" + drop,
       "copy t (a) from stdin;\n" + drop + "\\.\nselect 1;\n"},
      {"rows, twice", "drop-table",
       "copy t from stdin;\n'\n\\.\ncopy t from stdin with (format csv);\r\n\"\r\n\\.\r\n" + drop,
       "copy t from stdin;\n'\n\\.\ncopy t from stdin;\n" + drop + "\\.\n"},
      {"a line of a text", "drop-table", "select $x$\n\\.\n$x$;\n" + drop,
       "select $x$\n\\.\n" + drop + "$x$;\n"},
      {"files", "unread-code", "\\ir more.sql\n", "\\pset pager off\n"},
      {"what it runs", "unread-code", "select 'drop table ' || 'users' \\gexec\n",
       "select 'drop table ' || 'users' \\gset\n"},
      {"statements before it", "drop-table", "drop table users \\g\n", "select 1 \\g\n"},
  });
}

// ---- SQLite ------------------------------------------------------------------------------------

TEST(LintSqlite, AsksSqliteItself) {
  const std::string at = "-- at the schema\n";
  const std::string rebuild =
      "pragma foreign_keys = off;\nbegin;\ncreate table t_new (id integer primary key) strict;\n"
      "insert into t_new select id from t;\ndrop table t;\nalter table t_new rename to "
      "t;\ncommit;\n";
  const std::string t = "create table t (id integer primary key, a text) strict;\n";
  const std::string trigger = "create trigger g after insert on t begin select 1; end;\n";
  expect_each(
      {
          {"a column that is not there", "statement-refused", at + "select nme from users;",
           "select nme from users;"},
          {"behind a rename", "statement-refused",
           at + "alter table users rename column name to title; select name from users;",
           at + "alter table users rename column name to title; select title from users;"},
          {"of a table of this file", "statement-refused", t + "update t set b = 1 where id = 1;",
           "create table if not exists t (id integer primary key) strict;"
           "update t set b = 1 where id = 1;"},
          {"what a rule knows", "statement-refused", t + "create view v as select 1; drop table v;",
           "alter table users alter column name set not null;"},
          {"functions of the program", "statement-refused", t + "select id, b from t;",
           "select slug(name) from users;"},
          {"a view stops the rename", "statement-refused",
           t + "create view v as select id from t;\n" + rebuild,
           t + "create view v as select id from t;\npragma legacy_alter_table = on;\n" + rebuild},
          {"triggers", "rebuild-loses-indexes", t + trigger + rebuild,
           t + trigger + rebuild + trigger},
          {"indexes", "rebuild-loses-indexes", t + "create index i on t (id);\n" + rebuild,
           t + "create index i on t (id);\ndrop index i;\n" + rebuild},
          {"a query without an end", "statement-refused", t + "create table t as select 1 as a;",
           "create table u as with recursive c (n) as (select 1 union all select n + 1 from c) "
           "select n from c;"},
          {"if not exists", "unique-index-may-fail",
           "create table if not exists t (a text) strict; create unique index i on t (a);",
           "create table t (a text) strict; create unique index i on t (a);"},
          {"temporary", "drop-table", "create temp table t (a); drop table main.t;",
           "create temp table t (a); drop table t;"},
          {"where true", "every-row", "delete from users where 1=1;",
           "delete from users where id=1;"},
          {"with", "every-row", "with a as (select 1) update users set name = 'x';",
           "with a as (select 1) update users set name = 'x' where id in a;"},
      },
      "sqlite");
}

TEST(LintSqlite, TellsWhereItCannotRead) {
  for (const auto& [text, place] : std::vector<std::pair<std::string, std::string>>{
           {"nonsense;", "a.sql:1:1:"},
           {"select 1;\n\nselect a frm b c;", "a.sql:3:14:"},
           {"alter table nowhere add column (a int;", "a.sql:1:32:"},
           {"create trigger g after insert on nowhere begin selekt 1; end;", "a.sql:1:48:"},
           {"insert into t (a values (1);", "a.sql:1:18:"},
           {"create table t (a int", "a.sql:1:19:"},
           {"select 'abc", "a.sql:1:8:"},
           {"create table t as selekt 1;", "a.sql:1:19:"}}) {
    const std::string told = judge_text("a.sql", text, "sqlite", true).errors;
    EXPECT_EQ(told.substr(0, place.size()), place) << text << "\n" << told;
  }
  // Whether the tables are there does not matter.
  for (const char* const text :
       {"select a from b join c using (d) where e in (select f from g);",
        "create index i on t (a) where b is not null;",
        "analyze; reindex; vacuum; pragma user_version;",
        "attach 'other.db' as o; insert into o.t values (1);", "explain query plan select 1;",
        "begin immediate; savepoint s; release s; end;", "replace into t values (1) returning a;",
        "create virtual table v using nowhere (a);", "drop index if exists i;", "drop trigger g;"})
    EXPECT_EQ(judge_text("a.sql", text, "sqlite", true).errors, "") << text;
}

// ---- `-- tenon:allow` ------------------------------------------------------------------------

using Rules = std::set<std::string>;

TEST(LintAllow, TellsOfOtherForms) {
  for (const char* const comment :
       {"-- TENON:ALLOW drop-table: moved away", "-- Tenon: Allow drop-table: moved away",
        "-- tenon:alow drop-table: moved away", "-- tenon:allows drop-table: moved away",
        "-- tenon-allow drop-table: moved away", "-- tenon allow drop-table: moved away",
        "-- tenno:allow drop-table: moved away", "-- tenon:ignore drop-table: moved away",
        "-- tenon:allow: drop-table moved away", "-- tenon:allow drop-table moved away",
        "-- tenon:allow", "-- tenon:allow : moved away", "/* TENON:allow drop-table: moved */"}) {
    for (const char* const dialect : {"postgresql", "sqlite"}) {
      const Rules found = rules_of(std::string{comment} + "\ndrop table a;\n", dialect);
      EXPECT_EQ(found.count("malformed-allow"), 1U) << comment;
      EXPECT_EQ(found.count("drop-table"), 1U) << comment;
    }
  }
  for (const char* const comment :
       {"-- a tenon: allows two beams to meet", "-- tenon allows two beams to meet",
        "-- the tenon:allow form is explained elsewhere", "-- allow drop-table: no",
        "-- tenon: statement group=2", "-- tenant: allow all"})
    EXPECT_EQ(rules_of(std::string{comment} + "\nselect 1;\n"), Rules{}) << comment;
}

TEST(LintAllow, StandsWhereTheStatementIs) {
  const std::string comment = "-- tenon:allow drop-table: moved away\n";
  const std::string set = "set lock_timeout = '1s';\n";
  for (const std::string& text :
       {std::string{comment + "drop table a;\n"}, "drop table " + comment + "a;\n",
        "drop table a; " + comment, "drop table a " + comment + ";\n",
        std::string{"/* tenon:allow drop-table: moved away */ drop table a;\n"},
        std::string{"/* tenon:allow drop-table:\n   moved away */\ndrop table a;\n"},
        std::string{"-- tenon:allow drop-table:\n--   moved away\ndrop table a;\n"},
        std::string{"--tenon:allow drop-table: moved away\r\ndrop table a;\r\n"},
        std::string{"-- tenon:allow drop-table, drop-column: moved away\n"
                    "alter table a drop column b;\n"},
        comment + "do $$ begin drop table a; end $$;\n",
        "do $$ begin\n" + comment + "drop table a; end $$;\n"}) {
    const Rules found = rules_of(set + text);
    EXPECT_EQ(found.count("drop-table") + found.count("drop-column"), 0U) << text;
    EXPECT_EQ(found.count("malformed-allow"), 0U) << text;
  }
  // Behind one statement it is not about the next one.
  EXPECT_EQ(rules_of(set + "select 1; " + comment + "drop table a;\n"),
            (Rules{"drop-table", "unused-allow"}));
  // In the rows of COPY it is no comment.
  EXPECT_EQ(rules_of("copy t from stdin;\n" + comment + "\\.\nselect 1;\n"), Rules{});
}

TEST(LintAllow, WantsAReasonAndAUse) {
  const std::string set = "set lock_timeout = '1s';\n";
  for (const char* const reason :
       {"", ":", ": ", ": -", ": ...", ":\nselect 1;", ": write here why"})
    EXPECT_EQ(rules_of(set + "-- tenon:allow drop-table" + reason + "\ndrop table a;\n")
                      .count("drop-table") +
                  rules_of(set + "-- tenon:allow drop-table" + reason + "\nselect 1;\n")
                      .count("allow-without-reason"),
              2U)
        << reason;
  EXPECT_EQ(rules_of(set + "-- tenon:allow drop-table, drop-column: moved away\ndrop table a;\n"),
            Rules{"unused-allow"});
  EXPECT_EQ(rules_of(set + "drop table a;\n-- tenon:allow drop-table: too late\n"),
            (Rules{"drop-table", "unused-allow"}));
}

}  // namespace
}  // namespace tenon::lint

// What the same text made before, what goes along with what, and which names mean the same.
#include <string>

#include <gtest/gtest.h>

#include "lint/judged.hpp"

namespace tenon::lint {
namespace {

TEST(LintObjects, WhatTheTextMadeItselfIsNoDanger) {
  const std::string function = "create function f() returns int language sql as $$ select 1 $$;\n";
  const std::string definer =
      "create function f() returns int language sql security definer as $$ select 1 $$;\n";
  expect_each({
      {"schema", "drop-schema", "create schema if not exists s; drop schema s;",
       "create schema s; drop schema s;"},
      {"sequence", "drop-sequence", "create sequence s; drop sequence app.s;",
       "create sequence s; drop sequence public.s;"},
      {"function", "drop-function", function + "drop function app.f();",
       function + "drop function f();"},
      {"enum", "enum-value-order", "create type e as enum ('a'); alter type app.e add value 'b';",
       "create type e as enum ('a'); alter type e add value 'b';"},
      {"value of an enum", "rename-enum-value", "alter type e rename value 'a' to 'b';",
       "create type e as enum ('a'); alter type e rename value 'a' to 'b';"},
      {"domain", "domain-check-not-valid", "alter domain d add check (value > 0);",
       "create domain d as int; alter domain d add check (value > 0);"},
      {"attribute", "rename-column", "alter type a rename attribute b to c;",
       "create type a as (b text); alter type a rename attribute b to c;"},
      {"rights", "access-change", "create table t (id bigint primary key); grant select on u to b;",
       "create table t (id bigint primary key); grant select on t to b;"},
      {"table", "recreate-table", "drop table t; create table t (id bigint primary key);",
       "create table t (id int); drop table t; create table t (id bigint primary key);"},
      {"index of a temporary table", "drop-index", "create temp table t (a int); drop index i;",
       "create temp table t (a int); create index i on t (a); drop index i;"},
      {"key that comes later", "table-without-key", "create table t (id bigint);",
       "create table t (id bigint not null); alter table t add primary key (id);"},
      {"inherited", "table-without-key", "create table t () inherits (u);",
       "create table t partition of u default;"},
      {"search_path that comes later", "definer-without-search-path",
       function + "alter function f() security definer;",
       definer + "alter function f() set search_path = '';"},
      {"view", "drop-view", "drop view v; create or replace view app.v as select 1 as a;",
       "drop view v; create or replace view v as select 1 as a;"},
      {"temporary column", "json-column", "create table t (id bigint primary key, j json);",
       "create temp table t (j json);"},
      {"type of another schema", "json-column", "alter table t add j pg_catalog.json;",
       "alter table t add j app.json;"},
  });
}

TEST(LintObjects, KnowsForeignKeysByTheirNames) {
  const std::string at = "-- at the schema\n";
  const std::string add =
      "alter table a add constraint k foreign key (b) references c (id) not valid;\n";
  const std::string cascade = "alter table users drop constraint users_pkey";
  expect_each({
      {"added before", "drop-foreign-key", add + "alter table a drop constraint k;",
       add + "alter table a drop constraint if exists a_b_key;"},
      {"renamed", "drop-foreign-key",
       add + "alter table a rename constraint k to l; alter table a drop constraint l;",
       add + "alter table a rename constraint k to l; alter table a drop constraint k_check;"},
      {"of which nothing is known", "drop-foreign-key",
       "alter table if exists App.\"T\" drop constraint if exists k, add a int;",
       "set lock_timeout = '1s'; alter table App.\"T\" drop constraint k;"},
      {"beside another table", "drop-foreign-key",
       "set lock_timeout = '1s'; begin; alter table t add a int; alter table u drop constraint k; "
       "commit;",
       at + "set lock_timeout = '1s'; begin; alter table t add a int; "
            "alter table users drop constraint k; commit;"},
      {"made here", "drop-foreign-key", "alter table a drop constraint k;",
       "alter table a add constraint k check (b > 0) not valid; alter table a drop constraint k;"},
      {"as the server names it", "drop-foreign-key", "alter table a drop constraint a_b_fkey;",
       "alter table a drop constraint a_b_key;"},
      {"what is known", "drop-foreign-key",
       at + "alter table posts drop constraint posts_author_id_fkey;",
       at + "alter table users drop constraint users_fkey;"},
      {"with its table", "drop-foreign-key", at + "drop table users cascade;",
       at + "drop table posts cascade;"},
      {"with its key", "drop-foreign-key", at + cascade + " cascade;", at + cascade + ";"},
      {"with its column", "drop-foreign-key", at + "alter table users drop column id cascade;",
       at + "alter table users drop column bio cascade;"},
  });
  const std::string told = judge_text("a.sql", at + "truncate users cascade;", "postgresql").text;
  EXPECT_NE(told.find("ACCESS EXCLUSIVE on posts"), std::string::npos) << told;
}

// As dumps have it: what comes into being here may get its owner and its rights here.
TEST(LintObjects, RightsOfNewObjectsAreNoChange) {
  const std::string rule = "access-change";
  const std::string function =
      "create function app.f(a int) returns int language sql as 'select 1';";
  expect_each({
      {"type", rule, "alter type app.e owner to r;",
       "create type app.e as enum ('a'); alter type app.e owner to r;"},
      {"function", rule, "alter function app.f(int) owner to r;",
       function + "alter function app.f(integer) owner to r;"},
      {"schema", rule, "create schema if not exists app; alter schema app owner to r;",
       "create schema app; alter schema app owner to r; grant usage on schema app to s;"},
      {"grant", rule, function + "grant execute on function g(int) to s;",
       function + "grant execute on function app.f(int) to s;"},
      {"sequence", rule, "create sequence s; grant usage on sequence t to r;",
       "create sequence app.s; grant usage on sequence app.s to r;"},
      {"domain", rule, "alter domain d owner to r;",
       "create domain d as int; alter domain d owner to r; grant usage on domain d to s;"},
  });
}

// What the rules themselves call safe: the old name stays, as a view.
TEST(LintObjects, ATableThatKeepsItsNameAsAViewIsNotGone) {
  const std::string rename = "begin; alter table app.\"T\" rename to u; ";
  const std::string move = "begin; alter table t set schema z; ";
  expect_each({
      {"renamed", "rename-table", rename + "create view app.t as select * from app.u; commit;",
       rename + "create view app.\"T\" as select * from app.u; commit;"},
      {"moved", "move-table", move + "create view u as select * from z.t; commit;",
       move + "create or replace view public.t as select * from z.t; commit;"},
      {"made here", "rename-table",
       "create table if not exists t (a int primary key); "
       "alter table t rename to u;",
       "create table t (a int primary key); alter table t rename to u;"},
  });
  expect_each({{"renamed", "rename-table", "alter table t rename to u;",
                "alter table T rename to u; create view \"t\" as select * from u;"}},
              "sqlite");
}

TEST(LintObjects, ForeignTablesAreTables) {
  expect_each({
      {"dropped", "drop-table", "drop foreign table a;", "drop foreign data wrapper a;"},
      {"new", "drop-table", "create foreign table a (b int) server s; drop foreign table c;",
       "create foreign table a (b int) server s; drop foreign table a;"},
      {"a column", "drop-column", "alter foreign table a drop column b;",
       "alter foreign table a alter column b set default 1;"},
      {"a name", "rename-table", "alter foreign table a rename to b;",
       "alter foreign data wrapper a rename to b;"},
      {"owner of a view", "access-change", "alter view a owner to b;",
       "alter view a alter column b set default 1;"},
  });
}

TEST(LintObjects, TellsWhenAQueryNamesAColumnTwice) {
  const std::string rule = "duplicate-column";
  expect_each({
      {"view", rule, "create view v as select a, b as a from t;",
       "create view v as select a, b as c from t;"},
      {"implied", rule, "create view v as select t.id, u.id from t, u;",
       "create view v as select t.id, u.id as u_id from t, u;"},
      {"without a name", rule, "create view v as select 1, 2;",
       "create view v as select 1, 2 as b;"},
      {"cast", rule, "create view v as select id, id::text from t;",
       "create view v as select 1::int, '2'::text;"},
      {"aliases", rule, "create view v (a, a) as select 1, 2;",
       "create view v (a, b) as select id, id from t;"},
      {"union", rule, "create view v as select id, id from t union select 1, 2;",
       "create view v as select id from t union select id from u;"},
      {"table", rule, "create table v as select id, id from t;",
       "create table v (a, b) as select id, id from t;"},
      {"into", rule, "select id, id into v from t;", "select id, id from t;"},
      {"add column", rule, "alter table t add a int, add a text;",
       "alter table t add a int, add column if not exists a int, drop b, add b int;"},
      {"on conflict", rule,
       "insert into t (a) values (1) on conflict (a) do update set b = 1, b = 2;",
       "insert into t (a) values (1) on conflict (a) do update set a = 1, b = 2;"},
      {"parts", rule, "update t set a = 1, a = 2 where id = 1;",
       "update t set a[1] = 1, a[2] = 2, b.c = 1, b.d = 2 where id = 1;"},
  });
}

TEST(LintObjects, KnowsDomainsThatAreChecked) {
  const std::string rule = "add-checked-domain";
  const std::string add = "alter table t add a d;";
  expect_each({
      {"not null", rule, "create domain d as int not null;" + add, "create domain d as int;" + add},
      {"added", rule, "create domain d as int; alter domain d add check (value > 0);" + add,
       "create domain d as int; alter domain e add check (value > 0);" + add},
      {"of another", rule, "create domain e as int check (value > 0); create domain d as e;" + add,
       "create domain e as int; create domain d as e;" + add},
      {"default", rule, "create domain d as int default 1 check (value > 0);" + add,
       "create domain d as int default 1;" + add},
  });
}

}  // namespace
}  // namespace tenon::lint

// What SQLite makes of a text, where that is not what it seems to say.
#include <string>

#include <gtest/gtest.h>

#include "lint/judged.hpp"

namespace tenon::lint {
namespace {

TEST(LintSqliteReading, KnowsTextsInDoubleQuotes) {
  const std::string rule = "double-quoted-text";
  const std::string at = "-- at the schema\n";
  expect_each(
      {
          {"values", rule, "insert into users values (1, \"x\");",
           "insert into \"users\" (\"id\", \"name\") values (1, 'x \"y\"');"},
          {"columns", rule, "insert into t (a) values (\"x\" || 'y');",
           "insert into t (a) values (1) on conflict (a) do update set b = \"c\";"},
          {"select", rule, "replace into t values (\"\");",
           "insert into t select \"a\" from u where b in (values (1));"},
          {"set", rule, at + "update users set name = \"it is\" where id = 3;",
           at + "update users set name = \"role\" where id = 3;"},
          {"unknown", rule, at + "update users set name = \"rol\" where id = 3;",
           "update users set name = \"rol\" where \"id\" = 3;"},
      },
      "sqlite");
}

// Where SQLite would have to know the column, it is asked; of other tables the looks tell.
TEST(LintSqliteReading, KnowsTextsInDoubleQuotesAnywhere) {
  const std::string rule = "double-quoted-text";
  const std::string at = "-- at the schema\n";
  const std::string t = "create table t (id integer primary key, a text, b text) strict;\n";
  expect_each(
      {
          {"check", rule, "create table t (a text check (a in ('x', \"y\")));",
           "create table t (a text, \"y\" text check (a in ('x', \"y\")));"},
          {"check of the table", rule, "create table t (a text, check (a <> \"none\"));",
           "create table t (\"a\" text, check (\"a\" <> 'none'));"},
          {"default", rule, "create table t (a text not null default \"a b\");",
           "create table t (\"default\" text not null default 'a b');"},
          {"where", rule, at + "delete from users where name = \"x\";",
           at + "delete from users where name = \"email\";"},
          {"select", rule, t + "select * from t where \"a\" like \"x%\";",
           t + "select \"a\" as \"x\" from t as \"u\" where \"u\".\"a\" = 'x' order by \"x\";"},
          {"index", rule, t + "create index i on t (a) where b = \"x\";",
           t + "create index \"i\" on \"t\" (\"a\") where \"b\" = 'x';"},
          {"view", rule, t + "create view v as select a from t where b = \"x\";",
           t + "create view v as select a from t where b = \"a\";"},
          {"trigger", rule,
           t + "create trigger g after update of a on t when new.a = \"x\" begin select 1; end;",
           t + "create trigger g after update on t when new.a = 'x' begin select \"a\" from t; "
               "end;"},
          {"inside", rule,
           t + "create trigger g after insert on t begin update t set b = \"z\"; end;",
           t + "create trigger g after insert on t begin update t set b = \"a\"; end;"},
          {"unknown", rule, "update t set a = 1 where b in ('a', \"b c\");",
           "update t set a = 1 where b in ('a', \"bc\");"},
          {"quoted everywhere", rule, "delete from t where a = \"\";",
           "delete from t where \"a\" = \"b c\";"},
          {"what follows is read", "statement-refused", t + "select c from t;",
           t + "create trigger g after insert on t when new.a = \"x\" begin select 1; end;\n" +
               "insert into t (a) values ('y'); select \"z\" from t;"},
      },
      "sqlite");
}

TEST(LintSqliteReading, KnowsSinceWhenThereIsWhat) {
  const auto at = [](const char* version, const std::string& sql) {
    return std::string{"-- server "} + version + "\n" + sql;
  };
  const std::string conflict = "insert into t values (1) on conflict do nothing;";
  const std::string window = "select row_number() over (order by a) from t;";
  const std::string join = "select 1 from a full join b using (id);";
  expect_each({{"conflict", "newer-sqlite", at("3.23", conflict), at("3.24", conflict)},
               {"window", "newer-sqlite", at("3.24", window), at("3.25", window)},
               {"join", "newer-sqlite", at("3.38", join), at("3.39", join)}},
              "sqlite");
}

TEST(LintSqliteReading, KnowsWhichStatementIsMeant) {
  const std::string copy =
      "create table n (id integer primary key) strict; insert into n select id from users;"
      "drop table users;";
  const std::string off = "pragma foreign_keys = off;";
  expect_each(
      {
          {"where inside", "every-row", "update users set a = (select 1 from b where id = 3);",
           "update users set a = (select 1 from b) where id = 3;"},
          {"limit", "every-row", "delete from users;", "delete from users limit 3;"},
          {"on again", "rebuild-cascades", off + "pragma foreign_keys = on;" + copy,
           "pragma foreign_keys = on;" + off + copy},
          {"constant", "add-column-refused", "alter table users add a int default (1 + 2);",
           "alter table users add a int default (3);"},
          {"legacy", "rename-old-away",
           "alter table users rename to o; create table users (id integer primary key) strict;",
           "pragma legacy_alter_table = on; alter table users rename to o;"
           "create table users (id integer primary key) strict;"},
          {"savepoint", "foreign-keys-pragma", "savepoint s;" + off + "release s;",
           "savepoint s; release savepoint s;" + off},
          {"its end", "open-transaction", "savepoint s; savepoint t; release t;",
           "savepoint s; savepoint t; release s;"},
          {"as", "rebuild-cascades", "create table n as select * from users; drop table users;",
           "create table n as select * from posts; drop table users;"},
          {"trigger", "drop-trigger", "drop trigger g;",
           "create trigger g after insert on t begin select 1; end; drop trigger g;"},
      },
      "sqlite");
}

}  // namespace
}  // namespace tenon::lint

// SQLite's rebuild: cascading children, a view, triggers, and the keys afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::HasSubstr;

MigrationScript rebuild(const std::string& columns, const std::string& copy) {
  MigrationScript made = script({"create table \"users_new\" (" + columns + ") strict",
                                 "insert into \"users_new\" " + copy, "drop table \"users\"",
                                 "alter table \"users_new\" rename to \"users\"",
                                 "create index \"users_name_idx\" on \"users\" (\"name\")"});
  for (MigrationStatement& statement : made.statements) statement.rebuilds = {"users"};
  return made;
}

class RebuildTest : public ::testing::Test {
 protected:
  RebuildTest() : scratch_(Dialect::sqlite), engine_(scratch_.url()) {
    Connection connection = engine_.connect();
    for (const char* const sql :
         {"create table users (id integer primary key, name text) strict",
          "create table posts (id integer primary key, user_id integer not null references users "
          "on delete cascade) strict",
          "create table log (what text) strict",
          "create view named as select id, name from users where name is not null",
          "create view shouted as select upper(name) as name from named",
          "create trigger seen after insert on users begin insert into log values ('user'); end",
          "create trigger posted after insert on posts begin update users set name = name; end",
          "insert into users values (1, 'Ada'), (2, 'Bob')",
          "insert into posts values (1, 1), (2, 1), (3, 2)"}) {
      connection.execute(sql);
    }
  }
  std::int64_t count(const std::string& what) {
    return number(engine_, "select count(*) from " + what);
  }
  void upgrade(const MigrationScript& up) {
    Migrator migrator{engine_, {revision("aa1", {}, up, {})}};
    migrator.upgrade();
  }

  Scratch scratch_;
  Engine engine_;
};

TEST_F(RebuildTest, children_views_and_triggers_survive) {
  upgrade(rebuild("id integer primary key, name text not null", "select id, name from users"));
  EXPECT_EQ(count("users"), 2);
  EXPECT_EQ(count("posts"), 3) << "no cascade";
  EXPECT_EQ(count("log"), 2) << "the trigger did not see the copy";
  EXPECT_EQ(count("shouted"), 2);
  EXPECT_EQ(count("sqlite_master where type = 'trigger'"), 2);
  EXPECT_EQ(count("sqlite_master where type = 'view'"), 2);
  EXPECT_EQ(count("sqlite_master where type = 'index' and name = 'users_name_idx'"), 1);
  Connection connection = engine_.connect();
  connection.execute("insert into users values (3, 'Eve')");
  EXPECT_THROW(connection.execute("insert into posts values (9, 99)"), Error)
      << "foreign keys are on again";
}

TEST_F(RebuildTest, a_row_without_its_parent_rolls_everything_back) {
  const Error error = error_of([&] {
    upgrade(
        rebuild("id integer primary key, name text", "select id, name from users where id = 1"));
  });
  EXPECT_THAT(error.what(), HasSubstr("a row of 'posts' refers to a row of 'users'"));
  EXPECT_EQ(count("users"), 2);
  EXPECT_EQ(count("posts"), 3);
  EXPECT_EQ(count("sqlite_master where type in ('view', 'trigger')"), 4);
}

TEST_F(RebuildTest, a_view_that_no_longer_fits_is_named) {
  const Error error =
      error_of([&] { upgrade(rebuild("id integer primary key", "select id from users")); });
  EXPECT_THAT(error.what(), HasSubstr("name"));
  MigrationScript without_index = rebuild("id integer primary key", "select id from users");
  without_index.statements.pop_back();
  EXPECT_THAT(error_of([&] { upgrade(without_index); }).what(),
              HasSubstr("view 'named' does not fit the new tables"));
  EXPECT_EQ(count("named"), 2);
}

TEST_F(RebuildTest, what_the_script_drops_and_makes_is_its_own) {
  MigrationScript up = rebuild("id integer primary key, title text", "select id, name from users");
  up.statements.pop_back();
  const auto put = [&](std::size_t at, const char* sql) {
    MigrationStatement statement = up.statements.front();
    statement.sql = sql;
    up.statements.insert(up.statements.begin() + static_cast<std::ptrdiff_t>(at), statement);
  };
  put(0, "drop view if exists main.[NAMED] -- changed below");
  put(0, "/* it reads the other */ drop view \"shouted\"");
  put(0, "drop trigger seen");
  put(0, "drop trigger posted");
  put(up.statements.size(), "create view named as select id, title from users where id < 2");
  put(up.statements.size(), "create table seen (id integer) strict");
  put(up.statements.size(),
      "create trigger posted after insert on posts begin update users set title = title; end");
  upgrade(up);
  EXPECT_EQ(count("named"), 1);
  EXPECT_EQ(count("sqlite_master where type = 'view'"), 1) << "shouted does not come back";
  EXPECT_EQ(count("sqlite_master where type = 'trigger'"), 1) << "nor does the trigger";
}

TEST_F(RebuildTest, a_view_is_there_again_for_the_statement_that_makes_it) {
  MigrationScript up = rebuild("id integer primary key, name text", "select id, name from users");
  up.statements.push_back(up.statements.back());
  up.statements.back().sql = "create view named as select 1 as one";
  EXPECT_THAT(error_of([&] { upgrade(up); }).what(), HasSubstr("named already exists"));
  EXPECT_EQ(count("named"), 2);
}

TEST_F(RebuildTest, triggers_go_with_the_table_that_the_script_drops) {
  MigrationScript up = rebuild("id integer primary key, name text", "select id, name from users");
  up.statements.push_back(up.statements.back());
  up.statements.back().sql = "drop table posts";
  upgrade(up);
  EXPECT_EQ(count("sqlite_master where name = 'posted'"), 0);
  EXPECT_EQ(count("sqlite_master where name = 'seen'"), 1);
}

TEST_F(RebuildTest, a_view_that_has_not_worked_before_stays_as_it_is) {
  engine_.connect().execute("create view broken as select * from nowhere");
  upgrade(rebuild("id integer primary key, name text", "select id, name from users"));
  EXPECT_EQ(count("sqlite_master where name = 'broken'"), 1);
  EXPECT_EQ(count("shouted"), 2);
}

TEST_F(RebuildTest, a_trigger_that_no_longer_fits_is_named) {
  for (const char* const sql :
       {"create trigger misfit after insert on users begin delete from log where what = new.name; "
        "end",
        "create trigger misfit after insert on posts begin update users set name = 'x'; end",
        "create trigger misfit before update of name on users begin select 1; end",
        "create trigger if not exists main.[misfit] delete on users begin select old.name; end",
        "create trigger misfit instead of insert on v begin insert into users (name) values (1); "
        "end"}) {
    SCOPED_TRACE(sql);
    Connection connection = engine_.connect();
    for (const char* const one : {"drop view if exists named", "drop view if exists shouted",
                                  "drop trigger if exists posted", "drop trigger if exists misfit",
                                  "create view if not exists v as select id from users", sql})
      connection.execute(one);
    MigrationScript up = rebuild("id integer primary key", "select id from users");
    up.statements.pop_back();
    EXPECT_THAT(error_of([&] { upgrade(up); }).what(),
                AllOf(HasSubstr("the trigger 'misfit' does not fit the new tables ("),
                      HasSubstr("drop it in an earlier statement")));
    EXPECT_EQ(count("sqlite_master where name = 'misfit'"), 1);
    EXPECT_EQ(count("users where name is not null"), 2);
  }
}

TEST_F(RebuildTest, a_trigger_that_has_not_worked_before_stays_as_it_is) {
  engine_.connect().execute(
      "create trigger broken after insert on users begin insert into nowhere values (1); end");
  upgrade(rebuild("id integer primary key, name text", "select id, name from users"));
  EXPECT_EQ(count("sqlite_master where name in ('broken', 'seen')"), 2);
}

TEST_F(RebuildTest, keys_that_were_wrong_before_do_not_stop_it) {
  Connection connection = engine_.connect();
  for (const char* const sql :
       {"pragma foreign_keys = off", "create table pairs (a integer primary key, b integer)",
        "create table mismatched (a integer references pairs (b), user_id integer references "
        "users)",
        "create table apart (pair_id integer references pairs, lost_id integer references lost)",
        "create table stray (user_id integer references users)", "insert into pairs values (1, 1)",
        "insert into mismatched values (1, 1)", "insert into apart values (1, 1)",
        "insert into stray values (1), (99)", "pragma foreign_keys = on"})
    connection.execute(sql);
  upgrade(rebuild("id integer primary key, name text not null", "select id, name from users"));
  EXPECT_EQ(count("sqlite_master where name = 'users' and sql like '%name text not null%'"), 1);
}

TEST_F(RebuildTest, keys_of_any_table_that_the_script_touches_are_looked_at) {
  Connection connection = engine_.connect();
  for (const char* const sql :
       {"create table pairs (a integer primary key)", "insert into pairs values (1)",
        "create table Apart (pair_id integer references pairs)", "insert into apart values (1)",
        "create table named_by (name text references users (name))"})
    connection.execute(sql);
  MigrationScript up = rebuild("id integer primary key, name text", "select id, name from users");
  up.statements.push_back(up.statements.front());
  up.statements.back().sql = "delete from pairs";
  connection.execute("create unique index by_name on users (name)");
  EXPECT_THAT(error_of([&] { upgrade(up); }).what(),
              HasSubstr("a row of 'Apart' refers to a row of 'pairs' that does not exist"));
  up.statements.back().sql = "drop index if exists by_name";
  std::swap(up.statements.front(), up.statements.back());
  std::rotate(up.statements.begin() + 1, up.statements.end() - 1, up.statements.end());
  EXPECT_THAT(error_of([&] { upgrade(up); }).what(),
              HasSubstr("table 'named_by': foreign key mismatch"));
}

TEST_F(RebuildTest, a_view_that_reads_a_younger_one_comes_back) {
  Connection connection = engine_.connect();
  connection.execute("drop view named");
  connection.execute("create view named as select id, name from users");
  upgrade(rebuild("id integer primary key, name text", "select id, name from users"));
  EXPECT_EQ(count("shouted"), 2);
}

TEST_F(RebuildTest, a_view_that_cannot_be_read_is_refused_without_a_rebuild_too) {
  const MigrationScript up = script({"create view wrong as select nam from users"});
  EXPECT_THAT(error_of([&] { upgrade(up); }).what(), HasSubstr("no such column: nam"));
  EXPECT_EQ(count("sqlite_master where name = 'wrong'"), 0);
}

}  // namespace
}  // namespace tenon::test

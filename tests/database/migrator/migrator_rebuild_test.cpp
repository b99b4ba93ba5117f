// SQLite's rebuild: cascading children, a view, triggers, and the keys afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  put(up.statements.size(), "create view named as select id, title from users where id < 2");
  put(up.statements.size(), "create table seen (id integer) strict");
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

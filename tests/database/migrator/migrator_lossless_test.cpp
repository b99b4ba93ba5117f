// SQLite: what a table has that the revision does not know of is there after a rebuild, or stops it
// before anything is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/table_definition.hpp"
#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* planned =
    "create table \"users\" (\n"
    "  \"id\" integer constraint \"users_pkey\" primary key,\n"
    "  \"name\" text not null,\n"
    "  \"email\" text collate nocase,\n"
    "  \"age\" integer default 1,\n"
    "  constraint \"users_email_key\" unique (\"email\"),\n"
    "  constraint \"users_age_check\" check (age > 0 and name <> 'it''s')\n"
    ") strict";

/// The copy of a table whose age may not be missing.
MigrationScript rebuild(const std::string& was = planned,
                        const std::string& made =
                            "create table \"__tenon_new_users\" (\"id\" integer primary key, "
                            "\"name\" text not null, \"email\" text collate nocase, \"age\" "
                            "integer not null default 1, constraint u unique (\"email\"), "
                            "constraint c check (age > 0 and name <> 'it''s')) strict",
                        const std::string& columns = "\"id\", \"name\", \"email\", \"age\"") {
  MigrationScript up = script(
      {made,
       "insert into \"__tenon_new_users\" (" + columns + ")\nselect " + columns + " from \"users\"",
       "drop table \"users\"", "alter table \"__tenon_new_users\" rename to \"users\""});
  up.statements.front().was = was;
  for (MigrationStatement& statement : up.statements) statement.rebuilds = {"users"};
  return up;
}

class LosslessTest : public ::testing::Test {
 protected:
  LosslessTest() : scratch_(Dialect::sqlite), engine_(scratch_.url()) {}

  void run(const std::vector<std::string>& statements) {
    Connection connection = engine_.connect();
    for (const std::string& sql : statements) connection.execute(sql);
  }
  void upgrade(const MigrationScript& up) {
    Migrator migrator{engine_, {revision("aa1", {}, up, {})}};
    migrator.upgrade();
  }
  /// What stops it; and all is as it was.
  std::string stop(const MigrationScript& up) {
    const std::string before = schema();
    const std::string said = error_of([&] { upgrade(up); }).what();
    EXPECT_EQ(schema(), before);
    return said;
  }
  std::string text(const std::string& sql) {
    Connection connection = engine_.connect();
    Rows rows = connection.query(sql);
    std::string all;
    while (rows.next()) all += rows.row().get<std::string>(0) + "\n";
    return all;
  }
  std::string schema() {
    return text("select sql from sqlite_master where sql is not null and name <> 'tenon_history'");
  }

  Scratch scratch_;
  Engine engine_;
};

constexpr const char* plain_users =
    "create table users (id integer primary key, name varchar(80) not null, email text unique "
    "collate nocase, age int default '1', check (age>0 and \"name\" <> 'it''s'))";

TEST_F(LosslessTest, indexes_of_others_survive_in_every_form) {
  const std::vector<std::string> indexes{
      "create index by_name on users (name desc, age)",
      "create unique index \"odd \"\"one\" on users (email collate rtrim) where age > 3",
      "create index by_length on users (length(name), lower(email) desc)"};
  run({plain_users, "insert into users (name, email, age) values ('Ada', 'a', 3), ('Bo', 'b', 4)"});
  run(indexes);
  const std::string before = text(
      "select sql from sqlite_master where type = 'index' and sql is not "
      "null and tbl_name = 'users' order by name");
  upgrade(rebuild());
  EXPECT_EQ(text("select sql from sqlite_master where type = 'index' and sql is not null and "
                 "tbl_name = 'users' order by name"),
            before);
  EXPECT_EQ(number(engine_, "select count(*) from users"), 2);
}

TEST_F(LosslessTest, an_index_that_the_script_drops_or_makes_is_its_own) {
  run({plain_users, "create index gone on users (name)", "create index kept on users (age)"});
  MigrationScript up = rebuild(std::string{planned} +
                               ";\ncreate index \"gone\" on \"users\" (\"name\");\n"
                               "create index \"kept\" on \"users\" (\"age\")");
  MigrationStatement drop = up.statements[2];
  drop.sql = "drop index \"gone\"";
  up.statements.insert(up.statements.begin() + 2, drop);
  drop.sql = "create index \"kept\" on \"users\" (\"age\", \"name\")";
  up.statements.push_back(drop);
  upgrade(up);
  EXPECT_EQ(text("select sql from sqlite_master where type = 'index' and sql is not null and "
                 "tbl_name = 'users'"),
            "CREATE INDEX \"kept\" on \"users\" (\"age\", \"name\")\n");
}

TEST_F(LosslessTest, a_column_of_the_name_of_a_new_one_has_values_of_its_own) {
  run({plain_users, "alter table users add column size integer",
       "insert into users (name, age, size) values ('Ada', 3, 8)"});
  const std::string made =
      "create table \"__tenon_new_users\" (\"id\" integer primary key, \"name\" text not null, "
      "\"email\" text collate nocase, \"age\" integer default 1, \"size\" integer, "
      "constraint u unique (\"email\"), constraint c check (age > 0 and name <> 'it''s')) strict";
  EXPECT_THAT(stop(rebuild(planned, made, "\"id\", \"name\", \"email\", \"age\"")),
              HasSubstr("column size with its values"));
  upgrade(rebuild(planned, made, "\"id\", \"name\", \"email\", \"age\", \"size\""));
  EXPECT_EQ(number(engine_, "select size from users"), 8);
}

TEST_F(LosslessTest, an_index_that_does_not_fit_the_new_table_stops_it) {
  run({plain_users, "create index by_email on users (email)"});
  EXPECT_THAT(stop(rebuild(planned,
                           "create table \"__tenon_new_users\" (\"id\" integer primary key, "
                           "\"name\" text not null, \"age\" integer not null) strict",
                           "\"id\", \"name\", \"age\"")),
              AllOf(HasSubstr("the index 'by_email' of 'users'"), HasSubstr("email")));
}

TEST_F(LosslessTest, an_index_that_somebody_changed_stops_it) {
  run({plain_users, "create index by_age on users (age) where age > 17"});
  const std::string was =
      std::string{planned} + ";\ncreate index \"by_age\" on \"users\" (\"age\")";
  EXPECT_THAT(stop(rebuild(was)), HasSubstr("index by_age as it is"));
  run({"drop index by_age", "create index by_age on users (age asc)"});
  upgrade(rebuild(was));
}

TEST_F(LosslessTest, what_the_revision_does_not_know_is_named) {
  struct Case {
    const char* table;
    const char* named;
  };
  for (const Case& item : std::vector<Case>{
           {"id integer primary key, name text, email text, age int, nick text",
            "column nick with its values"},
           {"id integer primary key autoincrement, name text, email text, age int",
            "autoincrement of column id"},
           {"id integer primary key, name text not null on conflict ignore, email text, age int",
            "on conflict ignore of not null of column name"},
           {"id integer primary key, name text, email text unique on conflict replace, age int",
            "on conflict replace of unique of column email"},
           {"id integer primary key, name text collate rtrim, email text, age int",
            "collate rtrim of column name"},
           {"id integer primary key, name text default 'Ada', email text, age int",
            "default 'Ada' of column name"},
           {"id integer primary key, name text, email text not null, age int",
            "not null of column email"},
           {"id integer primary key, name text check (length(name) < 9), email text, age int",
            "check (length(name) < 9)"},
           {"id integer primary key, name text, email text, age int references others (a)",
            "references others (a) of column age"},
           {"id integer primary key, name text, email text, age int, foreign key (age, name) "
            "references others on delete cascade deferrable initially deferred",
            "foreign key (age, name) references others on delete cascade deferrable"},
           {"id integer primary key, name text, email text, age int, unique (name, age)",
            "unique (name, age)"},
           {"id integer primary key, name text, email text, age as (id + 1) stored",
            "as (id + 1) stored of column age"},
           {"id integer primary key, name text, email text, age real", "type real of column age"},
           {"id integer, name text, email text, age int, primary key (id, name)",
            "primary key (id, name)"},
       }) {
    SCOPED_TRACE(item.table);
    run({"drop table if exists users", std::string{"create table users ("} + item.table + ")"});
    EXPECT_THAT(stop(rebuild()),
                AllOf(HasSubstr("table 'users' has what this revision does not know"),
                      HasSubstr(item.named), HasSubstr("nothing of this revision is in effect")));
  }
  run({"drop table users",
       "create table users (id integer primary key, name text, email text, age int) without "
       "rowid"});
  EXPECT_THAT(stop(rebuild()), HasSubstr("without rowid"));
}

TEST_F(LosslessTest, what_the_new_table_has_or_the_script_says_is_no_loss) {
  run(
      {"create table users (id integer primary key autoincrement, name text, email text, age int, "
       "nick text)",
       "insert into users values (7, 'Ada', 'a', 1, 'x'), (8, 'Bo', 'b', 2, 'y')",
       "delete from users where id = 8"});
  const std::string made =
      "create table \"__tenon_new_users\" (\"id\" integer primary key autoincrement, \"name\" "
      "text, "
      "\"email\" text, \"age\" integer not null, \"nick\" text) strict";
  upgrade(rebuild(planned, made, "\"id\", \"name\", \"email\", \"age\", \"nick\""));
  EXPECT_EQ(text("select nick from users"), "x\n");
  run({"insert into users (name, age) values ('Cy', 3)"});
  EXPECT_EQ(number(engine_, "select max(id) from users"), 9) << "8 was given before";
  run({"drop table tenon_history"});
  upgrade(
      rebuild("create table users (id integer primary key autoincrement, name text, email "
              "text, age int, nick text) strict"));
  EXPECT_THAT(schema(), AllOf(Not(HasSubstr("nick")), Not(HasSubstr("autoincrement"))));
}

TEST_F(LosslessTest, rows_that_the_copy_leaves_out_stop_it) {
  run({plain_users, "insert into users (name, age) values ('Ada', 3), ('Bo', 4)"});
  MigrationScript up = rebuild();
  up.statements[1].sql += " where age > 3";
  EXPECT_THAT(stop(up), HasSubstr("has 2 rows, and its copy has 1"));
}

TEST_F(LosslessTest, a_table_that_others_refer_to_is_not_dropped) {
  run({"create table users (id integer primary key)",
       "create table audit (id integer primary key, user_id integer references users on delete "
       "cascade)",
       "create table old (id integer references nowhere)",
       "create view named as select id from users", "create view broken as select id from nowhere",
       "insert into users values (1)", "insert into audit values (1, 1)"});
  EXPECT_THAT(stop(script({"drop table users"})),
              HasSubstr("table 'audit' has a foreign key to 'users', which goes"));
  EXPECT_EQ(number(engine_, "select count(*) from audit"), 1);
  run({"drop table audit"});
  EXPECT_THAT(stop(script({"drop table if exists users"})),
              HasSubstr("the view 'named' reads what goes"));
  upgrade(script({"drop view named", "drop table users"}));
  EXPECT_THAT(schema(), AllOf(HasSubstr("broken"), HasSubstr("old")));
  run({"create view one as select 1 as n", "create view two as select n from one"});
  EXPECT_THAT(error_of([&] {
                Migrator{engine_,
                         {revision("aa1", {}, script({"drop view named", "drop table users"}), {}),
                          revision("bb2", {"aa1"}, script({"drop view one"}), {})}}
                    .upgrade();
              }).what(),
              HasSubstr("the view 'two' reads what goes"));
}

TEST_F(LosslessTest, values_that_a_strict_table_would_make_others_stop_it) {
  run(
      {"create table users (id integer primary key, name not null, email datetime collate nocase, "
       "age integer default 1, constraint c unique (email), check (age > 0 and name <> 'it''s'))",
       "insert into users values (1, 5, '2020-01-01', 1)"});
  EXPECT_THAT(stop(rebuild()), HasSubstr("values of column name that are no text, as 5;"));
  run({"update users set name = 'five', email = 1700000000"});
  EXPECT_THAT(stop(rebuild()),
              HasSubstr("values of column email that are no text, as 1700000000;"));
  run({"update users set email = 'a'"});
  upgrade(rebuild());
  EXPECT_EQ(text("select name || email || age from users"), "fivea1\n");
}

TEST_F(LosslessTest, whole_numbers_that_no_double_holds_stop_it) {
  const auto table = [](const std::string& name, const std::string& type) {
    return "create table " + name + " (\"id\" integer primary key, \"sum\" " + type;
  };
  MigrationScript up = script({table("__tenon_new_sums", "real not null") + ") strict",
                               "insert into __tenon_new_sums select id, \"sum\" from sums",
                               "drop table sums", "alter table __tenon_new_sums rename to sums"});
  up.statements.front().was = table("sums", "real") + ") strict";
  for (MigrationStatement& statement : up.statements) statement.rebuilds = {"sums"};
  run({table("sums", "decimal(20, 2)") + ")",
       "insert into sums values (1, 5), (2, 1.5), (3, 9007199254740993)"});
  EXPECT_THAT(stop(up), HasSubstr("values of column sum that no REAL holds, as 9007199254740993;"));
  run({"delete from sums where id = 3"});
  upgrade(up);
  EXPECT_EQ(text("select typeof(sum) || sum from sums"), "real5.0\nreal1.5\n");
}

TEST(Definition, spelling_is_no_difference) {
  const detail::TableDefinition plan = detail::read_table_definition(planned);
  const auto unknown = [&](const std::string& live) {
    return detail::unknown_parts(detail::read_table_definition(live), plan, plan, {});
  };
  EXPECT_THAT(unknown(plain_users), IsEmpty());
  EXPECT_THAT(
      unknown("CREATE TABLE [main].[Users](ID INTEGER NOT NULL CONSTRAINT \"k\" PRIMARY KEY "
              "ON CONFLICT ABORT /* , x */, `Name` TEXT COLLATE BINARY NOT NULL, -- nick\n"
              "'email' CLOB COLLATE \"NoCase\", age INTEGER NULL DEFAULT (+1.0e0), CONSTRAINT "
              "o CHECK ((age > 0 AND name <> 'it''s')) UNIQUE (email ASC)) STRICT;"),
      IsEmpty());
  EXPECT_THAT(unknown("create table users (id integer primary key, check_in text)"),
              ElementsAre("column check_in with its values"));
  EXPECT_THAT(unknown("create virtual table users using fts5(name)"),
              ElementsAre("what is no plain table"));
}

}  // namespace
}  // namespace tenon::test

// SQLite's rebuild as the dialect writes it and the migrator runs it: cascading children, a view, a
// trigger and indexes are all there afterwards, row for row.
#include <map>

#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "introspect/introspect.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using Kind = schema::ColumnType::Kind;

schema::Column column(const char* name, Kind kind, bool nullable = false) {
  schema::Column result;
  result.name = name;
  result.type.kind = kind;
  result.nullable = nullable;
  return result;
}

schema::Schema blog() {
  schema::Column id = column("id", Kind::int64);
  id.identity = true;
  schema::Table users;
  users.name = "users";
  users.columns = {id, column("email", Kind::text), column("age", Kind::text, true)};
  users.primary_key = schema::PrimaryKey{"users_pkey", {"id"}};
  users.uniques = {{"users_email_key", {"email"}}};
  users.indexes = {{"users_age_idx", {{"age", true}}, false}};
  schema::Table posts;
  posts.name = "posts";
  posts.columns = {id, column("author_id", Kind::int64), column("title", Kind::text)};
  posts.primary_key = schema::PrimaryKey{"posts_pkey", {"id"}};
  posts.foreign_keys = {
      {"posts_author_id_fkey", {"author_id"}, "", "users", {"id"}, schema::Action::cascade}};
  posts.indexes = {{"posts_author_id_idx", {{"author_id", false}}, false}};
  schema::Schema result;
  result.tables = {users, posts};
  return result;
}

MigrationScript script(const schema::Plan& plan) {
  MigrationScript result;
  for (const schema::Step& step : plan.steps) {
    result.statements.push_back({step.sql, "checksum " + std::to_string(result.statements.size()),
                                 step.group + 1, step.transactional, step.rebuilds});
  }
  return result;
}

class Rebuild : public testing::Test {
 protected:
  Rebuild() : database_(Dialect::sqlite), engine_(database_.url()) {
    Connection connection = engine_.connect();
    for (const std::string& sql : dialect_->create_statements(before_)) connection.execute(sql);
    for (const char* sql :
         {"insert into users (email, age) values ('a', '30'), ('b', null), ('c', '7')",
          "insert into posts (author_id, title) values (1, 'x'), (1, 'y'), (3, 'z')",
          "create table log (line text) strict",
          "create view ages as select users.id, age, title from users "
          "join posts on author_id = users.id",
          "create trigger on_user after delete on users begin insert into log values ('gone'); end",
          "create trigger on_post after insert on posts begin "
          "update users set email = email where id = new.author_id; end"}) {
      connection.execute(sql);
    }
    after_ = before_;
    schema::Table& users = after_.tables[0];
    users.find("age")->type.kind = Kind::int32;
    users.checks = {{"users_age_check", "age >= 0", "", {}}};
  }

  Revision revision() {
    const schema::Operations operations = schema::diff(before_, after_).operations;
    Revision result;
    result.id = "20261121T101500";
    result.message = "ages are numbers";
    result.scripts = {{Dialect::sqlite, script(dialect_->plan(operations, before_)),
                       script(dialect_->plan(schema::reverse(operations), after_))}};
    return result;
  }

  /// All objects by type, and all rows by table.
  std::map<std::string, std::int64_t> census() {
    std::map<std::string, std::int64_t> counts;
    Connection connection = engine_.connect();
    for (const char* what :
         {"users", "posts", "ages", "log", "sqlite_master where type = 'index'",
          "sqlite_master where type = 'view'", "sqlite_master where type = 'trigger'",
          "sqlite_master where type = 'table' and name <> 'tenon_history'",
          "posts join users on users.id = author_id"}) {
      Rows rows = connection.query(std::string{"select count(*) from "} + what);
      rows.next();
      counts[what] = rows.row().get<std::int64_t>(0);
    }
    // The history table brings an index of its own.
    Rows rows = connection.query(
        "select count(*) from sqlite_master where type = 'index' and tbl_name = 'tenon_history'");
    rows.next();
    counts["sqlite_master where type = 'index'"] -= rows.row().get<std::int64_t>(0);
    return counts;
  }

  void expect_schema(const schema::Schema& wanted) {
    Connection connection = engine_.connect();
    connection.execute("drop table log");
    schema::Schema live = introspect::introspect(connection);
    EXPECT_EQ(live.views.size(), 1U);
    live.views.clear();  // the application's own
    EXPECT_TRUE(live == introspect::canonical(connection, wanted));
  }

  std::unique_ptr<schema::Dialect> dialect_ = schema::make_dialect("sqlite");
  schema::Schema before_ = blog();
  schema::Schema after_;
  test::TestDatabase database_;
  Engine engine_;
};

TEST_F(Rebuild, KeepsEveryRowAndObjectUpAndDown) {
  const auto counts = census();
  EXPECT_EQ(counts.at("posts"), 3);
  EXPECT_EQ(counts.at("sqlite_master where type = 'trigger'"), 2);
  Migrator migrator{engine_, {revision()}};
  migrator.upgrade();
  EXPECT_EQ(census(), counts);
  {
    Connection connection = engine_.connect();
    Rows rows = connection.query("select sum(age), typeof(max(age)) from users");
    rows.next();
    EXPECT_EQ(rows.row().get<std::int64_t>(0), 37);
    EXPECT_EQ(rows.row().get<std::string>(1), "integer");
    // The trigger works on the new table, and so does the cascade.
    Rows enabled = connection.query("pragma foreign_keys");
    enabled.next();
    EXPECT_EQ(enabled.row().get<std::int64_t>(0), 1);
  }
  migrator.downgrade("base");
  EXPECT_EQ(census(), counts);
  Connection connection = engine_.connect();
  connection.execute("delete from users where id = 1");
  EXPECT_EQ(census().at("posts"), 1);
  EXPECT_EQ(census().at("log"), 1);
}

TEST_F(Rebuild, LeadsToTheSchema) {
  Migrator{engine_, {revision()}}.upgrade();
  {
    Connection connection = engine_.connect();
    connection.execute("drop trigger on_user");
  }
  expect_schema(after_);
}

TEST_F(Rebuild, AValueThatDoesNotFitChangesNothing) {
  {
    Connection connection = engine_.connect();
    connection.execute("update users set age = 'old' where id = 3");
  }
  const auto counts = census();
  Migrator migrator{engine_, {revision()}};
  EXPECT_THROW(migrator.upgrade(), Error);
  EXPECT_EQ(census(), counts);
  Connection connection = engine_.connect();
  connection.execute("drop trigger on_user");
  expect_schema(before_);
}

}  // namespace
}  // namespace tenon::laws

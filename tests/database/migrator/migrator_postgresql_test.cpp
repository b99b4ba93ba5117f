// What only PostgreSQL has: the advisory lock, concurrent indexes, locks of tables, search_path.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::HasSubstr;

class PostgresqlMigratorTest : public ::testing::Test {
 protected:
  PostgresqlMigratorTest() : scratch_(Dialect::postgresql), engine_(scratch_.url()) {}

  Scratch scratch_;
  Engine engine_;
};

MigrationScript concurrent(const std::string& sql) {
  MigrationScript made = script({sql});
  made.statements[0].is_transactional = false;
  return made;
}

TEST_F(PostgresqlMigratorTest, the_holder_of_the_lock_is_named) {
  // Another migrator, stopped inside a statement that waits for us.
  Connection blocker = engine_.connect();
  blocker.execute("create table public.t (id integer)");
  blocker.begin();
  blocker.execute("lock table public.t in access exclusive mode");
  std::thread other{[this] {
    Engine engine{scratch_.url()};
    MigratorOptions patient;
    patient.lock_timeout = 20'000;
    Migrator{
        engine, {revision("aa1", {}, script({"alter table public.t add n integer"}), {})}, patient}
        .upgrade();
  }};
  std::this_thread::sleep_for(std::chrono::milliseconds{700});
  MigratorOptions hasty;
  hasty.lock_wait = 300;
  Migrator second{engine_, {revision("aa1", {}, script({"select 1"}), {})}, hasty};
  const Error error = error_of([&] { second.upgrade(); });
  blocker.rollback();
  other.join();
  EXPECT_EQ(error.kind(), ErrorKind::timeout);
  EXPECT_THAT(error.what(), HasSubstr("another migrator is at work on this database: process "));
  EXPECT_THAT(error.what(), HasSubstr("of user 'tenon' (tenon migrator)"));
}

// F6: nobody queues behind us for long.
TEST_F(PostgresqlMigratorTest, a_table_lock_is_tried_again) {
  Connection reader = engine_.connect();
  reader.execute("create table public.t (id integer)");
  reader.begin();
  reader.execute("select * from public.t");
  MigratorOptions options;
  options.lock_timeout = 100;
  Migrator migrator{
      engine_, {revision("aa1", {}, script({"alter table public.t add n integer"}), {})}, options};
  std::thread release{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{600});
    reader.rollback();
  }};
  EXPECT_EQ(migrator.upgrade().size(), 1U);
  release.join();
}

TEST_F(PostgresqlMigratorTest, a_table_lock_that_is_never_free_is_told) {
  Connection reader = engine_.connect();
  reader.execute("create table public.t (id integer)");
  reader.begin();
  reader.execute("select * from public.t");
  MigratorOptions options;
  options.lock_timeout = 50;
  options.lock_tries = 2;
  Migrator migrator{
      engine_, {revision("aa1", {}, script({"alter table public.t add n integer"}), {})}, options};
  const Error error = error_of([&] { migrator.upgrade(); });
  EXPECT_EQ(error.sqlstate(), "55P03");
  EXPECT_EQ(error.kind(), ErrorKind::migration);
}

// F5: the rest of a killed build is not taken for an index.
TEST_F(PostgresqlMigratorTest, an_invalid_index_is_built_again) {
  Connection connection = engine_.connect();
  connection.execute("create table public.t (id integer)");
  connection.execute("insert into public.t values (1), (1)");
  const std::string sql =
      "create unique index concurrently if not exists \"t_id\" on \"public\".\"t\" (id)";
  const std::vector<Revision> revisions{revision("aa1", {}, concurrent(sql), {})};
  const Error error = error_of([&] { Migrator{engine_, revisions}.upgrade(); });
  EXPECT_THAT(error.what(), HasSubstr("it runs outside a transaction: the same command begins "
                                      "again with statement 1"));
  const std::string invalid = "select count(*) from pg_index where not indisvalid";
  EXPECT_EQ(number(engine_, invalid), 1);
  connection.execute("delete from public.t where ctid = '(0,1)'");
  EXPECT_EQ(Migrator(engine_, revisions).upgrade().size(), 1U);
  EXPECT_EQ(number(engine_, invalid), 0);
  EXPECT_EQ(number(engine_, "select count(*) from pg_class where relname = 't_id'"), 1);
}

// F13, M1: a function of somebody else is not found by a plain name.
TEST_F(PostgresqlMigratorTest, the_search_path_is_empty_and_comes_back) {
  EngineOptions one;
  one.pool_size = 1;
  Engine engine{scratch_.url(), one};
  engine.connect().execute(
      "create function public.mine() returns integer language sql as 'select 1'");
  const std::vector<Revision> revisions{revision("aa1", {}, script({"select mine()"}), {})};
  EXPECT_THAT(error_of([&] { Migrator{engine, revisions}.upgrade(); }).what(), HasSubstr("mine"));
  EXPECT_EQ(number(engine, "select mine()::bigint"), 1);
  EXPECT_EQ(number(engine, "select count(*) from pg_locks where locktype = 'advisory'"), 0);
}

}  // namespace
}  // namespace tenon::test

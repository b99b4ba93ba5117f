// What only PostgreSQL has: the advisory lock, concurrent indexes, locks of tables, search_path.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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

TEST_F(PostgresqlMigratorTest, what_the_database_has_set_does_not_matter) {
  engine_.connect().execute(
      "do $$ begin\n"
      "execute pg_catalog.format('alter database %I set default_transaction_isolation = "
      "serializable', pg_catalog.current_database());\n"
      "execute pg_catalog.format('alter database %I set idle_in_transaction_session_timeout = 50', "
      "pg_catalog.current_database());\n"
      "end $$");
  Engine engine{scratch_.url()};
  Migrator{engine,
           {revision("aa1", {},
                     script({"create table public.seen as select "
                             "pg_catalog.current_setting('transaction_isolation') as isolation, "
                             "pg_catalog.current_setting('idle_in_transaction_session_timeout') "
                             "as idle"}),
                     {})},
           {}}
      .upgrade();
  EXPECT_EQ(number(engine,
                   "select count(*) from public.seen where isolation = 'read committed' and idle = "
                   "'0'"),
            1);
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

/// Until a session of the migrator's waits for a lock.
void wait_until_it_waits(Engine& engine) {
  while (number(engine,
                "select count(*) from pg_stat_activity where application_name = 'tenon migrator' "
                "and datname = current_database() and wait_event_type = 'Lock'") == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

// The holder does not end before others have done what queues behind the migrator: without a
// lock_timeout they would wait for ever.
TEST_F(PostgresqlMigratorTest, nobody_waits_for_long_behind_what_waits) {
  Connection holder = engine_.connect();
  holder.execute("create table public.t (id integer primary key, n integer)");
  holder.execute("insert into public.t values (1), (2), (3)");
  MigrationScript batches = script({"update public.t set n = 1 where id between $1 and $2"});
  batches.statements[0].batches = {2, "\"public\".\"t\"", {"id"}};
  const std::vector<Revision> revisions = {
      revision("aa1", {}, script({"alter table public.t add m integer"}), {}),
      revision("aa2", {"aa1"}, batches, {})};
  MigratorOptions options;
  options.lock_timeout = 100;
  options.lock_tries = 1000;
  const auto upgrade = [&] {
    return std::thread{[&] {
      Engine engine{scratch_.url()};
      Migrator{engine, revisions, options}.upgrade("+1");
    }};
  };
  holder.begin();
  holder.execute("select * from public.t");
  std::thread altering = upgrade();
  wait_until_it_waits(engine_);
  EXPECT_EQ(number(engine_, "select count(*) from public.t"), 3);
  holder.commit();
  altering.join();
  holder.begin();
  holder.execute("update public.t set n = 0 where id = 2");
  std::thread filling = upgrade();
  wait_until_it_waits(engine_);
  EXPECT_EQ(engine_.connect().execute("update public.t set n = 0 where id in (1, 3)"), 2);
  holder.commit();
  filling.join();
  EXPECT_EQ(number(engine_, "select count(*) from public.t where n = 1"), 3);
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
  EXPECT_THAT(error.what(), HasSubstr("lock timeout, 2 times; nothing of this revision"));
}

// F5: the rest of a killed build is not taken for an index.
TEST_F(PostgresqlMigratorTest, an_invalid_index_is_built_again) {
  Connection connection = engine_.connect();
  connection.execute("create table public.t (id integer)");
  connection.execute("insert into public.t values (1), (1)");
  const std::string sql =
      "create unique index concurrently if not exists t_id on public.\"t\" (id)";
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

/// A unique key as the planner adds one, and the way back of it.
Revision unique_key() {
  Revision made = revision("aa1", {},
                           script({"drop index concurrently if exists \"public\".\"t_id\"",
                                   "create unique index concurrently \"t_id\" on "
                                   "\"public\".\"t\" (\"id\")",
                                   "alter table \"public\".\"t\" add constraint \"t_id\" unique "
                                   "using index \"t_id\""}),
                           script({"drop index concurrently if exists \"public\".\"t_id\"",
                                   "alter table \"public\".\"t\" drop constraint \"t_id\""}));
  for (Revision::Scripts& scripts : made.scripts) {
    scripts.up.statements[0].is_transactional = false;
    scripts.up.statements[1].is_transactional = false;
    scripts.up.statements[2].group = 2;
    scripts.down.statements[0].is_transactional = false;
    scripts.down.statements[0].stopped_from = 0;
    scripts.down.statements[0].stopped_to = 2;
    scripts.down.statements[1].group = 2;
    scripts.down.statements[1].undoes = 3;
  }
  return made;
}

TEST_F(PostgresqlMigratorTest, an_index_of_another_table_is_not_what_an_attempt_left) {
  Connection connection = engine_.connect();
  connection.execute("create table public.t (id integer)");
  connection.execute("create table public.others (id integer)");
  connection.execute("create index t_id on public.others (id)");
  Migrator migrator{engine_, {unique_key()}};
  EXPECT_THAT(error_of([&] { migrator.upgrade(); }).what(),
              HasSubstr("there is an index \"public\".\"t_id\" already, and it is one of "
                        "public.others"));
  const std::string found = "select count(*) from pg_class where relname = 't_id'";
  EXPECT_EQ(number(engine_, found), 1);
  connection.execute("drop index public.t_id");
  EXPECT_EQ(migrator.upgrade().size(), 1U);
  EXPECT_EQ(number(engine_, found), 1);
}

/// As plans have it since they say that there was no index of the name.
Revision first_unique_key() {
  Revision made = unique_key();
  for (Revision::Scripts& scripts : made.scripts) scripts.up.statements[0].was = "no index";
  return made;
}

TEST_F(PostgresqlMigratorTest, an_index_made_in_advance_is_taken_over) {
  Connection connection = engine_.connect();
  connection.execute("create table public.t (id integer)");
  connection.execute("create unique index t_id on public.t using btree (id asc nulls last)");
  const std::int64_t made = number(engine_, "select 'public.t_id'::regclass::oid::bigint");
  Migrator migrator{engine_, {first_unique_key()}};
  EXPECT_EQ(migrator.upgrade().size(), 1U);
  EXPECT_EQ(number(engine_, "select conindid::bigint from pg_constraint where conname = 't_id'"),
            made);
  migrator.downgrade("base");
  EXPECT_EQ(number(engine_, "select count(*) from pg_class where relname = 't_id'"), 0);
}

TEST_F(PostgresqlMigratorTest, an_index_with_a_taken_name_is_not_dropped) {
  Connection connection = engine_.connect();
  connection.execute("create table public.t (id integer, n integer)");
  connection.execute("create table public.others (id integer)");
  for (const char* const index :
       {"unique index t_id on public.t (n)", "index t_id on public.t (id)",
        "unique index t_id on public.t (id) where id > 0",
        "unique index t_id on public.others (id)"}) {
    connection.execute(std::string{"create "} + index);
    Migrator migrator{engine_, {first_unique_key()}};
    EXPECT_THAT(error_of([&] { migrator.upgrade(); }).what(),
                HasSubstr("there is an index \"public\".\"t_id\" already, and it is not the one"));
    EXPECT_TRUE(migrator.history().empty());
    connection.execute("drop index public.t_id");  // an error when anybody has dropped it
  }
}

TEST_F(PostgresqlMigratorTest, a_column_takes_nothing_of_others_along) {
  Connection connection = engine_.connect();
  for (const char* const sql :
       {"create table public.t (id integer primary key, a text default 'x', b integer)",
        "create index by_hand on public.t (lower(a), id)",
        "create index partial on public.t (id) where a <> ''",
        "alter table public.t add constraint pair unique (id, a)",
        "alter table public.t add constraint filled check (a <> '' or b > 0)",
        "create statistics public.related on a, b from public.t"})
    connection.execute(sql);
  MigrationScript up = script({"alter table public.t drop column a"});
  up.statements[0].was = "column \"public\".\"t\".\"a\"";
  const auto upgrade = [&] { Migrator{engine_, {revision("aa1", {}, up, {})}}.upgrade(); };
  EXPECT_THAT(error_of(upgrade).what(),
              HasSubstr("column \"public\".\"t\".\"a\" would take along what this revision does "
                        "not know: index public.by_hand, index public.partial, statistics object "
                        "public.related, table constraint filled on public.t, table constraint "
                        "pair on public.t; drop or move it before"));
  connection.execute("drop index public.partial");
  connection.execute("alter table public.t drop constraint pair, drop constraint filled");
  up.statements[0].was += "\nindex public.by_hand";
  EXPECT_THAT(error_of(upgrade).what(), HasSubstr("know: statistics object public.related; "));
  up.statements[0].was += "\nstatistics object public.related";
  upgrade();
  EXPECT_EQ(number(engine_, "select count(*) from pg_class where relname in ('t', 'by_hand')"), 1);
}

TEST_F(PostgresqlMigratorTest, a_column_of_partitions_takes_none_of_their_indexes_along) {
  Connection connection = engine_.connect();
  for (const char* const sql :
       {"create table public.\"T.t\" (id integer, \"A\"\"\" text) partition by range (id)",
        "create table public.first partition of public.\"T.t\" for values from (0) to (9)",
        "create index by_hand on public.first (\"A\"\"\")"})
    connection.execute(sql);
  MigrationScript up = script({"alter table public.\"T.t\" drop column \"A\"\"\""});
  up.statements[0].was = "column \"public\".\"T.t\".\"A\"\"\"";
  const auto upgrade = [&] { Migrator{engine_, {revision("aa1", {}, up, {})}}.upgrade(); };
  EXPECT_THAT(error_of(upgrade).what(), HasSubstr("know: index public.by_hand; "));
  connection.execute("drop index public.by_hand");
  upgrade();
}

TEST_F(PostgresqlMigratorTest, a_build_that_duplicates_stopped_is_taken_back) {
  Connection connection = engine_.connect();
  connection.execute("create table public.t (id integer)");
  connection.execute("insert into public.t values (1), (1)");
  Migrator migrator{engine_, {unique_key()}};
  const Error error = error_of([&] { migrator.upgrade(); });
  EXPECT_THAT(error.what(),
              HasSubstr("after dropping the invalid index that a failed build "
                        "leaves behind; `tenon downgrade -1` on this database takes back"));
  EXPECT_EQ(number(engine_, "select count(*) from pg_index where not indisvalid"), 1);
  EXPECT_TRUE(migrator.current().empty());
  EXPECT_EQ(migrator.downgrade("base").size(), 1U);
  EXPECT_EQ(number(engine_, "select count(*) from pg_class where relname = 't_id'"), 0);
  EXPECT_TRUE(migrator.history().empty());
  // And from the start, both ways, when nothing is in the way.
  connection.execute("delete from public.t");
  migrator.upgrade();
  migrator.downgrade("base");
  EXPECT_EQ(number(engine_, "select count(*) from pg_class where relname = 't_id'"), 0);
}

TEST_F(PostgresqlMigratorTest, a_migrator_killed_in_a_concurrent_build_is_taken_back) {
  Connection writer = engine_.connect();
  writer.execute("create table public.t (id integer)");
  writer.begin();
  writer.execute("insert into public.t values (1)");  // the build waits for this transaction
  const pid_t child = fork();
  if (child == 0) {
    try {
      Engine engine{scratch_.url()};
      Migrator{engine, {unique_key()}}.upgrade();
    } catch (const Error&) {
    }
    _exit(0);
  }
  const std::string begun = "select count(*) from pg_class where relname = 't_id'";
  for (int i = 0; i < 200 && number(engine_, begun) == 0; ++i) usleep(20'000);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  writer.commit();
  ASSERT_EQ(number(engine_, begun), 1);
  Migrator migrator{engine_, {unique_key()}};
  EXPECT_EQ(migrator.downgrade("base").size(), 1U);
  EXPECT_EQ(number(engine_, begun), 0);
  EXPECT_TRUE(migrator.history().empty());
}

// A way back that was stopped itself goes on, and still leaves out what was never done.
TEST_F(PostgresqlMigratorTest, taking_back_goes_on_after_a_stop) {
  MigrationScript up =
      script({"create table public.a (id integer)", "create table public.b (id integer)",
              "create table public.c (id no_such_type)"});
  MigrationScript down =
      script({"drop table public.c", "drop table public.b", "drop table public.a"});
  for (int i = 0; i < 3; ++i) {
    const auto at = static_cast<std::size_t>(i);
    up.statements[at].group = i + 1;
    down.statements[at].group = i + 1;
    down.statements[at].undoes = 3 - i;
  }
  Migrator migrator{engine_, {revision("aa1", {}, up, down)}};
  EXPECT_EQ(error_of([&] { migrator.upgrade(); }).kind(), ErrorKind::migration);
  Connection connection = engine_.connect();
  connection.execute("create view public.v as select * from public.a");
  EXPECT_THAT(error_of([&] { migrator.downgrade("base"); }).what(), HasSubstr("statement 3 of 3"));
  EXPECT_THAT(error_of([&] { migrator.upgrade(); }).what(), HasSubstr("stopped half way down"));
  connection.execute("drop view public.v");
  EXPECT_EQ(migrator.downgrade("base").size(), 1U);
  EXPECT_EQ(number(engine_, "select count(*) from pg_tables where schemaname = 'public'"), 1);
}

TEST_F(PostgresqlMigratorTest, a_half_way_revision_is_no_place_to_stay) {
  MigrationScript up = script({"create table public.a (id integer)", "select wrong()"});
  up.statements[1].group = 2;
  Migrator migrator{engine_, {revision("aa1", {}, up, script({"drop table public.a"}))}};
  EXPECT_EQ(error_of([&] { migrator.upgrade(); }).kind(), ErrorKind::migration);
  EXPECT_THAT(error_of([&] { migrator.downgrade("aa1"); }).what(), HasSubstr("half way up"));
  EXPECT_THAT(error_of([&] { migrator.downgrade("base"); }).what(), HasSubstr("half way up"));
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
  // Of this database: other tests' migrators work on the same server.
  EXPECT_EQ(number(engine,
                   "select count(*) from pg_locks where locktype = 'advisory' and database = "
                   "(select oid from pg_database where datname = current_database())"),
            0);
}

TEST_F(PostgresqlMigratorTest, what_a_statement_sets_ends_with_its_group) {
  EngineOptions one;
  one.pool_size = 1;
  Engine engine{scratch_.url(), one};
  engine.connect().execute("create table public.t (n integer)");
  for (const char* const sets :
       {"set search_path = public", "select set_config('search_path', 'public', false)",
        "reset search_path", "reset all", "set role pg_monitor"}) {
    SCOPED_TRACE(sets);
    const std::vector<Revision> revisions{
        revision("aa1", {}, script({sets, "select current_user"}), script({"select 1"})),
        revision("bb2", {"aa1"}, script({"insert into t values (1)"}), {})};
    if (std::string_view{sets} == "set role pg_monitor") {
      engine.connect().execute(
          "grant insert, select, update on public.tenon_history to pg_monitor");
      const std::vector<Revision> last{
          revisions[0], revision("bb2", {"aa1"}, script({"drop table public.t"}), {})};
      EXPECT_EQ(Migrator(engine, last).upgrade().size(), 2U);
      EXPECT_EQ(number(engine, "select (current_user <> 'pg_monitor')::integer::bigint"), 1);
      continue;
    }
    EXPECT_THAT(error_of([&] {
                  Migrator{engine, revisions}.upgrade();
                }).what(),
                HasSubstr("\"t\" does not exist"));
    EXPECT_EQ(number(engine, "select count(*) from t"), 0);
    Migrator{engine, revisions}.downgrade("base");
  }
}

}  // namespace
}  // namespace tenon::test

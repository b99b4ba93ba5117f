// Statements in batches (PostgreSQL): ranges of a key, a transaction each, gone on with where the
// last one was committed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// The last statement goes over public.t in ranges of ten.
Revision in_batches(const std::vector<std::string>& statements, std::vector<std::string> key) {
  Revision made{"aa1", {}, "filled", {}};
  MigrationScript up = script(statements);
  for (std::size_t i = 0; i < up.statements.size(); ++i) {
    up.statements[i].group = static_cast<int>(i) + 1;
  }
  up.statements.back().batches = {10, "\"public\".\"t\"", std::move(key)};
  made.scripts = {{Dialect::postgresql, std::move(up), {}}};
  return made;
}

constexpr const char* fill = "update public.t set n = n + 1 where id between $1 and $2";

/// What was heard, and what is done at one of them.
class Listener : public MigrationObserver {
 public:
  std::vector<std::string> heard;

  void statement_began(const MigrationProgress& at) override { add("began", at.number); }
  void statement_ended(const MigrationProgress& at) override { add("ended", at.number); }
  void batch_began(const MigrationBatch& batch) override { add("batch from", batch.rows); }
  void batch_ended(const MigrationBatch& batch) override { add("batch to", batch.rows); }

 private:
  template <class Number>
  void add(const std::string& what, Number number) {
    heard.push_back(what + " " + std::to_string(number));
  }
};

/// Kills its process at the n-th thing that it hears of.
class Killer : public MigrationObserver {
 public:
  explicit Killer(int at) : left_(at) {}
  void statement_began(const MigrationProgress&) override { count(); }
  void statement_ended(const MigrationProgress&) override { count(); }
  void batch_began(const MigrationBatch&) override { count(); }
  void batch_ended(const MigrationBatch&) override { count(); }

 private:
  void count() {
    if (--left_ == 0) kill(getpid(), SIGKILL);
  }
  int left_;
};

class BatchesTest : public ::testing::Test {
 protected:
  BatchesTest() : scratch_(Dialect::postgresql), engine_(scratch_.url()) {}

  void run(const std::string& sql) { engine_.connect().execute(sql); }
  /// Sixty-four rows.
  void make(const std::string& columns, const std::string& values) {
    run("drop table if exists public.t");
    run("create table public.t (" + columns + ", n integer default 0, note text)");
    run("insert into public.t select " + values + ", 0 from generate_series(1, 64) as i");
  }
  /// How many have been gone over exactly once.
  std::int64_t once() { return number(engine_, "select count(*) from public.t where n = 1"); }

  Scratch scratch_;
  Engine engine_;
};

TEST_F(BatchesTest, are_transactions_of_their_own) {
  make("id bigint primary key, at xid8", "i * 3, null");
  run("analyze public.t");
  Listener listener;
  MigratorOptions options;
  options.observer = &listener;
  const Revision revision = in_batches(
      {"update public.t set note = 'x' where id < 0",
       "update public.t set n = n + 1, at = pg_current_xact_id() where id between $1 and $2"},
      {"id"});
  Migrator migrator{engine_, {revision}, options};
  EXPECT_EQ(migrator.upgrade().size(), 1U);
  EXPECT_EQ(once(), 64);
  EXPECT_EQ(number(engine_, "select count(distinct at) from public.t"), 7);
  EXPECT_EQ(number(engine_, "select max(c) from (select count(*) c from public.t group by at) x"),
            10);
  EXPECT_THAT(
      listener.heard,
      ElementsAre("began 1", "ended 1", "began 2", "batch from 0", "batch to 10", "batch from 10",
                  "batch to 20", "batch from 20", "batch to 30", "batch from 30", "batch to 40",
                  "batch from 40", "batch to 50", "batch from 50", "batch to 60", "batch from 60",
                  "batch to 64", "ended 2"));
  const std::vector<AppliedRevision> history = migrator.history();
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].state, AppliedRevision::State::applied);
  EXPECT_EQ(history[0].statements, 2);
  EXPECT_FALSE(history[0].batch);
}

// Each kind of key has its own order and its own spelling.
TEST_F(BatchesTest, go_by_any_key) {
  struct Case {
    const char* columns;
    const char* values;
    std::vector<std::string> key;
    const char* range;
  };
  run("create type public.size as enum ('s', 'm', 'l')");
  for (const Case& each : std::vector<Case>{
           {"id uuid primary key", "gen_random_uuid()", {"id"}, "id between $1 and $2"},
           {"id text primary key", "chr(64 + i) || ''' \"' || i", {"id"}, "id between $1 and $2"},
           {"id varchar(9) collate \"C\" primary key",
            "chr(64 + i)",
            {"id"},
            "id between $1 and $2"},
           {"id timestamptz primary key",
            "'2020-01-01'::timestamptz + i * interval '1.000001 h'",
            {"id"},
            "id between $1 and $2"},
           {"id double precision primary key", "1.0 / i", {"id"}, "id between $1 and $2"},
           {"id bytea primary key", "decode(md5(i::text), 'hex')", {"id"}, "id between $1 and $2"},
           {"a public.size, b numeric, primary key (a, b)",
            "(array['l', 's', 'm']::public.size[])[1 + i % 3], i / 7.0",
            {"a", "b"},
            "(a, b) between ($1, $2) and ($3, $4)"},
           {"\"A \"\"b\" bigint, c date, d smallint, primary key (\"A \"\"b\", c, d)",
            "-(i / 20), '2020-01-01'::date + i / 5, i % 5",
            {"A \"b", "c", "d"},
            "(\"A \"\"b\", c, d) between ($1, $2, $3) and ($4, $5, $6)"}}) {
    SCOPED_TRACE(each.columns);
    make(each.columns, each.values);
    Revision revision =
        in_batches({std::string{"update public.t set n = n + 1 where "} + each.range}, each.key);
    Migrator migrator{engine_, {revision}};
    migrator.upgrade();
    EXPECT_EQ(once(), 64);
    migrator.stamp("base");
  }
}

// A key's text is exact and means the same to every session, whatever the database has set.
TEST_F(BatchesTest, spell_keys_in_one_way) {
  const auto set = [&](const std::string& setting) {
    run("do $$ begin execute format('alter database %I set " + setting +
        "', current_database()); end $$");
  };
  set("extra_float_digits = -3");
  make("id double precision primary key", "1.1::float8 / i");
  Engine rounding{scratch_.url()};
  Migrator floats{rounding, {in_batches({fill}, {"id"})}};
  floats.upgrade();
  EXPECT_EQ(once(), 64);
  floats.stamp("base");

  const std::string fails =
      "update public.t set n = n + 1 / (i - 35) * 0 + 1 where id between $1 and $2";
  make("id timestamp primary key, i integer", "'2026-01-02'::timestamp + i * interval '1 d', i");
  set("datestyle = ''SQL, DMY''");
  Engine english{scratch_.url()};
  EXPECT_THAT(error_of([&] {
                Migrator{english, {in_batches({fails}, {"id"})}}.upgrade();
              }).what(),
              HasSubstr("30 rows stay as they are"));
  set("datestyle = ''SQL, MDY''");
  Engine american{scratch_.url()};
  Migrator{american, {in_batches({fill}, {"id"})}}.upgrade();
  EXPECT_EQ(once(), 64);
}

// Rows that come behind the greatest key while they run would keep them running for ever.
TEST_F(BatchesTest, end_where_the_table_ended) {
  make("id bigint primary key", "i");
  Migrator moving{
      engine_,
      {in_batches({"update public.t set id = id + 1000, n = n + 1 where id between $1 and $2"},
                  {"id"})}};
  moving.upgrade();
  EXPECT_EQ(once(), 64);
  moving.stamp("base");

  make("id bigint primary key", "i");
  Migrator growing{engine_,
                   {in_batches({"with gone_over as (update public.t set n = n + 1 where id between "
                                "$1 and $2 returning id) insert into public.t (id) select id + "
                                "1000 from gone_over"},
                               {"id"})}};
  growing.upgrade();
  EXPECT_EQ(once(), 64);
  EXPECT_EQ(number(engine_, "select count(*) from public.t"), 128);
}

TEST_F(BatchesTest, refuse_a_key_that_leaves_rows_out) {
  struct Case {
    const char* columns;
    std::vector<std::string> key;
    const char* says;
  };
  for (const Case& each :
       std::vector<Case>{{"id bigint unique", {"id"}, "by \"id\", and \"id\" may be NULL"},
                         {"id bigint primary key, b bigint", {"id", "b"}, "\"b\" may be NULL"},
                         {"id bigint not null", {"id"}, "no unique index is of these columns"},
                         {"id bigint not null, b bigint not null default 1, primary key (id, b)",
                          {"id"},
                          "no unique index is of these columns"}}) {
    SCOPED_TRACE(each.columns);
    run("drop table if exists public.t");
    run("create table public.t (" + std::string{each.columns} + ", n integer default 0)");
    run("insert into public.t (id) select generate_series(1, 64)");
    const bool is_pair = each.key.size() == 2;
    Migrator migrator{
        engine_,
        {in_batches({is_pair ? "update public.t set n = n + 1 where (id, b) between ($1, $2) and "
                               "($3, $4)"
                             : fill},
                    each.key)}};
    EXPECT_THAT(error_of([&] { migrator.upgrade(); }).what(), HasSubstr(each.says));
    EXPECT_EQ(number(engine_, "select count(*) from public.t where n = 0"), 64);
    EXPECT_TRUE(migrator.history().empty());
  }
}

TEST_F(BatchesTest, of_an_empty_table_are_still_read_by_the_server) {
  run("create table public.t (id bigint primary key, n integer)");
  Migrator migrator{engine_, {in_batches({fill}, {"id"})}};
  EXPECT_EQ(migrator.upgrade().size(), 1U);
  Migrator wrong{engine_,
                 {in_batches({"update public.t set no = 1 where id between $1 and $2"}, {"id"})}};
  wrong.stamp("base");
  EXPECT_THAT(error_of([&] { wrong.upgrade(); }).what(), HasSubstr("\"no\""));
}

// Before, between and behind the batches: none is lost, none is done twice.
TEST_F(BatchesTest, a_killed_run_is_gone_on_with) {
  const Revision revision = in_batches({"update public.t set note = 'x'", fill}, {"id"});
  std::vector<std::int64_t> reached;
  int at = 1;
  for (bool is_killed = true; is_killed; ++at) {
    SCOPED_TRACE(at);
    make("id bigint primary key", "i");
    const pid_t child = fork();
    if (child == 0) {
      Killer killer{at};
      MigratorOptions options;
      options.observer = &killer;
      Engine engine{scratch_.url()};
      Migrator{engine, {revision}, options}.upgrade();
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    is_killed = WIFSIGNALED(status);
    while (number(engine_,
                  "select count(*) from pg_stat_activity where datname = current_database() "
                  "and pid <> pg_backend_pid()") > 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    Migrator migrator{engine_, {revision}};
    const std::vector<AppliedRevision> history = migrator.history();
    const bool is_between = !history.empty() && history[0].batch;
    if (is_between) {
      EXPECT_EQ(history[0].batch->rows, once());
    }
    reached.push_back(once());
    run("insert into public.t (id) values (0), (100)");  // meanwhile
    migrator.upgrade();
    EXPECT_EQ(number(engine_, "select count(*) from public.t where n > 1"), 0);
    EXPECT_EQ(number(engine_, "select count(*) from public.t where n = 0 and id between 1 and 64"),
              0);
    EXPECT_THAT(migrator.current(), ElementsAre("aa1"));
    migrator.stamp("base");
  }
  EXPECT_EQ(at, 20);
  EXPECT_THAT(reached,
              ElementsAre(0, 0, 0, 0, 10, 10, 20, 20, 30, 30, 40, 40, 50, 50, 60, 60, 64, 64, 64));
}

TEST_F(BatchesTest, a_batch_that_fails_leaves_those_before_it) {
  make("id bigint primary key", "i");
  const Revision revision = in_batches(
      {"update public.t set note = 'x'",
       "update public.t set n = n + 1 / (id - 35)::integer * 0 + 1 where id between $1 and $2"},
      {"id"});
  Migrator migrator{engine_, {revision}};
  const Error error = error_of([&] { migrator.upgrade(); });
  EXPECT_THAT(error.what(), HasSubstr("statement 2 of 2 on the way up"));
  EXPECT_THAT(error.what(), HasSubstr("its last batch was rolled back, 30 rows stay as they are: "
                                      "the same command goes on from there"));
  EXPECT_EQ(once(), 30);
  const AppliedRevision row = migrator.history().at(0);
  EXPECT_EQ(row.state, AppliedRevision::State::upgrading);
  EXPECT_EQ(row.statements, 1);
  ASSERT_TRUE(row.batch);
  EXPECT_THAT(row.batch->values, ElementsAre("30"));
  EXPECT_EQ(number(engine_,
                   "select count(*) from public.tenon_history "
                   "where state = 'upgrading after 30 rows: \"id\" = ''30'''"),
            1);
  // Its statement may be corrected, but not what it goes by.
  Migrator other{engine_, {in_batches({"update public.t set note = 'x'", fill}, {"n"})}};
  EXPECT_THAT(
      error_of([&] { other.upgrade(); }).what(),
      HasSubstr("stopped after 30 rows: \"id\" = '30', and what went over them was edited"));
  Migrator corrected{engine_, {in_batches({"update public.t set note = 'x'", fill}, {"id"})}};
  corrected.upgrade();
  EXPECT_EQ(once(), 64);
}

// F6: a row that somebody holds keeps the batch waiting for lock_timeout, and nobody else for long.
TEST_F(BatchesTest, a_row_lock_is_tried_again) {
  make("id bigint primary key", "i");
  Connection holder = engine_.connect();
  holder.begin();
  holder.execute("update public.t set note = 'mine' where id = 25");
  MigratorOptions options;
  options.lock_timeout = 100;
  options.lock_tries = 2;
  Migrator migrator{engine_, {in_batches({fill}, {"id"})}, options};
  const Error error = error_of([&] { migrator.upgrade(); });
  EXPECT_EQ(error.sqlstate(), "55P03");
  EXPECT_EQ(once(), 20);
  // What it had locked is free again, and what it has not reached was never locked.
  run("update public.t set note = 'free' where id <> 25");
  std::thread release{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    holder.commit();
  }};
  options.lock_tries = 5;
  Migrator patient{engine_, {in_batches({fill}, {"id"})}, options};
  patient.upgrade();
  release.join();
  EXPECT_EQ(once(), 64);
}

TEST_F(BatchesTest, what_stands_in_their_group_is_repeated) {
  make("id bigint primary key", "i");
  Revision revision = in_batches(
      {"set local search_path = public", "update t set n = n + 1 where id between $1 and $2"},
      {"id"});
  revision.scripts[0].up.statements[1].group = 1;
  Listener listener;
  MigratorOptions options;
  options.observer = &listener;
  Migrator{engine_, {revision}, options}.upgrade();
  EXPECT_EQ(once(), 64);
  EXPECT_EQ(listener.heard.size(), 18U);
}

TEST_F(BatchesTest, two_migrators_do_each_row_once) {
  make("id bigint primary key", "i");
  const auto migrate = [&] {
    Engine engine{scratch_.url()};
    Migrator{engine, {in_batches({fill}, {"id"})}}.upgrade();
  };
  std::thread first{migrate};
  std::thread second{migrate};
  first.join();
  second.join();
  EXPECT_EQ(once(), 64);
}

}  // namespace
}  // namespace tenon::test

// Sessions: when a transaction begins, how it ends, and what a failure leaves behind.
#include <atomic>
#include <thread>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

class SessionTest : public OnBoth {
 protected:
  SessionTest() {
    execute("create table t (id bigint primary key, name text not null)",
            "create table t (id integer primary key, name text not null) strict");
  }

  std::int64_t rows() {
    Session session = engine.session();
    return number(session, "select count(*) from t");
  }
};

constexpr Statement insert_row{"insert into t (id, name) values ($1, $2)"};

TEST_P(SessionTest, WhatIsNotCommittedIsGone) {
  {
    Session session = engine.session();
    EXPECT_EQ(session.execute(insert_row, {std::int64_t{1}, "ada"}), 1);
  }
  EXPECT_EQ(rows(), 0);
}

TEST_P(SessionTest, WhatIsCommittedStays) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  session.commit();
  session.execute(insert_row, {std::int64_t{2}, "bob"});
  session.rollback();
  session.execute(insert_row, {std::int64_t{3}, "eve"});
  session.commit();
  EXPECT_EQ(rows(), 2);
  EXPECT_EQ(session.statement_count(), 3);
}

TEST_P(SessionTest, AnUntouchedSessionCommits) {
  Session session = engine.session();
  session.commit();
  session.rollback();
  EXPECT_EQ(session.statement_count(), 0);
}

// A read inside a transaction must not end it: what was written before goes with the rollback.
TEST_P(SessionTest, ReadInsideATransactionThenRollback) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  EXPECT_EQ(number(session, "select count(*) from t"), 1);
  {
    Rows partly = session.query("select id from t");
    EXPECT_TRUE(partly.next());
  }
  session.rollback();
  EXPECT_EQ(rows(), 0);
}

TEST_P(SessionTest, TransactionControlIsNoStatement) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  for (const char* const sql :
       {"commit", " /* x */ COMMIT", "-- x\nrollback", "end", "begin", "savepoint a",
        "select 1; commit", "insert into t values (7, 'x'); commit"}) {
    const Error error = error_of([&] { session.query(DynamicStatement{sql}); });
    EXPECT_EQ(error.kind(), ErrorKind::bad_sql) << sql;
  }
  session.rollback();
  EXPECT_EQ(rows(), 0);
}

TEST_P(SessionTest, SavepointGoesBack) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  {
    Savepoint savepoint = session.savepoint();
    session.execute(insert_row, {std::int64_t{2}, "bob"});
  }
  {
    Savepoint savepoint = session.savepoint();
    EXPECT_THROW(session.execute(insert_row, {std::int64_t{1}, "twice"}), Error);
    savepoint.rollback();
  }
  {
    Savepoint savepoint = session.savepoint();
    session.execute(insert_row, {std::int64_t{3}, "eve"});
    savepoint.release();
  }
  session.commit();
  EXPECT_EQ(rows(), 2);
}

TEST_P(SessionTest, SavepointAsTheFirstThing) {
  Session session = engine.session();
  Savepoint savepoint = session.savepoint();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  session.commit();
  savepoint.rollback();  // its transaction has ended: nothing to do
  EXPECT_EQ(rows(), 1);
}

TEST_P(SessionTest, FailedFirstStatementLeavesTheSessionUsable) {
  Session session = engine.session();
  EXPECT_EQ(error_of([&] { session.query("select * from no_such_table"); }).kind(),
            ErrorKind::bad_sql);
  session.rollback();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  session.commit();
  EXPECT_EQ(rows(), 1);
}

// PostgreSQL answers COMMIT of a failed transaction with success and the word ROLLBACK; SQLite
// would keep what worked.
TEST_P(SessionTest, AFailedTransactionCannotCommit) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  EXPECT_THROW(session.execute(insert_row, {std::int64_t{1}, "twice"}), Error);
  const Error refused = error_of([&] { session.execute(insert_row, {std::int64_t{2}, "bob"}); });
  EXPECT_EQ(refused.kind(), ErrorKind::misuse);
  EXPECT_EQ(refused.sqlstate(), "25P02");
  EXPECT_EQ(error_of([&] { session.query("select 1"); }).sqlstate(), "25P02");
  EXPECT_EQ(error_of([&] { session.savepoint(); }).sqlstate(), "25P02");
  const Error error = error_of([&] { session.commit(); });
  EXPECT_EQ(error.kind(), ErrorKind::conflict);
  EXPECT_STREQ(error.what(),
               "a statement of this transaction had failed: it was rolled back instead");
  EXPECT_EQ(rows(), 0);
  session.execute(insert_row, {std::int64_t{3}, "eve"});
  session.commit();
  EXPECT_EQ(rows(), 1);
}

TEST_P(SessionTest, AFailedBatchKeepsNothing) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  EXPECT_THROW(
      {
        Batch batch = session.batch(insert_row);
        for (const std::int64_t id : {2, 3, 4, 5, 1}) batch.add({id, "x"});
        batch.finish();
      },
      Error);
  EXPECT_EQ(error_of([&] { session.query("select 1"); }).sqlstate(), "25P02");
  EXPECT_EQ(error_of([&] { session.commit(); }).kind(), ErrorKind::conflict);
  EXPECT_EQ(rows(), 0);
}

TEST_P(SessionTest, AFailedFirstStatementFailsTheTransaction) {
  Session session = engine.session();
  EXPECT_THROW(session.query("select * from no_such_table"), Error);
  EXPECT_EQ(error_of([&] { session.query("select 1"); }).sqlstate(), "25P02");
  EXPECT_EQ(error_of([&] { session.commit(); }).kind(), ErrorKind::conflict);
  EXPECT_EQ(number(session, "select 7"), 7);
}

TEST_P(SessionTest, ASavepointFromBeforeTheFailureSavesTheTransaction) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  Savepoint savepoint = session.savepoint();
  session.execute(insert_row, {std::int64_t{2}, "bob"});
  EXPECT_THROW(session.execute(insert_row, {std::int64_t{1}, "twice"}), Error);
  EXPECT_EQ(error_of([&] { savepoint.release(); }).kind(), ErrorKind::misuse);
  savepoint.rollback();
  session.execute(insert_row, {std::int64_t{3}, "eve"});
  session.commit();
  EXPECT_EQ(rows(), 2);
}

TEST_P(SessionTest, RollbackAfterAFailureBeginsAnew) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  EXPECT_THROW(session.execute(insert_row, {std::int64_t{1}, "twice"}), Error);
  session.rollback();
  session.execute(insert_row, {std::int64_t{2}, "bob"});
  session.commit();
  EXPECT_EQ(rows(), 1);
}

TEST_P(SessionTest, AConnectionsTransactionFailsAsASessionsDoes) {
  Connection connection = engine.connect();
  EXPECT_THROW(connection.execute("select * from no_such_table"), Error);
  EXPECT_FALSE(connection.in_transaction());  // there was none to fail
  connection.execute("insert into t (id, name) values (1, 'ada')");
  connection.begin();
  connection.execute("insert into t (id, name) values (2, 'bob')");
  EXPECT_THROW(connection.execute("insert into t (id, name) values (1, 'twice')"), Error);
  EXPECT_TRUE(connection.in_transaction());
  EXPECT_EQ(error_of([&] { connection.query("select 1"); }).sqlstate(), "25P02");
  EXPECT_EQ(error_of([&] { connection.commit(); }).kind(), ErrorKind::conflict);
  EXPECT_FALSE(connection.in_transaction());
  EXPECT_EQ(rows(), 1);
}

TEST_P(SessionTest, AKeyThatIsLookedAtLateRollsBack) {
  execute("create table late (id integer references t deferrable initially deferred)",
          "create table late (id integer references t deferrable initially deferred) strict");
  Session session = engine.session();
  session.execute("insert into late (id) values ($1)", {std::int32_t{9}});
  EXPECT_EQ(error_of([&] { session.commit(); }).kind(), ErrorKind::constraint_violated);
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  session.commit();
  EXPECT_EQ(number(session, "select count(*) from late"), 0);
  EXPECT_EQ(rows(), 1);
}

TEST_P(SessionTest, ASessionThatWasMovedFromSaysSo) {
  Session session = engine.session();
  const Session other = std::move(session);
  // NOLINTBEGIN(bugprone-use-after-move)
  EXPECT_EQ(error_of([&] {
              session.execute(insert_row, {std::int64_t{1}, "x"});
            }).kind(),
            ErrorKind::misuse);
  EXPECT_EQ(error_of([&] { session.query("select 1"); }).kind(), ErrorKind::misuse);
  EXPECT_EQ(error_of([&] { session.batch(insert_row); }).kind(), ErrorKind::misuse);
  EXPECT_EQ(error_of([&] { session.commit(); }).kind(), ErrorKind::misuse);
  EXPECT_EQ(error_of([&] { session.dialect(); }).kind(), ErrorKind::misuse);
  // NOLINTEND(bugprone-use-after-move)
}

TEST_P(SessionTest, RowsOfAnEndedTransactionSaySo) {
  Session session = engine.session();
  session.execute(insert_row, {std::int64_t{1}, "ada"});
  Rows rows = session.query("select id from t");
  session.commit();
  if (is_postgresql()) {
    EXPECT_TRUE(rows.next());  // they are in memory
  } else {
    EXPECT_EQ(error_of([&] { rows.next(); }).kind(), ErrorKind::misuse);
  }
}

TEST_P(SessionTest, TheSameStatementNested) {
  Session session = engine.session();
  for (std::int64_t id = 1; id <= 3; ++id) session.execute(insert_row, {id, "x"});
  constexpr Statement all{"select id from t where id > $1 order by id"};
  std::string seen;
  Rows outer = session.query(all, {std::int64_t{0}});
  while (outer.next()) {
    const auto id = outer.row().get<std::int64_t>(0);
    seen += std::to_string(id) + ":";
    Rows inner = session.query(all, {id});
    while (inner.next()) seen += std::to_string(inner.row().get<std::int64_t>(0));
    seen += " ";
  }
  EXPECT_EQ(seen, "1:23 2:3 3: ");
}

TEST_P(SessionTest, TwoThreadsAtOnceAreDetected) {
  constexpr Statement slow{"select pg_sleep(0.2)",
                           "with recursive c (n) as (select 1 union all select n + 1 from c "
                           "where n < 2000000) select max(n) from c"};
  Session session = engine.session();
  std::atomic<int> refused{0};
  std::atomic<bool> is_done{false};
  const auto run = [&](const Statement& statement) {
    try {
      session.execute(statement);
      return true;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::misuse);
      ++refused;
      return false;
    }
  };
  // Whoever comes second is refused, and the other's work goes on.
  std::thread other{[&] {
    while (!run(slow)) {
    }
    is_done = true;
  }};
  while (!is_done) run("select 1");
  other.join();
  EXPECT_GT(refused, 0);
  EXPECT_EQ(number(session, "select 7"), 7);
}

TEST_P(SessionTest, TheClockCanBeSet) {
  Session session = engine.session();
  session.set_clock([] { return Timestamp{42}; });
  EXPECT_EQ(session.now(), Timestamp{42});
  session.set_clock(nullptr);
  EXPECT_GT(session.now(), Timestamp{42});
}

TEST_P(SessionTest, WriterWaitsForNoReader) {
  Session reader = engine.session();
  EXPECT_EQ(number(reader, "select count(*) from t"), 0);
  Session writer = engine.session();
  writer.execute(insert_row, {std::int64_t{1}, "ada"});
  writer.commit();
  EXPECT_EQ(rows(), 1);
}

TENON_ON_BOTH(SessionTest);

// The first statement's write takes the lock at once, so that it never meets a snapshot that is too
// old.
TEST(SqliteSessionTest, ReadThenWriteOnAnOldSnapshotIsAConflict) {
  TestDatabase database{Dialect::sqlite};
  Engine engine{database.url()};
  engine.connect().execute("create table t (id integer primary key, name text not null) strict");
  Session first = engine.session();
  EXPECT_EQ(number(first, "select count(*) from t"), 0);
  Session second = engine.session();
  second.execute(insert_row, {std::int64_t{1}, "ada"});
  second.commit();
  const Error error = error_of([&] { first.execute(insert_row, {std::int64_t{2}, "bob"}); });
  EXPECT_EQ(error.kind(), ErrorKind::conflict);
  EXPECT_TRUE(error.retryable());
  first.rollback();
  first.execute(insert_row, {std::int64_t{2}, "bob"});
  first.commit();
}

// Else what comes after it would be committed without it.
TEST(SqliteSessionTest, AFirstStatementThatFindsTheLockTakenFailsTheTransaction) {
  TestDatabase database{Dialect::sqlite};
  Engine engine{database.url(), {.busy_timeout = 10}};
  engine.connect().execute("create table t (id integer primary key, name text not null) strict");
  Session first = engine.session();
  first.execute(insert_row, {std::int64_t{1}, "ada"});
  Session second = engine.session();
  EXPECT_EQ(error_of([&] {
              second.execute(insert_row, {std::int64_t{2}, "bob"});
            }).kind(),
            ErrorKind::conflict);
  first.commit();
  EXPECT_EQ(error_of([&] {
              second.execute(insert_row, {std::int64_t{3}, "eve"});
            }).sqlstate(),
            "25P02");
  EXPECT_EQ(error_of([&] { second.commit(); }).kind(), ErrorKind::conflict);
  second.execute(insert_row, {std::int64_t{2}, "bob"});
  second.commit();
}

TEST(PostgresqlSessionTest, ALostConnectionIsReplaced) {
  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Session session = engine.session();
  const std::int64_t pid = number(session, "select pg_backend_pid()");
  engine.connect().query("select pg_terminate_backend($1)", {static_cast<std::int32_t>(pid)});
  const Error error = error_of([&] { number(session, "select 1"); });
  EXPECT_EQ(error.kind(), ErrorKind::connection_lost);
  EXPECT_EQ(std::string{error.what()}.find_first_of("\n\t"), std::string::npos) << error.what();
  EXPECT_TRUE(error.retryable());
  EXPECT_FALSE(error.connection_usable());
  session.rollback();
  EXPECT_NE(number(session, "select pg_backend_pid()"), pid);
}

// BEGIN travels with the first statement: the server sees both in one go, and nothing before.
TEST(PostgresqlSessionTest, TheFirstStatementRunsInATransaction) {
  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Session session = engine.session();
  const auto xact = [&] {
    return number(session,
                  "select cast(extract(epoch from xact_start) as bigint) from pg_stat_activity "
                  "where pid = pg_backend_pid()");
  };
  EXPECT_GT(xact(), 0);
  const std::int64_t first = number(session, "select txid_current()");
  EXPECT_EQ(number(session, "select txid_current()"), first);
  session.commit();
  EXPECT_NE(number(session, "select txid_current()"), first);
}

}  // namespace
}  // namespace tenon::test

// The fixture for users' tests: what one test does is gone in the next, whatever was committed.
#include <gmock/gmock.h>

#include <set>
#include <thread>

#include <tenon/testing.hpp>

#include "database/on_both.hpp"
#include "support/postgres_server.hpp"

namespace tenon::test {
namespace {

using testing::HasSubstr;

std::set<Dialect> prepared;

void prepare_tables(Engine& engine) {
  Connection connection = engine.connect();
  const std::string number = connection.dialect() == Dialect::sqlite ? "integer" : "bigint";
  connection.execute("create table owners (id " + number + " primary key)");
  connection.execute("create table pets (id " + number + " primary key, owner " + number +
                     " references owners (id) deferrable initially deferred)");
  connection.execute("insert into owners values (1)");
}

void prepare(Engine& engine) {
  EXPECT_TRUE(prepared.insert(engine.dialect()).second) << "twice for one kind of database";
  prepare_tables(engine);
}

std::string url_of(Dialect dialect) {
  return dialect == Dialect::sqlite ? "sqlite://" : postgres_server_url();
}

std::int64_t owners(Session& session) { return number(session, "select count(*) from owners"); }
std::int64_t pets(Session& session) { return number(session, "select count(*) from pets"); }

class Rolled : public tenon::DatabaseTest, public testing::WithParamInterface<Dialect> {
 protected:
  Rolled() : DatabaseTest{prepare, url_of(GetParam())} {}

  static void add(Session& session, std::int64_t id) {
    session.execute("insert into owners values ($1)", {id});
  }
  void commit_one() {
    EXPECT_EQ(owners(session()), 1);
    add(session(), 2);
    session().commit();
    EXPECT_EQ(owners(session()), 2);
  }
};

std::string name_of_dialect(const testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::postgresql ? "postgresql" : "sqlite";
}
INSTANTIATE_TEST_SUITE_P(, Rolled, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         name_of_dialect);

// Twice the same: the second one finds nothing of the first.
TEST_P(Rolled, WhatIsCommittedIsGoneAfterwards) { commit_one(); }
TEST_P(Rolled, WhatIsCommittedIsGoneAfterwardsAgain) { commit_one(); }

TEST_P(Rolled, RollbackGoesBackToTheLastCommit) {
  add(session(), 2);
  session().commit();
  add(session(), 3);
  session().rollback();
  EXPECT_EQ(owners(session()), 2);
}

TEST_P(Rolled, ASessionOfTheCodeUnderTestSeesWhatTheTestWrote) {
  add(session(), 2);
  {
    Session inner = engine().session();
    EXPECT_EQ(owners(inner), 2);
    add(inner, 3);
    inner.commit();
    add(inner, 4);
  }
  EXPECT_EQ(owners(session()), 3);
  session().commit();
  Session later = engine().session();
  EXPECT_EQ(owners(later), 3);
}

TEST_P(Rolled, AFailedStatementFailsTheTransactionAsEver) {
  add(session(), 2);
  session().commit();
  EXPECT_EQ(error_of([&] { add(session(), 2); }).kind(), ErrorKind::constraint_violated);
  EXPECT_EQ(error_of([&] { owners(session()); }).sqlstate(), "25P02");
  EXPECT_EQ(error_of([&] { session().commit(); }).kind(), ErrorKind::conflict);
  EXPECT_EQ(owners(session()), 2);
  {
    Savepoint savepoint = session().savepoint();
    EXPECT_EQ(error_of([&] { add(session(), 2); }).kind(), ErrorKind::constraint_violated);
    savepoint.rollback();
  }
  add(session(), 3);
  session().commit();
  EXPECT_EQ(owners(session()), 3);
}

TEST_P(Rolled, KeysThatAreLookedAtLateAreLookedAtByCommit) {
  session().execute("insert into pets values (1, 7)");
  const Error error = error_of([&] { session().commit(); });
  EXPECT_EQ(error.kind(), ErrorKind::constraint_violated);
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::foreign_key);
  EXPECT_EQ(pets(session()), 0);
  session().execute("insert into pets values (1, 7)");
  add(session(), 7);
  session().commit();
  // Still late after a look.
  session().execute("insert into pets values (2, 8)");
  add(session(), 8);
  session().commit();
  EXPECT_EQ(pets(session()), 2);
}

TEST_P(Rolled, ASessionAroundAnOpenOneReadsAndDoesNotWrite) {
  add(session(), 2);
  Session inner = engine().session();
  add(inner, 3);
  EXPECT_EQ(owners(session()), 3);
  const Error error = error_of([&] { add(session(), 4); });
  EXPECT_EQ(error.kind(), ErrorKind::misuse);
  EXPECT_THAT(error.what(), HasSubstr("a session that began later is still open"));
  EXPECT_EQ(error_of([&] { session().commit(); }).kind(), ErrorKind::misuse);
  inner.commit();
  add(session(), 4);
  session().commit();
  EXPECT_EQ(owners(session()), 4);
}

TEST_P(Rolled, ASessionThatRollsBackTakesThoseInsideAlong) {
  add(session(), 2);
  Session inner = engine().session();
  add(inner, 3);
  session().rollback();
  EXPECT_EQ(owners(session()), 1);
  EXPECT_THAT(error_of([&] { add(inner, 4); }).what(), HasSubstr("took this one's rows with it"));
  EXPECT_EQ(error_of([&] { inner.commit(); }).kind(), ErrorKind::misuse);
  inner.rollback();
  session().rollback();
  add(inner, 5);
  inner.commit();
  EXPECT_EQ(owners(inner), 2);
}

// PostgreSQL gives the rows of a stream over the one connection that all sessions of a test share.
TEST_P(Rolled, ASessionBesideAStreamWorksOrIsRefused) {
  add(session(), 2);
  Session other = engine().session();
  {
    Stream rows = session().stream(Statement{"select id from owners order by id"});
    ASSERT_TRUE(rows.next());
    if (GetParam() == Dialect::sqlite) {
      EXPECT_EQ(owners(other), 2);
    } else {
      const Error error = error_of([&] { owners(other); });
      EXPECT_EQ(error.kind(), ErrorKind::misuse);
      EXPECT_THAT(error.what(), HasSubstr("in the middle of a stream or a batch"));
    }
  }
  other.rollback();
  EXPECT_EQ(owners(other), 2);
  add(other, 3);
  other.commit();
  EXPECT_EQ(owners(session()), 3);
}

TEST_P(Rolled, StatementsOfAllSessionsAreCounted) {
  EXPECT_EQ(statements_of([] {}), 0);
  EXPECT_EQ(statements_of([&] {
              add(session(), 2);
              session().commit();
              Session inner = engine().session();
              owners(inner);
            }),
            2);
  const auto batch = statements_of([&] {
    Batch three = session().batch(Statement{"insert into owners values ($1)"});
    for (const std::int64_t id : {11, 12, 13}) three.add({id});
    three.finish();
  });
  EXPECT_EQ(batch, 3);
  EXPECT_EQ(testing::PrintToString(statements_of([&] { owners(session()); })),
            "1 statement\nselect count(*) from owners");
}

TEST_P(Rolled, TheClockStandsWhereTheTestSetsIt) {
  EXPECT_GT(session().now(), *parse_timestamp("2020-01-01T00:00:00Z"));
  set_time(*parse_timestamp("2001-02-03T04:05:06Z"));
  EXPECT_EQ(to_string(session().now()), "2001-02-03T04:05:06Z");
  pass(60'000'000);
  EXPECT_EQ(to_string(engine().session().now()), "2001-02-03T04:06:06Z");
}
TEST_P(Rolled, TheNextTestHasTheSystemsClock) {
  EXPECT_GT(session().now(), *parse_timestamp("2020-01-01T00:00:00Z"));
}

TEST_P(Rolled, AnotherThreadIsRefused) {
  std::string what;
  std::thread{[&] {
    what = error_of([&] {
             Session other = engine().session();
             owners(other);
           }).what();
  }}.join();
  EXPECT_EQ(what, "a test's transaction belongs to its thread, and this is another one");
}

TEST_P(Rolled, OneTestAtATime) {
  EXPECT_EQ(error_of([] { tenon::TestDatabase::of(prepare, url_of(GetParam())).begin(); }).kind(),
            ErrorKind::misuse);
}

TEST(TestDatabase, ASessionThatOutlivesItsTestSaysSo) {
  auto& database = tenon::TestDatabase::of(prepare, "sqlite://");
  Session session = database.begin().session();
  owners(session);
  database.end();
  EXPECT_THAT(error_of([&] { session.execute("delete from owners"); }).what(),
              HasSubstr("has ended"));
  Session next = database.begin().session();
  EXPECT_EQ(owners(next), 1);
  database.end();
}

TEST(TestDatabase, WritesNoFile) {
  EXPECT_EQ(error_of([] { tenon::TestDatabase::of(prepare, "sqlite:///x.db"); }).kind(),
            ErrorKind::environment);
}

// Databases on the server that this program's fixtures made; those of killed processes are dropped
// by the next one that makes one.
TEST(TestDatabase, LeftOverDatabasesAreDropped) {
  Engine server{postgres_server_url()};
  server.connect().execute("create database tenon_testing_1_left_over");
  static const auto another = [](Engine& engine) { prepare_tables(engine); };
  auto& database = tenon::TestDatabase::of(another, postgres_server_url());
  Session session = database.begin().session();
  EXPECT_EQ(owners(session), 1);
  database.end();
  Connection connection = server.connect();
  Rows rows =
      connection.query("select 1 from pg_database where datname = 'tenon_testing_1_left_over'");
  EXPECT_FALSE(rows.next());
}

}  // namespace
}  // namespace tenon::test

// Locked rows: who has one keeps it, and workers of a queue take each job exactly once.
#include <atomic>
#include <chrono>
#include <thread>

#include <tenon/column.hpp>
#include <tenon/error.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

extern const Table jobs;

struct JobTable {
  static constexpr Column<std::int64_t> id{jobs, "id"};
  static constexpr Column<bool> done{jobs, "done"};
};
constexpr ColumnInfo jobs_key[] = {JobTable::id};
const Table jobs{R"("jobs")", R"("id", "done")", jobs_key};

class LockTest : public OnBoth {
 protected:
  LockTest() {
    execute(
        "create table jobs (id bigint primary key, done boolean not null, taken bigint not null)",
        "create table jobs (id integer primary key, done integer not null, taken integer not "
        "null) strict");
  }

  void add(int count) {
    Session session = engine.session();
    for (int id = 1; id <= count; ++id)
      session.execute("insert into jobs values ($1, $2, 0)", {id, false});
    session.commit();
  }

  static std::vector<std::int64_t> take(Session& session, Lock how, std::int64_t limit = 1) {
    std::vector<std::int64_t> ids;
    Listing listing{session, jobs, {.where = JobTable::done == false, .limit = limit, .lock = how}};
    while (listing.next()) ids.push_back(listing.row().get<std::int64_t>(0));
    EXPECT_EQ(listing.cursor(), "");
    return ids;
  }

  /// Takes jobs until there are none; how many it took.
  int work() {
    for (int taken = 0;;) {
      try {
        Session session = engine.session();
        const std::vector<std::int64_t> ids = take(session, Lock::skip_locked);
        if (ids.empty()) return taken;
        session.execute("update jobs set done = $1, taken = taken + 1 where id = $2",
                        {true, ids[0]});
        session.commit();
        ++taken;
      } catch (const Error& error) {
        if (!error.retryable() && error.kind() != ErrorKind::timeout) throw;
      }
    }
  }
};

TEST_P(LockTest, EightWorkersTakeEachJobOnce) {
  constexpr int count = 200;
  add(count);
  std::atomic<int> taken = 0;
  std::vector<std::thread> workers;
  for (int i = 0; i < 8; ++i) workers.emplace_back([&] { taken += work(); });
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(taken, count);
  Session session = engine.session();
  EXPECT_EQ(number(session, "select count(*) from jobs where taken = 1"), count);
}

TEST_P(LockTest, WhatOneHasNobodyElseGets) {
  add(3);
  EngineOptions impatient;
  impatient.busy_timeout = 1;
  Engine other{database.url(), impatient};
  Session first = engine.session();
  EXPECT_EQ(take(first, Lock::for_update), std::vector<std::int64_t>{1});
  Session second = other.session();
  EXPECT_EQ(number(second, "select count(*) from jobs"), 3);  // readers go on
  second.rollback();
  EXPECT_EQ(error_of([&] { lock(second, jobs, {1}, Lock::no_wait).next(); }).kind(),
            ErrorKind::timeout);
  second.rollback();
  if (is_postgresql()) {
    EXPECT_EQ(take(second, Lock::skip_locked, 2), (std::vector<std::int64_t>{2, 3}));
    EXPECT_FALSE(lock(second, jobs, {1}, Lock::skip_locked).next());
  } else {  // its one lock is that of the whole database
    EXPECT_EQ(error_of([&] { take(second, Lock::skip_locked, 2); }).kind(), ErrorKind::conflict);
  }
  second.rollback();
  first.rollback();
  Rows rows = lock(second, jobs, {1}, Lock::no_wait);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.row().get<std::int64_t>(0), 1);
  EXPECT_FALSE(lock(second, jobs, {99}, Lock::for_update).next());
}

// Who does not want to wait is told at once, whatever the patience of other statements; the
// connection goes back as it was.
TEST_P(LockTest, NoWaitDoesNotWait) {
  add(2);
  EngineOptions patient;
  patient.busy_timeout = 120'000;
  Engine other{database.url(), patient};
  Session first = engine.session();
  take(first, Lock::for_update);
  Session second = other.session();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(error_of([&] { take(second, Lock::no_wait); }).kind(), ErrorKind::timeout);
    second.rollback();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{100});
  if (!is_postgresql()) {
    EXPECT_EQ(number(second, "pragma busy_timeout"), 120'000);
  }
  second.rollback();
  first.rollback();
  EXPECT_EQ(take(second, Lock::no_wait), std::vector<std::int64_t>{1});
}

// Who waits for a row sees it as the other one has left it.
TEST_P(LockTest, WhoWaitsSeesWhatWasDoneMeanwhile) {
  add(1);
  Session first = engine.session();
  ASSERT_EQ(take(first, Lock::for_update), std::vector<std::int64_t>{1});
  first.execute("update jobs set taken = $1 where id = $2", {std::int64_t{5}, std::int64_t{1}});
  std::atomic<bool> is_begun = false;
  std::thread waiting{[&] {
    Session second = engine.session();
    is_begun = true;
    Rows rows = lock(second, jobs, {1}, Lock::for_update);
    EXPECT_TRUE(rows.next());
    EXPECT_EQ(number(second, "select taken from jobs"), 5);
  }};
  while (!is_begun) std::this_thread::yield();
  first.commit();
  waiting.join();
}

TENON_ON_BOTH(LockTest);

}  // namespace
}  // namespace tenon::test

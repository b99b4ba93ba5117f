// Eight workers at one queue, on both databases: each job is done exactly once.
#include <thread>

#include <tenon/migration.hpp>

#include "database/on_both.hpp"
#include "job_repository.hpp"
#include "migrations.hpp"
#include "worker.hpp"

namespace tenon::test {
namespace {

using queue::JobTable;

class QueueTest : public OnBoth {
 protected:
  QueueTest() { Migrator{engine, queue::migrations()}.upgrade(); }

  void add(int count) {
    Session session = engine.session();
    queue::JobRepository{session}.create_many(
        std::vector<queue::JobCreate>(static_cast<std::size_t>(count), {.task = "task"}));
    session.commit();
  }
};

TEST_P(QueueTest, EightWorkersDoEachJobOnce) {
  constexpr int count = 300;
  add(count);
  std::vector<int> done(8);
  std::vector<std::thread> workers;
  for (int& one : done)
    workers.emplace_back(
        [&] { one = queue::work(engine, "w" + std::to_string(&one - done.data())); });
  for (std::thread& worker : workers) worker.join();
  Session session = engine.session();
  queue::JobRepository jobs{session};
  EXPECT_EQ(jobs.count(JobTable::times_done == 1 && JobTable::state == queue::State::done), count);
  int sum = 0;
  for (std::size_t i = 0; i < done.size(); ++i) {
    EXPECT_EQ(jobs.count(JobTable::worker == "w" + std::to_string(i)), done[i]);
    sum += done[i];
  }
  EXPECT_EQ(sum, count);
}

// A worker that fails on the way leaves its job to the others.
TEST_P(QueueTest, AJobThatWasGivenUpWaitsAgain) {
  add(2);
  {
    Session session = engine.session();
    queue::JobRepository jobs{session};
    const ListOptions next{
        .where = JobTable::state == queue::State::waiting, .limit = 1, .lock = Lock::skip_locked};
    const queue::Job job = jobs.list(next).items.at(0);
    jobs.update(job.id, {.state = queue::State::done});
    if (is_postgresql()) {
      EXPECT_EQ(queue::work(engine, "other"), 1);
    }
  }
  EXPECT_EQ(queue::work(engine, "late"), is_postgresql() ? 1 : 2);
}

TENON_ON_BOTH(QueueTest);

}  // namespace
}  // namespace tenon::test

// A queue at work: eight workers take two hundred jobs, each job once. `queue_demo [URL]`.
#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <tenon/aggregate.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "job_repository.hpp"
#include "worker.hpp"

namespace {

constexpr int job_count = 200;
constexpr int worker_count = 8;

void fill(tenon::Engine& engine) {
  std::vector<queue::JobCreate> jobs;
  for (int i = 1; i <= job_count; ++i) jobs.push_back({.task = "letter " + std::to_string(i)});
  tenon::Session session = engine.session();
  queue::JobRepository{session}.create_many(jobs);
  session.commit();
}

int run(tenon::Engine& engine) {
  fill(engine);
  std::atomic<int> done = 0;
  std::vector<std::thread> workers;
  for (int i = 1; i <= worker_count; ++i)
    workers.emplace_back([&engine, &done, i] {
      try {
        done += queue::work(engine, "worker " + std::to_string(i));
      } catch (const tenon::Error& error) {
        std::cerr << error.what() << "\n";  // its jobs are left over, which is told below
      }
    });
  for (std::thread& worker : workers) worker.join();

  tenon::Session session = engine.session();
  queue::JobRepository jobs{session};
  using queue::JobTable;
  const std::int64_t once = jobs.count(JobTable::times_done == 1);
  const tenon::Aggregate all{session, JobTable::table};
  for (const auto& group : all.by(JobTable::worker).count())
    std::cout << "  " << group.key.value_or("nobody") << ": " << group.value << " jobs\n";
  std::cout << "  " << once << " of " << job_count << " jobs were done exactly once\n";
  jobs.remove_many(tenon::Filter::every_row());
  session.commit();
  return once == job_count && done == job_count ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    tenon::Engine engine{argc > 1 ? argv[1] : "sqlite:///queue.db"};
    return run(engine);
  } catch (const tenon::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}

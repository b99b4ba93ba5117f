#include "worker.hpp"

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "job_repository.hpp"

namespace queue {

namespace {

/// The job is this transaction's own from the list on: others skip it, and when we fail on the way
/// it waits again. False when there is none.
bool do_next(tenon::Session& session, const std::string& worker) {
  JobRepository jobs{session};
  const tenon::Page<Job> page = jobs.list(
      {.where = JobTable::state == State::waiting, .limit = 1, .lock = tenon::Lock::skip_locked});
  if (page.items.empty()) return false;
  const Job& job = page.items.front();
  // Here the task itself would be done.
  jobs.update(job.id, {.state = State::done, .times_done = job.times_done + 1, .worker = worker});
  session.commit();
  return true;
}

}  // namespace

int work(tenon::Engine& engine, const std::string& name) {
  for (int done = 0;;) {
    tenon::Session session = engine.session();
    try {
      if (!do_next(session, name)) return done;
      ++done;
    } catch (const tenon::Error& error) {
      if (!error.retryable()) throw;  // else it is rolled back, and tried again
    }
  }
}

}  // namespace queue

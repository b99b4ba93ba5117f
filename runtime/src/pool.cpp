#include "pool.hpp"

#include <chrono>
#include <utility>

#include <tenon/error.hpp>

#include "echo.hpp"

namespace tenon::detail {

namespace {

const Driver& find_driver(const Url& url) {
  const Driver* driver = nullptr;
  const char* target = nullptr;
  if (url.scheme == "postgresql" || url.scheme == "postgres") {
    target = "Tenon::postgresql";
    if (tenon_postgresql_driver != nullptr) driver = tenon_postgresql_driver();
  } else if (url.scheme == "sqlite") {
    target = "Tenon::sqlite";
    if (tenon_sqlite_driver != nullptr) driver = tenon_sqlite_driver();
  } else {
    throw Error{ErrorKind::environment,
                "database URL: unknown scheme; expected sqlite or postgresql"};
  }
  if (driver == nullptr) {
    throw Error{ErrorKind::environment, "database URL: this program was not linked with " +
                                            std::string{target} + ", the driver of its scheme"};
  }
  return *driver;
}

/// Takes the option out of the URL that is ours on every database.
bool take_echo(Url& url) {
  for (auto at = url.options.begin(); at != url.options.end(); ++at) {
    if (at->first != "echo") continue;
    const std::string value = at->second;
    if (value != "on" && value != "off")
      throw Error{ErrorKind::environment, "database URL: the option 'echo' is on or off"};
    url.options.erase(at);
    return value == "on";
  }
  return false;
}

}  // namespace

Pool::Pool(Url url, const EngineOptions& options)
    : url_(std::move(url)),
      options_(options),
      driver_(std::shared_ptr<const Driver>{}, &find_driver(url_)) {
  options_.echo = take_echo(url_) || options_.echo;
  driver_->check(url_);
  // A database in memory belongs to its connection: all sessions have to share the one.
  if (options_.pool_size < 1 || !driver_->shares_data(url_)) options_.pool_size = 1;
}

Pool::Pool(Url url, const EngineOptions& options, std::shared_ptr<const Driver> driver)
    : url_(std::move(url)), options_(options), driver_(std::move(driver)) {}

void Pool::release() {
  if (owners_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

std::unique_ptr<Lease> Pool::take_idle() {
  while (!idle_.empty()) {
    std::unique_ptr<Lease> lease = std::move(idle_.back());
    idle_.pop_back();
    if (lease->connection->looks_alive()) return lease;
    --open_;
  }
  return nullptr;
}

void Pool::refuse_to_lend() const {
  std::string message = "all " + std::to_string(options_.pool_size) +
                        " connections are in use and none came back in " +
                        std::to_string(options_.pool_wait) + " ms";
  if (!driver_->shares_data(url_)) message += " (a database in memory has only one)";
  throw Error{ErrorKind::timeout, message};
}

Lease* Pool::lend() {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds{options_.pool_wait};
  {
    std::unique_lock lock{mutex_};
    while (true) {
      if (std::unique_ptr<Lease> lease = take_idle()) {
        retain();
        return lease.release();
      }
      if (open_ < options_.pool_size) break;
      if (returned_.wait_until(lock, deadline) == std::cv_status::timeout && idle_.empty() &&
          open_ >= options_.pool_size) {
        refuse_to_lend();
      }
    }
    ++open_;
  }
  try {
    auto lease = std::make_unique<Lease>();
    lease->connection = driver_->connect(url_, options_);
    if (options_.echo) lease->connection = echoed(std::move(lease->connection));
    lease->pool = this;
    retain();
    return lease.release();
  } catch (...) {
    const std::lock_guard lock{mutex_};
    --open_;
    returned_.notify_one();
    throw;
  }
}

void Pool::take_back(Lease* lease) noexcept {
  std::unique_ptr<Lease> owned{lease};
  owned->connection->set_watched_by(nullptr);
  const bool is_fit = owned->connection->reset(std::exchange(owned->was_raw, false));
  {
    const std::lock_guard lock{mutex_};
    if (is_fit && !closed_) {
      idle_.push_back(std::move(owned));
    } else {
      --open_;
    }
    returned_.notify_one();
  }
  owned.reset();
  release();
}

void Pool::close() {
  std::vector<std::unique_ptr<Lease>> idle;
  const std::lock_guard lock{mutex_};
  closed_ = true;
  open_ -= static_cast<int>(idle_.size());
  idle.swap(idle_);
}

}  // namespace tenon::detail

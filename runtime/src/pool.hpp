// The connections of an engine: lent, taken back, and dropped when they are broken.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <tenon/engine.hpp>
#include <tenon/url.hpp>

#include "driver.hpp"

namespace tenon::detail {

/// A connection that is lent; it knows where to go back to.
struct Lease {
  std::unique_ptr<DriverConnection> connection;
  Pool* pool = nullptr;
  bool was_raw = false;  // see DriverConnection::reset
};

/// Counts its owners itself: the engine and every lease or session that is out, so that a
/// connection which comes back late finds its pool.
class Pool {
 public:
  Pool(Url url, const EngineOptions& options);
  /// Of connections that this driver makes, whatever the URL says.
  Pool(Url url, const EngineOptions& options, std::shared_ptr<const Driver> driver);
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void retain() { owners_.fetch_add(1, std::memory_order_relaxed); }
  void release();

  /// Waits for a connection; throws Error timeout or environment.
  Lease* lend();
  /// Never throws. Resets the connection, or closes it when that fails.
  void take_back(Lease* lease) noexcept;
  /// Closes the idle connections and, from now on, all that come back.
  void close();

  const Url& url() const { return url_; }
  const EngineOptions& options() const { return options_; }
  Dialect dialect() const { return driver_->dialect(); }

 private:
  ~Pool() = default;
  std::unique_ptr<Lease> take_idle();
  [[noreturn]] void refuse_to_lend() const;

  Url url_;
  EngineOptions options_;
  std::shared_ptr<const Driver> driver_;
  std::atomic<int> owners_{1};

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Lease>> idle_;
  int open_ = 0;  // idle, lent or being connected
  bool closed_ = false;
};

}  // namespace tenon::detail

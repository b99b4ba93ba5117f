// The seam between the runtime and a database: what a driver implements. A new database adds one
// folder with a Driver and a DriverConnection; nothing above this file knows its library.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/param.hpp>
#include <tenon/row.hpp>
#include <tenon/statement.hpp>
#include <tenon/url.hpp>

namespace tenon::detail {

/// Statements that travel together; see Batch.
class DriverBatch {
 public:
  virtual ~DriverBatch() = default;
  /// Returns how many statements more this makes.
  virtual int add(Params params) = 0;
  /// Steps to the result of the first or next run; false after the last. `row` becomes the row that
  /// it gave back, or nullptr. Throws what that run threw. No `add` after it.
  virtual bool next(const Row*& row) = 0;
  /// Rows changed so far by the statements whose results were read.
  virtual std::int64_t changed() const = 0;
};

/// Rows of one statement, read while it runs; see Stream.
class DriverStream {
 public:
  /// Ends the statement, finished or not, and leaves its transaction as it was before.
  virtual ~DriverStream() = default;
  /// The first or next row; nullptr after the last one. Raises the flag of set_watched_by().
  virtual const Row* next() = 0;
};

/// One connection. Used by one thread at a time; everything but the destructor throws Error.
class DriverConnection {
 public:
  virtual ~DriverConnection() = default;

  virtual Dialect dialect() const = 0;
  virtual std::string database() const = 0;
  virtual int server_version() const = 0;
  /// See Connection::has_session().
  virtual bool has_session() { return true; }

  /// Prepared once per connection under the hash of the text.
  virtual Rows query(const SqlText& sql, Params params) = 0;
  virtual std::int64_t execute(const SqlText& sql, Params params) = 0;
  virtual std::unique_ptr<DriverBatch> batch(const SqlText& sql) = 0;
  /// As `batch`, for the text of a BulkStatement.
  virtual std::unique_ptr<DriverBatch> bulk(const SqlText& sql) { return batch(sql); }

  /// As `batch`, for a statement that takes rows as a file has them; where a database has none,
  /// that of one row.
  virtual std::unique_ptr<DriverBatch> copy(const SqlText& sql) { return batch(sql); }
  virtual std::unique_ptr<DriverStream> stream(const SqlText& sql, Params params) = 0;

  /// Not prepared; the text is taken as it stands.
  virtual std::int64_t run(std::string_view sql) = 0;
  virtual Rows run_query(std::string_view sql, Params params) = 0;

  virtual void begin(TransactionMode mode) = 0;
  /// BEGIN travels with the next statement, which also decides the mode.
  virtual void begin_with_next() = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  virtual bool in_transaction() const = 0;
  /// Looks at the keys that a commit would look at now, and throws what it would; the transaction
  /// goes on.
  virtual void check_late_keys() = 0;

  /// Makes the connection fit for the next borrower; false when it has to be closed. `was_raw`:
  /// texts that only their writer knows were run, and may have changed settings. Never throws.
  virtual bool reset(bool was_raw) noexcept = 0;
  /// A cheap look before lending, without a round trip.
  virtual bool looks_alive() noexcept = 0;

  /// Whose flag says that a thread is at work here; nullptr when nobody watches. Rows that are read
  /// from the connection step by step (SQLite) raise it as the calls of a session do.
  virtual void set_watched_by(std::atomic<bool>* in_use) { in_use_ = in_use; }

 protected:
  std::atomic<bool>* in_use_ = nullptr;
};

/// Marks what the flag stands for as in use by this thread, for the length of a call.
class Use {
 public:
  /// Throws Error misuse when another thread is in.
  explicit Use(std::atomic<bool>& in_use) : in_use_(in_use) {
    if (in_use.exchange(true, std::memory_order_acquire)) refuse();
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() { in_use_.store(false, std::memory_order_release); }

 private:
  [[noreturn]] static void refuse();

  std::atomic<bool>& in_use_;
};

class Driver {
 public:
  virtual ~Driver() = default;
  virtual Dialect dialect() const = 0;
  /// Throws Error environment for a URL with parts that this database has no use for.
  virtual void check(const Url&) const {}
  virtual std::unique_ptr<DriverConnection> connect(const Url& url,
                                                    const EngineOptions& options) const = 0;
  /// Whether two connections to this URL see the same data; false for SQLite in memory.
  virtual bool shares_data(const Url& url) const = 0;
};

}  // namespace tenon::detail

// The drivers that are linked in. Weak, so that the runtime links without them; the CMake target of
// a driver makes the linker look for its symbol (`--undefined`), which brings the driver in.
extern "C" {
__attribute__((weak)) const tenon::detail::Driver* tenon_postgresql_driver();
__attribute__((weak)) const tenon::detail::Driver* tenon_sqlite_driver();
}

// A connection to an SQLite database: statements, transactions, cursors that are open.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "../driver.hpp"
#include "../statement_cache.hpp"
#include "cursor.hpp"

namespace tenon::sqlite {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

struct CachedStatement {
  std::uint64_t key = 0;
  StatementHandle handle;
  std::size_t parameters = 0;
  bool writes = false;
  bool is_busy = false;    // rows of it are being read
  bool is_cached = false;  // else it ends with its use
};

class SqliteConnection final : public detail::DriverConnection {
 public:
  /// Opens and sets up `path`, "" for a database in memory. Throws Error environment.
  SqliteConnection(const std::string& path, const EngineOptions& options);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection() override;

  Dialect dialect() const override { return Dialect::sqlite; }
  std::string database() const override { return path_; }
  int server_version() const override { return sqlite3_libversion_number(); }

  Rows query(const SqlText& sql, Params params) override;
  std::int64_t execute(const SqlText& sql, Params params) override;
  std::unique_ptr<detail::DriverBatch> batch(const SqlText& sql) override;
  std::unique_ptr<detail::DriverStream> stream(const SqlText& sql, Params params) override;
  std::int64_t run(std::string_view sql) override;
  Rows run_query(std::string_view sql, Params params) override;

  void begin(TransactionMode mode) override;
  void begin_with_next() override { begins_with_next_ = true; }
  void commit() override;
  void rollback() override;
  /// Also when SQLite itself has rolled back after a failure, until somebody says rollback.
  void check_late_keys() override;
  bool in_transaction() const override { return has_failed_ || sqlite3_get_autocommit(db_) == 0; }
  bool reset(bool was_raw) noexcept override;
  bool looks_alive() noexcept override { return true; }

  sqlite3* handle() const { return db_; }
  /// Whether a statement that fails now fails a transaction: one that is open or about to begin.
  bool is_inside() const { return begins_with_next_ || sqlite3_get_autocommit(db_) == 0; }
  /// Throws what SQLite says of `sql`. A transaction has failed with it, as on PostgreSQL: nothing
  /// runs until a rollback, also one to a savepoint. `was_inside`: is_inside() before the step,
  /// for some failures end the transaction.
  [[noreturn]] void fail(std::string_view sql, bool was_inside);
  void forget_failure();
  /// Throws Error misuse, 25P02, in a transaction that has failed.
  void check_not_failed(std::string_view sql) const {
    if (has_failed_) [[unlikely]] {
      refuse_after_failure(sql);
    }
  }
  std::atomic<bool>* in_use() const { return in_use_; }
  /// A statement that is not in use, with BEGIN done if it was due. Give it back after use.
  CachedStatement& acquire(const SqlText& sql, std::size_t parameters);
  void give_back(CachedStatement& statement) noexcept;
  void attach(SqliteCursor& cursor) noexcept;
  void detach(SqliteCursor& cursor) noexcept;

 private:
  void configure();
  std::unique_ptr<CachedStatement> prepare(std::string_view sql, unsigned flags);
  CachedStatement& find_or_prepare(const SqlText& sql);
  Rows start(CachedStatement& statement, Params params);
  std::int64_t pragma(const char* sql);
  [[noreturn]] static void refuse_after_failure(std::string_view sql);
  void begin_if_due(bool writes);
  void close_cursors() noexcept;

  sqlite3* db_ = nullptr;
  std::string path_;
  int busy_timeout_;
  bool is_read_only_;
  bool begins_with_next_ = false;
  bool has_failed_ = false;  // a statement of this transaction
  SqliteCursor* cursors_ = nullptr;
  detail::StatementCache<CachedStatement> cache_;
};

}  // namespace tenon::sqlite

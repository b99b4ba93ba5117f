// A connection to a PostgreSQL server: prepared statements, pipelines, transactions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "../driver.hpp"
#include "../statement_cache.hpp"
#include "encoder.hpp"
#include "result.hpp"

namespace tenon::postgresql {

/// A statement that this connection knows by name. The name is a hash of the text and the types of
/// its parameters, never a number: behind a pooler another client's statement would answer to that.
struct PreparedStatement {
  std::uint64_t key = 0;
  char name[24] = {};  // "tenon_" and 16 hexadecimal digits
  bool is_prepared = false;
};

class PostgresqlConnection final : public detail::DriverConnection {
 public:
  /// Throws Error environment with the masked URL.
  PostgresqlConnection(const Url& url, const EngineOptions& options);

  Dialect dialect() const override { return Dialect::postgresql; }
  std::string database() const override { return PQdb(handle_.get()); }
  int server_version() const override { return PQserverVersion(handle_.get()); }
  bool has_session() override;

  Rows query(const SqlText& sql, Params params) override;
  std::int64_t execute(const SqlText& sql, Params params) override;
  std::unique_ptr<detail::DriverBatch> batch(const SqlText& sql) override;
  std::unique_ptr<detail::DriverBatch> bulk(const SqlText& sql) override;
  std::unique_ptr<detail::DriverBatch> copy(const SqlText& sql) override;
  std::unique_ptr<detail::DriverStream> stream(const SqlText& sql, Params params) override;
  std::int64_t run(std::string_view sql) override;
  Rows run_query(std::string_view sql, Params params) override;

  void begin(TransactionMode mode) override;
  void begin_with_next() override;
  void commit() override;
  void rollback() override;
  bool in_transaction() const override;
  void check_late_keys() override;
  bool reset(bool was_raw) noexcept override;
  bool looks_alive() noexcept override;

  PGconn* handle() const { return handle_.get(); }

 private:
  friend class PostgresqlBatch;
  friend class PostgresqlBulk;
  friend class PostgresqlCopy;
  friend class PostgresqlStream;

  struct Answers {
    Result result;        // of the statement; null when something failed
    Result first_failed;  // of BEGIN, PREPARE or the statement
  };

  Result exchange(const SqlText& sql, Params params);
  Result exchange_pipelined(const SqlText& sql, PreparedStatement* statement);
  /// BEGIN, PREPARE, the statement: what is due of them, in one round trip.
  Answers send_together(const SqlText& sql, PreparedStatement* statement, bool begins);
  Result take_single();
  /// The entry for the text with the types that were just encoded; nullptr to run it unnamed.
  PreparedStatement* entry_for(const SqlText& sql);
  void check_count(std::string_view sql) const;
  void send(const SqlText& sql, const PreparedStatement* statement);
  void send_prepare(const SqlText& sql, const PreparedStatement& statement);
  /// A statement without parameters and rows, as one of a pipeline.
  void send_plain(const char* sql);
  [[noreturn]] void fail(const PGresult* result, std::string_view sql);

  Handle handle_;
  bool uses_names_ = true;
  bool begins_with_next_ = false;
  Encoder encoder_;
  detail::StatementCache<PreparedStatement> cache_;
};

}  // namespace tenon::postgresql

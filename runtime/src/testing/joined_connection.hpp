// Sessions that share one connection and one transaction, which a test rolls back: each of their
// transactions is a savepoint in it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <tenon/testing.hpp>

#include "../driver.hpp"

namespace tenon::detail {

class JoinedConnection;

/// The transaction of one test. Outlives it as long as a session of it does.
struct Joint {
  explicit Joint(DriverConnection& around) : connection(&around) {}

  DriverConnection* connection;         ///< nullptr when the test has ended
  std::vector<JoinedConnection*> open;  ///< who has a savepoint, the outermost first
  int savepoints = 0;
  bool is_busy = false;  ///< with a stream or a batch, during which PostgreSQL runs nothing else
  std::thread::id thread = std::this_thread::get_id();
  SentStatements statements;
};

/// What a session has for a connection.
class JoinedConnection final : public DriverConnection {
 public:
  explicit JoinedConnection(std::shared_ptr<Joint> joint, Dialect dialect)
      : joint_(std::move(joint)), dialect_(dialect) {}

  Dialect dialect() const override { return dialect_; }
  std::string database() const override { return inner().database(); }
  int server_version() const override { return inner().server_version(); }

  Rows query(const SqlText& sql, Params params) override;
  std::int64_t execute(const SqlText& sql, Params params) override;
  std::unique_ptr<DriverBatch> batch(const SqlText& sql) override;
  std::unique_ptr<DriverBatch> bulk(const SqlText& sql) override;
  std::unique_ptr<DriverBatch> copy(const SqlText& sql) override;
  std::unique_ptr<DriverStream> stream(const SqlText& sql, Params params) override;
  std::int64_t run(std::string_view sql) override;
  Rows run_query(std::string_view sql, Params params) override;

  void begin(TransactionMode mode) override;
  void begin_with_next() override;
  void commit() override;
  void rollback() override;
  bool in_transaction() const override;
  void check_late_keys() override { inner().check_late_keys(); }

  bool reset(bool was_raw) noexcept override;
  bool looks_alive() noexcept override { return joint_->connection != nullptr; }

 private:
  DriverConnection& inner() const;
  bool is_open() const { return savepoint_ > 0; }
  bool is_innermost() const { return joint_->open.back() == this; }
  std::string name() const { return "tenon_test_" + std::to_string(savepoint_); }
  /// The connection, for a statement of this session's.
  DriverConnection& ready(std::string_view sql);
  void refuse_if_not_innermost() const;
  void open();
  void close();
  /// Back to before the savepoint, with all that others did since.
  void go_back();

  std::shared_ptr<Joint> joint_;
  Dialect dialect_;
  bool begins_with_next_ = false;
  bool was_taken_along_ = false;  ///< the one around it went back, and this one's work with it
  int savepoint_ = 0;             ///< 0: not in a transaction
};

/// Connects sessions to a joint.
class JoinedDriver final : public Driver {
 public:
  explicit JoinedDriver(std::shared_ptr<Joint> joint)
      : joint_(std::move(joint)), dialect_(joint_->connection->dialect()) {}

  Dialect dialect() const override { return dialect_; }
  std::unique_ptr<DriverConnection> connect(const Url& url,
                                            const EngineOptions& options) const override;
  bool shares_data(const Url&) const override { return true; }

 private:
  std::shared_ptr<Joint> joint_;
  Dialect dialect_;
};

}  // namespace tenon::detail

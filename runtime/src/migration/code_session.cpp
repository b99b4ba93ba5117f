#include "migration/code_session.hpp"

#include <memory>

#include <tenon/error.hpp>

#include "driver.hpp"
#include "pool.hpp"

namespace tenon::detail {
namespace {

[[noreturn]] void refuse_to_end(const char* what) {
  throw Error{ErrorKind::misuse, std::string{"the transaction is the migrator's to "} + what +
                                     ": it holds the rest of the revision's step too"};
}

/// Another one's connection, in its transaction.
class LentConnection final : public DriverConnection {
 public:
  explicit LentConnection(DriverConnection& lender) : lender_(lender) {}

  Dialect dialect() const override { return lender_.dialect(); }
  std::string database() const override { return lender_.database(); }
  int server_version() const override { return lender_.server_version(); }
  bool has_session() override { return lender_.has_session(); }

  Rows query(const SqlText& sql, Params params) override { return lender_.query(sql, params); }
  std::int64_t execute(const SqlText& sql, Params params) override {
    return lender_.execute(sql, params);
  }
  std::unique_ptr<DriverBatch> batch(const SqlText& sql) override { return lender_.batch(sql); }
  std::unique_ptr<DriverBatch> bulk(const SqlText& sql) override { return lender_.bulk(sql); }
  std::unique_ptr<DriverBatch> copy(const SqlText& sql) override { return lender_.copy(sql); }
  std::unique_ptr<DriverStream> stream(const SqlText& sql, Params params) override {
    return lender_.stream(sql, params);
  }
  std::int64_t run(std::string_view sql) override { return lender_.run(sql); }
  Rows run_query(std::string_view sql, Params params) override {
    return lender_.run_query(sql, params);
  }

  void begin(TransactionMode) override { refuse_to_end("begin"); }
  void begin_with_next() override {}
  void commit() override { refuse_to_end("commit"); }
  void rollback() override { refuse_to_end("roll back"); }
  bool in_transaction() const override { return lender_.in_transaction(); }
  void check_late_keys() override { lender_.check_late_keys(); }

  bool reset(bool) noexcept override { return false; }
  bool looks_alive() noexcept override { return lender_.looks_alive(); }
  void set_watched_by(std::atomic<bool>* in_use) override { lender_.set_watched_by(in_use); }

 private:
  DriverConnection& lender_;
};

class LendingDriver final : public Driver {
 public:
  explicit LendingDriver(DriverConnection& lender) : lender_(lender) {}

  Dialect dialect() const override { return lender_.dialect(); }
  std::unique_ptr<DriverConnection> connect(const Url&, const EngineOptions&) const override {
    return std::make_unique<LentConnection>(lender_);
  }
  bool shares_data(const Url&) const override { return true; }

 private:
  DriverConnection& lender_;
};

}  // namespace

CodeSession::CodeSession(Connection& connection)
    : connection_(connection),
      pool_(new Pool{connection.lease_->pool->url(), connection.lease_->pool->options(),
                     std::make_shared<LendingDriver>(*connection.lease_->connection)}),
      session_(*pool_) {
  if (connection.dialect() == Dialect::postgresql) {
    connection.execute("set local search_path to default");
    connection.execute("set local row_security to default");
  }
}

CodeSession::~CodeSession() {
  pool_->close();
  pool_->release();
}

void CodeSession::end() {
  if (connection_.dialect() == Dialect::postgresql) {
    connection_.execute("set local search_path = ''");
    connection_.execute("set local row_security = off");
  }
}

}  // namespace tenon::detail

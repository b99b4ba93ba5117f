#include "joined_connection.hpp"

#include <algorithm>
#include <utility>

#include <tenon/error.hpp>

namespace tenon::detail {

namespace {

[[noreturn]] void refuse(const char* what) { throw Error{ErrorKind::misuse, what}; }

bool is_reading(std::string_view sql) {
  constexpr std::string_view word = "select";
  sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n"), sql.size()));
  return sql.size() > word.size() && std::equal(word.begin(), word.end(), sql.begin(),
                                                [](char a, char b) { return a == (b | 0x20); });
}

bool has_failed_before(const Error& error) { return error.sqlstate() == "25P02"; }

/// For the life of a stream or a batch.
class Busy {
 public:
  explicit Busy(std::shared_ptr<Joint> joint) : joint_(std::move(joint)) { joint_->is_busy = true; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  ~Busy() { end(); }

  void end() { joint_->is_busy = false; }

 private:
  std::shared_ptr<Joint> joint_;
};

class BusyStream final : public DriverStream {
 public:
  BusyStream(std::unique_ptr<DriverStream> stream, std::shared_ptr<Joint> joint)
      : busy_(std::move(joint)), stream_(std::move(stream)) {}

  const Row* next() override {
    const Row* const row = stream_->next();
    if (row == nullptr) busy_.end();
    return row;
  }

 private:
  Busy busy_;  // until the stream has gone
  std::unique_ptr<DriverStream> stream_;
};

/// Counts what a batch sends.
class CountedBatch final : public DriverBatch {
 public:
  CountedBatch(std::unique_ptr<DriverBatch> batch, std::shared_ptr<Joint> joint,
               std::string_view sql)
      : busy_(joint), batch_(std::move(batch)), joint_(std::move(joint)), sql_(sql) {}

  int add(Params params) override {
    const int more = batch_->add(params);
    std::vector<std::string>& texts = joint_->statements.texts;
    texts.insert(texts.end(), static_cast<std::size_t>(more), sql_);
    return more;
  }
  bool next(const Row*& row) override { return batch_->next(row); }
  std::int64_t changed() const override { return batch_->changed(); }

 private:
  Busy busy_;  // until the batch has gone
  std::unique_ptr<DriverBatch> batch_;
  std::shared_ptr<Joint> joint_;
  std::string sql_;
};

}  // namespace

DriverConnection& JoinedConnection::inner() const {
  if (joint_->connection == nullptr) refuse("the test to which this session belongs has ended");
  if (joint_->thread != std::this_thread::get_id())
    refuse("a test's transaction belongs to its thread, and this is another one");
  return *joint_->connection;
}

DriverConnection& JoinedConnection::ready(std::string_view sql) {
  DriverConnection& connection = inner();
  if (joint_->is_busy && dialect_ == Dialect::postgresql)
    refuse(
        "another session of this test is in the middle of a stream or a batch, and the sessions "
        "of a test share one connection");
  if (std::exchange(begins_with_next_, false)) open();
  if (was_taken_along_)
    refuse("the session around this one was rolled back, and took this one's rows with it");
  if (is_open() && !is_innermost() && !is_reading(sql)) refuse_if_not_innermost();
  return connection;
}

void JoinedConnection::refuse_if_not_innermost() const {
  if (is_innermost()) return;
  refuse(
      "a session that began later is still open: in a test's transaction it has to commit, roll "
      "back or go away before this one writes or ends");
}

void JoinedConnection::open() {
  savepoint_ = ++joint_->savepoints;
  try {
    inner().run("savepoint " + name());
  } catch (...) {
    savepoint_ = 0;
    throw;
  }
  joint_->open.push_back(this);
}

void JoinedConnection::close() {
  joint_->open.erase(std::remove(joint_->open.begin(), joint_->open.end(), this),
                     joint_->open.end());
  savepoint_ = 0;
}

void JoinedConnection::go_back() {
  while (!is_innermost()) {
    joint_->open.back()->was_taken_along_ = true;
    joint_->open.back()->close();
  }
  const std::string savepoint = name();
  close();
  inner().run("rollback to savepoint " + savepoint);
  inner().run("release savepoint " + savepoint);
}

Rows JoinedConnection::query(const SqlText& sql, Params params) {
  DriverConnection& connection = ready(sql.text);
  joint_->statements.texts.emplace_back(sql.text);
  return connection.query(sql, params);
}

std::int64_t JoinedConnection::execute(const SqlText& sql, Params params) {
  DriverConnection& connection = ready(sql.text);
  joint_->statements.texts.emplace_back(sql.text);
  return connection.execute(sql, params);
}

std::unique_ptr<DriverBatch> JoinedConnection::batch(const SqlText& sql) {
  return std::make_unique<CountedBatch>(ready(sql.text).batch(sql), joint_, sql.text);
}

std::unique_ptr<DriverBatch> JoinedConnection::bulk(const SqlText& sql) {
  return std::make_unique<CountedBatch>(ready(sql.text).bulk(sql), joint_, sql.text);
}

std::unique_ptr<DriverBatch> JoinedConnection::copy(const SqlText& sql) {
  return std::make_unique<CountedBatch>(ready(sql.text).copy(sql), joint_, sql.text);
}

std::unique_ptr<DriverStream> JoinedConnection::stream(const SqlText& sql, Params params) {
  DriverConnection& connection = ready(sql.text);
  joint_->statements.texts.emplace_back(sql.text);
  return std::make_unique<BusyStream>(connection.stream(sql, params), joint_);
}

std::int64_t JoinedConnection::run(std::string_view sql) { return ready(sql).run(sql); }

Rows JoinedConnection::run_query(std::string_view sql, Params params) {
  return ready(sql).run_query(sql, params);
}

void JoinedConnection::begin(TransactionMode) {
  begin_with_next();
  begins_with_next_ = false;
  open();
}

void JoinedConnection::begin_with_next() {
  if (is_open()) refuse("the connection is in a transaction already");
  inner();
  begins_with_next_ = true;
}

void JoinedConnection::commit() {
  if (std::exchange(begins_with_next_, false)) return;
  DriverConnection& connection = inner();
  if (std::exchange(was_taken_along_, false) || !is_open())
    throw Error{ErrorKind::conflict, "there is no transaction to commit"};
  refuse_if_not_innermost();
  try {
    connection.check_late_keys();
    connection.run("release savepoint " + name());
    close();
  } catch (Error& error) {
    go_back();
    if (!has_failed_before(error)) throw error.set_statement("commit");
    Error instead{ErrorKind::conflict,
                  "a statement of this transaction had failed: it was rolled back instead"};
    throw instead.set_statement("commit");
  }
}

void JoinedConnection::rollback() {
  begins_with_next_ = false;
  was_taken_along_ = false;
  if (is_open() && joint_->connection != nullptr) go_back();
}

bool JoinedConnection::in_transaction() const {
  return is_open() && joint_->connection != nullptr && joint_->connection->in_transaction();
}

bool JoinedConnection::reset(bool) noexcept {
  try {
    rollback();
  } catch (...) {
    // The test's own rollback takes it back.
    if (is_open()) close();
  }
  // The next session gets one that knows of nothing.
  return false;
}

std::unique_ptr<DriverConnection> JoinedDriver::connect(const Url&, const EngineOptions&) const {
  return std::make_unique<JoinedConnection>(joint_, dialect_);
}

}  // namespace tenon::detail

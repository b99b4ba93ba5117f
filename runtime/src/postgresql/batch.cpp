#include "batch.hpp"

#include <tenon/error.hpp>

#include "error.hpp"

namespace tenon::postgresql {

namespace {

// The server is told to answer after so many runs, and answers are read once there are twice as
// many: it works on one part while we write the next, and no buffer has to hold all.
constexpr std::size_t part = 512;

}  // namespace

PostgresqlBatch::PostgresqlBatch(PostgresqlConnection& connection, const SqlText& sql)
    : connection_(connection), sql_(sql), pipeline_(connection.handle()) {
  if (std::exchange(connection.begins_with_next_, false)) {
    connection.send_plain("begin");
    sent_.push_back(Sent::begin);
  }
}

PostgresqlBatch::~PostgresqlBatch() {
  // What was not answered may not have happened.
  for (PreparedStatement* const statement : preparing_) statement->is_prepared = false;
}

int PostgresqlBatch::add(Params params) {
  if (is_synced_) throw Error{ErrorKind::misuse, "the batch is being read already"};
  connection_.encoder_.encode(params);
  send();
  if (++since_flush_ == part) {
    since_flush_ = 0;
    flush();
    read_ahead();
  }
  return 1;
}

void PostgresqlBatch::flush() {
  PQsendFlushRequest(connection_.handle());
  PQflush(connection_.handle());
}

void PostgresqlBatch::send() {
  PreparedStatement* const statement = connection_.entry_for(sql_);
  if (statement != nullptr && !statement->is_prepared) {
    connection_.send_prepare(sql_, *statement);
    statement->is_prepared = true;  // for the runs behind it in this pipeline
    preparing_.push_back(statement);
    sent_.push_back(Sent::prepare);
  }
  connection_.send(sql_, statement);
  sent_.push_back(Sent::run);
  ++unread_runs_;
}

void PostgresqlBatch::read_ahead() {
  while (unread_runs_ > part) results_.push_back(receive());
}

void PostgresqlBatch::check(const PGresult* result) const {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return;
  throw error_of(connection_.handle(), result, sql_.text);
}

// The next run's result; what went before it has to have worked.
Result PostgresqlBatch::receive() {
  while (true) {
    const Sent what = sent_.front();
    sent_.pop_front();
    if (what == Sent::run) --unread_runs_;
    Result result = pipeline_.take();
    if (what == Sent::prepare) {
      preparing_.front()->is_prepared =
          PQresultStatus(result.get()) == PGRES_COMMAND_OK || sqlstate_of(result.get()) == "42P05";
      preparing_.pop_front();
    }
    check(result.get());
    if (what == Sent::run) return result;
  }
}

Result PostgresqlBatch::next_result() {
  if (!is_synced_) {
    pipeline_.sync();
    is_synced_ = true;
  }
  if (results_.empty() && unread_runs_ == 0) {
    pipeline_.finish();
    return nullptr;
  }
  Result result;
  if (!results_.empty()) {
    result = std::move(results_.front());
    results_.pop_front();
  } else {
    result = receive();
  }
  changed_ += changed_by(result.get());
  return result;
}

bool PostgresqlBatch::next(const Row*& row) {
  row = nullptr;
  Result result = next_result();
  if (result == nullptr) return false;
  cursor_.reset();
  cursor_.emplace(std::move(result));
  if (cursor_->advance()) row = &*cursor_;
  return true;
}

}  // namespace tenon::postgresql

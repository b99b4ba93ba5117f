#include "stream.hpp"

#include <utility>

#include <tenon/error.hpp>

#include "error.hpp"

namespace tenon::postgresql {

PostgresqlStream::PostgresqlStream(PostgresqlConnection& connection, const SqlText& sql,
                                   Params params)
    : connection_(connection), sql_(sql) {
  connection.encoder_.encode(params);
  connection.check_count(sql.text);
  const bool begins = std::exchange(connection.begins_with_next_, false);
  pipeline_.emplace(connection.handle());
  send(sql, begins);
}

// All in one round trip; the end of the savepoint is skipped when the statement is cancelled.
void PostgresqlStream::send(const SqlText& sql, bool begins) {
  if (begins) connection_.send_plain("begin");
  connection_.send_plain("savepoint tenon_stream");
  connection_.send(sql, nullptr);
  connection_.send_plain("release savepoint tenon_stream");
  pipeline_->sync();
  has_failed_ = true;
  if (begins) check(pipeline_->take().get());
  check(pipeline_->take().get());
  if (PQsetSingleRowMode(connection_.handle()) == 0) {
    throw error_of(connection_.handle(), nullptr, sql.text);
  }
  has_failed_ = false;
}

PostgresqlStream::~PostgresqlStream() {
  if (pipeline_ && !has_failed_) cancel();
}

void PostgresqlStream::check(const PGresult* result) const {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return;
  throw error_of(connection_.handle(), result, sql_.text);
}

const Row* PostgresqlStream::next() {
  if (connection_.in_use_ == nullptr) return read();
  const detail::Use use{*connection_.in_use_};
  return read();
}

const Row* PostgresqlStream::read() {
  row_.reset();
  if (!pipeline_ || has_failed_) return nullptr;
  Result result{PQgetResult(connection_.handle())};
  if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
    row_.emplace(std::move(result));
    row_->advance();
    return &*row_;
  }
  has_failed_ = true;
  check(result.get());
  // A null ends the statement's results.
  while (const Result further{PQgetResult(connection_.handle())}) {
  }
  check(pipeline_->take().get());
  has_failed_ = false;
  pipeline_.reset();
  return nullptr;
}

// The rows that are still to come could be many: the server is told to stop, and what it had sent
// by then is read. Whether it stopped or was done already, the transaction goes on.
void PostgresqlStream::cancel() noexcept {
  PGconn* const handle = connection_.handle();
  if (PGcancel* const cancel = PQgetCancel(handle); cancel != nullptr) {
    char error[256];
    PQcancel(cancel, error, sizeof error);
    PQfreeCancel(cancel);
  }
  pipeline_.reset();
  if (PQtransactionStatus(handle) != PQTRANS_INERROR) return;
  try {
    connection_.run("rollback to savepoint tenon_stream");
    connection_.run("release savepoint tenon_stream");
  } catch (...) {
    // The transaction has failed, and the session's next statement says so.
  }
}

}  // namespace tenon::postgresql

#include "connection.hpp"

#include <poll.h>

#include <cstdio>
#include <cstring>

#include <tenon/error.hpp>

#include "batch.hpp"
#include "bulk.hpp"
#include "conninfo.hpp"
#include "copy.hpp"
#include "cursor.hpp"
#include "error.hpp"
#include "pipeline.hpp"
#include "stream.hpp"

namespace tenon::postgresql {

namespace {

constexpr int binary = 1;

void ignore_notice(void*, const PGresult*) {}

bool is_success(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const Url& url, const EngineOptions& options) {
  std::vector<const char*> names;
  std::vector<const char*> values;
  const auto parameters = connection_parameters(url, options);
  for (const auto& [name, value] : parameters) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  handle_.reset(PQconnectdbParams(names.data(), values.data(), 0));
  if (PQstatus(handle_.get()) != CONNECTION_OK) {
    throw Error{ErrorKind::environment, "cannot connect to " + url.masked() + ": " +
                                            in_one_line(PQerrorMessage(handle_.get()))}
        .set_connection_usable(false);
  }
  PQsetNoticeReceiver(handle_.get(), ignore_notice, nullptr);
  const std::string* const prepared = url.option("prepared");
  uses_names_ = prepared == nullptr || *prepared != "off";
}

void PostgresqlConnection::fail(const PGresult* result, std::string_view sql) {
  throw error_of(handle_.get(), result, sql);
}

Rows PostgresqlConnection::query(const SqlText& sql, Params params) {
  return Rows{new PostgresqlCursor{exchange(sql, params)}};
}

std::int64_t PostgresqlConnection::execute(const SqlText& sql, Params params) {
  return changed_by(exchange(sql, params).get());
}

Result PostgresqlConnection::exchange(const SqlText& sql, Params params) {
  encoder_.encode(params);
  PreparedStatement* const statement = entry_for(sql);
  if (statement == nullptr || !statement->is_prepared || begins_with_next_) [[unlikely]] {
    return exchange_pipelined(sql, statement);
  }
  send(sql, statement);
  Result result = take_single();
  if (is_success(result.get())) [[likely]] {
    return result;
  }
  if (sqlstate_of(result.get()) == "26000") statement->is_prepared = false;
  fail(result.get(), sql.text);
}

PreparedStatement* PostgresqlConnection::entry_for(const SqlText& sql) {
  const std::uint64_t key = sql.hash ^ encoder_.signature();
  if (PreparedStatement* const found = cache_.find(key)) return found;
  check_count(sql.text);
  if (!uses_names_ || cache_.is_full()) return nullptr;
  auto statement = std::make_unique<PreparedStatement>();
  statement->key = key;
  std::snprintf(statement->name, sizeof statement->name, "tenon_%016llx",
                static_cast<unsigned long long>(key));
  return &cache_.insert(std::move(statement));
}

// The server itself takes more values than a text has parameters.
void PostgresqlConnection::check_count(std::string_view sql) const {
  const int parameters = detail::inspect(sql, Dialect::postgresql).parameters;
  if (parameters == encoder_.size()) return;
  Error error{ErrorKind::misuse, "the statement has " + std::to_string(parameters) +
                                     " parameters and was given " +
                                     std::to_string(encoder_.size())};
  throw error.set_statement(sql);
}

Result PostgresqlConnection::take_single() {
  Result result{PQgetResult(handle_.get())};
  // When a connection dies, the reason comes first and a result without a reason after it.
  while (const Result further{PQgetResult(handle_.get())}) {
  }
  return result;
}

void PostgresqlConnection::send(const SqlText& sql, const PreparedStatement* statement) {
  const int sent =
      statement != nullptr
          ? PQsendQueryPrepared(handle_.get(), statement->name, encoder_.size(), encoder_.values(),
                                encoder_.lengths(), encoder_.formats(), binary)
          : PQsendQueryParams(handle_.get(), std::string{sql.text}.c_str(), encoder_.size(),
                              encoder_.types(), encoder_.values(), encoder_.lengths(),
                              encoder_.formats(), binary);
  if (sent == 0) fail(nullptr, sql.text);
}

void PostgresqlConnection::send_prepare(const SqlText& sql, const PreparedStatement& statement) {
  if (PQsendPrepare(handle_.get(), statement.name, std::string{sql.text}.c_str(), encoder_.size(),
                    encoder_.types()) == 0) {
    fail(nullptr, sql.text);
  }
}

void PostgresqlConnection::send_plain(const char* sql) {
  if (PQsendQueryParams(handle_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0) == 0) {
    fail(nullptr, sql);
  }
}

PostgresqlConnection::Answers PostgresqlConnection::send_together(const SqlText& sql,
                                                                  PreparedStatement* statement,
                                                                  bool begins) {
  const bool prepares = statement != nullptr && !statement->is_prepared;
  Pipeline pipeline{handle_.get()};
  if (begins) send_plain("begin");
  if (prepares) send_prepare(sql, *statement);
  send(sql, statement);
  pipeline.sync();

  Answers answers;
  if (begins) answers.first_failed = pipeline.take();
  if (begins && !is_success(answers.first_failed.get())) return answers;
  if (prepares) {
    answers.first_failed = pipeline.take();
    statement->is_prepared = is_success(answers.first_failed.get());
    if (!statement->is_prepared) return answers;
  }
  answers.first_failed = pipeline.take();
  if (is_success(answers.first_failed.get())) answers.result = std::move(answers.first_failed);
  return answers;
}

Result PostgresqlConnection::exchange_pipelined(const SqlText& sql, PreparedStatement* statement) {
  const bool begins = std::exchange(begins_with_next_, false);
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    Answers answers = send_together(sql, statement, begins);
    if (answers.result != nullptr) return std::move(answers.result);
    // Behind a pooler the server session changes under us: it may know our name already, for the
    // same text because the name is its hash, or not know it any more. Nothing was done yet when
    // this was the first statement; later the transaction has failed and has to be run again.
    const PGresult* const failed = answers.first_failed.get();
    const std::string_view state = sqlstate_of(failed);
    const bool is_name_fault = state == "42P05" || state == "26000";
    if (is_name_fault && statement != nullptr) statement->is_prepared = state == "42P05";
    const bool can_repeat = begins || !in_transaction();
    if (!is_name_fault || !can_repeat || attempt == attempts) fail(failed, sql.text);
    if (begins) run("rollback");
  }
}

std::unique_ptr<detail::DriverBatch> PostgresqlConnection::batch(const SqlText& sql) {
  return std::make_unique<PostgresqlBatch>(*this, sql);
}

std::unique_ptr<detail::DriverBatch> PostgresqlConnection::bulk(const SqlText& sql) {
  return std::make_unique<PostgresqlBulk>(*this, sql);
}

std::unique_ptr<detail::DriverBatch> PostgresqlConnection::copy(const SqlText& sql) {
  return std::make_unique<PostgresqlCopy>(*this, sql);
}

std::unique_ptr<detail::DriverStream> PostgresqlConnection::stream(const SqlText& sql,
                                                                   Params params) {
  return std::make_unique<PostgresqlStream>(*this, sql, params);
}

std::int64_t PostgresqlConnection::run(std::string_view sql) {
  if (begins_with_next_) begin(TransactionMode::write);
  if (PQsendQuery(handle_.get(), std::string{sql}.c_str()) == 0) fail(nullptr, sql);
  const Result result = take_single();
  if (!is_success(result.get())) fail(result.get(), sql);
  return changed_by(result.get());
}

Rows PostgresqlConnection::run_query(std::string_view sql, Params params) {
  if (begins_with_next_) begin(TransactionMode::write);
  encoder_.encode(params);
  check_count(sql);
  send(SqlText{sql, 0}, nullptr);
  Result result = take_single();
  if (!is_success(result.get())) fail(result.get(), sql);
  return Rows{new PostgresqlCursor{std::move(result)}};
}

void PostgresqlConnection::begin(TransactionMode) {
  begin_with_next();
  begins_with_next_ = false;
  run("begin");
}

void PostgresqlConnection::begin_with_next() {
  // BEGIN inside a transaction is only a warning to the server.
  if (in_transaction()) {
    throw Error{ErrorKind::misuse, "the connection is in a transaction already"};
  }
  begins_with_next_ = true;
}

void PostgresqlConnection::commit() {
  if (std::exchange(begins_with_next_, false)) return;
  const bool was_failed = PQtransactionStatus(handle_.get()) == PQTRANS_INERROR;
  PQsendQuery(handle_.get(), "commit");
  const Result result = take_single();
  if (!is_success(result.get())) {
    Error error = error_of(handle_.get(), result.get(), "commit");
    if (error.kind() != ErrorKind::connection_lost || was_failed) throw error;
    Error in_doubt{ErrorKind::in_doubt,
                   std::string{"the answer to COMMIT was lost: "} + error.what()};
    throw in_doubt.set_sqlstate(error.sqlstate()).set_statement("commit");
  }
  // The server answers COMMIT of a failed transaction with success and the word ROLLBACK.
  if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
    Error error{ErrorKind::conflict,
                "a statement of this transaction had failed: it was rolled back instead"};
    throw error.set_statement("commit");
  }
}

void PostgresqlConnection::rollback() {
  begins_with_next_ = false;
  // A connection that is gone took its transaction with it.
  if (in_transaction()) run("rollback");
}

bool PostgresqlConnection::in_transaction() const {
  const PGTransactionStatusType status = PQtransactionStatus(handle_.get());
  return status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
}

void PostgresqlConnection::check_late_keys() {
  // Going back makes them late again.
  run("savepoint tenon_late_keys");
  run("set constraints all immediate");
  run("rollback to savepoint tenon_late_keys");
  run("release savepoint tenon_late_keys");
}

bool PostgresqlConnection::has_session() {
  // A pooler hands out keys for cancelling of its own, of which the process's number is a part
  // (PostgreSQL manual, 55.7 “BackendKeyData”).
  Rows rows = run_query("select pg_catalog.pg_backend_pid()::pg_catalog.int8", {});
  return rows.next() && rows.row().get<std::int64_t>(0) == PQbackendPID(handle_.get());
}

bool PostgresqlConnection::reset(bool was_raw) noexcept {
  // What was run raw may have left settings, locks or temporary tables.
  if (was_raw || PQpipelineStatus(handle_.get()) != PQ_PIPELINE_OFF) return false;
  try {
    rollback();
    return PQstatus(handle_.get()) == CONNECTION_OK &&
           PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
  } catch (...) {
    return false;
  }
}

bool PostgresqlConnection::looks_alive() noexcept {
  if (PQstatus(handle_.get()) != CONNECTION_OK) return false;
  // A server that has something to say to an idle client says, nearly always, good-bye.
  pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
  if (poll(&socket, 1, 0) == 0) return true;
  return PQconsumeInput(handle_.get()) == 1 && PQstatus(handle_.get()) == CONNECTION_OK;
}

}  // namespace tenon::postgresql

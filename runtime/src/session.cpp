#include <tenon/session.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <tenon/error.hpp>

#include "session_state.hpp"
#include "told.hpp"

namespace tenon {

namespace detail {
namespace {

void announce(const SessionState& state, const SqlText& sql) {
  const auto hear = state.pool->options().on_statement;
  if (hear != nullptr) [[unlikely]] {
    hear(sql.text);
  }
}

/// What is found wrong when the transaction ends is told by the tables that it wrote.
void remember(SessionState& state, const SqlText& sql) {
  if (sql.table == nullptr) return;
  std::vector<const Table*>& all = state.written;
  if (std::find(all.begin(), all.end(), sql.table) == all.end()) all.push_back(sql.table);
}

/// What `run` makes of the connection, which a statement is sent to.
template <class Run>
auto send(SessionState& state, const SqlText& sql, bool has_params, Run run) {
  const Use use{state.in_use};
  DriverConnection& connection = ready(state);
  ++state.statements;
  announce(state, sql);
  remember(state, sql);
  try {
    auto result = run(connection);
    state.is_first = false;
    return result;
  } catch (Error& error) {
    look_after_failure(state);
    rethrow(error, sql, has_params);
  } catch (...) {
    look_after_failure(state);
    throw;
  }
}

Rows query(SessionState& state, const SqlText& sql, Params params) {
  return send(state, sql, params.size() > 0,
              [&](DriverConnection& connection) { return connection.query(sql, params); });
}

std::int64_t execute(SessionState& state, const SqlText& sql, Params params) {
  return send(state, sql, params.size() > 0,
              [&](DriverConnection& connection) { return connection.execute(sql, params); });
}

SqlText checked(const DynamicStatement& statement, Dialect dialect) {
  const SqlText sql = statement.text();
  if (const SqlFault fault = inspect(sql.text, dialect).fault; fault != SqlFault::none) {
    refuse_statement(fault, sql.text);
  }
  return sql;
}

void destroy(SessionState* state) noexcept {
  if (state == nullptr) return;
  // The pool resets what comes back, which rolls back an open transaction.
  if (state->lease != nullptr) state->pool->take_back(state->lease);
  state->pool->release();
  delete state;
}

}  // namespace
}  // namespace detail

Session::Session(detail::Pool& pool)
    : state_(new detail::SessionState{&pool, pool.dialect(), pool.options().clock}) {
  pool.retain();
}

Session::Session(Session&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}

Session& Session::operator=(Session&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Session::~Session() { detail::destroy(state_); }

detail::SessionState& Session::state() const {
  if (state_ == nullptr) [[unlikely]] {
    throw Error{ErrorKind::misuse, "this session was moved from"};
  }
  return *state_;
}

Rows Session::query(const Statement& statement, Params params) {
  return detail::query(state(), statement.text(state().dialect), params);
}

Rows Session::query(const DynamicStatement& statement, Params params) {
  return detail::query(state(), detail::checked(statement, state().dialect), params);
}

std::int64_t Session::execute(const Statement& statement, Params params) {
  const SqlText& sql = statement.text(state().dialect);
  return sql.text.empty() ? 0 : detail::execute(state(), sql, params);
}

std::int64_t Session::execute(const DynamicStatement& statement, Params params) {
  return detail::execute(state(), detail::checked(statement, state().dialect), params);
}

Batch Session::batch(const Statement& statement) {
  return open_batch(statement.text(state().dialect), BatchKind::each);
}

Batch Session::batch(const BulkStatement& statement) {
  return open_batch(statement.text(state().dialect), BatchKind::arrays);
}

Batch Session::batch(const DynamicStatement& statement) {
  return open_batch(detail::checked(statement, state().dialect), BatchKind::each);
}

Batch Session::copy(const DynamicStatement& statement) {
  return open_batch(detail::checked(statement, state().dialect), BatchKind::copied);
}

Batch Session::open_batch(const SqlText& sql, BatchKind kind) {
  const detail::Use use{state().in_use};
  detail::DriverConnection& connection = detail::ready(state());
  detail::announce(state(), sql);
  try {
    auto opened = kind == BatchKind::copied   ? connection.copy(sql)
                  : kind == BatchKind::arrays ? connection.bulk(sql)
                                              : connection.batch(sql);
    Batch batch{&state(), opened.release()};
    state().phase = detail::Phase::batching;
    state().batch = sql;
    detail::remember(state(), sql);
    return batch;
  } catch (...) {
    detail::look_after_failure(state());
    throw;
  }
}

Stream Session::stream(const Statement& statement, Params params) {
  return open_stream(statement.text(state().dialect), params);
}

Stream Session::stream(const DynamicStatement& statement, Params params) {
  return open_stream(detail::checked(statement, state().dialect), params);
}

Stream Session::open_stream(const SqlText& sql, Params params) {
  const detail::Use use{state().in_use};
  detail::DriverConnection& connection = detail::ready(state());
  ++state().statements;
  detail::announce(state(), sql);
  try {
    Stream stream{&state(), connection.stream(sql, params).release()};
    state().phase = detail::Phase::streaming;
    state().stream_has_params = params.size() > 0;
    return stream;
  } catch (Error& error) {
    detail::look_after_failure(state());
    detail::rethrow(error, sql, params.size() > 0);
  } catch (...) {
    detail::look_after_failure(state());
    throw;
  }
}

void Session::commit() {
  const detail::Use use{state().in_use};
  if (state().phase == detail::Phase::idle) return;
  if (state().phase != detail::Phase::open) detail::make_ready(state());  // throws
  try {
    state().lease->connection->commit();
    state().phase = detail::Phase::idle;
  } catch (Error& error) {
    if (!state().lease->connection->in_transaction()) state().phase = detail::Phase::idle;
    detail::tell_by_model(error, state().written);
    raise(std::move(error));
  } catch (...) {
    if (!state().lease->connection->in_transaction()) state().phase = detail::Phase::idle;
    throw;
  }
}

void Session::rollback() {
  const detail::Use use{state().in_use};
  if (state().phase == detail::Phase::idle) return;
  const detail::Phase phase = state().phase;
  const bool is_taken = phase == detail::Phase::batching || phase == detail::Phase::streaming;
  if (is_taken) detail::make_ready(state());  // throws
  state().phase = detail::Phase::idle;
  state().lease->connection->rollback();
  if (!state().lease->connection->looks_alive()) {
    // The pool drops it; the next statement gets another one.
    state().pool->take_back(std::exchange(state().lease, nullptr));
  }
}

Savepoint Session::savepoint() {
  const detail::Use use{state().in_use};
  detail::DriverConnection& connection = detail::ready(state());
  const int number = ++state().savepoints;
  try {
    connection.run("savepoint tenon_" + std::to_string(number));
    state().is_first = false;
  } catch (...) {
    detail::look_after_failure(state());
    throw;
  }
  return Savepoint{&state(), state().transactions, number};
}

Timestamp Session::now() const {
  return state().clock != nullptr ? state().clock() : Timestamp::now();
}

void Session::set_clock(Timestamp (*clock)()) { state().clock = clock; }

Dialect Session::dialect() const { return state().dialect; }

std::int64_t Session::statement_count() const { return state().statements; }

}  // namespace tenon

#include "session_state.hpp"

#include <utility>

#include "told.hpp"

namespace tenon::detail {

void Use::refuse() { throw Error{ErrorKind::misuse, "a session is used by two threads at once"}; }

DriverConnection& make_ready(SessionState& state) {
  if (state.phase == Phase::batching) {
    throw Error{ErrorKind::misuse, "the session has a batch that is not finished"};
  }
  if (state.phase == Phase::streaming) {
    throw Error{ErrorKind::misuse, "the session is reading a stream, which has to end first"};
  }
  if (state.phase == Phase::lost) {
    throw Error{ErrorKind::misuse,
                "the database has ended this transaction after an error; roll back first"};
  }
  if (state.lease == nullptr) {
    state.lease = state.pool->lend();
    state.lease->connection->set_watched_by(&state.in_use);
  }
  state.lease->connection->begin_with_next();
  state.phase = Phase::open;
  state.is_first = true;
  state.written.clear();
  ++state.transactions;
  return *state.lease->connection;
}

void look_after_failure(SessionState& state) {
  if (state.lease->connection->in_transaction()) return;
  state.phase = state.is_first ? Phase::idle : Phase::lost;
}

void rethrow(Error& error, const SqlText& sql, bool has_params) {
  tell_by_model(error, sql, has_params);
  raise(std::move(error));
}

}  // namespace tenon::detail

// What a session shares with its batches, streams and savepoints.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "pool.hpp"

namespace tenon::detail {

enum class Phase : std::uint8_t {
  idle,       ///< no transaction
  open,       ///< statements run in a transaction
  batching,   ///< a batch has the connection
  streaming,  ///< a stream has it
  lost        ///< the database ended the transaction by itself: nothing may run until a rollback
};

struct SessionState {
  Pool* pool;
  Dialect dialect;
  Timestamp (*clock)();
  Lease* lease = nullptr;
  std::atomic<bool> in_use{false};
  Phase phase = Phase::idle;
  bool is_first = true;  ///< nothing has succeeded in this transaction yet
  int transactions = 0;
  int savepoints = 0;
  std::int64_t statements = 0;
  std::vector<const Table*> written = {};  ///< in this transaction, as far as statements say it
  SqlText batch = {};                      ///< what the batch that has the connection runs
  bool stream_has_params = false;          ///< the stream that has it
};

/// Takes a connection and begins a transaction; throws Error misuse where that is not possible now.
DriverConnection& make_ready(SessionState& state);

/// The connection, in a transaction.
inline DriverConnection& ready(SessionState& state) {
  if (state.phase == Phase::open) [[likely]] {
    return *state.lease->connection;
  }
  return make_ready(state);
}

/// After an error only the database knows whether there still is a transaction. Without this look,
/// a later statement would run, and stay, outside of any.
void look_after_failure(SessionState& state);

/// Lets an Error leave as what the model makes of it.
[[noreturn]] void rethrow(Error& error, const SqlText& sql, bool has_params);

}  // namespace tenon::detail

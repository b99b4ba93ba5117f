// libpq's pipeline mode for the length of a scope: several messages, one round trip.
#pragma once

#include "result.hpp"

namespace tenon::postgresql {

class Pipeline {
 public:
  /// Enters the mode. Throws Error when the connection is not idle.
  explicit Pipeline(PGconn* handle);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  /// Reads what was not read and leaves the mode.
  ~Pipeline();

  /// Sends what is waiting and marks the end of the round trip; nothing may be sent after it.
  void sync();
  /// The result of the next message that was sent; null when the connection broke.
  Result take();
  /// Waits for the end of the round trip and leaves the mode.
  void finish() noexcept;

 private:
  PGconn* handle_;  // nullptr when the mode was left
  bool is_synced_ = false;
};

}  // namespace tenon::postgresql

#include <string>
#include <utility>

#include <tenon/session.hpp>

#include "session_state.hpp"

namespace tenon {

Savepoint::Savepoint(Savepoint&& other) noexcept
    : session_(std::exchange(other.session_, nullptr)),
      transaction_(other.transaction_),
      number_(other.number_) {}

Savepoint::~Savepoint() {
  try {
    rollback();
  } catch (...) {
    // The transaction cannot be trusted any more; the session says so at its next statement.
    session_->phase = detail::Phase::lost;
  }
}

bool Savepoint::is_open() const {
  return session_ != nullptr && session_->phase == detail::Phase::open &&
         session_->transactions == transaction_;
}

void Savepoint::release() {
  if (!is_open()) return;
  const detail::Use use{session_->in_use};
  session_->lease->connection->run("release savepoint tenon_" + std::to_string(number_));
  session_ = nullptr;
}

void Savepoint::rollback() {
  if (!is_open()) return;
  const detail::Use use{session_->in_use};
  const std::string name = "tenon_" + std::to_string(number_);
  session_->lease->connection->run("rollback to savepoint " + name);
  session_->lease->connection->run("release savepoint " + name);
  session_ = nullptr;
}

}  // namespace tenon

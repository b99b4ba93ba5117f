#include <utility>

#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "session_state.hpp"

namespace tenon {

namespace detail {
namespace {

/// What a batch does, whose errors come with any of its calls.
template <class Run>
auto in_batch(SessionState& state, Run run) {
  const Use use{state.in_use};
  try {
    return run();
  } catch (Error& error) {
    rethrow(error, state.batch, true);
  }
}

}  // namespace
}  // namespace detail

Batch::Batch(Batch&& other) noexcept
    : session_(std::exchange(other.session_, nullptr)),
      batch_(std::exchange(other.batch_, nullptr)) {}

Batch::~Batch() { end(); }

void Batch::end() noexcept {
  if (session_ == nullptr) return;
  delete batch_;
  session_->phase = detail::Phase::open;
  detail::look_after_failure(*session_);
  session_ = nullptr;
}

void Batch::check_open() const {
  if (session_ == nullptr) throw Error{ErrorKind::misuse, "the batch has ended"};
}

void Batch::add(Params params) {
  check_open();
  session_->statements += detail::in_batch(*session_, [&] { return batch_->add(params); });
  session_->is_first = false;
}

const Row& Batch::next() {
  check_open();
  const Row* row = nullptr;
  if (!detail::in_batch(*session_, [&] { return batch_->next(row); }))
    throw Error{ErrorKind::misuse, "the batch has no further row"};
  if (row == nullptr) detail::refuse_no_row();
  return *row;
}

std::int64_t Batch::finish() {
  check_open();
  const std::int64_t changed = detail::in_batch(*session_, [&] {
    const Row* row = nullptr;
    while (batch_->next(row)) {
    }
    return batch_->changed();
  });
  end();
  return changed;
}

}  // namespace tenon

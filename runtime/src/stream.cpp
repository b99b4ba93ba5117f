#include <tenon/stream.hpp>

#include <utility>

#include <tenon/error.hpp>
#include <tenon/session.hpp>
#include <tenon/table.hpp>

#include "composer.hpp"
#include "session_state.hpp"

namespace tenon {

Stream::Stream(Stream&& other) noexcept
    : session_(std::exchange(other.session_, nullptr)),
      rows_(std::exchange(other.rows_, nullptr)),
      row_(std::exchange(other.row_, nullptr)) {}

Stream::~Stream() { end(); }

void Stream::end() noexcept {
  if (session_ == nullptr) return;
  delete rows_;
  session_->phase = detail::Phase::open;
  detail::look_after_failure(*session_);
  session_ = nullptr;
}

bool Stream::next() {
  if (session_ == nullptr) return false;
  try {
    row_ = rows_->next();
    session_->is_first = false;
  } catch (Error& error) {
    const bool has_params = session_->stream_has_params;
    end();
    detail::rethrow(error, {}, has_params);
  } catch (...) {
    end();
    throw;
  }
  if (row_ == nullptr) end();
  return row_ != nullptr;
}

void stream(Session& session, const Table& table, const StreamOptions& options, Each<Row> each) {
  detail::Composer sql{session.dialect(), table};
  sql.add("select ").add(table.columns.in(session.dialect()));
  sql.add("\nfrom ").add(table.name_in(session.dialect()));
  sql.add_seen(table, options.removed);
  sql.add_where(options.where);
  sql.add_order(detail::total_order(table, options.order.parts()));
  for (Stream rows = session.stream(sql.statement(), sql.params()); rows.next();) {
    if (!each(rows.row())) return;
  }
}

}  // namespace tenon

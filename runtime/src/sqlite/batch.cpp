#include "batch.hpp"

#include <new>

#include "bind.hpp"
#include "error.hpp"

namespace tenon::sqlite {

SqliteBatch::SqliteBatch(SqliteConnection& connection, const SqlText& sql)
    : connection_(connection), sql_(sql) {}

SqliteBatch::~SqliteBatch() {
  for (sqlite3_value* const value : values_) sqlite3_value_free(value);
  if (statement_ == nullptr) return;
  sqlite3_clear_bindings(statement_->handle.get());
  connection_.give_back(*statement_);
}

int SqliteBatch::add(Params params) {
  connection_.check_not_failed(sql_.text);
  if (statement_ == nullptr) {
    statement_ = &connection_.acquire(sql_, params.size());
    columns_ = sqlite3_column_count(statement_->handle.get());
  }
  if (params.size() != statement_->parameters) {
    throw Error{ErrorKind::misuse, "the number of parameters changed within a batch"};
  }
  sqlite3_stmt* const handle = statement_->handle.get();
  sqlite3_reset(handle);
  bind(connection_.handle(), handle, params, Lifetime::until_done);
  const bool was_inside = connection_.is_inside();
  int code = sqlite3_step(handle);
  has_row_.push_back(code == SQLITE_ROW);
  if (code == SQLITE_ROW) keep_row(handle);
  while (code == SQLITE_ROW) code = sqlite3_step(handle);
  if (code != SQLITE_DONE) connection_.fail(sql_.text, was_inside);
  if (statement_->writes) changed_ += sqlite3_changes64(connection_.handle());
  return 1;
}

void SqliteBatch::keep_row(sqlite3_stmt* statement) {
  for (int column = 0; column < columns_; ++column) {
    sqlite3_value* const copy = sqlite3_value_dup(sqlite3_column_value(statement, column));
    if (copy == nullptr) throw std::bad_alloc{};
    values_.push_back(copy);
  }
}

bool SqliteBatch::next(const Row*& row) {
  row = nullptr;
  if (next_run_ == has_row_.size()) return false;
  if (has_row_[next_run_++]) {
    row_.show(statement_->handle.get(), values_.data() + next_value_, columns_);
    next_value_ += static_cast<std::size_t>(columns_);
    row = &row_;
  }
  return true;
}

}  // namespace tenon::sqlite

#include "bulk.hpp"

#include <string>

#include <tenon/error.hpp>

namespace tenon::postgresql {

namespace {

// The server works on one statement while we write the next, and neither has to hold all.
constexpr std::size_t most_rows = 1'000;
constexpr std::size_t most_bytes = 4 << 20;

}  // namespace

PostgresqlBulk::PostgresqlBulk(PostgresqlConnection& connection, const SqlText& sql)
    : connection_(connection), sql_(sql), batch_(connection, sql) {}

int PostgresqlBulk::add(Params params) {
  if (is_reading_) throw Error{ErrorKind::misuse, "the batch is being read already"};
  const bool is_first = columns_.rows() == 0;
  columns_.add(params);
  if (columns_.rows() == most_rows || columns_.byte_size() >= most_bytes) send();
  return is_first ? 1 : 0;
}

void PostgresqlBulk::send() {
  if (columns_.rows() == 0) return;
  connection_.encoder_.encode(columns_);
  batch_.send();
  batch_.flush();
  sent_.push_back(columns_.rows());
  columns_.clear();
}

bool PostgresqlBulk::next(const Row*& row) {
  row = nullptr;
  if (!is_reading_) {
    send();
    is_reading_ = true;
  }
  if (cursor_ && cursor_->advance()) {
    row = &*cursor_;
    return true;
  }
  cursor_.reset();
  Result result = batch_.next_result();
  if (result == nullptr) return false;
  const std::size_t rows = sent_.front();
  sent_.pop_front();
  const bool gives_rows = PQresultStatus(result.get()) == PGRES_TUPLES_OK;
  if (gives_rows && static_cast<std::size_t>(PQntuples(result.get())) != rows) {
    // Which ones are missing cannot be told, so none of them can be told apart.
    Error error{ErrorKind::misuse,
                "the table gave back " + std::to_string(PQntuples(result.get())) + " of " +
                    std::to_string(rows) + " rows: a trigger or a rule of it leaves out rows"};
    throw error.set_statement(sql_.text);
  }
  cursor_.emplace(std::move(result));
  if (cursor_->advance()) row = &*cursor_;
  return true;
}

}  // namespace tenon::postgresql

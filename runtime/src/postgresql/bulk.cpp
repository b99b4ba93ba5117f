#include "bulk.hpp"

#include <string>

#include <tenon/error.hpp>

#include "wire.hpp"

namespace tenon::postgresql {

namespace {

// The server works on one statement while we write the next, and neither has to hold all.
constexpr std::size_t most_rows = 1'000;
constexpr std::size_t most_bytes = 4 << 20;

/// The integer in the first column; none in a column of another type, or NULL.
std::optional<std::int64_t> key_of(const PGresult* result, int row) {
  const char* const value = PQgetvalue(result, row, 0);
  switch (PQgetisnull(result, row, 0) != 0 ? 0 : PQftype(result, 0)) {
    case oid::int8:
      return static_cast<std::int64_t>(load64(value));
    case oid::int4:
      return static_cast<std::int32_t>(load32(value));
    case oid::int2:
      return static_cast<std::int16_t>(load16(value));
    default:
      return std::nullopt;
  }
}

[[noreturn]] void refuse(const std::string& message, std::string_view sql) {
  Error error{ErrorKind::misuse, message};
  throw error.set_statement(sql);
}

/// The sequence counted up in the order of the rows that were sent: rows whose keys ascend are in
/// that order, whatever the server promises of RETURNING.
void check_order(const PGresult* result, std::string_view sql) {
  std::optional<std::int64_t> last;
  for (int row = 0; row < PQntuples(result); ++row) {
    const std::optional<std::int64_t> key = key_of(result, row);
    if (!key || (last && *key <= *last)) {
      refuse(
          "the keys of the new rows do not ascend, so that the rows cannot be told apart: a "
          "trigger "
          "of the table changes them, or its sequence counts down or in a cycle",
          sql);
    }
    last = key;
  }
}

/// Which rows are missing cannot be told, so none of them can be told apart.
void check_count(const PGresult* result, std::size_t sent, std::string_view sql) {
  const int rows = PQntuples(result);
  if (static_cast<std::size_t>(rows) == sent) return;
  refuse("the table gave back " + std::to_string(rows) + " of " + std::to_string(sent) +
             " rows: a trigger or a rule of it leaves out rows",
         sql);
}

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
  if (PQresultStatus(result.get()) == PGRES_TUPLES_OK) {
    check_count(result.get(), rows, sql_.text);
    check_order(result.get(), sql_.text);
  }
  cursor_.emplace(std::move(result));
  if (cursor_->advance()) row = &*cursor_;
  return true;
}

}  // namespace tenon::postgresql

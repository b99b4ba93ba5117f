#include "copy.hpp"

#include <utility>

#include <tenon/error.hpp>

#include "binary_value.hpp"
#include "wire.hpp"

namespace tenon::postgresql {

namespace {

// libpq copies what it is given; the system takes about so much at a time.
constexpr std::size_t enough = 64 << 10;

}  // namespace

PostgresqlCopy::PostgresqlCopy(PostgresqlConnection& connection, const SqlText& sql)
    : connection_(connection), sql_(sql) {
  if (connection.begins_with_next_) connection.begin(TransactionMode::write);
  const Result result{PQexec(connection.handle(), std::string{sql.text}.c_str())};
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) connection.fail(result.get(), sql.text);
  buffer_.assign("PGCOPY\n\377\r\n\0", 11);
  append32(buffer_, 0);  // flags
  append32(buffer_, 0);  // the length of an extension
}

PostgresqlCopy::~PostgresqlCopy() {
  if (!is_open_) return;
  try {
    end("the program has ended it");
  } catch (...) {
    // What it says was asked for.
  }
}

int PostgresqlCopy::add(Params params) {
  if (!is_open_) throw Error{ErrorKind::misuse, "the batch is being read already"};
  const std::size_t before = buffer_.size();
  try {
    append_copied(buffer_, params);
  } catch (...) {
    buffer_.resize(before);
    throw;
  }
  if (buffer_.size() >= enough) send();
  return std::exchange(is_counted_, true) ? 0 : 1;
}

void PostgresqlCopy::send() {
  const int sent =
      PQputCopyData(connection_.handle(), buffer_.data(), static_cast<int>(buffer_.size()));
  if (sent != 1) connection_.fail(nullptr, sql_.text);
  buffer_.clear();
}

// Without an error the rows are the table's; the server says what it made of them.
void PostgresqlCopy::end(const char* error) {
  is_open_ = false;
  PGconn* const handle = connection_.handle();
  if (PQputCopyEnd(handle, error) != 1) connection_.fail(nullptr, sql_.text);
  const Result result = connection_.take_single();
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) connection_.fail(result.get(), sql_.text);
  changed_ = changed_by(result.get());
}

bool PostgresqlCopy::next(const Row*& row) {
  row = nullptr;
  if (!is_open_) return false;
  append16(buffer_, static_cast<std::uint16_t>(-1));  // behind the last row
  send();
  end(nullptr);
  return false;
}

}  // namespace tenon::postgresql

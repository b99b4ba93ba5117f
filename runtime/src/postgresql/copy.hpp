// Rows on their way into a table by COPY, in its binary form.
#pragma once

#include <cstdint>
#include <string>

#include "connection.hpp"

namespace tenon::postgresql {

class PostgresqlCopy final : public detail::DriverBatch {
 public:
  /// `sql` is a COPY … FROM STDIN (FORMAT BINARY), whose rows have the parameters' own types.
  PostgresqlCopy(PostgresqlConnection& connection, const SqlText& sql);
  PostgresqlCopy(const PostgresqlCopy&) = delete;
  PostgresqlCopy& operator=(const PostgresqlCopy&) = delete;
  ~PostgresqlCopy() override;

  int add(Params params) override;
  bool next(const Row*& row) override;
  std::int64_t changed() const override { return changed_; }

 private:
  void send();
  void end(const char* error);

  PostgresqlConnection& connection_;
  SqlText sql_;
  std::string buffer_;
  bool is_counted_ = false;  // as a statement
  bool is_open_ = true;
  std::int64_t changed_ = 0;
};

}  // namespace tenon::postgresql

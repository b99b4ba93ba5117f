// A stream on PostgreSQL: libpq's single-row mode, within a savepoint, so that a statement that is
// cancelled does not fail its transaction.
#pragma once

#include <optional>

#include "connection.hpp"
#include "cursor.hpp"
#include "pipeline.hpp"

namespace tenon::postgresql {

class PostgresqlStream final : public detail::DriverStream {
 public:
  PostgresqlStream(PostgresqlConnection& connection, const SqlText& sql, Params params);
  PostgresqlStream(const PostgresqlStream&) = delete;
  PostgresqlStream& operator=(const PostgresqlStream&) = delete;
  ~PostgresqlStream() override;

  const Row* next() override;

 private:
  void send(const SqlText& sql, bool begins);
  const Row* read();
  void check(const PGresult* result) const;
  void cancel() noexcept;

  PostgresqlConnection& connection_;
  SqlText sql_;
  std::optional<Pipeline> pipeline_;     // none when all was read
  std::optional<PostgresqlCursor> row_;  // kept in place: each row is a result
  bool has_failed_ = false;
};

}  // namespace tenon::postgresql

// A batch on PostgreSQL whose rows travel as arrays, a column each: one statement takes many of
// them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "array_columns.hpp"
#include "batch.hpp"

namespace tenon::postgresql {

/// The statement's text has to give no rows at all, or one for each that it takes, with a key first
/// that the database counts up in their order. Rows that are missing, and keys that do not ascend,
/// are Error misuse: what comes back is never matched with a wrong row.
class PostgresqlBulk final : public detail::DriverBatch {
 public:
  PostgresqlBulk(PostgresqlConnection& connection, const SqlText& sql);

  int add(Params params) override;
  bool next(const Row*& row) override;
  std::int64_t changed() const override { return batch_.changed(); }

 private:
  void send();

  PostgresqlConnection& connection_;
  SqlText sql_;
  PostgresqlBatch batch_;
  ArrayColumns columns_;
  std::deque<std::size_t> sent_;  // how many rows each statement took whose result was not read
  bool is_reading_ = false;
  std::optional<PostgresqlCursor> cursor_;
};

}  // namespace tenon::postgresql

// A batch on PostgreSQL: all runs in one pipeline.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "connection.hpp"
#include "cursor.hpp"
#include "pipeline.hpp"

namespace tenon::postgresql {

class PostgresqlBatch final : public detail::DriverBatch {
 public:
  PostgresqlBatch(PostgresqlConnection& connection, const SqlText& sql);
  ~PostgresqlBatch() override;

  int add(Params params) override;
  bool next(const Row*& row) override;

  /// Sends the statement with what the connection's encoder holds.
  void send();
  /// The result of the first or next statement that was sent; null after the last. Throws what it
  /// failed with.
  Result next_result();
  /// Tells the server to answer what it has got.
  void flush();
  std::int64_t changed() const override { return changed_; }

 private:
  enum class Sent : std::uint8_t { begin, prepare, run };

  void check(const PGresult* result) const;
  Result receive();
  void read_ahead();

  PostgresqlConnection& connection_;
  SqlText sql_;
  Pipeline pipeline_;
  std::deque<Sent> sent_;  // not answered yet
  std::deque<PreparedStatement*> preparing_;
  std::deque<Result> results_;  // of runs, read before they were asked for
  std::size_t unread_runs_ = 0;
  std::size_t since_flush_ = 0;
  bool is_synced_ = false;
  std::int64_t changed_ = 0;
  std::optional<PostgresqlCursor> cursor_;  // kept in place: one run, one row
};

}  // namespace tenon::postgresql

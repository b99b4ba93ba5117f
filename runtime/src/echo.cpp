#include "echo.hpp"

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

#include <tenon/error.hpp>

namespace tenon::detail {

namespace {

using Clock = std::chrono::steady_clock;

/// A statement from when it is asked for until it has told of itself.
class Told {
 public:
  explicit Told(std::string_view sql) : sql_(trimmed(sql)) {}
  Told(Told&& other) noexcept
      : sql_(std::move(other.sql_)),
        spent_(other.spent_),
        is_told_(std::exchange(other.is_told_, true)) {}

  /// What the call takes counts as the statement's time.
  template <class Call>
  auto time(Call&& call) {
    const Clock::time_point begin = Clock::now();
    try {
      auto result = call();
      spent_ += Clock::now() - begin;
      return result;
    } catch (const Error& error) {
      spent_ += Clock::now() - begin;
      const bool has_state = !error.sqlstate().empty();
      tell("failed: " + (has_state ? error.sqlstate() : std::string{to_text(error.kind())}));
      throw;
    }
  }

  /// Once; `what` stands behind the duration.
  void tell(const std::string& what) {
    if (std::exchange(is_told_, true)) return;
    char head[64];
    std::snprintf(head, sizeof head, "-- tenon: %.3f ms",
                  std::chrono::duration<double, std::milli>{spent_}.count());
    std::string text = head + (what.empty() ? what : ", " + what) + "\n" + sql_ + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
  void tell_rows(std::int64_t count) {
    tell(std::to_string(count) + (count == 1 ? " row" : " rows"));
  }

 private:
  static std::string trimmed(std::string_view sql) {
    while (!sql.empty() && sql.front() == '\n') sql.remove_prefix(1);
    while (!sql.empty() && sql.back() == '\n') sql.remove_suffix(1);
    return std::string{sql};
  }

  std::string sql_;
  Clock::duration spent_{};
  bool is_told_ = false;
};

/// Counts the rows that are read.
class EchoedCursor final : public Cursor {
 public:
  EchoedCursor(Told told, Rows rows) : told_(std::move(told)), rows_(std::move(rows)) {}
  ~EchoedCursor() override { told_.tell_rows(count_); }

  bool advance() override {
    const bool has_row = told_.time([&] { return rows_.next(); });
    count_ += has_row ? 1 : 0;
    if (!has_row) told_.tell_rows(count_);
    return has_row;
  }
  std::size_t known_size() const override { return rows_.known_size(); }

  int size() const override { return row().size(); }
  std::string_view name(int column) const override { return row().name(column); }
  bool is_null(int column) const override { return row().is_null(column); }
  void get(int column, bool& out) const override { row().get(column, out); }
  void get(int column, std::int16_t& out) const override { row().get(column, out); }
  void get(int column, std::int32_t& out) const override { row().get(column, out); }
  void get(int column, std::int64_t& out) const override { row().get(column, out); }
  void get(int column, float& out) const override { row().get(column, out); }
  void get(int column, double& out) const override { row().get(column, out); }
  void get(int column, std::string& out) const override { row().get(column, out); }
  void get(int column, Bytes& out) const override { row().get(column, out); }
  void get(int column, Uuid& out) const override { row().get(column, out); }
  void get(int column, Timestamp& out) const override { row().get(column, out); }
  void get(int column, Date& out) const override { row().get(column, out); }
  void get(int column, LocalTimestamp& out) const override { row().get(column, out); }
  void get(int column, Time& out) const override { row().get(column, out); }
  void get(int column, Interval& out) const override { row().get(column, out); }
  void get(int column, Json& out) const override { row().get(column, out); }
  void get(int column, Decimal& out, Numeric type) const override { row().get(column, out, type); }
  std::string_view text(int column) const override { return row().text(column); }

 private:
  const Cursor& row() const { return static_cast<const Cursor&>(rows_.row()); }
  Rows elements(int column) const override { return elements_of(row(), column); }

  Told told_;
  Rows rows_;
  std::int64_t count_ = 0;
};

class EchoedBatch final : public DriverBatch {
 public:
  EchoedBatch(Told told, std::unique_ptr<DriverBatch> batch)
      : told_(std::move(told)), batch_(std::move(batch)) {}
  ~EchoedBatch() override { told_.tell(std::to_string(runs_) + (runs_ == 1 ? " run" : " runs")); }

  int add(Params params) override {
    const int more = told_.time([&] { return batch_->add(params); });
    runs_ += more;
    return more;
  }
  bool next(const Row*& row) override {
    return told_.time([&] { return batch_->next(row); });
  }
  std::int64_t changed() const override { return batch_->changed(); }

 private:
  Told told_;
  std::unique_ptr<DriverBatch> batch_;
  std::int64_t runs_ = 0;
};

class EchoedStream final : public DriverStream {
 public:
  EchoedStream(Told told, std::unique_ptr<DriverStream> stream)
      : told_(std::move(told)), stream_(std::move(stream)) {}
  ~EchoedStream() override { told_.tell_rows(count_); }

  const Row* next() override {
    const Row* const row = told_.time([&] { return stream_->next(); });
    count_ += row != nullptr ? 1 : 0;
    return row;
  }

 private:
  Told told_;
  std::unique_ptr<DriverStream> stream_;
  std::int64_t count_ = 0;
};

class EchoedConnection final : public DriverConnection {
 public:
  explicit EchoedConnection(std::unique_ptr<DriverConnection> connection)
      : inner_(std::move(connection)) {}

  Dialect dialect() const override { return inner_->dialect(); }
  std::string database() const override { return inner_->database(); }
  int server_version() const override { return inner_->server_version(); }

  Rows query(const SqlText& sql, Params params) override {
    Told told{sql.text};
    Rows rows = told.time([&] { return inner_->query(sql, params); });
    return Rows{new EchoedCursor{std::move(told), std::move(rows)}};
  }
  std::int64_t execute(const SqlText& sql, Params params) override {
    return count(sql.text, [&] { return inner_->execute(sql, params); });
  }
  std::unique_ptr<DriverBatch> batch(const SqlText& sql) override {
    return std::make_unique<EchoedBatch>(Told{sql.text}, inner_->batch(sql));
  }
  std::unique_ptr<DriverBatch> bulk(const SqlText& sql) override {
    return std::make_unique<EchoedBatch>(Told{sql.text}, inner_->bulk(sql));
  }
  std::unique_ptr<DriverBatch> copy(const SqlText& sql) override {
    return std::make_unique<EchoedBatch>(Told{sql.text}, inner_->copy(sql));
  }
  std::unique_ptr<DriverStream> stream(const SqlText& sql, Params params) override {
    Told told{sql.text};
    auto stream = told.time([&] { return inner_->stream(sql, params); });
    return std::make_unique<EchoedStream>(std::move(told), std::move(stream));
  }
  std::int64_t run(std::string_view sql) override {
    return count(sql, [&] { return inner_->run(sql); });
  }
  Rows run_query(std::string_view sql, Params params) override {
    Told told{sql};
    Rows rows = told.time([&] { return inner_->run_query(sql, params); });
    return Rows{new EchoedCursor{std::move(told), std::move(rows)}};
  }

  void begin(TransactionMode mode) override {
    call("begin", [&] { inner_->begin(mode); });
  }
  // Travels with the next statement.
  void begin_with_next() override { inner_->begin_with_next(); }
  void commit() override {
    call("commit", [&] { inner_->commit(); });
  }
  void rollback() override {
    if (!inner_->in_transaction()) return inner_->rollback();
    call("rollback", [&] { inner_->rollback(); });
  }
  bool in_transaction() const override { return inner_->in_transaction(); }
  void check_late_keys() override { inner_->check_late_keys(); }
  bool reset(bool was_raw) noexcept override { return inner_->reset(was_raw); }
  bool looks_alive() noexcept override { return inner_->looks_alive(); }
  void set_watched_by(std::atomic<bool>* in_use) override { inner_->set_watched_by(in_use); }

 private:
  template <class Call>
  static std::int64_t count(std::string_view sql, Call call) {
    Told told{sql};
    const std::int64_t rows = told.time(call);
    told.tell_rows(rows);
    return rows;
  }
  template <class Call>
  static void call(std::string_view sql, Call work) {
    Told told{sql};
    told.time([&] {
      work();
      return 0;
    });
    told.tell("");
  }

  std::unique_ptr<DriverConnection> inner_;
};

}  // namespace

std::unique_ptr<DriverConnection> echoed(std::unique_ptr<DriverConnection> connection) {
  return std::make_unique<EchoedConnection>(std::move(connection));
}

}  // namespace tenon::detail

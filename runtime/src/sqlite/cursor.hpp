// Rows of SQLite: read from a running statement, or from values that were kept.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <limits>

#include <tenon/row.hpp>

namespace tenon::sqlite {

/// Decodes one row. SQLite's own types are five; what a column means is said by the type asked for,
/// as the design fixes it: times as integer microseconds, Uuid as BLOB(16), and so on.
class SqliteRow : public detail::Cursor {
 public:
  using Row::get;

  int size() const override { return size_; }
  std::string_view name(int column) const override;
  bool is_null(int column) const override;
  void get(int column, bool& out) const override;
  void get(int column, std::int16_t& out) const override;
  void get(int column, std::int32_t& out) const override;
  void get(int column, std::int64_t& out) const override;
  void get(int column, float& out) const override;
  void get(int column, double& out) const override;
  void get(int column, std::string& out) const override;
  void get(int column, Bytes& out) const override;
  void get(int column, Uuid& out) const override;
  void get(int column, Timestamp& out) const override;
  void get(int column, Date& out) const override;
  void get(int column, LocalTimestamp& out) const override;
  void get(int column, Time& out) const override;
  void get(int column, Interval& out) const override;
  void get(int column, Json& out) const override;
  void get(int column, Decimal& out, Numeric type) const override;
  std::string_view text(int column) const override;

 protected:
  // SQLite calls a value of sqlite3_column_value() unprotected: not to be read while another thread
  // uses the connection. A connection of ours is used by one thread at a time.
  sqlite3_value* value(int column) const {
    if (column == last_column_) return last_;
    last_column_ = column;
    if (values_ != nullptr && column >= 0 && column < size_) return last_ = values_[column];
    // Of a column that does not exist it makes a NULL.
    return last_ = sqlite3_column_value(values_ == nullptr ? statement_ : nullptr, column);
  }
  /// The row is another one.
  void forget() { last_column_ = nothing; }

  sqlite3_stmt* statement_ = nullptr;
  sqlite3_value* const* values_ = nullptr;
  int size_ = 0;

 private:
  // A column that may be NULL is looked at twice, and finding it is the dearest part.
  static constexpr int nothing = std::numeric_limits<int>::min();
  mutable sqlite3_value* last_ = nullptr;
  mutable int last_column_ = nothing;

  Rows elements(int column) const override;
  std::int64_t integer(int column) const;
  /// An integer, or a REAL that is one.
  std::int64_t number(int column) const;
  [[noreturn]] void refuse(int column, const char* expected) const;
};

class SqliteConnection;
struct CachedStatement;

/// A running statement. The first step was made when it was begun, so that its errors show there.
class SqliteCursor final : public SqliteRow {
 public:
  /// Gives `statement` back when it is closed. `has_row`: the outcome of the first step.
  SqliteCursor(SqliteConnection& connection, CachedStatement& statement, bool has_row);
  ~SqliteCursor() override;
  SqliteCursor(const SqliteCursor&) = delete;
  SqliteCursor& operator=(const SqliteCursor&) = delete;

  // Each thread keeps one block.
  static void* operator new(std::size_t size);
  static void operator delete(void* block);

  bool advance() override;

  /// Ends the statement early; a later advance() is Error misuse.
  void close() noexcept;

 private:
  friend class SqliteConnection;
  bool step();

  SqliteConnection* connection_;
  CachedStatement* cached_;
  SqliteCursor* previous_ = nullptr;
  SqliteCursor* next_ = nullptr;
  bool has_first_;  // the row of the first step was not given out yet
  bool is_finished_;
};

}  // namespace tenon::sqlite

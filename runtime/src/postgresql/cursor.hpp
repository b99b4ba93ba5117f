// Rows of PostgreSQL, decoded from the binary form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tenon/row.hpp>

#include "result.hpp"

namespace tenon::postgresql {

/// All rows are in the client's memory; the cursor owns them. A column is decoded by the type that
/// the server sent. When that is not the one asked for it is converted where nothing is lost
/// (convert.cpp), else refused.
class PostgresqlCursor final : public detail::Cursor {
 public:
  using Row::get;

  explicit PostgresqlCursor(Result result);

  // Each thread keeps one block.
  static void* operator new(std::size_t size);
  static void operator delete(void* block);

  bool advance() override { return ++row_ < rows_; }
  std::size_t known_size() const override {
    const int left = rows_ - row_ - 1;
    return left > 0 ? static_cast<std::size_t>(left) : 0;
  }

  Cursor* sample() const override;

  int size() const override { return PQnfields(result_.get()); }
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

 private:
  Rows elements(int column) const override;
  Oid type(int column) const;
  /// The bytes of a value that has `length` of them.
  const char* fixed(int column, int length, const char* expected) const;
  std::string_view bytes(int column, const char* expected) const;
  std::int64_t integer(int column) const;
  // The slow ways, for a column of another type than the one asked for.
  std::int64_t converted_integer(int column, const char* expected) const;
  double converted_double(int column) const;
  std::string_view converted_text(int column) const;
  Decimal decimal(int column) const;
  std::int64_t microseconds_since_1970(int column, const char* expected) const;
  [[noreturn]] void refuse(int column, const char* expected) const;

  Result result_;
  int row_ = -1;
  int rows_;
  mutable std::array<Oid, 32> types_{};  // 0: not looked up; columns beyond are looked up each time
};

}  // namespace tenon::postgresql

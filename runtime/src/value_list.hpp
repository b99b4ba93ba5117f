// Values of one column, gathered one by one, as one array parameter.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include <tenon/param.hpp>

namespace tenon::detail {

/// Of numbers of any kind, bools, texts, enums, bytes, UUIDs, Decimals, moments, dates and times of
/// day.
class ValueList {
 public:
  /// Copies the value. Throws Error misuse for NULL, and for other types.
  void add(const Param& value);
  /// A view.
  Param param() const;
  /// Texts of which the database finds out the type.
  bool is_untyped() const { return kind_ == ValueKind::untyped_text; }

 private:
  ValueKind kind_ = ValueKind::none;
  Numeric numeric_{};
  std::variant<std::vector<std::int64_t>, std::vector<std::string>, std::vector<Uuid>,
               std::vector<Decimal>, std::vector<Timestamp>, std::vector<Date>,
               std::vector<LocalTimestamp>, std::vector<Time>, std::vector<bool>,
               std::vector<double>, std::vector<Bytes>>
      values_;
};

/// Different for values that are not the same, byte by byte.
void append_bytes(std::string& to, const Param& value);

}  // namespace tenon::detail

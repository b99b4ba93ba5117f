// A parameter of a statement: a small tagged view of a value, without a copy. The value has to live
// until the call that takes the parameter returns, so parameters are written in the call itself:
// `session.query(find_sql, {id, name})`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tenon/bytes.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/fwd.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/uuid.hpp>
#include <tenon/value_kind.hpp>

namespace tenon {

/// A C++ type that a column can have.
template <class T>
concept ColumnValue = value_kind<T>
!= ValueKind::none;

/// The same for all of them, for a parameter that is an array.
template <Coded T>
std::vector<Stored<T>> stored(const std::vector<T>& values) {
  std::vector<Stored<T>> all;
  all.reserve(values.size());
  for (const T& value : values) all.push_back(stored(value));
  return all;
}

namespace detail {

/// The value lives in what was encoded.
template <class T>
concept EncodesInPlace = requires(const T& value) {
  requires std::is_reference_v<decltype(Codec<T>::encode(value))>;
};

}  // namespace detail

class Param {
  /// Kept in the parameter itself; of other values it is a view.
  template <class T>
  static constexpr bool is_kept =
      std::is_arithmetic_v<T> || std::is_same_v<T, Timestamp> || std::is_same_v<T, Date> ||
      std::is_same_v<T, LocalTimestamp> || std::is_same_v<T, Time>;

 public:
  Param(std::nullopt_t) : Param(ValueKind::none) {}
  /// A number or a bool of exactly its own type: nothing is converted on the way in.
  template <class T>
  requires std::is_arithmetic_v<T> && ColumnValue<T> Param(T value)
      : kind_(value_kind<T>), is_null_(false) {
    if constexpr (std::is_floating_point_v<T>) {
      value_.real = value;
    } else {
      value_.integer = value;
    }
  }
  template <TextEnum E>
  requires ColumnValue<E> Param(E value) : Param(std::string_view{to_text(value)}) {
    kind_ = ValueKind::untyped_text;
  }
  Param(std::string_view value) : Param(ValueKind::text, value.data(), value.size()) {}
  Param(const std::string& value) : Param(std::string_view{value}) {}
  /// A null pointer is NULL.
  Param(const char* value)
      : Param(value ? Param(std::string_view{value}) : Param(ValueKind::text)) {}
  Param(std::nullptr_t) = delete;
  /// What is none of these would be made into one that is gone before it is sent.
  template <class T>
  requires(std::is_arithmetic_v<T> && !ColumnValue<T>) Param(T value)
  = delete;
  template <class T>
  requires(!Coded<T> && std::is_convertible_v<const T&, std::string> &&
           !std::is_convertible_v<const T&, std::string_view>) Param(const T& value)
  = delete;
  Param(const Bytes& value);
  Param(const Uuid& value) : Param(ValueKind::uuid, value.bytes, sizeof value.bytes) {}
  Param(Timestamp value) : Param(value.microseconds) { kind_ = ValueKind::timestamp; }
  Param(Date value) : Param(std::int32_t{value.days}) { kind_ = ValueKind::date; }
  Param(LocalTimestamp value) : Param(value.microseconds) { kind_ = ValueKind::local_timestamp; }
  /// Throws Error bad_value when the statement is sent and this is no time of a day.
  Param(Time value) : Param(value.microseconds) { kind_ = ValueKind::time; }
  Param(const Interval& value) : Param(ValueKind::interval, &value, 1) {}
  /// Throws Error bad_value when the statement is sent and no database holds it as JSON.
  Param(const Json& value) : Param(ValueKind::json, value.text.data(), value.text.size()) {}
  /// `type` is the column's: it decides how SQLite stores the number. Throws Error bad_value when
  /// the statement is sent and the column cannot hold the value exactly.
  Param(const Decimal& value, Numeric type = {}) : Param(ValueKind::decimal, &value, 1) {
    more_.numeric = type;
  }
  template <class T>
  Param(const std::optional<T>& value) : Param(value ? Param(*value) : Param(value_kind<T>)) {}
  Param(const std::optional<Decimal>& value, Numeric type);
  template <class T>
  Param(const Required<T>& value) : Param(*value) {}
  template <class T>
  requires std::is_same_v<T, Decimal> Param(const Required<T>& value, Numeric type)
      : Param(*value, type) {}

  /// What a Codec stores, when it can be viewed in `value` or is kept in the parameter itself.
  template <Coded T>
  requires(detail::EncodesInPlace<T> || is_kept<Stored<T>>) Param(const T& value)
      : Param(stored(value)) {}
  template <Coded T>
  requires std::is_same_v<Stored<T>, Decimal> && detail::EncodesInPlace<T> Param(const T& value,
                                                                                 Numeric type)
      : Param(stored(value), type) {}
  /// What the Codec made would be gone before it is sent: write `tenon::stored(value)` in the call.
  template <Coded T>
  requires(!detail::EncodesInPlace<T> && !is_kept<Stored<T>>) Param(const T& value)
  = delete;

  /// All values as one parameter: a list, or what `= any($1)` looks into (SQLite:
  /// `in (select value from tenon_array($1))`).
  template <ColumnValue T>
  requires(!Coded<T>) Param(const std::vector<T>& values)
      : Param(value_kind<T>, &values, values.size()) {
    is_array_ = true;
    if constexpr (std::is_enum_v<T>) {
      is_enum_ = true;
      more_.text_of = [](const void* list, std::size_t at) {
        return std::string_view{to_text((*static_cast<const std::vector<T>*>(list))[at])};
      };
    } else if constexpr (!std::is_same_v<T, bool>) {
      value_.data = values.data();
    }
  }
  Param(const std::vector<Decimal>& values, Numeric type);
  template <ColumnValue T>
  Param(const std::optional<std::vector<T>>& values)
      : Param(values ? Param(*values) : Param(value_kind<T>)) {
    is_array_ = true;
  }
  Param(const std::optional<std::vector<Decimal>>& values, Numeric type);
  Param(const Required<std::vector<Decimal>>& values, Numeric type);

  /// NULL for a column of this type.
  template <ColumnValue T>
  static Param null() {
    return Param(value_kind<T>);
  }

  /// The same text, or texts, of which the database finds out the type.
  Param untyped() const {
    Param param = *this;
    if (kind_ == ValueKind::text) param.kind_ = ValueKind::untyped_text;
    return param;
  }

  ValueKind kind() const { return kind_; }
  bool is_null() const { return is_null_; }
  bool is_array() const { return is_array_; }
  std::int64_t integer() const { return value_.integer; }
  double real() const { return value_.real; }
  /// The first byte, or the first element of an array; of an array of bool the vector itself.
  const void* data() const { return value_.data; }
  /// Bytes, or elements of an array.
  std::size_t size() const { return size_; }
  std::string_view text() const { return {static_cast<const char*>(value_.data), size_}; }
  const Decimal& decimal() const { return *static_cast<const Decimal*>(value_.data); }
  const Interval& interval() const { return *static_cast<const Interval*>(value_.data); }
  Numeric numeric() const { return is_enum_ ? Numeric{} : more_.numeric; }
  /// An element of an array as a parameter of its own.
  Param element(std::size_t at) const;

 private:
  explicit Param(ValueKind kind) : kind_(kind) { value_.integer = 0; }
  Param(ValueKind kind, const void* data, std::size_t size)
      : size_(size), kind_(kind), is_null_(false) {
    value_.data = data;
  }

  union {
    std::int64_t integer;
    double real;
    const void* data;
  } value_;
  std::size_t size_ = 0;
  union {
    Numeric numeric{};
    std::string_view (*text_of)(const void* list, std::size_t at);  // of an array of enumerators
  } more_;
  ValueKind kind_;
  bool is_null_ = true;
  bool is_array_ = false;
  bool is_enum_ = false;
};

/// The parameters of one call, in the order of $1, $2, …; a view.
class Params {
 public:
  Params() = default;
  Params(const Param* data, std::size_t size) : data_(data), size_(size) {}
  /// For `{a, b}` in a call: the list lives until the call has returned.
  Params(std::initializer_list<Param> params) : Params(params.begin(), params.size()) {}
  template <std::size_t N>
  Params(const std::array<Param, N>& params) : Params(params.data(), N) {}
  Params(const std::vector<Param>& params);

  /// The first ones of them, which are not fewer.
  Params first(std::size_t count) const { return {data_, count}; }

  std::size_t size() const { return size_; }
  const Param& operator[](std::size_t at) const { return data_[at]; }
  const Param* begin() const { return data_; }
  const Param* end() const { return data_ + size_; }

 private:
  const Param* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace tenon

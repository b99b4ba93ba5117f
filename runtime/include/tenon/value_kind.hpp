// The C++ types that a column can have, as a number that code without templates can ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include <tenon/bytes.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/stored.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/uuid.hpp>

namespace tenon {

/// The types that travel between a program and a database.
enum class ValueKind : std::uint8_t {
  none,  ///< NULL of a type that the database finds out
  boolean,
  int16,
  int32,
  int64,
  float32,
  float64,
  text,
  untyped_text,  ///< of which the database finds out the type: an enum, whatever its column is
  bytes,
  uuid,
  decimal,
  timestamp,
  date,
  local_timestamp,
  time,
  interval,
  json
};

template <class T>
inline constexpr ValueKind value_kind =
    std::is_enum_v<T> ? ValueKind::untyped_text : ValueKind::none;
/// Of an application's own type: that of what is stored.
template <Coded T>
inline constexpr ValueKind value_kind<T> = value_kind<Stored<T>>;
template <>
inline constexpr ValueKind value_kind<std::byte> = ValueKind::none;
template <>
inline constexpr ValueKind value_kind<bool> = ValueKind::boolean;
template <>
inline constexpr ValueKind value_kind<std::int16_t> = ValueKind::int16;
template <>
inline constexpr ValueKind value_kind<std::int32_t> = ValueKind::int32;
template <>
inline constexpr ValueKind value_kind<std::int64_t> = ValueKind::int64;
template <>
inline constexpr ValueKind value_kind<float> = ValueKind::float32;
template <>
inline constexpr ValueKind value_kind<double> = ValueKind::float64;
template <>
inline constexpr ValueKind value_kind<std::string> = ValueKind::text;
template <>
inline constexpr ValueKind value_kind<Bytes> = ValueKind::bytes;
template <>
inline constexpr ValueKind value_kind<Uuid> = ValueKind::uuid;
template <>
inline constexpr ValueKind value_kind<Decimal> = ValueKind::decimal;
template <>
inline constexpr ValueKind value_kind<Timestamp> = ValueKind::timestamp;
template <>
inline constexpr ValueKind value_kind<Date> = ValueKind::date;
template <>
inline constexpr ValueKind value_kind<LocalTimestamp> = ValueKind::local_timestamp;
template <>
inline constexpr ValueKind value_kind<Time> = ValueKind::time;
template <>
inline constexpr ValueKind value_kind<Interval> = ValueKind::interval;
template <>
inline constexpr ValueKind value_kind<Json> = ValueKind::json;

/// A C++ type that a column can have.
template <class T>
concept ColumnValue = value_kind<T>
!= ValueKind::none;

}  // namespace tenon

// The C++ types that a column can have, as a number that code without templates can ask for. The
// types themselves are only named here: who has no date does not compile one.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <tenon/codec.hpp>
#include <tenon/fwd.hpp>

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

/// A decimal column's type: numeric(precision, scale). {0, 0} is numeric without limits.
struct Numeric {
  int precision = 0;
  int scale = 0;
};

namespace detail {

template <class T>
consteval ValueKind kind_of() {
  if constexpr (Coded<T>) return kind_of<Stored<T>>();
  if (std::is_same_v<T, bool>) return ValueKind::boolean;
  if (std::is_same_v<T, std::int16_t>) return ValueKind::int16;
  if (std::is_same_v<T, std::int32_t>) return ValueKind::int32;
  if (std::is_same_v<T, std::int64_t>) return ValueKind::int64;
  if (std::is_same_v<T, float>) return ValueKind::float32;
  if (std::is_same_v<T, double>) return ValueKind::float64;
  if (std::is_same_v<T, std::string>) return ValueKind::text;
  if (std::is_same_v<T, Uuid>) return ValueKind::uuid;
  if (std::is_same_v<T, Decimal>) return ValueKind::decimal;
  if (std::is_same_v<T, Timestamp>) return ValueKind::timestamp;
  if (std::is_same_v<T, Date>) return ValueKind::date;
  if (std::is_same_v<T, LocalTimestamp>) return ValueKind::local_timestamp;
  if (std::is_same_v<T, Time>) return ValueKind::time;
  if (std::is_same_v<T, Interval>) return ValueKind::interval;
  if (std::is_same_v<T, Json>) return ValueKind::json;
  return std::is_enum_v<T> ? ValueKind::untyped_text : ValueKind::none;
}

/// Takes the place of a list's elements where there is no list.
struct NoElement {};
template <class T>
struct ElementOf : std::type_identity<NoElement> {};
template <class T>
struct ElementOf<std::vector<T>> : std::type_identity<T> {};
template <class T>
using Element = typename ElementOf<T>::type;
template <class T>
concept List = !std::is_same_v<Element<T>, NoElement>;

}  // namespace detail

/// Of an application's own type: that of what is stored. tenon::Bytes says its own.
template <class T>
inline constexpr ValueKind value_kind = detail::kind_of<T>();

}  // namespace tenon

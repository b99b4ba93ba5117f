// The types of PostgreSQL that values are sent as.
#pragma once

#include <tenon/value_kind.hpp>

#include "result.hpp"

namespace tenon::postgresql {

/// The server finds the type where the parameter stands (PostgreSQL manual, Parse).
inline constexpr Oid untyped = 0;

inline Oid type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::none:
      return untyped;
    case ValueKind::boolean:
      return oid::boolean;
    case ValueKind::int16:
      return oid::int2;
    case ValueKind::int32:
      return oid::int4;
    case ValueKind::int64:
      return oid::int8;
    case ValueKind::float32:
      return oid::float4;
    case ValueKind::float64:
      return oid::float8;
    case ValueKind::text:
      return oid::text;
    case ValueKind::untyped_text:
      return untyped;
    case ValueKind::bytes:
      return oid::bytea;
    case ValueKind::uuid:
      return oid::uuid;
    case ValueKind::decimal:
      return oid::numeric;
    case ValueKind::timestamp:
      return oid::timestamptz;
    case ValueKind::date:
      return oid::date;
    case ValueKind::local_timestamp:
      return oid::timestamp;
    case ValueKind::time:
      return oid::time;
    case ValueKind::interval:
      return oid::interval;
    case ValueKind::json:
      return oid::jsonb;
  }
  return untyped;
}

/// Of a list of them.
inline Oid array_type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::int16:
      return oid::int2_array;
    case ValueKind::int32:
      return oid::int4_array;
    case ValueKind::int64:
      return oid::int8_array;
    case ValueKind::float32:
      return oid::float4_array;
    case ValueKind::float64:
      return oid::float8_array;
    case ValueKind::text:
      return oid::text_array;
    case ValueKind::untyped_text:
      return untyped;
    case ValueKind::bytes:
      return oid::bytea_array;
    case ValueKind::uuid:
      return oid::uuid_array;
    case ValueKind::decimal:
      return oid::numeric_array;
    case ValueKind::timestamp:
      return oid::timestamptz_array;
    case ValueKind::date:
      return oid::date_array;
    case ValueKind::local_timestamp:
      return oid::timestamp_array;
    case ValueKind::time:
      return oid::time_array;
    case ValueKind::interval:
      return oid::interval_array;
    case ValueKind::json:
      return oid::jsonb_array;
    case ValueKind::boolean:
      return oid::boolean_array;
    case ValueKind::none:
      return untyped;
  }
  return untyped;
}

}  // namespace tenon::postgresql

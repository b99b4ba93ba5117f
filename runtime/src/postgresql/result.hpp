// libpq's handles, owned.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>

namespace tenon::postgresql {

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, FreeResult>;

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Handle = std::unique_ptr<PGconn, CloseConnection>;

/// How many rows a statement changed: a number of digits, without the detours of strtoll; "" of
/// statements that change nothing.
inline std::int64_t changed_by(PGresult* result) {
  std::int64_t changed = 0;
  for (const char* digit = PQcmdTuples(result); *digit != '\0'; ++digit) {
    changed = changed * 10 + (*digit - '0');
  }
  return changed;
}

/// Numbers of PostgreSQL's catalog (pg_type.dat) that never change.
namespace oid {
inline constexpr Oid boolean = 16, bytea = 17, internal_char = 18, name = 19, int8 = 20, int2 = 21,
                     int4 = 23, text = 25, oid = 26, json = 114, float4 = 700, float8 = 701,
                     unknown = 705, bpchar = 1042, varchar = 1043, date = 1082, timestamptz = 1184,
                     numeric = 1700, uuid = 2950, jsonb = 3802, time = 1083, timestamp = 1114,
                     interval = 1186;
inline constexpr Oid boolean_array = 1000, bytea_array = 1001, int2_array = 1005, int4_array = 1007,
                     text_array = 1009, int8_array = 1016, float4_array = 1021, float8_array = 1022,
                     date_array = 1182, timestamptz_array = 1185, numeric_array = 1231,
                     uuid_array = 2951, time_array = 1183, timestamp_array = 1115,
                     interval_array = 1187, jsonb_array = 3807;
/// Types that users make, native enums among them, are numbered from here.
inline constexpr Oid first_of_users = 16384;
}  // namespace oid

}  // namespace tenon::postgresql

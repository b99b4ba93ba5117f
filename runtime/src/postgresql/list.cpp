#include "list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>

#include <tenon/error.hpp>

#include "wire.hpp"

namespace tenon::postgresql {

namespace {

/// Arrays of the server's own types that Row reads (pg_type.dat); those of users' types are
/// numbered above them.
bool is_array(Oid type) {
  constexpr std::array<Oid, 20> arrays = {
      oid::boolean_array,   oid::bytea_array, oid::int2_array,        oid::int4_array,
      oid::text_array,      oid::int8_array,  oid::float4_array,      oid::float8_array,
      oid::date_array,      oid::uuid_array,  oid::timestamptz_array, oid::numeric_array,
      199 /* json */,       1003 /* name */,  1014 /* bpchar */,      1015 /* varchar */,
      1115 /* timestamp */, 1183 /* time */,  1187 /* interval */,    3807 /* jsonb */};
  return type >= oid::first_of_users ||
         std::find(arrays.begin(), arrays.end(), type) != arrays.end();
}

/// Reads an array's binary form (array_recv in the server's arrayfuncs.c), never beyond its end.
class Reader {
 public:
  Reader(std::string_view bytes, const std::string& column) : rest_(bytes), column_(column) {}

  std::uint32_t number() { return load32(take(4).data()); }
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) refuse("is not a list");
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  [[noreturn]] void refuse(const std::string& why) const {
    throw Error{ErrorKind::bad_value, "column '" + column_ + "' " + why}.set_stored(true);
  }

 private:
  std::string_view rest_;
  const std::string& column_;
};

}  // namespace

Result read_list(Oid type, std::string_view bytes, std::string column) {
  Reader reader{bytes, column};
  if (!is_array(type)) {
    reader.refuse("is not a list but of the type with the number " + std::to_string(type));
  }
  // Of a sample of a user's type, which may be no array, there are no bytes (convert.cpp).
  const std::uint32_t dimensions = bytes.empty() ? 0 : reader.number();
  if (!bytes.empty()) reader.number();  // whether there are NULLs: each element is looked at anyway
  const Oid element = bytes.empty() ? oid::text : reader.number();
  if (dimensions > 1) {
    reader.refuse("holds an array of " + std::to_string(dimensions) +
                  " dimensions, expected a list");
  }
  const std::uint32_t count = dimensions == 0 ? 0 : reader.number();
  if (const auto first = dimensions == 0 ? 1 : static_cast<std::int32_t>(reader.number());
      first != 1) {
    reader.refuse("holds an array that begins at " + std::to_string(first) +
                  ", expected one that begins at 1");
  }
  // The elements are given the form of a result, so that they are decoded as columns are.
  Result result{PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK)};
  PGresAttDesc description{column.data(), 0, 0, 1, element, -1, -1};
  if (result == nullptr || PQsetResultAttrs(result.get(), 1, &description) == 0) {
    throw std::bad_alloc{};
  }
  for (std::uint32_t at = 0; at < count; ++at) {
    const auto size = static_cast<std::int32_t>(reader.number());
    if (size < 0) {
      reader.refuse("holds a list whose element " + std::to_string(at) +
                    " is NULL, expected none that is");
    }
    const std::string_view value = reader.take(static_cast<std::size_t>(size));
    // The function takes the pointer of a text that it only reads.
    if (PQsetvalue(result.get(), static_cast<int>(at), 0, const_cast<char*>(value.data()), size) ==
        0) {
      throw std::bad_alloc{};
    }
  }
  return result;
}

}  // namespace tenon::postgresql

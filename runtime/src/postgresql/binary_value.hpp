// Values in the binary form of the server, big-endian: alone, in an array, in a row of COPY.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include <tenon/param.hpp>

#include "../utf8.hpp"

namespace tenon::postgresql {

// All of these throw Error bad_value, which names the parameter `at` (the first is 0), for what the
// server would refuse or change: text that is not UTF-8, times out of range, what is too long.

[[noreturn]] void refuse_value(std::size_t at, const char* reason);

inline void check_size(std::size_t at, std::size_t size) {
  if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    refuse_value(at, "is too long");
}

inline void check_text(std::size_t at, std::string_view text) {
  if (!detail::is_storable_text(text)) refuse_value(at, "is not valid UTF-8 or holds a zero byte");
  check_size(at, text.size());
}

/// A value of a type that has up to 8 bytes: stores them and says how many; 0 for other types.
std::size_t store_short(char* to, std::size_t at, const Param& param);

/// A decimal, an interval or JSON.
std::string composed_value(const Param& param);

/// With its length before it, as it stands in an array.
void append_value(std::string& to, std::size_t at, const Param& param);

/// What stands before the elements of an array: one dimension without NULLs.
void append_array_head(std::string& to, ValueKind element, std::size_t count);
/// Where in it the flag for NULLs and the number of elements stand.
inline constexpr std::size_t array_flags_at = 4;
inline constexpr std::size_t array_count_at = 12;

std::string array_value(std::size_t at, const Param& array);

/// Adds a row in the binary form of COPY (PostgreSQL manual, COPY, “Binary Format”).
void append_copied(std::string& to, Params row);

}  // namespace tenon::postgresql

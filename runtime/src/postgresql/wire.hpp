// Numbers as they travel: big-endian, and times counted from the year 2000.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

namespace tenon::postgresql {

inline std::uint64_t load64(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap64(value) : value;
}

inline std::uint32_t load32(const char* from) {
  std::uint32_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap32(value) : value;
}

inline std::uint16_t load16(const char* from) {
  std::uint16_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return std::endian::native == std::endian::little ? __builtin_bswap16(value) : value;
}

inline void store64(char* to, std::uint64_t value) {
  if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap64(value);
  std::memcpy(to, &value, sizeof value);
}

inline void store32(char* to, std::uint32_t value) {
  if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap32(value);
  std::memcpy(to, &value, sizeof value);
}

inline void store16(char* to, std::uint16_t value) {
  if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap16(value);
  std::memcpy(to, &value, sizeof value);
}

inline void append32(std::string& to, std::uint32_t value) {
  char bytes[4];
  store32(bytes, value);
  to.append(bytes, sizeof bytes);
}

inline void append16(std::string& to, std::uint16_t value) {
  char bytes[2];
  store16(bytes, value);
  to.append(bytes, sizeof bytes);
}

/// 2000-01-01 in the counts of Date and Timestamp.
inline constexpr std::int32_t epoch_days = 10'957;
inline constexpr std::int64_t epoch_microseconds = 946'684'800'000'000;

}  // namespace tenon::postgresql

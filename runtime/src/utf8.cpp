#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace tenon::detail {

namespace {

// The length of the character at `at`, or 0 when it is malformed (Unicode 15, table 3-7).
std::size_t character_length(std::string_view bytes, std::size_t at) {
  if (static_cast<signed char>(bytes[at]) > 0) return 1;
  const auto byte = [&](std::size_t ahead) {
    return at + ahead < bytes.size() ? static_cast<unsigned char>(bytes[at + ahead]) : 0U;
  };
  const auto continues = [&](std::size_t ahead) { return (byte(ahead) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (first == 0xE0 && second < 0xA0) return 0;
    if (first == 0xED && second > 0x9F) return 0;
    return continues(1) && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (first == 0xF0 && second < 0x90) return 0;
    if (first == 0xF4 && second > 0x8F) return 0;
    return continues(1) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

// Eight bytes that are all in 0x01 … 0x7F.
bool is_plain(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t high = 0x8080808080808080ULL;
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  return ((word | (word - ones)) & high) == 0;
}

}  // namespace

bool is_storable_text(std::string_view bytes) {
  constexpr std::size_t word = 8;
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (at + word <= bytes.size()) {
      if (is_plain(bytes.data() + at)) {
        at += word;
        continue;
      }
    } else if (bytes.size() >= word && is_plain(bytes.data() + bytes.size() - word)) {
      return true;  // the last word overlaps what was seen already
    }
    const std::size_t length = character_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace tenon::detail

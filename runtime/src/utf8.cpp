#include "utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

// Whether all bytes are in 0x01 … 0x7F, as in nearly all text: what is sent or read is checked each
// time, so this has to cost next to nothing. The last block of each size overlaps what was seen.
#if defined(__SSE2__)
using Block = __m128i;

Block load(const char* bytes) { return _mm_loadu_si128(reinterpret_cast<const Block*>(bytes)); }

bool is_plain(Block a, Block b) {
  const Block has_zero = _mm_cmpeq_epi8(_mm_min_epu8(a, b), _mm_setzero_si128());
  // The mask takes each byte's highest bit.
  return _mm_movemask_epi8(_mm_or_si128(has_zero, _mm_or_si128(a, b))) == 0;
}
#else
struct Block {
  std::uint64_t low;
  std::uint64_t high;
};

Block load(const char* bytes) {
  Block block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

bool is_plain(std::uint64_t word) {
  constexpr std::uint64_t high = 0x8080808080808080ULL;
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  return ((word | (word - ones)) & high) == 0;
}

bool is_plain(Block a, Block b) {
  return is_plain(a.low) && is_plain(a.high) && is_plain(b.low) && is_plain(b.high);
}
#endif

bool is_plain(std::string_view bytes) {
  constexpr std::size_t block = sizeof(Block);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  if (bytes.size() >= 2 * block) {
    for (; end - at > static_cast<std::ptrdiff_t>(2 * block); at += 2 * block) {
      if (!is_plain(load(at), load(at + block))) return false;
    }
    return is_plain(load(end - 2 * block), load(end - block));
  }
  if (bytes.size() >= block) return is_plain(load(at), load(end - block));
  for (; at != end; ++at) {
    if (static_cast<signed char>(*at) <= 0) return false;
  }
  return true;
}

}  // namespace

bool is_storable_text(std::string_view bytes) {
  if (is_plain(bytes)) return true;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string shortened(std::string_view name) {
  std::size_t end = 100;
  if (name.size() <= end) return std::string{name};
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  return std::string{name.substr(0, end)} + "…";
}

std::string storable_text(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes, at);
    if (length == 0) {
      text += "\uFFFD";
    } else {
      text += bytes.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return text;
}

}  // namespace tenon::detail

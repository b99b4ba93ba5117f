#include <tenon/uuid.hpp>

#include <chrono>
#include <mutex>

#include <unistd.h>

#include <tenon/error.hpp>

namespace tenon {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

struct RandomBits {
  std::uint64_t low = 0;
  std::uint16_t counter = 0;
};

/// From the system at every call: a buffer of our own would be shared by both sides of a fork.
RandomBits random_bits() {
  RandomBits bits;
  if (getentropy(&bits, sizeof bits) != 0)
    throw Error{ErrorKind::environment, "the system gives no random bytes"};
  return bits;
}

/// Milliseconds and a counter of 12 bits that never go back, whatever the clock does (RFC
/// 9562, 6.2, method 1). A fresh millisecond begins in the lower half of the counter, so that there
/// is room to count up.
std::uint64_t next_tick(std::uint16_t start) {
  static std::mutex mutex;
  static std::uint64_t last = 0;
  using namespace std::chrono;
  const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  const std::uint64_t fresh = (static_cast<std::uint64_t>(now) << 12) | (start & 0x7ff);
  const std::lock_guard lock(mutex);
  last = fresh > last ? fresh : last + 1;
  return last;
}

}  // namespace

Uuid uuid_v7() {
  const RandomBits random = random_bits();
  const std::uint64_t tick = next_tick(random.counter);
  const std::uint64_t high = ((tick >> 12) << 16) | 0x7000 | (tick & 0xfff);
  const std::uint64_t low = (random.low & 0x3fff'ffff'ffff'ffff) | 0x8000'0000'0000'0000;
  Uuid uuid;
  for (std::size_t i = 0; i < 8; ++i) {
    uuid.bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
    uuid.bytes[8 + i] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
  }
  return uuid;
}

std::string to_string(const Uuid& uuid) {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < sizeof uuid.bytes; ++i) {
    if (has_dash_before(i)) out += '-';
    out += hex_digits[uuid.bytes[i] >> 4];
    out += hex_digits[uuid.bytes[i] & 15];
  }
  return out;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t at = 0;
  for (std::size_t i = 0; i < sizeof uuid.bytes; ++i) {
    if (has_dash_before(i) && text[at++] != '-') return std::nullopt;
    const int high = hex_value(text[at++]);
    const int low = hex_value(text[at++]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return uuid;
}

}  // namespace tenon

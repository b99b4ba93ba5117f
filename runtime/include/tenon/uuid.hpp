// A universally unique identifier (RFC 9562).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// PostgreSQL: uuid; SQLite: BLOB of 16 bytes. Ordered by its bytes.
struct Uuid {
  std::uint8_t bytes[16] = {};  // a plain array: <array> would weigh on every model

  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A version 7 identifier, made by any thread: time, counter and random bits, so that those of one
/// process ascend in the order in which they were made (RFC 9562, 6.2).
Uuid uuid_v7();
/// 36 characters, lower case.
std::string to_string(const Uuid& uuid);
/// Reads 8-4-4-4-12 hexadecimal digits of either case; nothing when it is anything else.
std::optional<Uuid> parse_uuid(std::string_view text);

}  // namespace tenon

template <>
struct std::hash<tenon::Uuid> {
  std::size_t operator()(const tenon::Uuid& uuid) const noexcept {
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(uuid.bytes), sizeof uuid.bytes});
  }
};

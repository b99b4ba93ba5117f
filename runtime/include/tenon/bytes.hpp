// Raw bytes, and their form in JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// PostgreSQL: bytea; SQLite: BLOB.
using Bytes = std::vector<std::byte>;

/// Base64 with padding (RFC 4648, 4).
std::string to_base64(const Bytes& bytes);
/// Strict: the standard's alphabet, padding, no white space, no stray bits; nothing when it is
/// anything else.
std::optional<Bytes> parse_base64(std::string_view text);

}  // namespace tenon

// Raw bytes, and their form in JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>
// The <string> of libstdc++ declares std::byte. Its operators would be a tenth of what a generated
// header brings along: who computes with bytes includes <cstddef>.
#ifndef __GLIBCXX__
#include <cstddef>
#endif

#include <tenon/value_kind.hpp>

namespace tenon {

/// PostgreSQL: bytea; SQLite: BLOB.
using Bytes = std::vector<std::byte>;

template <>
inline constexpr ValueKind value_kind<Bytes> = ValueKind::bytes;
/// One byte is no value, and Bytes are no list of them.
template <>
inline constexpr ValueKind value_kind<std::byte> = ValueKind::none;
template <>
struct detail::ElementOf<Bytes> : std::type_identity<detail::NoElement> {};

/// Base64 with padding (RFC 4648, 4).
std::string to_base64(const Bytes& bytes);
/// Strict: the standard's alphabet, padding, no white space, no stray bits; nothing when it is
/// anything else.
std::optional<Bytes> parse_base64(std::string_view text);

}  // namespace tenon

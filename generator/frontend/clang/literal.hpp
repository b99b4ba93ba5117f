// C++ literals as plain values: strings unescaped, numbers in one spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon::frontend::clang {

/// The text of a narrow or u8 string literal (raw ones too) without quotes and escapes, as UTF-8;
/// the suffixes `s` and `sv` count as none. Nothing for wide literals, other suffixes and bad
/// escapes.
std::optional<std::string> read_string(std::string_view literal);

/// A numeric literal without digit separators and suffix; hexadecimal, octal and binary integers in
/// decimal, a missing digit beside the point added (`.5` is 0.5). Nothing when it is none of these:
/// hexadecimal floats, user-defined suffixes, integers above 64 bits that are not decimal.
std::optional<std::string> read_number(std::string_view literal);

}  // namespace tenon::frontend::clang

// SHA-256 (FIPS 180-4): the hash of generated files, revisions and statement texts.
#pragma once

#include <string>
#include <string_view>

namespace tenon::base {

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace tenon::base

// SHA-256 (FIPS 180-4): the hash of generated files, revisions and statement texts.
#pragma once

#include <string>
#include <string_view>

namespace tenon::base {

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits. Uses the processor's own
/// instructions where there are some, unless `portable` (for tests: both give the same).
std::string sha256(std::string_view bytes, bool portable = false);

}  // namespace tenon::base

// Numbers as messages and contexts of violations show them.
#pragma once

#include <string>

namespace tenon::detail {

/// The shortest text that reads back as the same number, without an exponent where that is
/// readable.
std::string number_text(double value);
std::string number_text(float value);

}  // namespace tenon::detail

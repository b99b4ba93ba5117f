// A list as the text that array types read, for where the binary form does not do.
#pragma once

#include <cstddef>
#include <string>

#include <tenon/param.hpp>

namespace tenon::postgresql {

/// `{"1","2"}` (PostgreSQL manual, 8.15.6). Throws Error bad_value as array_value does.
std::string list_text(std::size_t at, const Param& list);

}  // namespace tenon::postgresql

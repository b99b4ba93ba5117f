// Arrays of PostgreSQL as lists: one dimension, counted from 1, no NULL inside.
#pragma once

#include <string>
#include <string_view>

#include "result.hpp"

namespace tenon::postgresql {

/// The elements of an array in binary form as a result of one column, one row each. Throws Error
/// bad_value, which names `column`, for what is no list.
Result read_list(Oid type, std::string_view bytes, std::string column);

}  // namespace tenon::postgresql

// Why a text is no date or time: the first fault in it, in the words that Pydantic's parser has.
#pragma once

#include <string_view>

namespace tenon::detail {

/// Of a text that parse_date, parse_time or parse_timestamp refused; "" when it is none of the
/// usual faults.
std::string_view date_fault(std::string_view text);
std::string_view time_fault(std::string_view text);
/// With an offset behind the time, or none.
std::string_view date_time_fault(std::string_view text);

}  // namespace tenon::detail

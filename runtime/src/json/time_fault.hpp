// Why a text is no date or time: the first fault in it, in the words that Pydantic's parser has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::detail {

/// Of a text that parse_date, parse_time or parse_timestamp refused; "" when it is none of the
/// usual faults.
std::string_view date_fault(std::string_view text);
std::string_view time_fault(std::string_view text);
/// With an offset behind the time, or none.
std::string_view date_time_fault(std::string_view text);

/// Of a text that was understood, and the day (since 1970, in UTC) that it says: its year is none
/// that JSON has. "" when it is.
std::string_view year_fault(std::string_view text, std::int64_t days);
/// Of a day whose year is none that JSON has; `year` says which one is meant.
std::string year_fault_of(std::int64_t days, std::string_view year);

}  // namespace tenon::detail

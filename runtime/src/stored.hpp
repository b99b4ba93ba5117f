// What both drivers send of values that may be none of their type: checked here, so that the two
// refuse the same.
#pragma once

#include <string>
#include <string_view>

#include <tenon/time.hpp>

namespace tenon::detail {

/// The time; throws Error bad_value when it is none of a day.
Time stored_time(Time time);

/// What a Codec says against a value, by the exception that is being handled. Throws that one again
/// when it is no such refusal.
std::string refusal_of_codec();

/// The canonical text; throws Error bad_value when it is no JSON that both databases hold. The
/// message does not repeat the text.
std::string stored_json(std::string_view text);

}  // namespace tenon::detail

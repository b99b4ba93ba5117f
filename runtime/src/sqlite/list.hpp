// Lists of SQLite: JSON text. It has one form for each list, so that equal lists are equal texts:
// no white space, strings escaped as json_array() does, whole floating-point numbers without a
// fraction and -0 as 0, infinities as "Infinity" and "-Infinity", decimals, UUIDs (as the runtime
// writes them) and bytes (base64) as strings, times as the integers that their own columns hold.
#pragma once

#include <string>
#include <string_view>

#include <tenon/param.hpp>
#include <tenon/row.hpp>

namespace tenon::sqlite {

/// The text of an array parameter, which is number `index` of its statement. Throws Error bad_value
/// for NaN, for text that is not UTF-8 or holds a zero byte, and for a decimal that does not fit.
std::string list_text(int index, const Param& array);

/// The elements of such a text, one row each; any JSON array of plain values is read. Throws Error
/// bad_value, which names `column`, for what is no list, or has a null in it.
Rows read_list(std::string_view text, std::string column);

}  // namespace tenon::sqlite

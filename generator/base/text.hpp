// Small helpers for text that the standard library lacks. They know ASCII only and never ask the
// locale, so that every machine writes the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::base {

/// The parts with `separator` between them.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// The parts between separators; always at least one (perhaps empty). `separator` must not be
/// empty.
std::vector<std::string> split(std::string_view text, std::string_view separator);

/// The lines without their ends (LF or CRLF); a last line end opens no further line.
std::vector<std::string> split_lines(std::string_view text);

/// Without spaces, tabs and line ends at both ends.
std::string_view trim(std::string_view text);

/// Every `from` (not empty) replaced by `to`.
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// Each line of the text behind `prefix`; empty lines stay empty.
std::string indent(std::string_view text, std::string_view prefix);

bool starts_with(std::string_view text, std::string_view start);
bool ends_with(std::string_view text, std::string_view end);

inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A–Z to a–z and back; every other byte stays.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

/// The text in single quotes, as messages name things; control characters become `?`.
std::string quote(std::string_view text);

/// The offset of the first byte that is no valid UTF-8 (overlong forms, surrogates and values above
/// U+10FFFF are not), or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// The number of Unicode code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// The code point as UTF-8; it must be at most U+10FFFF and no surrogate.
std::string to_utf8(char32_t code_point);

/// Whether a line is one that a merge of version control leaves where both sides changed a file:
/// `<<<<<<< ours`, `||||||| before`, `=======`, `>>>>>>> theirs`.
bool is_merge_mark(std::string_view line);

}  // namespace tenon::base

#include "base/json_error.hpp"

#include <algorithm>
#include <array>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::base {
namespace {

constexpr std::string_view blanks = " \t\r\n";

struct Finding {
  Span place;
  std::string message;
  std::string hint;
};

// Behind the last value come structural characters, then either the unexpected one of them or a
// word, number or string that is wrong.
Span broken_token(const JsonStop& stop) {
  constexpr std::string_view structural = ",:{}[]";
  const std::string_view text = stop.text;
  std::size_t begin = stop.last;
  for (;;) {
    begin = std::min(text.find_first_not_of(blanks, begin), text.size());
    if (begin >= text.size() || structural.find(text[begin]) == std::string_view::npos) break;
    if (begin + 1 >= stop.position) return {stop.source, begin, begin + 1};
    ++begin;
  }
  std::size_t end = std::min(text.find_first_of(" \t\r\n,:{}[]\"", begin), text.size());
  if (begin < text.size() && text[begin] == '"') end = std::min(stop.position, text.size());
  return {stop.source, begin, std::max(begin, end)};
}

struct StringSlip {
  const char* reason;  // in the parser's message
  const char* message;
  const char* hint;
  std::size_t length;  // how many bytes before the parser's place are wrong; 0 = the whole string
};

constexpr std::array<StringSlip, 5> string_slips = {{
    {"missing closing quote", "the string has no closing quote", "end it with \"", 0},
    {"control character", "a control character stands in a string",
     "write it as \\n, \\t or \\u00…", 1},
    {"forbidden character after backslash", "an escape that JSON does not know",
     "there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits", 2},
    {"4 hex digits", "\\u takes four hex digits", "for example: \\u00e4", 1},
    {"surrogate", "half of a surrogate pair",
     "a character above U+FFFF is two escapes, as \\ud83d\\ude00", 1},
}};

Finding broken_string(const JsonStop& stop, const std::string& reason, const Span& whole) {
  for (const StringSlip& slip : string_slips) {
    if (reason.find(slip.reason) == std::string::npos) continue;
    Span place = whole;
    if (slip.length != 0) {
      const std::size_t end = std::min(stop.position, stop.text.size());
      place = {stop.source, std::max(whole.begin, end - std::min(end, slip.length)), end};
    } else {
      place.end = std::min(place.end, stop.text.find('\n', place.begin));
    }
    return {place, slip.message, slip.hint};
  }
  return {whole, "malformed string", "strings stand in double quotes"};
}

Finding ended(const JsonStop& stop) {
  const std::size_t last = stop.text.find_last_not_of(blanks);
  const std::size_t begin = last == std::string_view::npos ? 0 : last;
  std::string closing;
  for (auto it = stop.open.rbegin(); it != stop.open.rend(); ++it)
    closing += *it == '{' ? '}' : ']';
  return {{stop.source, begin, begin + 1},
          "the text ends before the JSON value does",
          closing.empty() ? "write a value, for example {}"
                          : "close what is open, with the value that is missing: " + closing};
}

// The last character before the place that is no blank, or NUL.
char previous_to(const JsonStop& stop, const Span& place) {
  if (place.begin == 0) return '\0';
  const std::size_t before = stop.text.find_last_not_of(blanks, place.begin - 1);
  return before == std::string_view::npos ? '\0' : stop.text[before];
}

bool expects_key(const JsonStop& stop, const Span& place) {
  const char previous = previous_to(stop, place);
  return !stop.open.empty() && stop.open.back() == '{' && (previous == '{' || previous == ',');
}

// What usually was meant by a token that stands where none of its kind can.
std::string hint_for(const JsonStop& stop, const Span& place) {
  const std::string_view token = stop.text.substr(place.begin, place.end - place.begin);
  const char previous = previous_to(stop, place);
  const bool closes = token == "}" || token == "]";
  if (is_merge_mark(token))
    return "a merge in version control left this line: say what both sides mean, without the marks";
  if (starts_with(token, "\xEF\xBB\xBF"))
    return "the file begins with a byte order mark: save it as UTF-8 without one";
  if (closes && previous == ',') return "remove the comma before it: JSON has none at the end";
  if (closes && previous == ':') return "write the value that is missing";
  if (closes) return stop.open.empty() ? "nothing is open here" : "another bracket is open";
  if (token == ",") return "remove it, or write the value that is missing before it";
  if (token == ":") return "a key is a string, and only in objects";
  if (starts_with(token, "/") || starts_with(token, "#"))
    return "JSON has no comments; \"$comment\" holds a text";
  if (starts_with(token, "'") || starts_with(token, "`")) return "strings stand in double quotes";
  const bool in_object = !stop.open.empty() && stop.open.back() == '{';
  if (expects_key(stop, place)) return "a key is a string in double quotes";
  if (previous == '\0' || previous == '[' || previous == ':' || previous == ',')
    return "write a value: \"text\", a number, true, false, null, a list or an object";
  if (in_object && previous == '"') return "a colon or a comma is missing before it";
  return "a comma is missing before it";
}

std::string meant_word(std::string_view word) {
  for (const char* lost : {"NaN", "nan", "Infinity", "inf", "undefined"})
    if (word == lost) return "JSON has no such value; leave it out, or write null";
  const std::string meant = did_you_mean(word, {"true", "false", "null"});
  return meant.empty() ? "text stands in double quotes" : meant;
}

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > from;
  };
  const auto take = [&](std::string_view any) {
    const bool found = at < text.size() && any.find(text[at]) != std::string_view::npos;
    if (found) ++at;
    return found;
  };
  take("-");
  if (!take("0") && !digits()) return false;
  if (take(".") && !digits()) return false;
  if (take("eE")) {
    take("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

void report_bad_word(const Span& span, std::string_view text, Diagnostics& diagnostics) {
  diagnostics.error(codes::json_syntax, span, "malformed word; JSON knows true, false and null",
                    meant_word(text));
}

void report_bad_number(const Span& span, std::string_view text, Diagnostics& diagnostics) {
  const std::string_view digits = text.substr(starts_with(text, "-") ? 1 : 0);
  std::string hint = "for example: -12.5e3";
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]))
    hint = "a number does not begin with 0";
  if (starts_with(digits, "0x") || starts_with(digits, "0X")) hint = "write it in decimal";
  diagnostics.error(codes::json_syntax, span, "malformed number", hint);
}

void report_syntax_error(const JsonStop& stop, const std::string& reason,
                         Diagnostics& diagnostics) {
  const auto mentions = [&](std::string_view words) {
    return reason.find(words) != std::string::npos;
  };
  const Span place = broken_token(stop);
  const std::string_view token = stop.text.substr(place.begin, place.end - place.begin);
  Finding found{place, "unexpected " + quote(token), {}};
  const bool number = mentions("invalid number") || (!token.empty() && is_digit(token[0])) ||
                      starts_with(token, "-") || starts_with(token, "+") || starts_with(token, ".");
  if (mentions("invalid string"))
    found = broken_string(stop, reason, place);
  else if (mentions("out_of_range"))
    found = {place, "a number beyond every range", "numbers are those of a double: up to 1.8e308"};
  else if (mentions("unexpected end of input") || place.begin >= stop.text.size())
    found = ended(stop);
  else if (mentions("expected end of input"))
    found = {place, "text after the JSON value", "a document is one value"};
  else if (number && !is_json_number(token))
    return report_bad_number(place, token, diagnostics);
  else if (mentions("invalid literal") && is_identifier(token) && !expects_key(stop, place))
    return report_bad_word(place, token, diagnostics);
  else
    found.hint = hint_for(stop, place);
  diagnostics.error(codes::json_syntax, found.place, found.message, found.hint);
}

}  // namespace tenon::base

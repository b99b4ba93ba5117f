#include "json/tree.hpp"

#include <algorithm>

#include "utf8.hpp"

namespace tenon::detail {
namespace {

bool has_duplicates(const std::vector<std::string>& names) {
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& to, unsigned code) {
  const auto tail = [&](int shift) { to += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
  if (code < 0x80) {
    to += static_cast<char>(code);
  } else if (code < 0x800) {
    to += static_cast<char>(0xC0U | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    to += static_cast<char>(0xE0U | code >> 12);
    tail(6);
    tail(0);
  } else {
    to += static_cast<char>(0xF0U | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Recursive descent over valid UTF-8 without zero bytes, so that a zero stands for the end.
class JsonParser {
 public:
  JsonParser(std::string_view text, JsonLimits limits) : text_(text), limits_(limits) {}

  std::string problem;

  bool run(JsonValue& root) {
    skip_space();
    if (!read(root, 0)) return false;
    skip_space();
    return at_ == text_.size() || fail();
  }

 private:
  char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool fail() {
    if (problem.empty()) problem = "syntax error at byte " + std::to_string(at_ + 1);
    return false;
  }

  void skip_space() {
    while (now() == ' ' || now() == '\n' || now() == '\r' || now() == '\t') ++at_;
  }

  bool take(char expected) {
    if (now() != expected) return fail();
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    for (const char c : word)
      if (!take(c)) return false;
    return true;
  }

  bool read(JsonValue& out, int depth) {
    switch (now()) {
      case 'n':
        return take_word("null");
      case 't':
      case 'f':
        out.kind = JsonValue::Kind::boolean;
        out.boolean = now() == 't';
        return take_word(out.boolean ? "true" : "false");
      case '"':
        out.kind = JsonValue::Kind::text;
        return read_text(out.text);
      case '[':
        out.kind = JsonValue::Kind::array;
        return read_list(out, depth, ']');
      case '{':
        out.kind = JsonValue::Kind::object;
        if (!read_list(out, depth, '}')) return false;
        if (limits_.takes_duplicates || !has_duplicates(out.names)) return true;
        problem = "duplicate member";
        return false;
      default:
        out.kind = JsonValue::Kind::number;
        return read_number(out.text);
    }
  }

  /// The elements of an array, or the members of an object, up to the bracket.
  bool read_list(JsonValue& out, int depth, char end) {
    if (depth == limits_.depth) {
      problem = "nested deeper than " + std::to_string(limits_.depth) + " levels";
      return false;
    }
    ++at_;
    skip_space();
    if (now() == end) return take(end);
    for (;;) {
      if (end == '}' && !read_name(out.names.emplace_back())) return false;
      if (!read(out.elements.emplace_back(), depth + 1)) return false;
      skip_space();
      if (now() == end) return take(end);
      if (!take(',')) return false;
      skip_space();
    }
  }

  bool read_name(std::string& out) {
    if (!read_text(out)) return false;
    skip_space();
    if (!take(':')) return false;
    skip_space();
    return true;
  }

  bool read_digits() {
    if (!is_digit(now())) return fail();
    while (is_digit(now())) ++at_;
    return true;
  }

  bool read_number(std::string& out) {
    const std::size_t begin = at_;
    if (now() == '-') ++at_;
    if (now() == '0') {
      ++at_;
    } else if (!read_digits()) {
      return false;
    }
    if (now() == '.') {
      ++at_;
      if (!read_digits()) return false;
    }
    if (now() == 'e' || now() == 'E') {
      ++at_;
      if (now() == '+' || now() == '-') ++at_;
      if (!read_digits()) return false;
    }
    out = text_.substr(begin, at_ - begin);
    return true;
  }

  bool read_text(std::string& out) {
    if (!take('"')) return false;
    for (;;) {
      const std::size_t begin = at_;
      while (static_cast<unsigned char>(now()) >= 0x20 && now() != '"' && now() != '\\') ++at_;
      out += text_.substr(begin, at_ - begin);
      if (now() == '"') return take('"');
      if (!take('\\') || !read_escape(out)) return false;
    }
  }

  bool read_escape(std::string& out) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (now() == 'u') return read_unicode(out);
    const std::size_t found = letters.find(now());
    if (found == std::string_view::npos) return fail();
    out += meanings[found];
    ++at_;
    return true;
  }

  /// Behind the backslash: u and four digits, twice where a pair of surrogates makes one character.
  bool read_unicode(std::string& out) {
    unsigned code = 0;
    if (!read_unit(code)) return false;
    if (code >= 0xDC00 && code <= 0xDFFF) return fail();
    if (code >= 0xD800 && code <= 0xDBFF) {
      unsigned low = 0;
      if (!take('\\') || !read_unit(low)) return false;
      if (low < 0xDC00 || low > 0xDFFF) return fail();
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, code);
    return true;
  }

  bool read_unit(unsigned& unit) {
    if (!take('u')) return false;
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = now();
      const char lower = static_cast<char>(c | 0x20);
      if (!is_digit(c) && (lower < 'a' || lower > 'f')) return fail();
      unit = unit * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : lower - 'a' + 10);
      ++at_;
    }
    return true;
  }

  std::string_view text_;
  JsonLimits limits_;
  std::size_t at_ = 0;
};

}  // namespace

bool parse_json(std::string_view text, JsonValue& out, std::string& problem, JsonLimits limits) {
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    problem = "syntax error at byte " + std::to_string(nul + 1);
    return false;
  }
  if (text.substr(0, 3) == "\xef\xbb\xbf") {
    problem = "byte order mark at byte 1";
    return false;
  }
  if (!is_storable_text(text)) {
    problem = "not valid UTF-8";
    return false;
  }
  JsonParser parser(text, limits);
  if (parser.run(out)) return true;
  problem = parser.problem;
  return false;
}

}  // namespace tenon::detail

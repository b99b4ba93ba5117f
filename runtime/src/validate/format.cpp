// Texts of a given form: URLs, and texts that say something.
#include <algorithm>

#include <tenon/validate.hpp>

namespace tenon {
namespace {

// RFC 3986, 2.2 and 2.3: all that may stand in a URL beside escapes.
bool is_url_character(char c) {
  constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=%";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_of(std::string_view text, bool (*test)(char)) {
  return std::all_of(text.begin(), text.end(), test);
}

// RFC 3986, 3.1; the ':' behind it is not in `scheme`.
bool is_scheme(std::string_view scheme) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !scheme.empty() && is_letter(scheme[0]) &&
         std::all_of(scheme.begin(), scheme.end(), [&](char c) {
           return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
         });
}

// RFC 3986, 2.1: a '%' begins two hexadecimal digits.
bool has_good_escapes(std::string_view text) {
  for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1))
    if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
  return true;
}

// RFC 3986, 3.2.2: four numbers up to 255.
bool is_ipv4(std::string_view host) {
  int parts = 0;
  for (;;) {
    const std::string_view part = host.substr(0, host.find('.'));
    const bool is_byte = !part.empty() && all_of(part, is_digit) &&
                         (part.size() < 3 || (part.size() == 3 && part <= "255"));
    if (!is_byte) return false;
    ++parts;
    if (part.size() == host.size()) return parts == 4;
    host.remove_prefix(part.size() + 1);
  }
}

// The groups between single colons; -1 when one is none. The last may be an IPv4, which is two.
int groups_of(std::string_view text) {
  if (text.empty()) return 0;
  int groups = 0;
  for (;;) {
    const std::string_view group = text.substr(0, text.find(':'));
    const bool is_last = group.size() == text.size();
    const bool is_group = !group.empty() && group.size() <= 4 && all_of(group, is_hex);
    if (!is_group && !(is_last && is_ipv4(group))) return -1;
    groups += is_group ? 1 : 2;
    if (is_last) return groups;
    text.remove_prefix(group.size() + 1);
  }
}

// RFC 3986, 3.2.2, inside of the brackets: eight groups, or fewer around one `::`.
bool is_ipv6(std::string_view host) {
  const std::size_t gap = host.find("::");
  if (gap == std::string_view::npos) return groups_of(host) == 8;
  const std::string_view before = host.substr(0, gap);
  if (before.find('.') != std::string_view::npos) return false;
  const int first = groups_of(before);
  const int last = groups_of(host.substr(gap + 2));
  return first >= 0 && last >= 0 && first + last < 8;
}

// Why the text between `//` and the path is none, or "".
std::string_view authority_fault(std::string_view authority, bool needs_host) {
  const std::size_t at = authority.rfind('@');
  std::string_view host = at == std::string_view::npos ? authority : authority.substr(at + 1);
  std::string_view port;
  if (!host.empty() && host[0] == '[') {
    const std::size_t close = host.find(']');
    if (close == std::string_view::npos || !is_ipv6(host.substr(1, close - 1)))
      return "invalid IPv6 address";
    port = host.substr(close + 1);
    if (!port.empty() && port[0] != ':') return "invalid IPv6 address";
  } else {
    const std::size_t colon = std::min(host.find(':'), host.size());
    port = host.substr(colon);
    host = host.substr(0, colon);
    if (host.find_first_of("[]") != std::string_view::npos) return "invalid domain character";
    if (host.empty() && (needs_host || !port.empty() || at != std::string_view::npos))
      return "empty host";
  }
  if (!port.empty()) port.remove_prefix(1);
  if (!all_of(port, is_digit)) return "invalid port number";
  port.remove_prefix(std::min(port.find_first_not_of('0'), port.size()));
  if (port.size() > 5 || (port.size() == 5 && port > "65535")) return "invalid port number";
  return {};
}

// Schemes whose URLs have a host (WHATWG URL, "special scheme", without file).
bool needs_host(std::string_view scheme) {
  const auto is = [&](std::string_view name) {
    return scheme.size() == name.size() &&
           std::equal(name.begin(), name.end(), scheme.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  };
  return is("http") || is("https") || is("ws") || is("wss") || is("ftp");
}

std::string_view url_fault(std::string_view text) {
  if (text.empty()) return "input is empty";
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon)))
    return "relative URL without a base";
  if (!all_of(text, is_url_character)) return "invalid character";
  if (!has_good_escapes(text)) return "invalid percent-encoding";
  const std::string_view scheme = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  const std::size_t hash = rest.find('#');
  if (hash != std::string_view::npos && rest.find('#', hash + 1) != std::string_view::npos)
    return "invalid character";
  if (rest.substr(0, 2) != "//") return needs_host(scheme) ? "empty host" : std::string_view{};
  const std::string_view behind = rest.substr(2);
  const std::size_t end = std::min(behind.find_first_of("/?#"), behind.size());
  if (behind.substr(end).find_first_of("[]") != std::string_view::npos) return "invalid character";
  return authority_fault(behind.substr(0, end), needs_host(scheme));
}

// The bytes of the white space that `text` begins with (Unicode's White_Space, which Python's
// str.strip takes away too), or 0.
std::size_t blank_at(std::string_view text) {
  const unsigned char first = static_cast<unsigned char>(text[0]);
  if (first == ' ' || (first >= 0x09 && first <= 0x0D)) return 1;
  const auto is = [&](std::string_view bytes) { return text.substr(0, bytes.size()) == bytes; };
  if (is("\xC2\x85") || is("\xC2\xA0")) return 2;
  if (is("\xE1\x9A\x80") || is("\xE2\x80\xA8") || is("\xE2\x80\xA9") || is("\xE2\x80\xAF") ||
      is("\xE2\x81\x9F") || is("\xE3\x80\x80"))
    return 3;
  const bool is_general =
      is("\xE2\x80") && text.size() >= 3 && static_cast<unsigned char>(text[2]) <= 0x8A;
  return is_general ? 3 : 0;
}

}  // namespace

bool check_url(Violations& violations, std::string_view field, std::string_view text) {
  const std::string fault{url_fault(text)};
  if (fault.empty()) return true;
  violations.add(field, "url_parsing", "Input should be a valid URL, " + fault, {{"error", fault}});
  return false;
}

bool check_not_empty(Violations& violations, std::string_view field, std::string_view text) {
  while (!text.empty()) {
    const std::size_t blank = blank_at(text);
    if (blank == 0) return true;
    text.remove_prefix(blank);
  }
  violations.add(field, "string_too_short", "String should have at least 1 character",
                 {{"min_length", "1", true}});
  return false;
}

}  // namespace tenon

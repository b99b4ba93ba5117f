#include <tenon/url.hpp>

#include <tenon/error.hpp>

namespace tenon {

namespace {

// A fault names its part only: libpq's own messages repeat a broken URL with its password.
[[noreturn]] void refuse(const char* part, const char* fault) {
  throw Error{ErrorKind::environment, std::string{"database URL: the "} + part + " " + fault};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text, const char* part) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
      const int low = high >= 0 ? hex_digit(text[at + 2]) : -1;
      if (low < 0) refuse(part, "holds a '%' without two hexadecimal digits after it");
      c = static_cast<char>(high * 16 + low);
      at += 2;
    }
    // A zero byte would end the text for the C libraries that read it next.
    if (c == '\0') refuse(part, "holds a zero byte");
    result += c;
  }
  return result;
}

void read_host(std::string_view text, Url& url) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) refuse("host", "lacks a closing ']'");
    url.host = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    if (!text.empty() && text.front() != ':') refuse("host", "goes on after its ']'");
    if (!text.empty()) text.remove_prefix(1);
  } else {
    const std::size_t colon = text.find(':');
    url.host = decoded(text.substr(0, colon), "host");
    text = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
  }
  if (text.find_first_not_of("0123456789") != std::string_view::npos || text.size() > 5) {
    refuse("port", "is not a number");
  }
  url.port = text;
}

void read_authority(std::string_view text, Url& url) {
  // The last '@': one in an unescaped password must not make the rest of it a host name.
  const std::size_t at = text.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view user = text.substr(0, at);
    const std::size_t colon = user.find(':');
    url.user = decoded(user.substr(0, colon), "user name");
    if (colon != std::string_view::npos) {
      url.password = decoded(user.substr(colon + 1), "password");
    }
    text.remove_prefix(at + 1);
  }
  read_host(text, url);
}

void read_options(std::string_view text, Url& url) {
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) refuse("option", "has no '='");
    url.options.emplace_back(decoded(pair.substr(0, equals), "option"),
                             decoded(pair.substr(equals + 1), "option"));
  }
}

void append_encoded(std::string& out, std::string_view text, std::string_view also_plain) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  for (const char c : text) {
    if (plain.find(c) != plain.npos || also_plain.find(c) != also_plain.npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
}

/// Whether an option's value is, or may hold, a secret. libpq knows names in lower case only, and
/// who spelled one otherwise still wrote a password.
bool is_secret(std::string_view name) {
  std::string lower;
  for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto holds = [&](const char* word) { return lower.find(word) != std::string::npos; };
  return holds("password") || holds("passwd") || holds("pwd") || holds("secret") ||
         lower == "options";
}

}  // namespace

Url Url::parse(std::string_view text) {
  Url url;
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || scheme == 0) {
    throw Error{ErrorKind::environment,
                "database URL: expected sqlite:///file.db or postgresql://host/database"};
  }
  url.scheme = text.substr(0, scheme);
  text.remove_prefix(scheme + 3);
  if (const std::size_t query = text.find('?'); query != std::string_view::npos) {
    read_options(text.substr(query + 1), url);
    text = text.substr(0, query);
  }
  const std::size_t slash = text.find('/');
  read_authority(text.substr(0, slash), url);
  if (slash != std::string_view::npos) url.path = decoded(text.substr(slash + 1), "path");
  return url;
}

const std::string* Url::option(std::string_view name) const {
  for (const auto& [key, value] : options) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string Url::masked() const {
  std::string text = scheme + "://";
  append_encoded(text, user, "");
  if (!password.empty()) text += ":***";
  if (!user.empty() || !password.empty()) text += '@';
  const bool is_ipv6 = host.find(':') != std::string::npos;
  text += is_ipv6 ? "[" + host + "]" : host;
  if (!port.empty()) text += ":" + port;
  if (!path.empty()) text += '/';
  append_encoded(text, path, "/");
  char separator = '?';
  for (const auto& [name, value] : options) {
    text += separator;
    append_encoded(text, name, "");
    text += '=';
    if (is_secret(name)) {
      text += "***";
    } else {
      append_encoded(text, value, "/,:");
    }
    separator = '&';
  }
  return text;
}

}  // namespace tenon

// A database URL, taken apart. Made for the engine; programs need it to print a URL safely.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon {

/// `scheme://user:password@host:port/path?name=value&…`. Parts are percent-decoded.
struct Url {
  std::string scheme;
  std::string user;
  std::string password;
  std::string host;  ///< an IPv6 address without its brackets
  std::string port;
  /// After the slash that ends the authority: "blog.db" for `sqlite:///blog.db`, "/tmp/blog.db" for
  /// `sqlite:////tmp/blog.db`, "" for `sqlite://`.
  std::string path;
  std::vector<std::pair<std::string, std::string>> options;

  /// Throws Error environment that names the part, never its content.
  static Url parse(std::string_view text);

  /// The option's value, or nullptr.
  const std::string* option(std::string_view name) const;

  /// The URL with `***` in place of a password, wherever it stood, and of `options`; fit for logs.
  std::string masked() const;
};

}  // namespace tenon

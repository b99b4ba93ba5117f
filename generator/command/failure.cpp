#include "command/failure.hpp"

#include <algorithm>
#include <iostream>
#include <string_view>

#include "base/text.hpp"

namespace tenon::command {
namespace {

/// A word in which a URL of PostgreSQL may stand, also one with a slash too few, or a password that
/// has what it should not.
std::string masked(std::string word) {
  const std::size_t scheme = base::to_lower(word).find("postgres");
  const std::size_t slash = word.find(":/", scheme);
  if (scheme == word.npos || slash == word.npos) return word;
  constexpr std::string_view option = "password=";
  for (std::size_t at = word.find(option, slash); at != word.npos; at = word.find(option, at)) {
    at += option.size();
    word.replace(at, std::min(word.find_first_of("&'\"", at), word.size()) - at, "***");
  }
  const std::size_t user = word.find_first_not_of('/', slash + 1);
  const std::size_t colon = word.find_first_of(":@/", user);
  const std::size_t end = word.rfind('@');
  const bool has_password = colon != word.npos && word[colon] == ':' && end != word.npos;
  if (has_password && colon < end) word.replace(colon + 1, end - colon - 1, "***");
  return word;
}

}  // namespace

void Workspace::print() {
  if (is_quiet) return;
  std::cerr << without_passwords(base::render(diagnostics, sources, printed_));
  printed_ = diagnostics.all().size();
}

void Workspace::stop_on_errors() {
  if (!diagnostics.has_errors()) return;
  print();
  ExitCode code = user_error;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.code == "cannot-write" || diagnostic.code == "cannot-read") code = environment;
  }
  throw Failure{code, "", ""};
}

bool is_users_error(const std::error_code& error) {
  return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory ||
         error == std::errc::is_a_directory || error == std::errc::too_many_symbolic_link_levels ||
         error == std::errc::filename_too_long;
}

std::string without_passwords(std::string text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\n", at);
    if (begin == text.npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    const std::string word = masked(text.substr(begin, end - begin));
    text.replace(begin, end - begin, word);
    at = begin + word.size();
  }
  return text;
}

void print(const Failure& failure) {
  if (!failure.message.empty())
    std::cerr << "error: " << without_passwords(failure.message) << "\n";
  if (!failure.hint.empty()) std::cerr << "hint: " << failure.hint << "\n";
}

}  // namespace tenon::command

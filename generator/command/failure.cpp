#include "command/failure.hpp"

#include <iostream>

namespace tenon::command {

void Workspace::print() {
  if (is_printed_ || is_quiet) return;
  is_printed_ = true;
  std::cerr << base::render(diagnostics, sources);
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

void print(const Failure& failure) {
  if (!failure.message.empty()) std::cerr << "error: " << failure.message << "\n";
  if (!failure.hint.empty()) std::cerr << "hint: " << failure.hint << "\n";
}

}  // namespace tenon::command

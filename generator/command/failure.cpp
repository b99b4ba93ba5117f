#include "command/failure.hpp"

#include <iostream>

namespace tenon::command {

void Workspace::print() {
  if (is_printed_) return;
  is_printed_ = true;
  std::cerr << base::render(diagnostics, sources);
}

void Workspace::stop_on_errors() {
  if (!diagnostics.has_errors()) return;
  print();
  ExitCode code = user_error;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.code == "cannot-write") code = environment;
  }
  throw Failure{code, "", ""};
}

void print(const Failure& failure) {
  if (!failure.message.empty()) std::cerr << "error: " << failure.message << "\n";
  if (!failure.hint.empty()) std::cerr << "hint: " << failure.hint << "\n";
}

}  // namespace tenon::command

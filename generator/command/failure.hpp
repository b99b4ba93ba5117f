// How a verb gives up: with an exit code and what people are told. Only run() catches it.
#pragma once

#include <cstddef>
#include <string>
#include <system_error>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "command/run.hpp"

namespace tenon::command {

struct Failure {
  ExitCode code = user_error;
  std::string message;  ///< without "error: "
  std::string hint;
};

/// Whether a file that cannot be read is the user's slip (it is not there, or is a folder), and not
/// the machine's fault.
bool is_users_error(const std::error_code& error);

/// The texts and findings of a run.
struct Workspace {
  base::Sources sources;
  base::Diagnostics diagnostics;
  bool is_quiet = false;  ///< nothing is printed: somebody looks at the findings

  /// Throws Failure when there are errors; they, and warnings, are printed by then.
  void stop_on_errors();
  /// Prints what was found and not printed yet.
  void print();

 private:
  std::size_t printed_ = 0;
};

/// The text with `***` in place of each password in a URL: whoever gives one where a revision is
/// expected finds it in no log.
std::string without_passwords(std::string text);

/// Prints a failure to stderr, without passwords.
void print(const Failure& failure);

}  // namespace tenon::command

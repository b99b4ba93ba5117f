// The way into the commands: finds the verb, runs it, and turns every error into a message on
// stderr and an exit code.
#pragma once

#include <string>
#include <vector>

namespace tenon::command {

/// Exit codes of every verb.
enum ExitCode : int {
  fine = 0,
  finding = 1,      ///< a difference or a finding
  user_error = 2,   ///< the user's input is wrong
  environment = 3,  ///< database or files failed
};

/// Runs `tenon <arguments…>`; returns the exit code. Throws nothing.
int run(const std::vector<std::string>& arguments);

}  // namespace tenon::command

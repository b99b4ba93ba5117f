// The options of one verb: a thin layer over cxxopts, so that every verb's --help and errors look
// alike and no verb sees an exception of the library.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "command/verbs.hpp"

namespace tenon::command {

struct Option {
  enum class Kind { flag, value, list };
  std::string name;  ///< "message", or "m,message"
  std::string help;
  Kind kind = Kind::flag;
  std::string value_name;  ///< shown in --help: URL
};

struct Usage {
  std::string verb;
  std::string help;        ///< one or two sentences
  std::string positional;  ///< "[target]", "<revision>", "<from> <to>", or ""
  std::vector<Option> options;
  std::vector<std::string> examples;  ///< command lines
};

class Options {
 public:
  bool has(const std::string& name) const { return values_.count(name) != 0; }
  std::string value(const std::string& name, const std::string& otherwise = {}) const;
  std::vector<std::string> list(const std::string& name) const;
  const std::vector<std::string>& positional() const { return positional_; }

 private:
  friend Options parse(const Usage& usage, const Arguments& arguments);
  void read(const std::vector<Option>& options, const Arguments& arguments);

  std::map<std::string, std::vector<std::string>> values_;
  std::vector<std::string> positional_;
};

/// Reads the arguments. `--project FILE` is known to every verb. Throws Failure for what the usage
/// does not know; `--help` prints the help to stdout and throws Failure `fine`.
Options parse(const Usage& usage, const Arguments& arguments);

/// The option of every verb that works on a database.
Option database_option();

/// The option of every verb that reads the models.
Option cache_option();

}  // namespace tenon::command

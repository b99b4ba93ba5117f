#include "command/run.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <optional>

#include <tenon/error.hpp>
#include <tenon/version.hpp>

#include "base/names.hpp"
#include "command/failure.hpp"
#include "command/report.hpp"
#include "command/verbs.hpp"
#include "command/visible.hpp"

namespace tenon::command {
namespace {

const Verb& find_verb(const std::string& name) {
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) {
    if (verb.name == name) return verb;
    names.emplace_back(verb.name);
  }
  std::string hint = base::did_you_mean(name, names);
  if (hint.empty()) hint = "`tenon help` lists the verbs";
  throw Failure{user_error, "unknown verb '" + name + "'", hint};
}

int run_verb(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") return run_help({});
  if (arguments[0] == "--version") {
    std::cout << "tenon " << version << "\n";
    return fine;
  }
  const Verb& verb = find_verb(arguments[0]);
  if (verb.run == nullptr) {
    throw Failure{user_error, "'tenon " + arguments[0] + "' is not yet supported", ""};
  }
  return verb.run({arguments.begin() + 1, arguments.end()});
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
  const VisibleOutput visible_errors{std::cerr};
  // What goes into a file or another program stays as it is.
  std::optional<VisibleOutput> visible_data;
  if (::isatty(STDOUT_FILENO) == 1) visible_data.emplace(std::cout);
  try {
    return run_verb(arguments);
  } catch (const Failure& failure) {
    print(failure);
    return failure.code;
  } catch (const Error& error) {
    return report(error);
  } catch (const std::exception& error) {
    print({environment, std::string{"internal error: "} + error.what(),
           "this is a fault of tenon: please report it with the command that you ran"});
    return environment;
  }
}

}  // namespace tenon::command

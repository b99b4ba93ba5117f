// tenon help: the verbs, and the words of the models from their table.
#include <algorithm>
#include <iostream>
#include <utility>

#include "base/names.hpp"
#include "command/failure.hpp"
#include "command/verbs.hpp"
#include "model/vocabulary.hpp"

namespace tenon::command {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  std::string result{text};
  result.resize(std::max(width, result.size() + 1), ' ');
  return result;
}

void print_verbs() {
  std::cout << "usage: tenon <verb> [options]\n\n";
  for (const Verb& verb : verbs()) {
    std::cout << "  " << padded(verb.name, 12) << verb.help
              << (verb.run == nullptr ? " (not yet supported)\n" : "\n");
  }
  std::cout << "\n`tenon <verb> --help` shows its options and an example.\n"
               "exit codes: 0 fine, 1 a difference, 2 the input is wrong, 3 database or files "
               "failed\n";
}

void print_annotations() {
  const model::Place places[] = {model::Place::entity, model::Place::field,
                                 model::Place::enumeration, model::Place::enumerator};
  for (const model::Place place : places) {
    std::cout << "on " << model::describe(place) << ":\n";
    for (const model::Word& word : model::vocabulary()) {
      if (word.place != place) continue;
      std::cout << "  " << padded(word.name, 14) << word.help
                << (word.supported ? "\n" : " (not yet supported)\n");
      if (word.supported && !word.example.empty()) {
        std::cout << padded("", 16) << word.example << "\n";
      }
    }
    std::cout << "\n";
  }
}

}  // namespace

int run_help(const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help") {
    print_verbs();
    return fine;
  }
  if (arguments[0] == "annotations") {
    print_annotations();
    return fine;
  }
  std::vector<std::string> topics{"annotations"};
  for (const Verb& verb : verbs()) {
    if (verb.name == arguments[0] && verb.run != nullptr && verb.run != run_help) {
      return verb.run({"--help"});
    }
    topics.emplace_back(verb.name);
  }
  std::string hint = base::did_you_mean(arguments[0], topics);
  if (hint.empty()) hint = "`tenon help` lists the verbs, `tenon help annotations` the words";
  throw Failure{user_error, "there is no help on '" + arguments[0] + "'", std::move(hint)};
}

}  // namespace tenon::command

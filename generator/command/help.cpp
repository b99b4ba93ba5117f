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

// One word at each of its places, with its JSON form.
void print_annotation(const std::string& name) {
  std::vector<std::string> known;
  bool is_first = true;
  for (const model::Word& word : model::vocabulary()) {
    known.emplace_back(word.name);
    if (word.name != name) continue;
    std::cout << (is_first ? "" : "\n") << word.name << ", on " << model::describe(word.place)
              << ": " << word.help << (word.supported ? "\n" : " (not yet supported)\n");
    is_first = false;
    if (!word.example.empty()) std::cout << "  C++   " << word.example << "\n";
    if (word.json_example.empty()) continue;
    const bool in_tenon = word.json_keywords.empty();
    std::cout << "  JSON  " << (in_tenon ? "\"x-tenon\": {" : "") << word.json_example
              << (in_tenon ? "}\n" : "\n");
  }
  if (!is_first) return;
  std::string hint = base::did_you_mean(name, known);
  if (hint.empty()) hint = "`tenon help annotations` lists them";
  throw Failure{user_error, "there is no annotation '" + name + "'", std::move(hint)};
}

}  // namespace

int run_help(const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help") {
    print_verbs();
    return fine;
  }
  if (arguments[0] == "annotations") {
    if (arguments.size() > 1)
      print_annotation(arguments[1]);
    else
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

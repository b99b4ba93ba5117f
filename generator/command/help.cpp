// tenon help: the verbs, the words of the models from their table, and the types.
#include <iostream>
#include <utility>

#include "base/names.hpp"
#include "base/text.hpp"
#include "command/failure.hpp"
#include "command/help_types.hpp"
#include "command/verbs.hpp"
#include "model/vocabulary.hpp"

namespace tenon::command {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t shown = base::count_code_points(text);
  return std::string{text} + std::string(width > shown ? width - shown : 1, ' ');
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

// How words stand in a model; what the list below leaves out.
constexpr const char* how_to_write =
    R"(In C++ a word stands in an attribute with the prefix tenon::, several with commas between them:
  struct [[tenon::table("users"), tenon::index(name)]] User {
    [[tenon::unique, tenon::length(1, 80)]] std::string name;
  enum class [[tenon::native]] Role { reader, author [[tenon::was("writer")]] };
In JSON it is a member of "x-tenon", unless JSON Schema has a keyword for it:
  "User": {"type": "object", "x-tenon": {"table": "users", "index": [["name"]]}, "properties": {
    "name": {"type": "string", "minLength": 1, "maxLength": 80, "x-tenon": {"unique": true}}
  "Role": {"type": "string", "enum": ["reader", "author"], "x-tenon": {"native": true}}
The C++ namespace of a document's types is "x-tenon": {"namespace": "blog"} beside "$defs".

`tenon help annotations WORD` shows both forms of a word and all that it takes;
`tenon help types` the types of fields.

)";

void print_annotations() {
  std::cout << how_to_write;
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

// A parameter as C++ has it: name, [name], name, …; those behind them as name("…").
std::string spelled(const model::Parameter& parameter) {
  using Count = model::Parameter::Count;
  std::string name{parameter.name};
  if (parameter.named) {
    if (parameter.kind == model::ArgumentKind::flag) return name;
    return name + (parameter.kind == model::ArgumentKind::text ? "(\"…\")" : "(…)");
  }
  if (parameter.count == Count::many) return name + ", …";
  if (parameter.count == Count::any) return "[" + name + ", …]";
  return parameter.count == Count::maybe ? "[" + name + "]" : name;
}

void print_parameters(const model::Word& word) {
  if (word.parameters.empty() || !word.supported) return;
  // The standard's keywords have no keys, and these words a form of their own in JSON.
  const bool has_keys = word.parameters.size() + (word.parameters[0].named ? 1 : 0) > 1 &&
                        word.json_keywords.empty() && word.place != model::Place::enumerator &&
                        word.name != "input" && word.name != "shape";
  std::cout << (has_keys ? "  takes, in JSON as keys of an object:\n" : "  takes:\n");
  for (const model::Parameter& parameter : word.parameters) {
    std::cout << "    " << padded(spelled(parameter), 16);
    if (parameter.kind != model::ArgumentKind::flag)
      std::cout << model::describe(parameter.kind) << ": ";
    std::cout << parameter.help << "\n";
  }
}

std::string in_attribute(const model::Word& word) {
  const std::string example{word.example};
  return word.place == model::Place::enumerator ? example : "[[tenon::" + example + "]]";
}

// One word at each of its places, in both forms and with all that it takes.
void print_annotation(const std::string& name) {
  std::vector<std::string> known;
  bool is_first = true;
  for (const model::Word& word : model::vocabulary()) {
    known.emplace_back(word.name);
    if (word.name != name) continue;
    std::cout << (is_first ? "" : "\n") << word.name << ", on " << model::describe(word.place)
              << ": " << word.help << (word.supported ? "\n" : " (not yet supported)\n");
    is_first = false;
    if (!word.example.empty()) std::cout << "  C++   " << in_attribute(word) << "\n";
    if (!word.json_example.empty()) {
      const bool in_tenon = word.json_keywords.empty();
      std::cout << "  JSON  " << (in_tenon ? "\"x-tenon\": {" : "") << word.json_example
                << (in_tenon ? "}\n" : "\n");
    }
    print_parameters(word);
  }
  if (!is_first) return;
  std::string hint = base::did_you_mean(name, known);
  if (hint.empty()) hint = "`tenon help annotations` lists them, `tenon help types` the types";
  throw Failure{user_error, "there is no annotation '" + name + "'", std::move(hint)};
}

int help_on(const Verb& verb) {
  if (verb.run == run_help) {
    print_verbs();
    return fine;
  }
  if (verb.run != nullptr) return verb.run({"--help"});
  std::cout << verb.name << ": " << verb.help << " (not yet supported)\n";
  return fine;
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
  if (arguments[0] == "types") {
    print_types();
    return fine;
  }
  std::vector<std::string> topics{"annotations", "types"};
  for (const Verb& verb : verbs()) {
    if (verb.name == arguments[0]) return help_on(verb);
    topics.emplace_back(verb.name);
  }
  std::string hint = base::did_you_mean(arguments[0], topics);
  if (hint.empty())
    hint =
        "`tenon help` lists the verbs, `tenon help annotations` the words, `tenon help types` the "
        "types";
  throw Failure{user_error, "there is no help on '" + arguments[0] + "'", std::move(hint)};
}

}  // namespace tenon::command

#include "frontend/json/words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/json/arguments.hpp"
#include "frontend/json/definition.hpp"
#include "frontend/json/keyword.hpp"
#include "frontend/json/rules.hpp"
#include "frontend/json/shape_words.hpp"
#include "model/annotation_match.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using model::Annotation;
using model::Argument;
using model::Word;
using Kind = JsonNode::Kind;

// {"password": {"minLength": 8}}: a member is an input, its schema are the rules.
void read_inputs(const Word& word, const JsonMember& member, std::vector<Annotation>& words,
                 Diagnostics& diagnostics) {
  const base::Span place = key_place(member);
  if (!member.value.is(Kind::object)) {
    diagnostics.error(codes::wrong_arguments, member.value.span,
                      std::string{"'input' is an object, not "} + base::describe(member.value.kind),
                      example_of(word));
    return;
  }
  for (const JsonMember& input : member.value.members) {
    if (!input.value.is(Kind::object)) {
      diagnostics.error(codes::wrong_arguments, input.value.span,
                        "the rules of the input " + quote(input.key) + " are an object, not " +
                            base::describe(input.value.kind),
                        example_of(word));
      continue;
    }
    check_keywords(input.value, Role::input, diagnostics);
    Annotation annotation{std::string{word.name}, {}, place};
    annotation.arguments.push_back({Argument::Kind::text, input.key, {}, key_place(input)});
    std::vector<Annotation> rules = read_rules(input.value, diagnostics);
    if (const JsonNode* more = input.value.find("x-tenon"))
      for (Annotation& rule : read_words(*more, model::Place::field, diagnostics))
        rules.push_back(std::move(rule));
    for (Annotation& rule : rules) {
      const bool bare = rule.arguments.empty();
      annotation.arguments.push_back({bare ? Argument::Kind::word : Argument::Kind::call, rule.word,
                                      std::move(rule.arguments), rule.span});
    }
    words.push_back(std::move(annotation));
  }
}

void read_word(const Word& word, const JsonMember& member, std::vector<Annotation>& words,
               Diagnostics& diagnostics) {
  if (word.name == "input") return read_inputs(word, member, words, diagnostics);
  if (word.name == "shape") return read_shapes(word, member, words, diagnostics);
  const base::Span place = key_place(member);
  const auto add = [&](const JsonNode& value) {
    if (std::optional<std::vector<Argument>> arguments = read_arguments(word, value, diagnostics))
      words.push_back({std::string{word.name}, std::move(*arguments), place});
  };
  if (!word.repeatable) return add(member.value);
  if (!member.value.is(Kind::array)) {
    diagnostics.error(codes::wrong_arguments, member.value.span,
                      quote(word.name) + " takes a list, not " + base::describe(member.value.kind),
                      example_of(word));
    return;
  }
  for (const JsonNode& item : member.value.items) add(item);
}

}  // namespace

std::vector<Annotation> read_words(const JsonNode& node, model::Place place,
                                   Diagnostics& diagnostics,
                                   const std::vector<std::string_view>& skipped) {
  std::vector<Annotation> words;
  if (!node.is(Kind::object)) {
    diagnostics.error(codes::wrong_value, node.span,
                      std::string{"'x-tenon' is an object, not "} + base::describe(node.kind),
                      place == model::Place::entity  ? "write \"x-tenon\": {\"table\": \"users\"}"
                      : place == model::Place::field ? "write \"x-tenon\": {\"unique\": true}"
                                                     : "leave it out");
    return words;
  }
  const bool is_plain = place == model::Place::entity && node.find("table") == nullptr;
  for (const JsonMember& member : node.members) {
    if (std::find(skipped.begin(), skipped.end(), member.key) != skipped.end()) continue;
    const Word* word = model::find_word(member.key, place);
    if (word == nullptr && is_plain) {
      // Perhaps it was meant to make an entity of the object; nobody else would look at it.
      model::look_up({member.key, {}, key_place(member)}, place, diagnostics);
    } else if (word == nullptr || !word->supported) {
      words.push_back({member.key, {}, key_place(member)});
    } else if (!word->json_keywords.empty()) {
      diagnostics.error(codes::misplaced_annotation, key_place(member),
                        quote(member.key) + " is a keyword of JSON Schema's own: " +
                            std::string{word->json_keywords},
                        example_of(*word));
    } else {
      read_word(*word, member, words, diagnostics);
    }
  }
  return words;
}

void read_bare_word(const JsonMember& member, std::vector<Annotation>& words,
                    Diagnostics& diagnostics) {
  const Word& word = *model::find_word(member.key, model::Place::field);
  if (word.json_keywords.empty()) read_word(word, member, words, diagnostics);
}

}  // namespace tenon::frontend::json

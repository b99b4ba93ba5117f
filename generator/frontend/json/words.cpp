#include "frontend/json/words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/json/definition.hpp"
#include "frontend/json/keyword.hpp"
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
using model::ArgumentKind;
using model::Parameter;
using model::Word;
using Count = Parameter::Count;
using Kind = JsonNode::Kind;
using Arguments = std::vector<Argument>;

std::string example_of(const Word& word) {
  return "for example: " + std::string{word.json_example};
}

std::string expected(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::bound:
      return "a number";
    case ArgumentKind::flag:
      return "true";
    case ArgumentKind::target:
      return "a string \"Entity.field\"";
    case ArgumentKind::part:
      return "a field's name, {\"desc\": \"field\"} or {\"sql\": \"…\"}";
    case ArgumentKind::fields:
      return "a list of fields";
    case ArgumentKind::key:
      return "an object {\"Entity\": [\"field\"]}";
    case ArgumentKind::text:
    case ArgumentKind::number:
    case ArgumentKind::integer:
    case ArgumentKind::entity:
    case ArgumentKind::type:
    case ArgumentKind::member:
    case ArgumentKind::ordering:
    case ArgumentKind::field:
    case ArgumentKind::action:
    case ArgumentKind::rule:
    case ArgumentKind::other:
      break;
  }
  return model::describe(kind);
}

Argument make(Argument::Kind kind, const JsonNode& node) {
  const bool string = node.is(Kind::string);
  return {kind, node.text, {}, string ? located_text(node).span : node.span};
}

// A name, or several with `::` or `.` between them, which are the same to us.
Argument make_word(const JsonNode& node) {
  Argument word = make(Argument::Kind::word, node);
  word.text = base::replace_all(word.text, "::", ".");
  return word;
}

std::optional<Argument> convert_fields(const JsonNode& node) {
  if (!node.is(Kind::array)) return std::nullopt;
  Argument list{Argument::Kind::tuple, "", {}, node.span};
  for (const JsonNode& item : node.items) {
    if (!item.is(Kind::string)) return std::nullopt;
    list.arguments.push_back(make_word(item));
  }
  return list;
}

// The value as an argument of this kind, or none when it is of another JSON type.
std::optional<Argument> convert(const JsonNode& node, ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::text:
      if (node.is(Kind::string)) return make(Argument::Kind::text, node);
      break;
    case ArgumentKind::integer:
    case ArgumentKind::number:
    case ArgumentKind::bound:
      if (node.is(Kind::number)) return make(Argument::Kind::number, node);
      break;
    case ArgumentKind::field:
    case ArgumentKind::action:
    case ArgumentKind::entity:
    case ArgumentKind::type:
    case ArgumentKind::ordering:
    case ArgumentKind::target:
      if (node.is(Kind::string)) return make_word(node);
      break;
    case ArgumentKind::part:
      if (node.is(Kind::string)) return make_word(node);
      if (node.members.size() == 1 && node.members[0].value.is(Kind::string)) {
        const JsonMember& member = node.members[0];
        const bool sql = member.key == "sql";
        if (!sql && member.key != "desc") break;
        Argument inner = sql ? make(Argument::Kind::text, member.value) : make_word(member.value);
        return Argument{Argument::Kind::call, member.key, {std::move(inner)}, key_place(member)};
      }
      break;
    case ArgumentKind::fields:
      return convert_fields(node);
    case ArgumentKind::key:
      if (node.members.size() == 1) {
        const JsonMember& member = node.members[0];
        std::optional<Argument> key = convert_fields(member.value);
        if (!key) break;
        key->kind = Argument::Kind::call;
        key->text = base::replace_all(member.key, "::", ".");
        key->span = key_place(member);
        return key;
      }
      break;
    case ArgumentKind::flag:
    case ArgumentKind::member:
    case ArgumentKind::rule:
    case ArgumentKind::other:
      break;
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(const Word& word, Diagnostics& diagnostics) : word_(word), diagnostics_(diagnostics) {}

  // All arguments of one use of the word, or none after an error.
  std::optional<Arguments> read(const JsonNode& value) {
    Arguments arguments;
    const bool bare = value.is(Kind::boolean) && value.boolean;
    if (bare && required() == 0) return arguments;
    bool good = false;
    if (value.is(Kind::object) && !is_part(value))
      good = read_named(value, arguments);
    else if (value.is(Kind::array) && positional() > 0)
      good = read_list(value, arguments);
    else if (takes_one())
      good = read_one(value, first_positional(), arguments);
    else
      good =
          refuse(value.span, quote(word_.name) + (required() == 0 ? " is true" : " takes a list") +
                                 ", not " + base::describe(value.kind));
    if (!good) return std::nullopt;
    return arguments;
  }

 private:
  std::size_t count(bool needed) const {
    std::size_t number = 0;
    for (const Parameter& one : word_.parameters)
      if (!one.named && (!needed || one.count == Count::one || one.count == Count::many)) ++number;
    return number;
  }
  std::size_t required() const { return count(true); }
  std::size_t positional() const { return count(false); }
  bool takes_many() const {
    return !word_.parameters.empty() && word_.parameters[0].count == Count::many;
  }
  // One argument is said as its value: the one that is needed, or the only one that may be there.
  bool takes_one() const {
    return (required() == 1 && !takes_many()) || (required() == 0 && positional() == 1);
  }
  // {"desc": "field"} as the only part of an index is no object of named arguments.
  bool is_part(const JsonNode& value) const {
    return takes_many() && word_.parameters[0].kind == ArgumentKind::part &&
           (value.find("desc") != nullptr || value.find("sql") != nullptr);
  }

  const Parameter& first_positional() const {
    for (const Parameter& one : word_.parameters)
      if (!one.named && (one.count == Count::one || required() == 0)) return one;
    return word_.parameters.front();
  }

  bool refuse(const base::Span& span, const std::string& message) {
    diagnostics_.error(codes::wrong_arguments, span, message, example_of(word_));
    return false;
  }

  bool read_one(const JsonNode& value, const Parameter& parameter, Arguments& arguments) {
    std::optional<Argument> argument = convert(value, parameter.kind);
    if (argument && model::fits(*argument, parameter.kind)) {
      arguments.push_back(std::move(*argument));
      return true;
    }
    const std::string found =
        value.is(Kind::string) ? quote(value.text) : std::string{base::describe(value.kind)};
    return refuse(value.span, quote(parameter.name) + " of " + quote(word_.name) + " is " +
                                  expected(parameter.kind) + ", not " + found);
  }

  // A list: the items of the one parameter that takes many, or one item for each parameter.
  bool read_list(const JsonNode& list, Arguments& arguments) {
    if (list.items.size() < required() || (!takes_many() && list.items.size() > positional()))
      return refuse(list.span,
                    quote(word_.name) + " takes " +
                        (takes_many() ? "at least one item" : "another number of items"));
    bool good = true;
    for (std::size_t i = 0; i < list.items.size(); ++i)
      good = read_one(list.items[i], word_.parameters[takes_many() ? 0 : i], arguments) && good;
    return good;
  }

  // What a named argument holds: one value, or a list of them.
  bool read_values(const JsonNode& node, const Parameter& parameter, Arguments& values) {
    if (parameter.count != Count::many) return read_one(node, parameter, values);
    if (!node.is(Kind::array) || node.items.empty())
      return refuse(node.span, quote(parameter.name) + " of " + quote(word_.name) +
                                   " takes a list of at least one item");
    bool good = true;
    for (const JsonNode& item : node.items) good = read_one(item, parameter, values) && good;
    return good;
  }

  bool read_named(const JsonNode& object, Arguments& arguments) {
    bool good = true;
    for (const Parameter& parameter : word_.parameters) {
      if (parameter.named) continue;
      const JsonNode* value = object.find(parameter.name);
      if (value == nullptr) {
        if (parameter.count == Count::maybe || parameter.count == Count::any) continue;
        return refuse(object.span, quote(word_.name) + " lacks " + quote(parameter.name));
      }
      if (parameter.count == Count::many && value->is(Kind::array))
        good = read_list(*value, arguments) && good;
      else
        good = read_one(*value, parameter, arguments) && good;
    }
    for (const JsonMember& member : object.members) good = read_option(member, arguments) && good;
    return good;
  }

  bool read_option(const JsonMember& member, Arguments& arguments) {
    const Parameter* parameter = nullptr;
    std::vector<std::string> names;
    for (const Parameter& one : word_.parameters) {
      names.emplace_back(one.name);
      if (one.name == member.key) parameter = &one;
    }
    const base::Span place = key_place(member);
    if (parameter == nullptr) {
      const std::string meant = base::did_you_mean(member.key, names);
      diagnostics_.error(codes::wrong_arguments, place,
                         quote(word_.name) + " has no argument " + quote(member.key),
                         meant.empty() ? example_of(word_) : meant);
      return false;
    }
    if (!parameter->named) return true;
    if (parameter->kind == ArgumentKind::flag) {
      if (!member.value.is(Kind::boolean) || !member.value.boolean)
        return refuse(member.value.span, quote(member.key) + " is true, or left out");
      arguments.push_back({Argument::Kind::word, member.key, {}, place});
      return true;
    }
    Arguments value;
    if (!read_values(member.value, *parameter, value)) return false;
    arguments.push_back({Argument::Kind::call, member.key, std::move(value), place});
    return true;
  }

  const Word& word_;
  Diagnostics& diagnostics_;
};

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
  Reader reader{word, diagnostics};
  const auto add = [&](const JsonNode& value) {
    if (std::optional<Arguments> arguments = reader.read(value))
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

std::optional<std::vector<Argument>> read_arguments(const Word& word, const JsonNode& value,
                                                    Diagnostics& diagnostics) {
  return Reader{word, diagnostics}.read(value);
}

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

std::vector<Argument> read_bounds(const JsonNode* least, const JsonNode* most,
                                  std::string_view word, Diagnostics& diagnostics) {
  const auto bound = [&](const JsonNode* node) -> Argument {
    if (node == nullptr) return {Argument::Kind::word, "*", {}, {}};
    if (node->is(Kind::number)) return make(Argument::Kind::number, *node);
    diagnostics.error(codes::wrong_value, node->span,
                      std::string{"a bound is a number, not "} + base::describe(node->kind),
                      word == "length"  ? "write \"minLength\": 1, \"maxLength\": 80"
                      : word == "items" ? "write \"minItems\": 1, \"maxItems\": 10"
                                        : "write \"minimum\": 0, \"maximum\": 100");
    return {Argument::Kind::word, "*", {}, node->span};
  };
  Argument upper = bound(most);
  if (least == nullptr && word != "range") return {std::move(upper)};
  Argument lower = bound(least);
  if (!upper.span.known()) upper.span = lower.span;
  if (!lower.span.known()) lower.span = upper.span;
  return {std::move(lower), std::move(upper)};
}

std::vector<Annotation> read_rules(const JsonNode& node, Diagnostics& diagnostics) {
  std::vector<Annotation> rules;
  const auto add_bounds = [&](const char* word, const char* least, const char* most,
                              const JsonMember& member) {
    for (const Annotation& known : rules)
      if (known.word == word) return;
    rules.push_back({word, read_bounds(node.find(least), node.find(most), word, diagnostics),
                     key_place(member)});
  };
  for (const JsonMember& member : node.members) {
    const std::string& key = member.key;
    if (key == "minLength" || key == "maxLength")
      add_bounds("length", "minLength", "maxLength", member);
    else if (key == "minItems" || key == "maxItems")
      add_bounds("items", "minItems", "maxItems", member);
    else if (key == "minimum" || key == "maximum")
      add_bounds("range", "minimum", "maximum", member);
    else if (key == "pattern" && member.value.is(Kind::string))
      rules.push_back({"pattern", {make(Argument::Kind::text, member.value)}, key_place(member)});
    else if (key == "pattern")
      diagnostics.error(
          codes::wrong_value, member.value.span,
          std::string{"'pattern' is a string, not "} + base::describe(member.value.kind),
          "write \"pattern\": \"^[a-z]+$\"");
    else if (key == "multipleOf" && member.value.is(Kind::number))
      rules.push_back(
          {"multiple_of", {make(Argument::Kind::number, member.value)}, key_place(member)});
    else if (key == "multipleOf")
      diagnostics.error(
          codes::wrong_value, member.value.span,
          std::string{"'multipleOf' is a number, not "} + base::describe(member.value.kind),
          "write \"multipleOf\": 5");
    else if (key == "format" && member.value.is(Kind::string) && member.value.text == "email")
      rules.push_back({"email", {}, located_text(member.value).span});
    else if (key == "format" && member.value.is(Kind::string) && member.value.text == "uri")
      rules.push_back({"url", {}, located_text(member.value).span});
  }
  return rules;
}

}  // namespace tenon::frontend::json

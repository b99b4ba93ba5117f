#include "frontend/json/arguments.hpp"

#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/json/definition.hpp"
#include "model/annotation_match.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using model::Argument;
using model::ArgumentKind;
using model::Parameter;
using model::Word;
using Count = Parameter::Count;
using Kind = JsonNode::Kind;
using Arguments = std::vector<Argument>;

std::string expected(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::bound:
      return "a number";
    case ArgumentKind::flag:
      return "true";
    case ArgumentKind::target:
      return "a string \"Entity.field\"";
    case ArgumentKind::part:
      return "a field's name, {\"sql\": \"…\"}, or {\"desc\": one of them}";
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

// A name, or several with `::` or `.` between them, which are the same to us.
Argument make_word(const JsonNode& node) {
  Argument word = literal(Argument::Kind::word, node);
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

// A field's name, {"sql": "…"}, or {"desc": one of them}.
std::optional<Argument> convert_part(const JsonNode& node, bool is_inner = false) {
  if (node.is(Kind::string)) return make_word(node);
  if (node.members.size() != 1) return std::nullopt;
  const JsonMember& member = node.members[0];
  std::optional<Argument> inner;
  if (member.key == "desc" && !is_inner) inner = convert_part(member.value, true);
  if (member.key == "sql" && member.value.is(Kind::string))
    inner = literal(Argument::Kind::text, member.value);
  if (!inner) return std::nullopt;
  return Argument{Argument::Kind::call, member.key, {*std::move(inner)}, key_place(member)};
}

// The value as an argument of this kind, or none when it is of another JSON type.
std::optional<Argument> convert(const JsonNode& node, ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::text:
      if (node.is(Kind::string)) return literal(Argument::Kind::text, node);
      break;
    case ArgumentKind::integer:
    case ArgumentKind::number:
    case ArgumentKind::bound:
      if (node.is(Kind::number)) return literal(Argument::Kind::number, node);
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
      return convert_part(node);
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

class ArgumentReader {
 public:
  ArgumentReader(const Word& word, Diagnostics& diagnostics)
      : word_(word), diagnostics_(diagnostics) {}

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
    else if (value.is(Kind::boolean) && required() == 0)
      good = refuse(value.span, quote(word_.name) + " is true or left out, not false");
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

}  // namespace

Argument literal(Argument::Kind kind, const JsonNode& node) {
  const bool string = node.is(Kind::string);
  return {kind, node.text, {}, string ? located_text(node).span : node.span};
}

std::string example_of(const Word& word) {
  return "for example: " + std::string{word.json_example};
}

std::optional<std::vector<Argument>> read_arguments(const Word& word, const JsonNode& value,
                                                    Diagnostics& diagnostics) {
  return ArgumentReader{word, diagnostics}.read(value);
}

}  // namespace tenon::frontend::json

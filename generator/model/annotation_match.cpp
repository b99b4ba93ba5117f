#include "model/annotation_match.hpp"

#include <algorithm>
#include <array>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;
using Count = Parameter::Count;

std::string example_of(const Word& word) { return "for example: " + std::string{word.example}; }

// As people wrote it, shortly.
std::string shown(const Argument& argument) {
  switch (argument.kind) {
    case Argument::Kind::text:
      return "the string \"" + argument.text + "\"";
    case Argument::Kind::call:
      return quote(argument.text + "(…)");
    case Argument::Kind::tuple:
      return "a list";
    case Argument::Kind::number:
      return quote(argument.text);
    case Argument::Kind::word:
      break;
  }
  return quote(base::replace_all(argument.text, ".", "::"));
}

// PostTag, blog.PostTag
bool is_qualified(const std::string& text) {
  const std::vector<std::string> parts = base::split(text, ".");
  return std::all_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return base::is_identifier(part); });
}

// created_at of -created_at
std::string unsigned_name(const std::string& text) {
  return base::starts_with(text, "-") ? text.substr(1) : text;
}

bool is_whole(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A field, or the way to one through value objects: address.city.
bool is_path(const std::string& text) {
  const std::vector<std::string> parts = base::split(text, ".");
  return std::all_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return base::is_identifier(part); });
}

const Parameter* find_named(const Word& word, const Argument& argument) {
  for (const Parameter& parameter : word.parameters) {
    if (!parameter.named || parameter.name != argument.text) continue;
    if (argument.kind == Argument::Kind::call) return &parameter;
    if (argument.kind == Argument::Kind::word && parameter.kind == ArgumentKind::flag)
      return &parameter;
  }
  return nullptr;
}

// The named parameter that a call may have meant, else an example of the word.
std::string hint_for(const Argument& argument, const Word& word) {
  std::vector<std::string> names;
  for (const Parameter& other : word.parameters)
    if (other.named) names.emplace_back(other.name);
  const bool call = argument.kind == Argument::Kind::call;
  const std::string meant = call ? base::did_you_mean(argument.text, names) : "";
  return meant.empty() ? example_of(word) : meant;
}

void wrong_kind(const Argument& argument, const Parameter& parameter, const Word& word,
                Diagnostics& diagnostics) {
  diagnostics.error(
      codes::wrong_arguments, argument.span,
      quote(word.name) + " expects " + describe(parameter.kind) + ", not " + shown(argument),
      hint_for(argument, word));
}

bool match_named(const Argument& argument, const Parameter& parameter, const Word& word,
                 Matched& matched, Diagnostics& diagnostics) {
  const std::string name = quote(parameter.name);
  if (matched.count(parameter.name) != 0) {
    diagnostics.error(codes::wrong_arguments, argument.span, name + " is said twice",
                      example_of(word));
    return false;
  }
  if (parameter.kind == ArgumentKind::flag) {
    const bool bare = argument.kind == Argument::Kind::word;
    matched[parameter.name] = {&argument};
    if (!bare)
      diagnostics.error(codes::wrong_arguments, argument.span, name + " takes no arguments",
                        example_of(word));
    return bare;
  }
  const bool many = parameter.count == Count::many;
  if (many ? argument.arguments.empty() : argument.arguments.size() != 1) {
    diagnostics.error(codes::wrong_arguments, argument.span,
                      name + (many ? " lacks arguments" : " takes one argument"), example_of(word));
    return false;
  }
  bool good = true;
  for (const Argument& value : argument.arguments) {
    matched[parameter.name].push_back(&value);
    if (fits(value, parameter.kind)) continue;
    diagnostics.error(codes::wrong_arguments, value.span,
                      name + " expects " + describe(parameter.kind) + ", not " + shown(value),
                      example_of(word));
    good = false;
  }
  return good;
}

// Only an annotation itself has the prefix: tenon::on_delete(cascade) in one is told so.
bool refuse_prefix(const Argument& argument, const Word& word, Diagnostics& diagnostics) {
  constexpr std::string_view prefix = "tenon.";
  if (argument.kind != Argument::Kind::call || !base::starts_with(argument.text, prefix))
    return false;
  diagnostics.error(codes::wrong_arguments, argument.span,
                    "an argument of " + quote(word.name) + " has no 'tenon::' in front",
                    "write " + argument.text.substr(prefix.size()) + "(…)");
  return true;
}

// Optional parameters are filled from the left as far as there are arguments left over for them:
// length(80) is its `most`.
bool match_positional(const std::vector<const Argument*>& arguments, const Annotation& annotation,
                      const Word& word, Matched& matched, Diagnostics& diagnostics) {
  std::size_t needed = 0;
  for (const Parameter& parameter : word.parameters)
    if (!parameter.named && (parameter.count == Count::one || parameter.count == Count::many))
      ++needed;
  if (arguments.size() < needed) {
    diagnostics.error(codes::wrong_arguments, annotation.span,
                      quote(word.name) + " lacks arguments", example_of(word));
    return false;
  }
  std::size_t spare = arguments.size() - needed;
  std::size_t at = 0;
  bool good = true;
  for (const Parameter& parameter : word.parameters) {
    if (parameter.named) continue;
    std::size_t count = parameter.count == Count::one || parameter.count == Count::many ? 1 : 0;
    const std::size_t more = parameter.count == Count::one     ? 0
                             : parameter.count == Count::maybe ? std::min<std::size_t>(spare, 1)
                                                               : spare;
    count += more;
    spare -= more;
    for (; count > 0; --count, ++at) {
      matched[parameter.name].push_back(arguments[at]);
      if (fits(*arguments[at], parameter.kind)) continue;
      wrong_kind(*arguments[at], parameter, word, diagnostics);
      good = false;
    }
  }
  if (spare == 0) return good;
  const std::string most = at == 0 ? " takes no arguments" : " takes fewer arguments";
  diagnostics.error(codes::wrong_arguments, arguments[at]->span, quote(word.name) + most,
                    hint_for(*arguments[at], word));
  return false;
}

}  // namespace

bool fits(const Argument& argument, ArgumentKind kind) {
  using AK = Argument::Kind;
  constexpr std::array<std::string_view, 5> actions = {"no_action", "restrict", "cascade",
                                                       "set_null", "set_default"};
  constexpr std::array<std::string_view, 4> rules = {"length", "range", "multiple_of", "pattern"};
  const bool word = argument.kind == AK::word;
  switch (kind) {
    case ArgumentKind::text:
      return argument.kind == AK::text;
    case ArgumentKind::integer:
      return argument.kind == AK::number && is_whole(argument.text);
    case ArgumentKind::number:
      return argument.kind == AK::number;
    case ArgumentKind::bound:
      return argument.kind == AK::number || (word && argument.text == "*");
    case ArgumentKind::flag:
      return word;
    case ArgumentKind::field:
      return word && is_path(argument.text);
    case ArgumentKind::part:
      if (word) return is_path(argument.text);
      if (argument.kind != AK::call || argument.arguments.size() != 1) return false;
      if (argument.text == "sql") return fits(argument.arguments[0], ArgumentKind::text);
      return argument.text == "desc" && argument.arguments[0].text != "desc" &&
             fits(argument.arguments[0], ArgumentKind::part);
    case ArgumentKind::target:
      return word && argument.text.find('.') != std::string::npos;
    case ArgumentKind::entity:
      return word && is_qualified(argument.text);
    case ArgumentKind::type:
      return word && base::is_identifier(argument.text);
    case ArgumentKind::member:
      return ((word || argument.kind == AK::call) && base::is_identifier(argument.text)) ||
             (word && argument.text == "*");
    case ArgumentKind::ordering:
      return word && base::is_identifier(unsigned_name(argument.text));
    case ArgumentKind::fields:
    case ArgumentKind::key:
      return argument.kind == (kind == ArgumentKind::key ? AK::call : AK::tuple) &&
             !argument.arguments.empty() &&
             std::all_of(argument.arguments.begin(), argument.arguments.end(),
                         [](const Argument& one) { return fits(one, ArgumentKind::field); });
    case ArgumentKind::action:
      return word && std::find(actions.begin(), actions.end(), argument.text) != actions.end();
    case ArgumentKind::rule:
      if (word)
        return argument.text == "email" || argument.text == "url" || argument.text == "not_empty";
      return argument.kind == AK::call &&
             std::find(rules.begin(), rules.end(), argument.text) != rules.end();
    case ArgumentKind::other:
      return true;
  }
  return false;
}

const Word* look_up(const Annotation& annotation, Place place, Diagnostics& diagnostics) {
  const Word* word = find_word(annotation.word, place);
  if (word != nullptr) {
    if (word->supported) return word;
    diagnostics.error(codes::not_yet_supported, annotation.span,
                      quote(annotation.word) + " on " + describe(place) + " is not yet supported",
                      "leave it out; `tenon help annotations` lists what there is");
    return nullptr;
  }
  for (const Word& other : vocabulary()) {
    if (other.name != annotation.word) continue;
    diagnostics.error(codes::misplaced_annotation, annotation.span,
                      quote(annotation.word) + " stands on " + describe(other.place) + ", not on " +
                          describe(place),
                      "`tenon help annotations " + annotation.word + "` shows where it stands");
    return nullptr;
  }
  std::string hint{hint_for_foreign(annotation.word)};
  if (hint.empty()) hint = base::did_you_mean(annotation.word, words_at(place));
  if (hint.empty()) hint = "`tenon help annotations` lists them";
  diagnostics.error(codes::unknown_annotation, annotation.span,
                    "unknown annotation " + quote(annotation.word), std::move(hint));
  return nullptr;
}

std::optional<Matched> match(const Annotation& annotation, const Word& word,
                             Diagnostics& diagnostics) {
  Matched matched;
  std::vector<const Argument*> positional;
  bool good = true;
  for (const Argument& argument : annotation.arguments) {
    if (refuse_prefix(argument, word, diagnostics))
      good = false;
    else if (const Parameter* parameter = find_named(word, argument))
      good = match_named(argument, *parameter, word, matched, diagnostics) && good;
    else
      positional.push_back(&argument);
  }
  if (!good) return std::nullopt;
  if (!match_positional(positional, annotation, word, matched, diagnostics)) return std::nullopt;
  return matched;
}

}  // namespace tenon::model

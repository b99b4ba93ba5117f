#include "frontend/json/rules.hpp"

#include <string>
#include <utility>

#include "base/codes.hpp"
#include "frontend/json/arguments.hpp"
#include "frontend/json/definition.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using model::Annotation;
using model::Argument;
using Kind = JsonNode::Kind;

// Both bounds as the arguments of length, range or items. One that is no number is an error, and
// open.
std::vector<Argument> read_bounds(const JsonNode* least, const JsonNode* most,
                                  std::string_view word, Diagnostics& diagnostics) {
  const auto bound = [&](const JsonNode* node) -> Argument {
    if (node == nullptr) return {Argument::Kind::word, "*", {}, {}};
    if (node->is(Kind::number)) return literal(Argument::Kind::number, *node);
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

}  // namespace

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
      rules.push_back(
          {"pattern", {literal(Argument::Kind::text, member.value)}, key_place(member)});
    else if (key == "pattern")
      diagnostics.error(
          codes::wrong_value, member.value.span,
          std::string{"'pattern' is a string, not "} + base::describe(member.value.kind),
          "write \"pattern\": \"^[a-z]+$\"");
    else if (key == "multipleOf" && member.value.is(Kind::number))
      rules.push_back(
          {"multiple_of", {literal(Argument::Kind::number, member.value)}, key_place(member)});
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

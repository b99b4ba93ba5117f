#include "frontend/json/enumeration.hpp"

#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using Kind = JsonNode::Kind;

constexpr const char* example = R"(write "names": {"18+": "adult"})";

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The name that a text has when none is given for it; perhaps it is still no identifier.
std::string derived_name(const std::string& text) {
  std::string name;
  bool has_letters = false;
  for (const char c : text) {
    has_letters = has_letters || (is_name_letter(c) && c != '_');
    if (is_name_letter(c))
      name += c;
    else if (name.empty() || name.back() != '_')
      name += '_';
  }
  // What is an identifier already is judged as it stands, and so is what would have no letters.
  if (base::is_identifier(text) || !has_letters) name = text;
  if (base::is_cpp_keyword(name) || base::is_standard_macro(name)) name += '_';
  return name;
}

const JsonNode* given_names(const Definition& definition) {
  const JsonNode* words = definition.node->find("x-tenon");
  return words == nullptr ? nullptr : words->find("names");
}

const JsonMember* given_name(const Definition& definition, const std::string& text) {
  const JsonNode* names = given_names(definition);
  return names == nullptr ? nullptr : names->find_member(text);
}

// Each name belongs to a value of the enum.
void check_names(const Definition& definition, const std::vector<std::string>& texts,
                 Diagnostics& diagnostics) {
  const JsonNode* names = given_names(definition);
  if (names == nullptr) return;
  if (!names->is(Kind::object)) {
    diagnostics.error(
        codes::wrong_value, names->span,
        std::string{"'names' is an object of texts and names, not "} + base::describe(names->kind),
        example);
    return;
  }
  for (const JsonMember& member : names->members) {
    bool is_value = false;
    for (const std::string& text : texts) is_value = is_value || text == member.key;
    if (!is_value)
      diagnostics.error(codes::wrong_value, key_place(member),
                        quote(definition.name.value) + " has no value " + quote(member.key),
                        base::known_hint(member.key, texts, "its values"));
    if (!member.value.is(Kind::string))
      diagnostics.error(
          codes::wrong_value, member.value.span,
          std::string{"the name of a value is a string, not "} + base::describe(member.value.kind),
          example);
  }
}

model::DraftEnumerator enumerator_of(const Definition& definition, const JsonNode& value) {
  const base::Located<std::string> text = located_text(value);
  base::Located<std::string> name{derived_name(text.value), text.span};
  if (const JsonMember* given = given_name(definition, text.value);
      given != nullptr && given->value.is(Kind::string))
    name = located_text(given->value);
  model::DraftEnumerator enumerator{name, {}, ""};
  if (name.value != text.value)
    enumerator.annotations.push_back(
        {"text", {{model::Argument::Kind::text, text.value, {}, text.span}}, text.span});
  return enumerator;
}

}  // namespace

std::vector<model::DraftEnumerator> read_enumerators(const Definition& definition,
                                                     Diagnostics& diagnostics) {
  std::vector<model::DraftEnumerator> enumerators;
  const JsonNode& values = *definition.node->find("enum");
  if (!values.is(Kind::array)) {
    diagnostics.error(codes::wrong_value, values.span,
                      std::string{"'enum' is a list, not "} + base::describe(values.kind),
                      R"(write "enum": ["first", "second"])");
    return enumerators;
  }
  std::vector<std::string> texts;
  for (const JsonNode& value : values.items) {
    if (!value.is(Kind::string)) {
      diagnostics.error(
          codes::wrong_value, value.span,
          std::string{"'a value of enum' is a string, not "} + base::describe(value.kind),
          "write it in quotes");
      continue;
    }
    texts.push_back(value.text);
    enumerators.push_back(enumerator_of(definition, value));
  }
  check_names(definition, texts, diagnostics);
  return enumerators;
}

std::optional<std::string> enumerator_name(const Definition& definition, const std::string& text) {
  const JsonNode* values = definition.node->find("enum");
  if (values == nullptr) return std::nullopt;
  for (const JsonNode& value : values->items)
    if (value.is(Kind::string) && value.text == text)
      return enumerator_of(definition, value).name.value;
  return std::nullopt;
}

}  // namespace tenon::frontend::json

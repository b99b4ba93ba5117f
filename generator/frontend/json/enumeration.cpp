#include "frontend/json/enumeration.hpp"

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

/// What x-tenon may say about single values: an object of texts and, for each, another text.
struct About {
  const char* key;
  const char* what;  ///< of a value
  const char* example;
};
constexpr About names{"names", "name", R"(write "names": {"18+": "adult"})"};
constexpr About old_texts{"was", "old text", R"(write "was": {"author": "writer"})"};

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

const JsonNode* said_of_values(const Definition& definition, const About& about) {
  const JsonNode* words = definition.node->find("x-tenon");
  return words == nullptr ? nullptr : words->find(about.key);
}

/// What is said about the value with this text, when it is a text itself.
const JsonMember* said_of(const Definition& definition, const About& about,
                          const std::string& text) {
  const JsonNode* all = said_of_values(definition, about);
  const JsonMember* one = all == nullptr ? nullptr : all->find_member(text);
  return one != nullptr && one->value.is(Kind::string) ? one : nullptr;
}

// Each key is a value of the enum.
void check_about(const Definition& definition, const About& about,
                 const std::vector<std::string>& texts, Diagnostics& diagnostics) {
  const JsonNode* all = said_of_values(definition, about);
  if (all == nullptr) return;
  if (!all->is(Kind::object)) {
    diagnostics.error(codes::wrong_value, all->span,
                      quote(about.key) + " is an object of texts and " + about.what + "s, not " +
                          base::describe(all->kind),
                      about.example);
    return;
  }
  for (const JsonMember& member : all->members) {
    bool is_value = false;
    for (const std::string& text : texts) is_value = is_value || text == member.key;
    if (!is_value)
      diagnostics.error(codes::wrong_value, key_place(member),
                        quote(definition.name.value) + " has no value " + quote(member.key),
                        base::known_hint(member.key, texts, "its values"));
    if (!member.value.is(Kind::string))
      diagnostics.error(codes::wrong_value, member.value.span,
                        std::string{"the "} + about.what + " of a value is a string, not " +
                            base::describe(member.value.kind),
                        about.example);
  }
}

model::Annotation annotation_of(const char* word, const base::Located<std::string>& text) {
  return {word, {{model::Argument::Kind::text, text.value, {}, text.span}}, text.span};
}

model::DraftEnumerator enumerator_of(const Definition& definition, const JsonNode& value) {
  const base::Located<std::string> text = located_text(value);
  base::Located<std::string> name{derived_name(text.value), text.span};
  if (const JsonMember* given = said_of(definition, names, text.value))
    name = located_text(given->value);
  model::DraftEnumerator enumerator{name, {}, ""};
  if (name.value != text.value) enumerator.annotations.push_back(annotation_of("text", text));
  if (const JsonMember* old = said_of(definition, old_texts, text.value))
    enumerator.annotations.push_back(annotation_of("was", located_text(old->value)));
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
          std::string{"a value of 'enum' is a string, not "} + base::describe(value.kind),
          "write it in quotes");
      continue;
    }
    texts.push_back(value.text);
    enumerators.push_back(enumerator_of(definition, value));
  }
  check_about(definition, names, texts, diagnostics);
  check_about(definition, old_texts, texts, diagnostics);
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

#include "frontend/json/property.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/json/enumeration.hpp"
#include "frontend/json/keyword.hpp"
#include "frontend/json/property_type.hpp"
#include "frontend/json/rules.hpp"
#include "frontend/json/words.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using model::Annotation;
using model::DraftField;
using model::DraftType;
using model::DraftValue;
using Kind = JsonNode::Kind;
using Type = DraftType::Kind;

// A value without parts; none for the others.
std::optional<DraftValue> plain_value(const JsonNode& value, const DraftType& type,
                                      const Definition* target) {
  switch (value.kind) {
    case Kind::boolean:
      return DraftValue{DraftValue::Kind::boolean, value.boolean ? "true" : "false", value.span};
    case Kind::number:
      return DraftValue{DraftValue::Kind::number, value.text, value.span};
    case Kind::string: {
      const auto text = located_text(value);
      if (type.kind == Type::named && target != nullptr)
        if (const auto name = enumerator_name(*target, text.value))
          return DraftValue{DraftValue::Kind::enumerator, *name, text.span};
      return DraftValue{DraftValue::Kind::text, text.value, text.span};
    }
    case Kind::null:
    case Kind::array:
    case Kind::object:
      break;
  }
  return std::nullopt;
}

std::optional<DraftValue> read_default(const JsonNode& node, const DraftType& type,
                                       const Definition* target, Diagnostics& diagnostics) {
  const JsonNode* value = node.find("default");
  if (value == nullptr || value->is(Kind::null)) return std::nullopt;
  const auto refuse = [&](const JsonNode& wrong, const char* what) {
    diagnostics.error(codes::wrong_value, wrong.span,
                      std::string{what} + base::describe(wrong.kind),
                      "write true, false, a number or a text, or leave it out");
    return std::nullopt;
  };
  if (!type.is_list || !value->is(Kind::array)) {
    std::optional<DraftValue> plain = plain_value(*value, type, target);
    return plain ? plain : refuse(*value, "'default' is one value, not ");
  }
  DraftValue list{DraftValue::Kind::list, "", value->span};
  for (const JsonNode& item : value->items) {
    const std::optional<DraftValue> plain = plain_value(item, type, target);
    if (!plain) return refuse(item, "an element of a list is one value, not ");
    list.elements.push_back(*plain);
  }
  return list;
}

// The rules of a list's elements, as one annotation; `precision` is the field's.
void read_each(const JsonMember& items, std::vector<Annotation>& all, Diagnostics& diagnostics) {
  if (!items.value.is(Kind::object)) return;
  std::vector<Annotation> rules = read_rules(items.value, diagnostics);
  if (const JsonNode* more = items.value.find("x-tenon"))
    for (Annotation& word : read_words(*more, model::Place::field, diagnostics, {"json"})) {
      if (word.word == "precision")
        all.push_back(std::move(word));
      else
        rules.push_back(std::move(word));
    }
  if (rules.empty()) return;
  Annotation each{"each", {}, key_place(items)};
  for (Annotation& rule : rules) {
    const bool is_bare = rule.arguments.empty();
    each.arguments.push_back({is_bare ? model::Argument::Kind::word : model::Argument::Kind::call,
                              rule.word, std::move(rule.arguments), rule.span});
  }
  all.push_back(std::move(each));
}

void read_flag(const JsonMember& member, const char* word, std::vector<Annotation>& annotations,
               Diagnostics& diagnostics) {
  if (!member.value.is(Kind::boolean)) {
    diagnostics.error(
        codes::wrong_value, member.value.span,
        quote(member.key) + " is true or false, not " + base::describe(member.value.kind),
        "write \"" + member.key + "\": true");
    return;
  }
  if (member.value.boolean) annotations.push_back({word, {}, key_place(member)});
}

}  // namespace

std::string read_description(const JsonNode& node, Diagnostics& diagnostics) {
  const auto text = text_of(node, "description", diagnostics);
  if (!text) return {};
  return std::string{base::trim(base::replace_all(text->value, "\r\n", "\n"))};
}

DraftField read_property(const JsonMember& property, bool required, const Document& document,
                         const Definitions& definitions, Diagnostics& diagnostics) {
  DraftField field;
  field.name = {property.key, key_place(property)};
  const JsonNode& node = property.value;
  if (!node.is(Kind::object)) {
    diagnostics.error(
        codes::wrong_value, node.span,
        "the property " + quote(property.key) + " is an object, not " + base::describe(node.kind),
        "write \"" + property.key + "\": {\"type\": \"string\"}");
    return field;
  }
  const Definition* target = nullptr;
  field.type = read_type(property, Role::property, document, definitions, target, diagnostics);
  field.type.optional = field.type.optional || !required;
  field.initializer = read_default(node, field.type, target, diagnostics);
  field.comment = read_description(node, diagnostics);

  // Rules and words in the document's order; both bounds of one rule count as its first.
  std::vector<Annotation> rules = read_rules(node, diagnostics);
  std::vector<Annotation>& all = field.annotations;
  for (const JsonMember& member : node.members) {
    if (member.key == "readOnly") read_flag(member, "read_only", all, diagnostics);
    if (member.key == "writeOnly") read_flag(member, "write_only", all, diagnostics);
    if (member.key == "deprecated") read_flag(member, "deprecated", all, diagnostics);
    if (member.key == "uniqueItems") read_flag(member, "unique_items", all, diagnostics);
    if (member.key == "items") read_each(member, all, diagnostics);
    if (member.key == "x-tenon")
      for (Annotation& word : read_words(member.value, model::Place::field, diagnostics, {"json"}))
        all.push_back(std::move(word));
    if (is_bare_word(member.key, Role::property)) read_bare_word(member, all, diagnostics);
  }
  all.insert(all.end(), rules.begin(), rules.end());
  std::stable_sort(all.begin(), all.end(), [](const Annotation& a, const Annotation& b) {
    return a.span.begin < b.span.begin;
  });
  return field;
}

}  // namespace tenon::frontend::json

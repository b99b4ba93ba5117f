#include "frontend/json/shape_words.hpp"

#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/json/arguments.hpp"
#include "frontend/json/definition.hpp"

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
using model::Word;
using Kind = JsonNode::Kind;

class ShapeReader {
 public:
  ShapeReader(const Word& word, Diagnostics& diagnostics)
      : word_(word), diagnostics_(diagnostics) {}

  // The arguments of one shape: its name, its fields, its relations.
  std::optional<std::vector<Argument>> read(const JsonNode& shape) {
    if (!shape.is(Kind::object)) {
      refuse(shape.span, std::string{"a shape is an object, not "} + base::describe(shape.kind));
      return std::nullopt;
    }
    const std::size_t before = diagnostics_.all().size();
    for (const JsonMember& member : shape.members) check_key(member);
    const JsonNode* name = shape.find("name");
    if (name == nullptr) {
      refuse(shape.span, "'shape' lacks 'name'");
      return std::nullopt;
    }
    if (!add_name(*name, "'name' of a shape", "the name of a struct")) return std::nullopt;
    if (const JsonNode* fields = shape.find("fields")) read_fields(*fields);
    if (const JsonNode* relations = shape.find("with")) read_relations(*relations);
    if (arguments_.size() > 1) return std::move(arguments_);
    if (diagnostics_.all().size() == before)
      refuse(shape.span, "a shape has 'fields', 'with' or both");
    return std::nullopt;
  }

 private:
  void refuse(const base::Span& span, const std::string& message) {
    diagnostics_.error(codes::wrong_arguments, span, message,
                       "for example: " + std::string{word_.json_example});
  }

  void check_key(const JsonMember& member) {
    if (member.key == "name" || member.key == "fields" || member.key == "with") return;
    const std::string meant = base::did_you_mean(member.key, {"name", "fields", "with"});
    diagnostics_.error(codes::wrong_arguments, key_place(member),
                       "'shape' has no argument " + quote(member.key),
                       meant.empty() ? "name a relation in 'with'" : meant);
  }

  // A name as an argument, told as `what` when it is none.
  bool add_name(const JsonNode& node, const std::string& what, const std::string& expected) {
    if (node.is(Kind::string) && base::is_identifier(node.text)) {
      arguments_.push_back({Argument::Kind::word, node.text, {}, located_text(node).span});
      return true;
    }
    refuse(node.span, what + " is " + expected + ", not " +
                          (node.is(Kind::string) ? quote(node.text) : base::describe(node.kind)));
    return false;
  }

  bool add_names(const JsonNode& list, const std::string& what) {
    if (!list.is(Kind::array) || list.items.empty()) return false;
    for (const JsonNode& item : list.items) add_name(item, "an item of " + what, "a name");
    return true;
  }

  void read_fields(const JsonNode& fields) {
    if (fields.is(Kind::string) && fields.text == "*")
      arguments_.push_back({Argument::Kind::word, "*", {}, located_text(fields).span});
    else if (!add_names(fields, "'fields'"))
      refuse(fields.span, "'fields' of a shape is \"*\" or a list of fields");
  }

  void read_relations(const JsonNode& relations) {
    if (relations.is(Kind::object) && !relations.members.empty()) {
      for (const JsonMember& member : relations.members) read_relation(member);
    } else if (!add_names(relations, "'with'")) {
      refuse(relations.span,
             "'with' of a shape is a list of relations, or an object of what is said of each");
    }
  }

  void read_relation(const JsonMember& member) {
    if (!base::is_identifier(member.key))
      return refuse(key_place(member), quote(member.key) + " is no name of a relation");
    Word word = model::loaded_word();
    word.name = member.key;
    std::optional<std::vector<Argument>> inside = read_arguments(word, member.value, diagnostics_);
    if (!inside) return;
    const bool bare = inside->empty();
    arguments_.push_back({bare ? Argument::Kind::word : Argument::Kind::call, member.key,
                          std::move(*inside), key_place(member)});
  }

  const Word& word_;
  Diagnostics& diagnostics_;
  std::vector<Argument> arguments_;
};

}  // namespace

void read_shapes(const Word& word, const JsonMember& member, std::vector<Annotation>& words,
                 Diagnostics& diagnostics) {
  if (!member.value.is(Kind::array)) {
    diagnostics.error(codes::wrong_arguments, member.value.span,
                      quote(word.name) + " takes a list, not " + base::describe(member.value.kind),
                      "for example: " + std::string{word.json_example});
    return;
  }
  for (const JsonNode& shape : member.value.items)
    if (std::optional<std::vector<Argument>> arguments = ShapeReader{word, diagnostics}.read(shape))
      words.push_back({std::string{word.name}, std::move(*arguments), key_place(member)});
}

}  // namespace tenon::frontend::json

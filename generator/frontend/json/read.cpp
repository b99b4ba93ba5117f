#include "frontend/json/read.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/codes.hpp"
#include "base/json.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/json/definition.hpp"
#include "frontend/json/enumeration.hpp"
#include "frontend/json/keyword.hpp"
#include "frontend/json/property.hpp"
#include "frontend/json/words.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using Kind = JsonNode::Kind;

// `example` is a good value.
bool expect(const JsonNode& node, Kind kind, const char* what, const char* example,
            Diagnostics& diagnostics) {
  if (node.is(kind)) return true;
  diagnostics.error(
      codes::wrong_value, node.span,
      quote(what) + " is " + base::describe(kind) + ", not " + base::describe(node.kind),
      std::string{"write "} + example);
  return false;
}

std::string read_space(const JsonNode& root, const Options& options, Diagnostics& diagnostics) {
  const JsonNode* words = root.find("x-tenon");
  const JsonNode* space = words == nullptr ? nullptr : words->find("namespace");
  if (space == nullptr) return options.space;
  if (!expect(*space, Kind::string, "namespace", R"("namespace": "blog")", diagnostics))
    return options.space;
  if (space->text.empty()) return {};
  if (!base::is_namespace(space->text))
    diagnostics.error(codes::bad_identifier, located_text(*space).span,
                      "the namespace " + quote(space->text) + " is no C++ namespace",
                      "write identifiers with '::' between them: \"namespace\": \"shop::data\"");
  else if (base::is_taken_namespace(space->text))
    diagnostics.error(codes::bad_identifier, located_text(*space).span,
                      "the namespace " + quote(space->text) + " has 'std' or 'tenon' in it",
                      "give it a name of your own: \"namespace\": \"shop::data\"");
  return space->text;
}

std::optional<Document> read_document(const base::Sources& sources, int source,
                                      const Options& options, Diagnostics& diagnostics) {
  std::optional<JsonNode> root = base::parse_json(sources, source, diagnostics);
  if (!root) return std::nullopt;
  if (!root->is(Kind::object)) {
    diagnostics.error(codes::wrong_value, root->span,
                      std::string{"a model is an object, not "} + base::describe(root->kind),
                      "write {\"$defs\": {\"User\": {\"type\": \"object\", …}}}");
    return std::nullopt;
  }
  std::string space = read_space(*root, options, diagnostics);
  return Document{source, std::move(*root), std::move(space)};
}

// The root of a document that is no entity itself: only our namespace may stand in its x-tenon.
void check_root(const JsonNode& root, Diagnostics& diagnostics) {
  check_keywords(root, Role::root, diagnostics);
  const JsonNode* words = root.find("x-tenon");
  if (words == nullptr ||
      !expect(*words, Kind::object, "x-tenon", R"("x-tenon": {"namespace": "blog"})", diagnostics))
    return;
  const std::vector<std::string> known = {"namespace", "table"};
  for (const JsonMember& member : words->members)
    if (member.key != "namespace")
      diagnostics.error(codes::unknown_keyword, key_place(member),
                        "unknown keyword " + quote(member.key) + " of a document's x-tenon",
                        base::known_hint(member.key, known, "keywords here"));
}

void check_type(const Definition& definition, const char* type, Diagnostics& diagnostics) {
  const JsonNode* given = definition.node->find("type");
  if (given == nullptr) {
    diagnostics.error(codes::unknown_type, definition.name.span,
                      quote(definition.name.value) + " has no type",
                      "give it \"type\": \"" + std::string{type} + "\"");
  } else if (!given->is(Kind::string) || given->text != type) {
    diagnostics.error(codes::unknown_type, given->span,
                      quote(definition.name.value) + " has to be of type '" + type + "'",
                      type[0] == 'o' ? "$defs holds entities, mix-ins and enums"
                                     : "the values of an enum are texts");
  }
}

model::DraftEnum read_enum(const Definition& definition, Diagnostics& diagnostics) {
  const JsonNode& node = *definition.node;
  check_keywords(node, Role::enumeration, diagnostics);
  check_type(definition, "string", diagnostics);
  model::DraftEnum drafted;
  drafted.name = definition.name;
  drafted.space = definition.document->space;
  drafted.header = base::snake_case(definition.name.value) + ".hpp";
  drafted.comment = read_description(node, diagnostics);
  drafted.is_generated = true;
  if (const JsonNode* words = node.find("x-tenon"))
    drafted.annotations =
        read_words(*words, model::Place::enumeration, diagnostics, {"names", "was"});
  const std::size_t before = diagnostics.all().size();
  drafted.enumerators = read_enumerators(definition, diagnostics);
  drafted.is_broken = diagnostics.all().size() != before;
  return drafted;
}

// The properties that `required` names, with the place of each name.
std::map<std::string, base::Span> read_required(const JsonNode& node, Diagnostics& diagnostics) {
  std::map<std::string, base::Span> names;
  const JsonNode* required = node.find("required");
  if (required == nullptr ||
      !expect(*required, Kind::array, "required", R"("required": ["id"])", diagnostics))
    return names;
  for (const JsonNode& item : required->items) {
    if (!expect(item, Kind::string, "a name in required", "the name of a property in quotes",
                diagnostics))
      continue;
    const auto name = located_text(item);
    const bool fresh = names.emplace(name.value, name.span).second;
    if (!fresh)
      diagnostics.error(codes::wrong_value, name.span,
                        quote(name.value) + " stands twice in 'required'", "name it once");
  }
  return names;
}

void read_properties(const Definition& definition, const Definitions& definitions,
                     model::DraftStruct& drafted, Diagnostics& diagnostics) {
  std::map<std::string, base::Span> required = read_required(*definition.node, diagnostics);
  const JsonNode* properties = definition.node->find("properties");
  if (properties != nullptr && !properties->is(Kind::object)) drafted.is_broken = true;
  std::vector<std::string> names;
  if (properties != nullptr &&
      expect(*properties, Kind::object, "properties",
             R"("properties": {"id": {"type": "integer"}})", diagnostics)) {
    for (const JsonMember& property : properties->members) {
      const bool is_required = required.erase(property.key) != 0;
      drafted.fields.push_back(
          read_property(property, is_required, *definition.document, definitions, diagnostics));
      names.push_back(property.key);
    }
  }
  for (const auto& [name, span] : required)
    diagnostics.error(codes::unknown_required, span,
                      quote(drafted.name.value) + " has no property " + quote(name),
                      base::known_hint(name, names, "its properties"));
}

void read_bases(const Definition& definition, const Definitions& definitions,
                model::DraftStruct& drafted, Diagnostics& diagnostics) {
  const JsonNode* all = definition.node->find("allOf");
  if (all == nullptr || !expect(*all, Kind::array, "allOf",
                                R"("allOf": [{"$ref": "#/$defs/Timestamps"}])", diagnostics))
    return;
  for (const JsonNode& item : all->items) {
    const JsonNode* ref = item.find("$ref");
    if (ref == nullptr || item.members.size() != 1) {
      diagnostics.error(codes::wrong_value, item.span,
                        "'allOf' lists mix-ins, each as {\"$ref\": \"#/$defs/…\"}",
                        "write \"allOf\": [{\"$ref\": \"#/$defs/Timestamps\"}]");
      continue;
    }
    const Definition* base = definitions.resolve(*ref, *definition.document, diagnostics);
    if (base != nullptr) drafted.bases.push_back({base->qualified(), located_text(*ref).span});
  }
}

model::DraftStruct read_struct(const Definition& definition, const Definitions& definitions,
                               Diagnostics& diagnostics) {
  const JsonNode& node = *definition.node;
  const std::size_t before = diagnostics.all().size();
  check_keywords(node, definition.is_root ? Role::root_object : Role::object, diagnostics);
  model::DraftStruct drafted;
  check_type(definition, "object", diagnostics);
  drafted.name = definition.name;
  drafted.space = definition.document->space;
  drafted.header = base::snake_case(definition.name.value) + ".hpp";
  drafted.comment = read_description(node, diagnostics);
  drafted.is_generated = true;
  if (const JsonNode* words = node.find("x-tenon"))
    drafted.annotations = read_words(*words, model::Place::entity, diagnostics,
                                     definition.is_root ? std::vector<std::string_view>{"namespace"}
                                                        : std::vector<std::string_view>{});
  read_bases(definition, definitions, drafted, diagnostics);
  drafted.is_broken = diagnostics.all().size() != before;
  read_properties(definition, definitions, drafted, diagnostics);
  return drafted;
}

}  // namespace

model::Draft read(const base::Sources& sources, const std::vector<int>& documents,
                  const Options& options, Diagnostics& diagnostics) {
  std::vector<Document> read_documents;
  for (const int source : documents)
    if (std::optional<Document> document = read_document(sources, source, options, diagnostics))
      read_documents.push_back(std::move(*document));

  const Definitions definitions{sources, read_documents, diagnostics};
  std::set<const Document*> entities;
  for (const Definition& one : definitions.all())
    if (one.is_root) entities.insert(one.document);
  for (const Document& document : read_documents)
    if (entities.count(&document) == 0) check_root(document.root, diagnostics);
  model::Draft draft;
  for (const Definition& definition : definitions.all()) {
    if (definition.is_enum)
      draft.enums.push_back(read_enum(definition, diagnostics));
    else
      draft.structs.push_back(read_struct(definition, definitions, diagnostics));
  }
  return draft;
}

}  // namespace tenon::frontend::json

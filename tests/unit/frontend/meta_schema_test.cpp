#include "frontend/json/meta_schema.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "base/diagnostic.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/source.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::json {
namespace {

const std::string folder = TENON_SCHEMAS;

std::string read(const std::string& name) {
  std::error_code error;
  std::string text = base::read_file(folder + "/" + name, error);
  EXPECT_FALSE(error) << name << ": " << error.message();
  return text;
}

base::JsonNode parse(const std::string& name, const std::string& text) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const std::optional<base::JsonNode> node =
      base::parse_json(sources, sources.add(name, text), diagnostics);
  EXPECT_EQ(base::render(diagnostics, sources), "");
  return node.value_or(base::JsonNode{});
}

// TENON_UPDATE_GOLDEN=1 writes the schema that stands in the repository.
TEST(MetaSchema, IsTheOneInTheRepository) {
  if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
    ASSERT_FALSE(base::write_file(folder + "/model.schema.json", meta_schema()));
  }
  EXPECT_TRUE(read("model.schema.json") == meta_schema())
      << "schemas/model.schema.json is out of date: run this test with TENON_UPDATE_GOLDEN=1";
}

TEST(MetaSchema, KnowsEverySupportedWord) {
  const base::JsonNode root = parse("model.schema.json", meta_schema());
  const base::JsonNode& defs = *root.find("$defs");
  for (const model::Word& word : model::vocabulary()) {
    const bool is_entity = word.place == model::Place::entity;
    if (!is_entity && word.place != model::Place::field) continue;
    const base::JsonNode& words =
        *defs.find(is_entity ? "entity_words" : "field_words")->find("properties");
    const bool expected = word.supported && word.json_keywords.empty();
    EXPECT_EQ(words.find(word.name) != nullptr, expected) << word.name;
  }
}

// Every property of every object says what it is: an editor shows it. Arguments of a word are
// explained by the word.
void expect_descriptions(const base::JsonNode& node, const std::string& path) {
  const base::JsonNode* properties = node.find("properties");
  if (properties == nullptr) return;
  for (const base::JsonMember& member : properties->members) {
    const base::JsonNode* text = member.value.find("description");
    const bool refers = member.value.find("$ref") != nullptr;  // to something that is described
    EXPECT_TRUE(refers || (text != nullptr && !text->text.empty())) << path << "." << member.key;
    if (member.key == "clang" || member.key == "x-tenon")
      expect_descriptions(member.value, path + "." + member.key);
  }
}

TEST(MetaSchema, DescribesEveryWord) {
  const base::JsonNode model = parse("model.schema.json", read("model.schema.json"));
  expect_descriptions(model, "model");
  for (const base::JsonMember& definition : model.find("$defs")->members) {
    EXPECT_NE(definition.value.find("description"), nullptr) << definition.key;
    expect_descriptions(definition.value, definition.key);
  }
  expect_descriptions(parse("project.schema.json", read("project.schema.json")), "project");
}

// tenon.json: the schema has the members that the reader lists when it meets an unknown one.
TEST(ProjectSchema, HasTheMembersThatTheReaderKnows) {
  const std::string reader = read("../generator/command/project.cpp");
  const base::JsonNode schema = parse("project.schema.json", read("project.schema.json"));
  const auto expect_all = [&](const base::JsonNode& object, const std::string& first) {
    const std::size_t begin = reader.find("{\"" + first + "\", \"", reader.find("void unknown("));
    ASSERT_NE(begin, std::string::npos) << first;
    const std::string list = reader.substr(begin, reader.find('}', begin) - begin);
    std::size_t quotes = 0;
    for (const char c : list) quotes += c == '"' ? 1 : 0;
    const auto& members = object.find("properties")->members;
    EXPECT_EQ(members.size(), quotes / 2) << list;
    for (const base::JsonMember& member : members)
      EXPECT_NE(list.find("\"" + member.key + "\""), std::string::npos) << member.key;
  };
  expect_all(schema, "models");
  expect_all(*schema.find("properties")->find("clang"), "include");
}

// Where a `$ref` has neighbours, draft 7 ignores them in silence.
void expect_lonely_refs(const base::JsonNode& node) {
  for (const base::JsonMember& member : node.members) {
    const bool is_reference = member.key == "$ref" && member.value.is(base::JsonNode::Kind::string);
    if (is_reference) {
      EXPECT_EQ(node.members.size(), 1U) << member.value.text;
    }
    expect_lonely_refs(member.value);
  }
  for (const base::JsonNode& item : node.items) expect_lonely_refs(item);
}

TEST(MetaSchema, StaysInWhatTheDraftsShare) {
  expect_lonely_refs(parse("model.schema.json", read("model.schema.json")));
  expect_lonely_refs(parse("project.schema.json", read("project.schema.json")));
}

}  // namespace
}  // namespace tenon::frontend::json

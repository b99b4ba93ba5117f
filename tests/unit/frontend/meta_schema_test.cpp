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

// What an editor shows beside each key, at every depth; `$ref` leads to something that is
// described.
void expect_descriptions(const base::JsonNode& schema, const std::string& path) {
  for (const base::JsonMember& keyword : schema.members) {
    const std::string inner = path + "/" + keyword.key;
    if (keyword.key != "properties" && keyword.key != "$defs") {
      expect_descriptions(keyword.value, inner);
      continue;
    }
    for (const base::JsonMember& one : keyword.value.members) {
      // The third form of a field only says that "json" stands in x-tenon.
      const bool is_told = one.value.find("$ref") != nullptr || inner.find("anyOf/2") != inner.npos;
      const base::JsonNode* text = one.value.find("description");
      EXPECT_TRUE(is_told || (text != nullptr && !text->text.empty())) << inner << "/" << one.key;
      expect_descriptions(one.value, inner + "/" + one.key);
    }
  }
  for (std::size_t i = 0; i < schema.items.size(); ++i)
    expect_descriptions(schema.items[i], path + "/" + std::to_string(i));
}

TEST(MetaSchema, DescribesEveryKey) {
  expect_descriptions(parse("model.schema.json", read("model.schema.json")), "");
  expect_descriptions(parse("project.schema.json", read("project.schema.json")), "");
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

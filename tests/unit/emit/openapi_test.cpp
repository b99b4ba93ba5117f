#include "emit/openapi.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "unit/emit/reading.hpp"

namespace tenon::emit {
namespace {

using nlohmann::json;

json schemas() {
  const model::Model model = test::model_of(R"({
    "Size": {"type": "string", "enum": ["small", "large"], "description": "How big."},
    "Shirt": {
      "type": "object", "description": "A \"shirt\" */ ü",
      "x-tenon": {"table": "shirts", "input": {"code": {"minLength": 4, "pattern": "^[a-z\\\\]+$"}}},
      "properties": {
        "id": {"type": "integer", "x-tenon": {"primary_key": true}},
        "name": {"type": "string", "minLength": 1, "maxLength": 80},
        "mail": {"type": "string", "format": "email"},
        "size": {"$ref": "#/$defs/Size", "default": "large"},
        "other": {"$ref": "#/$defs/Size"},
        "stock": {"type": "integer", "format": "int16", "default": 7, "minimum": 0, "maximum": 9},
        "price": {"type": "string", "format": "decimal", "default": "1.50", "minimum": 1, "x-tenon": {"precision": [6, 2]}},
        "share": {"type": "number", "default": 0.5},
        "photo": {"type": "string", "format": "byte"},
        "secret": {"type": "string", "x-tenon": {"internal": true}},
        "shown": {"type": "integer", "readOnly": true, "default": 0},
        "hidden": {"type": "string", "writeOnly": true},
        "step": {"type": "integer", "multipleOf": 5},
        "price_step": {"type": "string", "format": "decimal", "multipleOf": 0.05},
        "site": {"type": "string", "format": "uri", "x-tenon": {"not_empty": true}},
        "said": {"type": "string", "minLength": 3, "pattern": "x", "x-tenon": {"not_empty": true}},
        "made": {"type": "string", "format": "date-time", "x-tenon": {"created_at": true}}
      },
      "required": ["id", "name", "size", "stock", "price", "share", "secret", "shown", "made"]
    }})");
  return json::parse(openapi(model, "shop"))["components"]["schemas"];
}

std::set<std::string> members(const json& schema) {
  std::set<std::string> names;
  for (const auto& [name, unused] : schema["properties"].items()) names.insert(name);
  return names;
}

using Names = std::set<std::string>;

TEST(OpenApi, EachDtoHasItsMembers) {
  const json all = schemas();
  const Names update = {"name",  "mail",   "size", "other",      "stock", "price", "share",
                        "photo", "hidden", "step", "price_step", "site",  "said"};
  Names create = update;
  create.insert("code");
  EXPECT_EQ(members(all["ShirtCreate"]), create);
  EXPECT_EQ(members(all["ShirtUpdate"]), update);
  EXPECT_EQ(members(all["ShirtRead"]),
            (Names{"id", "name", "mail", "size", "other", "stock", "price", "share", "photo",
                   "shown", "made", "step", "price_step", "site", "said"}));
  for (const char* name : {"ShirtCreate", "ShirtUpdate", "ShirtRead"})
    EXPECT_EQ(all[name]["additionalProperties"], false);
}

TEST(OpenApi, Required) {
  const json all = schemas();
  EXPECT_EQ(all["ShirtCreate"]["required"], (json{"name", "code"}));
  EXPECT_FALSE(all["ShirtUpdate"].contains("required"));
  EXPECT_EQ(all["ShirtRead"]["required"].size(), members(all["ShirtRead"]).size());
}

// No Update is generated where nothing can be changed, and none is described.
TEST(OpenApi, OnlyWhatIsGenerated) {
  const model::Model model = test::model_of(R"({"Pair": {"type": "object",
    "x-tenon": {"table": "pairs", "primary_key": ["a", "b"]},
    "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}, "required": ["a", "b"]}})");
  const json all = json::parse(openapi(model, "shop"))["components"]["schemas"];
  EXPECT_TRUE(all.contains("PairCreate"));
  EXPECT_FALSE(all.contains("PairUpdate"));
}

TEST(OpenApi, NullableIsSaidAlsoOfReferences) {
  const json create = schemas()["ShirtCreate"]["properties"];
  EXPECT_EQ(create["mail"]["type"], (json{"string", "null"}));
  EXPECT_EQ(create["name"]["type"], "string");
  EXPECT_EQ(create["size"]["$ref"], "#/components/schemas/Size");
  EXPECT_EQ(create["other"],
            json::parse(R"({"anyOf": [{"$ref": "#/components/schemas/Size"}, {"type": "null"}]})"));
}

TEST(OpenApi, DefaultsAndRules) {
  const json all = schemas();
  const json create = all["ShirtCreate"]["properties"];
  EXPECT_EQ(create["size"]["default"], "large");
  EXPECT_EQ(create["stock"],
            json::parse(R"({"type": "integer", "minimum": 0, "maximum": 9, "default": 7})"));
  EXPECT_EQ(create["price"],
            json::parse(R"({"type": ["string", "number"], "format": "decimal", "minimum": 1,
              "pattern": "^[+-]?0*[0-9]{1,4}(\\.[0-9]{1,2}0*)?$", "default": "1.50",
              "description": "At least 1."})"));
  EXPECT_EQ(all["ShirtRead"]["properties"]["price"], json::parse(R"({"type": "string",
              "format": "decimal", "pattern": "^[+-]?0*[0-9]{1,4}(\\.[0-9]{1,2}0*)?$",
              "description": "At least 1."})"))
      << "written as a text";
  EXPECT_EQ(create["share"]["default"], 0.5);
  EXPECT_EQ(create["name"], json::parse(R"({"type": "string", "minLength": 1, "maxLength": 80})"));
  EXPECT_EQ(create["mail"]["format"], "email");
  EXPECT_EQ(create["photo"]["contentEncoding"], "base64");
  EXPECT_EQ(create["code"]["pattern"], "^[a-z\\\\]+$");
  EXPECT_FALSE(all["ShirtUpdate"]["properties"]["size"].contains("default"));
  EXPECT_EQ(
      all["Size"],
      json::parse(R"({"type": "string", "description": "How big.", "enum": ["small", "large"]})"));
  EXPECT_EQ(all["ShirtRead"]["description"], "A \"shirt\" */ ü");
}

TEST(OpenApi, StepsUrlsAndBlanks) {
  const json members = schemas()["ShirtUpdate"]["properties"];
  EXPECT_EQ(members["step"]["multipleOf"], 5);
  EXPECT_FALSE(members["price_step"].contains("multipleOf")) << "a text in JSON";
  EXPECT_EQ(members["site"]["format"], "uri");
  EXPECT_EQ(members["site"]["minLength"], 1);
  EXPECT_EQ(members["site"]["pattern"], "\\S");
  EXPECT_EQ(members["said"]["minLength"], 3);
  const json& said = members["said"];
  EXPECT_EQ(std::set<json>({said["pattern"], said["allOf"][0]["pattern"]}),
            std::set<json>({"x", "\\S"}));
}

// A shape is what its to_json writes: shown fields, then relations, whole as Read or as a shape.
TEST(OpenApi, ShapesReferToTheirRows) {
  const model::Model model = test::model_of(R"({
    "User": {
      "type": "object", "description": "A person.",
      "x-tenon": {"table": "users", "shape": [{"name": "UserName", "fields": ["name", "secret"]},
        {"name": "UserWithAll", "fields": ["id"], "with": {"posts": {"limit": 3}, "boss": "UserName"}}]},
      "properties": {
        "id": {"type": "integer", "x-tenon": {"primary_key": true}},
        "name": {"type": "string", "maxLength": 9, "default": "x"},
        "secret": {"type": "string", "writeOnly": true},
        "boss_id": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "boss"}}}
      },
      "required": ["id", "name"]
    },
    "Post": {
      "type": "object",
      "x-tenon": {"table": "posts", "shape": [{"name": "PostWithAuthor", "with": {"author": "UserName"}},
        {"name": "PostWithUser", "with": ["author"]}]},
      "properties": {
        "id": {"type": "integer", "x-tenon": {"primary_key": true}},
        "author_id": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "author", "inverse": "posts"}}}
      },
      "required": ["id", "author_id"]
    }})");
  const json all = json::parse(openapi(model, "shop"))["components"]["schemas"];
  EXPECT_EQ(all["UserName"], json::parse(R"({"type": "object", "description": "A person.",
    "properties": {"name": {"type": "string", "maxLength": 9}},
    "required": ["name"], "additionalProperties": false})"));
  EXPECT_EQ(
      all["UserWithAll"]["properties"]["posts"],
      json::parse(
          R"({"type": "array", "items": {"$ref": "#/components/schemas/PostRead"}, "maxItems": 3})"));
  EXPECT_EQ(
      all["UserWithAll"]["properties"]["boss"],
      json::parse(R"({"anyOf": [{"$ref": "#/components/schemas/UserName"}, {"type": "null"}]})"));
  EXPECT_EQ(all["UserWithAll"]["required"], json::parse(R"(["id", "posts", "boss"])"));
  EXPECT_EQ(all["PostWithAuthor"]["properties"]["author"],
            json::parse(R"({"$ref": "#/components/schemas/UserName"})"));
  EXPECT_EQ(all["PostWithUser"]["properties"]["author"],
            json::parse(R"({"$ref": "#/components/schemas/UserRead"})"));
}

}  // namespace
}  // namespace tenon::emit

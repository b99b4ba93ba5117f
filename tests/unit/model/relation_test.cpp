// The ways between entities that the model derives from references and links.
#include <gtest/gtest.h>

#include "frontend/json/read.hpp"
#include "model/check.hpp"

namespace tenon::model {
namespace {

using Kind = Relation::Kind;
using Names = std::vector<std::string>;

class Relations : public testing::Test {
 protected:
  void read(const std::string& definitions) {
    const int source = sources_.add(
        "shop.json", R"({"x-tenon": {"namespace": "shop"}, "$defs": {)" + definitions + "}}");
    model_ =
        check(frontend::json::read(sources_, {source}, {}, diagnostics_), sources_, diagnostics_);
    ASSERT_EQ(base::render(diagnostics_, sources_), "");
  }

  Relation relation(const std::string& entity, const std::string& name) {
    const Relation* found = model_.find("shop::" + entity)->find_relation(name);
    EXPECT_NE(found, nullptr) << entity << " " << name;
    return found == nullptr ? Relation{} : *found;
  }

  base::Sources sources_;
  base::Diagnostics diagnostics_;
  Model model_;
};

// One reference of each kind of field: what it holds decides how many rows are there.
TEST_F(Relations, TheKeysDecideHowManyThereAre) {
  read(R"(
    "User": {"type": "object", "x-tenon": {"table": "users"}, "required": ["id"],
      "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}}},
    "Thing": {"type": "object", "required": ["id", "owner", "twin"],
      "x-tenon": {"table": "things", "index": [{"fields": ["seat"], "unique": true},
        {"fields": ["rare"], "unique": true, "where": "rare > 5"}]},
      "properties": {
        "id": {"type": "integer", "x-tenon": {"primary_key": true, "references": {"field": "User.id", "relation": "self", "inverse": "thing"}}},
        "owner": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "o", "inverse": "os"}}},
        "maybe": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "m"}}},
        "twin": {"type": "integer", "x-tenon": {"unique": true, "references": {"field": "User.id", "relation": "t", "inverse": "ts"}}},
        "seat": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "s", "inverse": "ss"}}},
        "rare": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "r", "inverse": "rs"}}}
      }})");
  struct Case {
    const char* entity;
    const char* name;
    Kind kind;
    bool optional;
  };
  for (const Case& one : {Case{"Thing", "self", Kind::one_to_one, false},
                          {"User", "thing", Kind::one_to_one, true},
                          {"Thing", "o", Kind::many_to_one, false},
                          {"User", "os", Kind::one_to_many, false},
                          {"Thing", "m", Kind::many_to_one, true},
                          {"Thing", "t", Kind::one_to_one, false},
                          {"User", "ts", Kind::one_to_one, true},
                          {"Thing", "s", Kind::one_to_one, true},
                          {"User", "ss", Kind::one_to_one, true},
                          {"Thing", "r", Kind::many_to_one, true},
                          {"User", "rs", Kind::one_to_many, false}}) {
    const Relation found = relation(one.entity, one.name);
    EXPECT_EQ(found.kind, one.kind) << one.name;
    EXPECT_EQ(found.optional, one.optional) << one.name;
    EXPECT_EQ(found.is_to_many(), one.kind == Kind::one_to_many) << one.name;
  }
  EXPECT_EQ(model_.find("shop::User")->relations.size(), 5U);  // without a name there is no way
}

// The fields of a composite key go with those they refer to, whatever the order.
TEST_F(Relations, CompositeKeysKeepTheirPairs) {
  read(R"(
    "Line": {"type": "object", "x-tenon": {"table": "lines", "primary_key": ["order", "number"]},
      "required": ["order", "number"],
      "properties": {"order": {"type": "integer"}, "number": {"type": "string"}}},
    "Parcel": {"type": "object", "x-tenon": {"table": "parcels", "unique": [["what", "whose"]],
        "foreign_key": [{"fields": ["what", "whose"], "target": {"Line": ["number", "order"]}, "relation": "line", "inverse": "parcel"}]},
      "required": ["id", "what"],
      "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
        "what": {"type": "string"}, "whose": {"type": "integer"}}})");
  const Relation line = relation("Parcel", "line");
  EXPECT_EQ(line.kind, Kind::one_to_one);
  EXPECT_TRUE(line.optional);
  EXPECT_EQ(line.fields, (Names{"what", "whose"}));
  EXPECT_EQ(line.targets, (Names{"number", "order"}));
  const Relation parcel = relation("Line", "parcel");
  EXPECT_EQ(parcel.entity, "shop::Parcel");
  EXPECT_EQ(parcel.fields, (Names{"number", "order"}));
  EXPECT_EQ(parcel.targets, (Names{"what", "whose"}));
}

TEST_F(Relations, LinksGoThroughTwoReferences) {
  read(R"(
    "Post": {"type": "object", "required": ["id"],
      "x-tenon": {"table": "posts", "link": [["tags", "PostTag"], {"name": "likers", "through": "Like", "to": ["by"]},
        {"name": "near", "through": "Near", "from": ["b"]}]},
      "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}}},
    "Tag": {"type": "object", "x-tenon": {"table": "tags", "primary_key": ["a", "b"], "link": [["posts", "shop.PostTag"]]}, "required": ["a", "b"],
      "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}},
    "PostTag": {"type": "object", "required": ["post", "a", "b"],
      "x-tenon": {"table": "post_tags", "primary_key": ["post", "a", "b"],
        "foreign_key": [{"fields": ["b", "a"], "target": {"Tag": ["b", "a"]}}]},
      "properties": {"post": {"type": "integer", "x-tenon": {"references": "Post.id"}},
        "a": {"type": "integer"}, "b": {"type": "integer"}}},
    "Like": {"type": "object", "x-tenon": {"table": "likes"}, "required": ["id"],
      "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
        "post": {"type": "integer", "x-tenon": {"references": "Post.id"}},
        "by": {"type": "integer", "x-tenon": {"references": "Like.id"}},
        "via": {"type": "integer", "x-tenon": {"references": "Like.id"}}}},
    "Near": {"type": "object", "x-tenon": {"table": "nears"}, "required": ["id"],
      "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
        "a": {"type": "integer", "x-tenon": {"references": "Post.id"}},
        "b": {"type": "integer", "x-tenon": {"references": "Post.id"}}}})");
  const Relation tags = relation("Post", "tags");
  EXPECT_EQ(tags.kind, Kind::many_to_many);
  EXPECT_EQ(tags.through, "shop::PostTag");
  EXPECT_EQ(tags.through_fields, Names{"post"});
  EXPECT_EQ(tags.through_targets, (Names{"b", "a"}));
  EXPECT_EQ(tags.targets, (Names{"b", "a"}));
  EXPECT_EQ(relation("Tag", "posts").fields, (Names{"b", "a"}));
  EXPECT_EQ(relation("Tag", "posts").entity, "shop::Post");
  EXPECT_EQ(relation("Post", "likers").through_targets, Names{"by"});
  EXPECT_EQ(relation("Post", "near").through_fields, Names{"b"});
  EXPECT_EQ(relation("Post", "near").through_targets, Names{"a"});
}

}  // namespace
}  // namespace tenon::model

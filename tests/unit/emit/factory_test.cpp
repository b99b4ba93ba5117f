// Where a factory's members come from: made up, from a row that is made first, or from the caller.
#include <gtest/gtest.h>

#include "emit/view_factory.hpp"
#include "reading.hpp"

namespace tenon::emit {
namespace {

class FactoryTest : public testing::Test {
 protected:
  void read(const std::string& definitions) { model_ = test::model_of("{" + definitions + "}"); }
  std::string part(const std::string& entity, const char* name) const {
    const auto plans = factory_plans(model_);
    const auto& plan = plans.at("shop::" + entity);
    return factory_view(*model_.find("shop::" + entity), plan, model_)[name].get<std::string>();
  }

  model::Model model_;
};

/// An entity with an identity and these properties.
std::string entity(const std::string& name, const std::string& table, const std::string& properties,
                   const std::string& required, const std::string& words = "") {
  return "\"" + name + R"(": {"type": "object", "x-tenon": {"table": ")" + table + "\"" + words +
         R"(}, "properties": {"id": {"type": "integer", "format": "int64", "x-tenon": {"primary_key": true}}, )" +
         properties + R"(}, "required": ["id", )" + required + "]}";
}

std::string reference(const std::string& name, const std::string& target) {
  return "\"" + name +
         R"(": {"type": "integer", "format": "int64", "x-tenon": {"references": {"field": ")" +
         target + "\"}}}";
}

TEST_F(FactoryTest, CirclesOfRequiredReferencesAreArguments) {
  read(entity("Node", "nodes", reference("next_id", "Node.id"), R"("next_id")") + ", " +
       entity("Left", "lefts", reference("right_id", "Right.id"), R"("right_id")") + ", " +
       entity("Right", "rights", reference("left_id", "Left.id"), R"("left_id")") + ", " +
       entity("Leaf", "leaves", reference("left_id", "Left.id"), R"("left_id")"));
  EXPECT_EQ(part("Node", "constructor").find("explicit NodeFactory("), 0U);
  EXPECT_EQ(part("Left", "constructor").find("explicit LeftFactory("), 0U);
  EXPECT_EQ(part("Right", "constructor").find("explicit RightFactory("), 0U);
  EXPECT_EQ(part("Leaf", "constructor").find("explicit LeafFactory("), 0U);
  EXPECT_EQ(part("Leaf", "parents"), "");
}

TEST_F(FactoryTest, AKeyOfTwoFieldsBringsWhatOneOfThemRefersTo) {
  read(entity("Tenant", "tenants", R"("name": {"type": "string"})", R"("name")") + ", " +
       entity("User", "users", reference("tenant_id", "Tenant.id"), R"("tenant_id")",
              R"(, "unique": [{"fields": ["tenant_id", "id"]}])") +
       ", " +
       entity("Post", "posts",
              reference("tenant_id", "Tenant.id") +
                  R"(, "author_id": {"type": "integer", "format": "int64"})",
              R"("tenant_id", "author_id")",
              R"(, "foreign_key": [{"fields": ["tenant_id", "author_id"],
                  "target": {"User": ["tenant_id", "id"]}}])"));
  const std::string parents = part("Post", "parents");
  EXPECT_NE(parents.find("made.tenant_id = parent.tenant_id;"), std::string::npos) << parents;
  EXPECT_NE(parents.find("factory.tenant_id(*made.tenant_id);"), std::string::npos) << parents;
  EXPECT_EQ(parents.find("TenantFactory"), std::string::npos) << parents;
}

TEST_F(FactoryTest, FewValuesAreSpreadOverAKey) {
  read(R"("Color": {"type": "string", "enum": ["red", "green"]}, )" +
       entity("Slot", "slots",
              R"("row": {"type": "integer", "minimum": 1, "maximum": 50},
                 "col": {"type": "integer", "minimum": 1, "maximum": 50})",
              R"("row", "col")", R"(, "unique": [{"fields": ["row", "col"]}])") +
       ", " +
       entity("Flag", "flags",
              R"("color": {"$ref": "#/$defs/Color", "default": "red"},
                 "on": {"type": "boolean", "default": false})",
              R"("color", "on")", R"(, "unique": [{"fields": ["color", "on"]}])"));
  const std::string slot = part("Slot", "made");
  EXPECT_NE(slot.find("made.row"), std::string::npos);
  EXPECT_NE(slot.find("serial.above(50)"), std::string::npos) << slot;
  // A key that is nothing but defaults would have one row.
  const std::string flag = part("Flag", "made");
  EXPECT_NE(flag.find("color_ ? *color_"), std::string::npos) << flag;
  EXPECT_NE(flag.find("serial.above(2).one_of({false, true})"), std::string::npos) << flag;
}

TEST_F(FactoryTest, APatternThatNobodyCanMakeUpIsAnArgument) {
  read(entity("Word", "words", R"("text": {"type": "string", "pattern": "^\\p{Lu}+$"})",
              R"("text")"));
  EXPECT_EQ(part("Word", "made"), "");
  EXPECT_NE(part("Word", "constructor").find("std::string text"), std::string::npos);
}

}  // namespace
}  // namespace tenon::emit

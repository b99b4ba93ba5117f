#include <tenon/violations.hpp>

#include <gtest/gtest.h>

namespace tenon {
namespace {

TEST(Violations, AreEmptyAtFirst) {
  const Violations violations;
  EXPECT_TRUE(violations.empty());
  EXPECT_EQ(violations.to_json(), "[]");
}

TEST(Violations, HaveTheShapeOfPydanticsErrors) {
  Violations violations;
  violations.add("name", "string_too_long", "String should have at most 80 characters",
                 {{"max_length", "80", true}});
  violations.add("", "json_invalid", "Invalid JSON: \"x\"", {{"error", "\"x\""}});
  EXPECT_EQ(
      violations.to_json(),
      R"([{"loc":["name"],"type":"string_too_long",)"
      R"("msg":"String should have at most 80 characters","ctx":{"max_length":80}},)"
      R"({"loc":[],"type":"json_invalid","msg":"Invalid JSON: \"x\"","ctx":{"error":"\"x\""}}])");
}

TEST(Violations, AreToldAlsoWhereTheirTextsAreNoUtf8) {
  Violations violations;
  violations.add("a\xff", "t", "no \xc3 here", {{"error", "\xe9t\xc3\xa9"}});
  EXPECT_EQ(violations.to_json(),
            R"([{"loc":["a�"],"type":"t","msg":"no � here","ctx":{"error":"�té"}}])");
}

TEST(Violations, SeveralFactsInOneContext) {
  Violations violations;
  violations.add("f", "t", "m", {{"a", "1", true}, {"b", "2"}});
  EXPECT_EQ(violations.to_json(), R"([{"loc":["f"],"type":"t","msg":"m","ctx":{"a":1,"b":"2"}}])");
}

TEST(Violations, TakePlacesDeeper) {
  Violations title;
  title.add("title", "missing", "Field required");
  Violations element;
  element.add_under({"", 0}, title);
  Violations posts;
  posts.add_under({"posts"}, element);
  EXPECT_EQ(posts.to_json(),
            R"([{"loc":["posts",0,"title"],"type":"missing","msg":"Field required"}])");
}

TEST(Violations, AreBoundedAndCountTheRest) {
  Violations violations{3};
  for (int i = 0; i < 10; ++i) violations.add("f" + std::to_string(i), "missing", "Field required");
  EXPECT_EQ(violations.size(), 3U);
  EXPECT_EQ(violations.total(), 10U);
  EXPECT_EQ(violations[2].loc[0].name, "f2");
  Violations all{5};
  all.add_all(violations);
  all.add_all(violations);
  EXPECT_EQ(all.size(), 5U);
  EXPECT_EQ(all.total(), 20U);
  Violations none{0};
  none.add("f", "missing", "Field required");
  EXPECT_FALSE(none.empty()) << "what was found is found, kept or not";
  EXPECT_EQ(none.to_json(), "[]");
}

}  // namespace
}  // namespace tenon

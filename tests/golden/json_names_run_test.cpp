// Fields that have other names in JSON: in, out, and where something is wrong. Models, SQL and C++
// use their own.
#include <tenon/json.hpp>

#include "database/on_both.hpp"
#include "visitor_json.hpp"
#include "visitor_repository.hpp"

namespace tenon::test {
namespace {

class JsonNamesTest : public OnBoth {
 protected:
  JsonNamesTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  Session session{engine.session()};
  forms::VisitorRepository visitors{session};
};

TEST_P(JsonNamesTest, ThereAndBack) {
  Violations violations;
  const auto values = forms::visitor_create_from_json(
      R"({"userName": "ada", "birth \"date\" ü": "1815-12-10", "code": "1234", "visitCount": 2,
          "password": "analytical"})",
      violations);
  ASSERT_TRUE(values) << violations.to_json();
  const forms::Visitor ada = visitors.create(*values);
  EXPECT_EQ(ada.pin, "1234");
  const std::string start = R"({"visitorId":1,"userName":"ada","birth \"date\" ü":"1815-12-10",)";
  EXPECT_EQ(to_json(to_read(visitors.find_by_user_name("ada").value())),
            start + R"("shownCode":"****","visitCount":2})");

  const auto changes =
      forms::visitor_update_from_json(R"({"birth \"date\" ü": null, "visitCount": 3})", violations);
  ASSERT_TRUE(changes);
  const forms::Visitor changed = visitors.update(ada.id, *changes);
  EXPECT_FALSE(changed.born);
  EXPECT_EQ(changed.visits, 3);
  EXPECT_EQ(changed.user_name, "ada");
}

TEST_P(JsonNamesTest, WhatIsWrongIsToldUnderTheNameInJson) {
  Violations violations;
  EXPECT_FALSE(forms::visitor_create_from_json(
      R"({"user_name": "ada", "birth \"date\" ü": "x", "code": 1, "visitCount": -1, "password": "x"})",
      violations));
  std::string found;
  for (const Violation& one : violations) found += one.loc.front().name + ": " + one.type + "\n";
  EXPECT_NE(found.find("userName: missing\n"), std::string::npos) << found;
  EXPECT_NE(found.find("user_name: extra_forbidden\n"), std::string::npos) << found;
  EXPECT_NE(found.find("birth \"date\" ü: date_"), std::string::npos) << found;
  EXPECT_NE(found.find("code: string_type\n"), std::string::npos) << found;
  EXPECT_NE(found.find("visitCount: greater_than_equal\n"), std::string::npos) << found;
  EXPECT_NE(found.find("password: string_too_short\n"), std::string::npos) << found;
}

TENON_ON_BOTH(JsonNamesTest);

}  // namespace
}  // namespace tenon::test

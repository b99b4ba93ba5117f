// A PATCH from its JSON to the UPDATE and back to an answer, on both databases: absent, null and a
// value are three things; what a rule or a constraint refuses is 422 or 409 at its field.
#include <string>

#include <tenon/http.hpp>
#include <tenon/json.hpp>

#include "customer_json.hpp"
#include "customer_repository.hpp"
#include "database/on_both.hpp"
#include "topic_json.hpp"
#include "topic_repository.hpp"
#include "visitor_json.hpp"
#include "visitor_repository.hpp"

namespace tenon::test {
namespace {

std::string last_update;

void hear_update(std::string_view sql) {
  if (sql.starts_with("update ")) last_update = sql;
}

EngineOptions listening() {
  EngineOptions options;
  options.on_statement = hear_update;
  return options;
}

class PatchTest : public OnBoth {
 protected:
  PatchTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    last_update.clear();
  }

  /// What a web layer makes of a body.
  HttpAnswer patch_visitor(std::int64_t id, std::string_view body) {
    Violations violations;
    const std::optional<forms::VisitorUpdate> changes =
        forms::visitor_update_from_json(body, violations);
    if (!changes) return http_answer(violations);
    try {
      const forms::Visitor changed = visitors.update(id, *changes);
      session.commit();
      return {200, to_json(forms::to_read(changed))};
    } catch (const Error& error) {
      session.rollback();
      return http_answer(error);
    }
  }

  Engine heard{database.url(), listening()};
  Session session{heard.session()};
  forms::VisitorRepository visitors{session};
};

TEST_P(PatchTest, AbsentNullAndAValue) {
  const forms::Visitor ada =
      visitors.create({.user_name = "ada", .born = parse_date("1815-12-10"), .pin = "1"});
  session.commit();

  // user_name is not in the body, born is null, pin has a value.
  HttpAnswer answer = patch_visitor(ada.id, R"({"birth \"date\" ü": null, "code": "2"})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(last_update.substr(0, last_update.find("\nreturning")),
            "update \"visitors\"\nset \"born\" = $1, \"pin\" = $2\nwhere \"id\" = $3");
  const forms::Visitor changed = visitors.get(ada.id);
  EXPECT_EQ(changed.user_name, "ada");
  EXPECT_EQ(changed.born, std::nullopt);
  EXPECT_EQ(changed.pin, "2");
  session.commit();

  last_update.clear();
  answer = patch_visitor(ada.id, "{}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(last_update, "");
}

TEST_P(PatchTest, NullIsRefusedWhereThereIsAlwaysAValue) {
  const forms::Visitor ada = visitors.create({.user_name = "ada", .pin = "1"});
  session.commit();
  const HttpAnswer answer =
      patch_visitor(ada.id, R"({"userName": null, "visitCount": -1, "x": 1})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.body, R"({"detail":[{"loc":["body","userName"],"type":"string_type",)"
                         R"("msg":"Input should be a valid string"},)"
                         R"({"loc":["body","x"],"type":"extra_forbidden",)"
                         R"("msg":"Extra inputs are not permitted"},)"
                         R"({"loc":["body","visitCount"],"type":"greater_than_equal",)"
                         R"("msg":"Input should be greater than or equal to 0","ctx":{"ge":0}}]})");
  EXPECT_EQ(last_update, "");
}

TEST_P(PatchTest, WhatTheDatabaseRefuses) {
  visitors.create({.user_name = "ada", .pin = "1"});
  const forms::Visitor bob = visitors.create({.user_name = "bob", .pin = "1"});
  session.commit();
  HttpAnswer answer = patch_visitor(bob.id, R"({"userName": "ada"})");
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.body,
            R"({"detail":[{"loc":["body","userName"],"type":"unique","msg":"Already exists"}]})");
  answer = patch_visitor(77, R"({"userName": "eve"})");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.body, R"({"detail":"Visitor not found"})");
}

TEST_P(PatchTest, AValueObjectIsNullOrWhole) {
  session.execute(Statement{"insert into countries (country) values ('at')"});
  forms::CustomerRepository customers{session};
  forms::Address address;
  address.label = "home";
  address.street = "Ring";
  address.city = "Wien";
  address.country_code = "at";
  const forms::Customer ada = customers.create({.position = forms::Coordinates{},
                                                .name = "Ada",
                                                .address = address,
                                                .billing = address,
                                                .terms = forms::Terms{}});
  Violations violations;
  const auto changes =
      forms::customer_update_from_json(R"({"name": "Bob", "billing": null})", violations);
  ASSERT_TRUE(changes) << violations.to_json();
  const forms::Customer changed = customers.update(ada.id, *changes);
  EXPECT_EQ(changed.name, "Bob");
  EXPECT_FALSE(changed.billing);
  EXPECT_EQ(changed.address.city, "Wien");
  const std::string sets = last_update.substr(0, last_update.find("\nwhere"));
  EXPECT_TRUE(sets.starts_with("update \"customers\"\nset \"name\" = $1, \"bill_label\" = $2, "))
      << sets;
  EXPECT_EQ(sets.find("\"address_"), std::string::npos) << sets;
}

TENON_ON_BOTH(PatchTest);

}  // namespace
}  // namespace tenon::test

// The answers of a web layer, to the letter.
#include <gmock/gmock.h>

#include <tenon/error.hpp>
#include <tenon/http.hpp>
#include <tenon/violations.hpp>

namespace tenon::test {
namespace {

using testing::HasSubstr;
using testing::Not;

Error constraint(ConstraintKind kind, std::initializer_list<const char*> json_fields) {
  Error error{ErrorKind::constraint_violated, "duplicate key value violates \"users_email_key\""};
  error.set_constraint(kind, "users_email_key", "users").set_entity("User");
  error.set_detail("Key (email)=(secret@example.org) already exists.");
  error.set_statement("insert into users");
  for (const char* const field : json_fields) error.add_field("f", field);
  return error;
}

TEST(HttpAnswers, ViolationsAreFastApisBody) {
  Violations violations;
  violations.add("email", "missing", "Field required");
  violations.add("name", "string_too_long", "String should have at most 80 characters",
                 {{"max_length", "80", true}});
  violations.add(
      {{{"tags"}, {"", 2}, {"text"}}, "string_type", "Input should be a valid string", {}});
  const HttpAnswer answer = http_answer(violations);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.body,
            R"({"detail":[{"loc":["body","email"],"type":"missing","msg":"Field required"},)"
            R"({"loc":["body","name"],"type":"string_too_long",)"
            R"("msg":"String should have at most 80 characters","ctx":{"max_length":80}},)"
            R"({"loc":["body","tags",2,"text"],"type":"string_type",)"
            R"("msg":"Input should be a valid string"}]})");
}

TEST(HttpAnswers, AReportKeepsAllThatWasKept) {
  Violations many{300};
  for (int i = 0; i < 300; ++i) many.add("a", "missing", "Field required");
  const std::string body = http_answer(many).body;
  std::size_t found = 0;
  for (std::size_t at = body.find("missing"); at != std::string::npos;
       at = body.find("missing", at + 1))
    ++found;
  EXPECT_EQ(found, 300U);
}

TEST(HttpAnswers, AUniqueKey) {
  const HttpAnswer one = http_answer(constraint(ConstraintKind::unique, {"email"}));
  EXPECT_EQ(one.status, 409);
  EXPECT_EQ(one.body,
            R"({"detail":[{"loc":["body","email"],"type":"unique","msg":"Already exists"}]})");
  const HttpAnswer several =
      http_answer(constraint(ConstraintKind::unique, {"name", "address/zip~1code"}));
  EXPECT_EQ(several.body, R"({"detail":[{"loc":["body","name"],"type":"unique",)"
                          R"("msg":"Already exists in this combination"},)"
                          R"({"loc":["body","address","zip/code"],"type":"unique",)"
                          R"("msg":"Already exists in this combination"}]})");
}

TEST(HttpAnswers, WhatIsNotCertainOrNeverInJsonIsTheWholeBody) {
  const std::string body =
      R"({"detail":[{"loc":["body"],"type":"unique","msg":"Already exists"}]})";
  EXPECT_EQ(http_answer(constraint(ConstraintKind::unique, {})).body, body);
  EXPECT_EQ(http_answer(constraint(ConstraintKind::unique, {""})).body, body);
}

TEST(HttpAnswers, OtherConstraints) {
  HttpAnswer answer = http_answer(constraint(ConstraintKind::foreign_key, {"author_id"}));
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.body, R"({"detail":[{"loc":["body","author_id"],"type":"foreign_key",)"
                         R"("msg":"Refers to something that does not exist"}]})");
  Error referenced = constraint(ConstraintKind::foreign_key, {""});
  answer = http_answer(referenced.set_entity("Post").set_still_referenced(true));
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.body, R"({"detail":[{"loc":["body"],"type":"still_referenced",)"
                         R"("msg":"Still referred to by Post"}]})");
  EXPECT_EQ(http_answer(constraint(ConstraintKind::exclusion, {"from"})).status, 409);
  EXPECT_EQ(http_answer(constraint(ConstraintKind::check, {"price"})).status, 422);
  EXPECT_EQ(http_answer(constraint(ConstraintKind::not_null, {"price"})).status, 422);
}

TEST(HttpAnswers, OtherKinds) {
  const auto of = [](ErrorKind kind) { return http_answer(Error{kind, "secret 'x'"}); };
  EXPECT_EQ(http_answer(NotFound{"User", "id"}).status, 404);
  EXPECT_EQ(http_answer(NotFound{"User", "id"}).body, R"({"detail":"User not found"})");
  EXPECT_EQ(of(ErrorKind::not_found).body, R"({"detail":"Not found"})");
  EXPECT_EQ(http_answer(StaleWrite{"User"}).status, 409);
  EXPECT_EQ(of(ErrorKind::bad_value).status, 422);
  EXPECT_EQ(http_answer(Error{ErrorKind::bad_value, "secret"}.set_stored(true)).status, 500);
  EXPECT_EQ(http_answer(Error{ErrorKind::environment, "away"}.set_connection_usable(false)).status,
            503)
      << "no connection was made";
  for (const ErrorKind kind : {ErrorKind::conflict, ErrorKind::timeout, ErrorKind::connection_lost})
    EXPECT_EQ(of(kind).status, 503);
  for (const ErrorKind kind : {ErrorKind::bad_sql, ErrorKind::migration, ErrorKind::in_doubt,
                               ErrorKind::misuse, ErrorKind::environment}) {
    EXPECT_EQ(of(kind).status, 500);
    EXPECT_EQ(of(kind).body, R"({"detail":"Internal Server Error"})");
  }
}

TEST(HttpAnswers, AServerWithoutRoomIsAskedAgain) {
  for (const char* const state : {"53000", "53100", "53200", "53300", "53400"}) {
    Error error{ErrorKind::environment, "no room"};
    EXPECT_EQ(http_answer(error.set_sqlstate(state)).status, 503) << state;
  }
}

TEST(HttpAnswers, NoValueNoSqlNoServersWord) {
  for (const ConstraintKind kind :
       {ConstraintKind::unique, ConstraintKind::foreign_key, ConstraintKind::check,
        ConstraintKind::not_null, ConstraintKind::exclusion, ConstraintKind::none}) {
    const std::string body = http_answer(constraint(kind, {"email"})).body;
    EXPECT_THAT(body, Not(HasSubstr("secret")));
    EXPECT_THAT(body, Not(HasSubstr("users")));
    EXPECT_THAT(body, Not(HasSubstr("insert")));
  }
}

TEST(HttpAnswers, WhatIsOfNoFieldIsNoViolation) {
  EXPECT_TRUE(violations_of(NotFound{"User", "id"}).empty());
  EXPECT_TRUE(violations_of(Error{ErrorKind::timeout, "late"}).empty());
  EXPECT_EQ(violations_of(constraint(ConstraintKind::unique, {"a", "b"})).size(), 2U);
}

}  // namespace
}  // namespace tenon::test

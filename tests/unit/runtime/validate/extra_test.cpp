// Rules of the application: found by their names alone, asked about sound data only, and never
// overlooked when they are written in another way.
#include <gtest/gtest.h>

#include <tenon/json.hpp>
#include <tenon/validate.hpp>

namespace app {

struct Stay {
  tenon::Required<std::int32_t> from = tenon::pending;
  tenon::Required<std::int32_t> to = tenon::pending;
  std::optional<std::string> note{};
};
struct Free {};

int asked = 0;

void validate_extra(const Stay& stay, tenon::Violations& violations) {
  ++asked;
  if (*stay.from > *stay.to) violations.add("to", "value_error", "Value error, ends early");
}

tenon::Violations validate(const Stay& stay) {
  tenon::Violations violations;
  if (const std::string* const note = tenon::given(stay.note))
    tenon::check_length(violations, "note", *note, 1, 5);
  tenon::check_extra(stay, violations, stay.from, stay.to);
  return violations;
}

std::string read(std::string_view text) {
  tenon::Violations violations;
  Stay stay;
  tenon::JsonObject json{text, violations};
  json.read("from", stay.from);
  json.read("to", stay.to);
  json.read("note", stay.note);
  const bool is_good = json.finish(validate(stay));
  EXPECT_EQ(is_good, violations.empty());
  std::string types;
  for (const tenon::Violation& one : violations) types += one.type + " ";
  return types;
}

struct ByValue {};
void validate_extra(ByValue value, tenon::Violations& violations);
struct Returning {};
bool validate_extra(const Returning&, tenon::Violations& violations);
struct Changing {};
void validate_extra(Changing& value, tenon::Violations& violations);
struct Alone {};
void validate_extra(const Alone& value);
struct Turned {};
void validate_extra(tenon::Violations& violations, const Turned& value);
struct Pointed {};
void validate_extra(const Pointed* value, tenon::Violations& violations);
struct Copied {};
void validate_extra(const Copied& value, tenon::Violations violations);
struct Constant {};
void validate_extra(const Constant& value, const tenon::Violations& violations);
struct Elsewhere {};
void validate_extra(const Elsewhere& value, std::vector<std::string>& errors);

}  // namespace app

namespace tenon {
namespace {

TEST(ExtraRules, AreAskedWhenTheModelHasNothingAgainstIt) {
  EXPECT_EQ(app::read(R"({"from": 1, "to": 2})"), "");
  EXPECT_EQ(app::read(R"({"from": 3, "to": 2})"), "value_error ");
  app::asked = 0;
  EXPECT_EQ(app::read(R"({"from": 3, "to": 2, "note": ""})"), "string_too_short ");
  EXPECT_EQ(app::read(R"({"from": 3})"), "missing ");
  EXPECT_EQ(app::read(R"({"from": "3", "to": 2})"), "int_type ");
  EXPECT_EQ(app::read("[]"), "model_type ");
  EXPECT_EQ(app::asked, 0);
}

TEST(ExtraRules, SayNothingOfWhatWasReadInPart) {
  EXPECT_EQ(app::read(R"({"from": 3, "to": 2, "note": 7})"), "string_type ");
  EXPECT_EQ(app::read(R"({"from": 3, "to": 2, "more": 7})"), "extra_forbidden ");
}

TEST(ExtraRules, ThereMayBeNone) {
  Violations violations;
  check_extra(app::Free{}, violations);
  EXPECT_TRUE(violations.empty());
  EXPECT_FALSE(detail::ExtraRules<app::Free>);
  EXPECT_FALSE(detail::MisfitRules<app::Free>);
}

template <class Dto>
constexpr bool is_told = detail::MisfitRules<Dto> &&
                         (!detail::ExtraRules<Dto> || detail::RulesOfACopy<Dto>);

TEST(ExtraRules, OnesThatCouldNotBeCalledAreTold) {
  EXPECT_TRUE(detail::ExtraRules<app::ByValue>);
  EXPECT_FALSE(detail::RulesOfACopy<app::ByValue>);
  EXPECT_TRUE(is_told<app::Returning>);
  EXPECT_TRUE(is_told<app::Changing>);
  EXPECT_TRUE(is_told<app::Alone>);
  EXPECT_TRUE(is_told<app::Turned>);
  EXPECT_TRUE(is_told<app::Pointed>);
  EXPECT_TRUE(is_told<app::Copied>);
  EXPECT_TRUE(is_told<app::Constant>);
  EXPECT_TRUE(is_told<app::Elsewhere>);
}

}  // namespace
}  // namespace tenon

#include "model/check.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/files.hpp"
#include "frontend/json/read.hpp"
#include "model/dump.hpp"

namespace tenon::model {
namespace {

// The whole way from a text that uses every supported word; TENON_UPDATE_GOLDEN=1 rewrites the
// expected dumps, whose differences are reviewed.
class Golden : public testing::Test {
 protected:
  std::string read(const std::string& name) {
    std::error_code error;
    std::string text = base::read_file(std::string{TENON_GOLDEN} + "/golden/" + name, error);
    EXPECT_FALSE(error) << name << ": " << error.message();
    return text;
  }

  void expect(const std::string& name, const std::string& actual) {
    if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
      ASSERT_FALSE(base::write_file(std::string{TENON_GOLDEN} + "/golden/" + name, actual));
    }
    EXPECT_EQ(actual, read(name));
  }

  void SetUp() override {
    const int source = sources_.add("everything.json", read("everything.json"));
    draft_ = frontend::json::read(sources_, {source}, {}, diagnostics_);
    model_ = check(draft_, sources_, diagnostics_);
    ASSERT_EQ(base::render(diagnostics_, sources_), "");
  }

  base::Sources sources_;
  base::Diagnostics diagnostics_;
  Draft draft_;
  Model model_;
};

TEST_F(Golden, DraftOfEverything) { expect("draft.json", to_json(draft_)); }

TEST_F(Golden, ModelOfEverything) { expect("model.json", to_json(model_)); }

TEST_F(Golden, EqualityKnowsEveryPartButThePlace) {
  Model other = model_;
  other.entities[0].span = {7, 8, 9};
  other.entities[0].fields[0].span = {7, 8, 9};
  EXPECT_EQ(other, model_);
  other.entities[0].fields[0].backfill = "1";
  EXPECT_NE(other, model_);
  other = model_;
  other.enums[0].enumerators[0].text = "x";
  EXPECT_NE(other, model_);
  other = model_;
  other.mixins[0].fields[0].column = "x";
  EXPECT_NE(other, model_);
}

TEST_F(Golden, FindsByName) {
  const Entity* user = model_.find("blog::User");
  ASSERT_NE(user, nullptr);
  EXPECT_NE(user->find("email"), nullptr);
  EXPECT_EQ(user->find("nothing"), nullptr);
  EXPECT_EQ(model_.find("User"), nullptr);
  EXPECT_NE(model_.find_enum("blog::Role"), nullptr);
}

}  // namespace
}  // namespace tenon::model

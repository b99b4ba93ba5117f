// The law of the two front ends: the same model written as C++ headers and as JSON Schema gives the
// same files below the banner. The model has every word and every type that is supported, and the
// tests here hold it to that.
#include <set>

#include <gtest/gtest.h>

#include "emit/output.hpp"
#include "golden/project.hpp"
#include "model/vocabulary.hpp"

namespace tenon::test {
namespace {

const std::filesystem::path forms = std::filesystem::path{TENON_GOLDEN} / "forms";

const Golden& cpp() {
  static const Golden golden = generate(forms / "cpp", "forms");
  return golden;
}

const Golden& json() {
  static const Golden golden = generate(forms / "json", "forms");
  return golden;
}

std::string below_banner(const std::string& text) { return text.substr(text.find('\n') + 1); }

TEST(Forms, JsonGivesTheExpectedFiles) { expect_files(forms / "expected", json().files); }

TEST(Forms, BothFormsGiveTheSameFilesBelowTheBanner) {
  ASSERT_FALSE(cpp().files.empty());
  for (const auto& [path, text] : cpp().files) {
    SCOPED_TRACE(path);
    const auto other = json().files.find(path);
    ASSERT_NE(other, json().files.end()) << "only made of the C++ form";
    EXPECT_TRUE(below_banner(text) == below_banner(other->second))
        << emit::short_diff(below_banner(text), below_banner(other->second));
  }
  // JSON has its structs and enums made, too; nothing else.
  std::set<std::string> structs;
  for (const model::Entity& entity : json().model.entities) structs.insert(entity.header);
  for (const model::Mixin& mixin : json().model.mixins) structs.insert(mixin.header);
  for (const model::ValueObject& one : json().model.objects) structs.insert(one.header);
  for (const model::Enum& one : json().model.enums) structs.insert(one.header);
  for (const auto& [path, text] : json().files)
    EXPECT_NE(cpp().files.count(path), structs.count(path)) << path;
}

// A word at its place, and every name in its arguments: "field references", "field references
// on_delete", "field references on_delete cascade".
void add_arguments(const std::string& before, const std::vector<model::Argument>& arguments,
                   std::set<std::string>& uses) {
  for (const model::Argument& argument : arguments) {
    if (argument.kind != model::Argument::Kind::word &&
        argument.kind != model::Argument::Kind::call)
      continue;
    uses.insert(before + " " + argument.text);
    add_arguments(before + " " + argument.text, argument.arguments, uses);
  }
}

std::set<std::string> uses_of(const model::Draft& draft) {
  std::set<std::string> uses;
  const auto add = [&](const std::string& place, const std::vector<model::Annotation>& words) {
    for (const model::Annotation& word : words) {
      uses.insert(place + " " + word.word);
      add_arguments(place + " " + word.word, word.arguments, uses);
    }
  };
  for (const model::DraftStruct& one : draft.structs) {
    add(describe(model::Place::entity), one.annotations);
    for (const model::DraftField& field : one.fields)
      add(describe(model::Place::field), field.annotations);
  }
  for (const model::DraftEnum& one : draft.enums) {
    add(describe(model::Place::enumeration), one.annotations);
    for (const model::DraftEnumerator& enumerator : one.enumerators)
      add(describe(model::Place::enumerator), enumerator.annotations);
  }
  return uses;
}

bool is_said_in_cpp(const model::Word& word) { return !word.example.empty(); }

bool is_said_in_json(const model::Word& word) {
  return !word.json_keywords.empty() || !word.json_example.empty();
}

TEST(Forms, EverySupportedWordOccursInBoth) {
  const std::set<std::string> in_cpp = uses_of(cpp().draft);
  const std::set<std::string> in_json = uses_of(json().draft);
  int words = 0;
  for (const model::Word& word : model::vocabulary()) {
    if (!word.supported) continue;
    ++words;
    const std::string use = std::string{describe(word.place)} + " " + std::string{word.name};
    EXPECT_EQ(in_cpp.count(use), is_said_in_cpp(word) ? 1U : 0U) << use << " and forms/cpp";
    EXPECT_EQ(in_json.count(use), is_said_in_json(word) ? 1U : 0U) << use << " and forms/json";
    for (const model::Parameter& parameter : word.parameters) {
      if (!parameter.named) continue;
      const std::string named = use + " " + std::string{parameter.name};
      EXPECT_EQ(in_cpp.count(named), is_said_in_cpp(word) ? 1U : 0U) << named << " and forms/cpp";
      EXPECT_EQ(in_json.count(named), 1U) << named << " does not occur in forms/json";
      if (parameter.kind != model::ArgumentKind::action) continue;
      for (const char* action : {"no_action", "restrict", "cascade", "set_null", "set_default"}) {
        EXPECT_EQ(in_cpp.count(named + " " + action), 1U) << named << " " << action;
        EXPECT_EQ(in_json.count(named + " " + action), 1U) << named << " " << action;
      }
    }
  }
  EXPECT_GT(words, 20);  // the table was read
}

TEST(Forms, EveryTypeOccursRequiredAndNullableAndWithADefault) {
  std::set<std::pair<model::TypeKind, bool>> types;
  std::set<model::Default::Kind> defaults;
  std::set<model::Filled> filled;
  std::set<model::Visibility> visible;
  for (const model::Entity& entity : cpp().model.entities)
    for (const model::Field& field : entity.fields) {
      types.insert({field.type.kind, field.type.nullable});
      if (field.initial) defaults.insert(field.initial->kind);
      filled.insert(field.filled);
      visible.insert(field.visibility);
    }
  EXPECT_EQ(types.size(), 2U * (static_cast<std::size_t>(model::TypeKind::enumeration) + 1));
  EXPECT_EQ(defaults.size(), static_cast<std::size_t>(model::Default::Kind::sql) + 1);
  EXPECT_EQ(filled.size(), static_cast<std::size_t>(model::Filled::by_removed_clock) + 1);
  EXPECT_EQ(visible.size(), static_cast<std::size_t>(model::Visibility::internal) + 1);
}

}  // namespace
}  // namespace tenon::test

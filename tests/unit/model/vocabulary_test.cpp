#include "model/vocabulary.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "base/names.hpp"
#include "model/annotation.hpp"

namespace tenon::model {
namespace {

TEST(Vocabulary, HasEachWordOnceAtAPlace) {
  std::set<std::pair<std::string, Place>> seen;
  for (const Word& word : vocabulary()) {
    EXPECT_TRUE(seen.emplace(word.name, word.place).second) << word.name;
    EXPECT_TRUE(base::is_identifier(word.name)) << word.name;
    EXPECT_FALSE(word.help.empty()) << word.name;
    // In C++ the types of fields say these two.
    const bool is_type = word.place == Place::field && (word.name == "id" || word.name == "codec");
    EXPECT_EQ(word.example.empty(), is_type) << word.name;
    EXPECT_EQ(word.json_example.empty(), !word.supported) << word.name;
    EXPECT_EQ(find_word(word.name, word.place), &word);
    for (const Parameter& one : word.parameters)
      EXPECT_EQ(one.help.empty(), !word.supported) << word.name << " " << one.name;
  }
}

// The list of DESIGN's model language, written down a second time on purpose.
TEST(Vocabulary, IsTheLanguage) {
  const std::set<std::string> fields = {
      "primary_key", "unique",      "index",        "references", "length",     "range",
      "precision",   "multiple_of", "pattern",      "email",      "url",        "not_empty",
      "read_only",   "write_only",  "internal",     "alias",      "column",     "type",
      "default_sql", "computed",    "collate",      "created_at", "updated_at", "version",
      "was",         "backfill",    "embed",        "transient",  "deprecated", "id",
      "codec",       "items",       "unique_items", "each"};
  const std::set<std::string> entities = {
      "table", "primary_key", "unique", "index",     "foreign_key",  "check",        "was", "input",
      "shape", "soft_delete", "link",   "read_only", "partition_by", "distribute_by"};
  const auto set_of = [](Place place) {
    const std::vector<std::string> words = words_at(place);
    return std::set<std::string>{words.begin(), words.end()};
  };
  EXPECT_EQ(set_of(Place::field), fields);
  EXPECT_EQ(set_of(Place::entity), entities);
  EXPECT_EQ(set_of(Place::enumeration), std::set<std::string>{"native"});
  EXPECT_EQ(set_of(Place::enumerator), (std::set<std::string>{"text", "was"}));
}

// Silence would be worse than an error: each word of a later version is refused.
TEST(Vocabulary, RefusesWhatIsNotYetSupported) {
  for (const Word& word : vocabulary()) {
    base::Diagnostics diagnostics;
    const std::vector<Annotation> annotations = {{std::string{word.name}, {}, {0, 1, 2}}};
    if (word.place == Place::entity) decode_entity(annotations, diagnostics);
    if (word.place == Place::field) decode_field(annotations, diagnostics);
    if (word.place == Place::enumeration || word.place == Place::enumerator) {
      DraftEnum drafted;
      drafted.enumerators.push_back({{"a", {}}, {}, ""});
      (word.place == Place::enumeration ? drafted.annotations
                                        : drafted.enumerators[0].annotations) = annotations;
      decode_enum(drafted, diagnostics);
    }
    bool refused = false;
    for (const base::Diagnostic& one : diagnostics.all())
      refused = refused || one.code == "not-yet-supported";
    EXPECT_EQ(refused, !word.supported) << word.name;
  }
}

}  // namespace
}  // namespace tenon::model

#include "base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace tenon::base {
namespace {

Span find(const Sources& sources, int file, const std::string& word) {
  const std::size_t at = sources.text(file).find(word);
  return {file, at, at + word.size()};
}

TEST(Diagnostics, RenderPlaceCaretHintAndNotes) {
  Sources sources;
  const int file = sources.add("models/user.hpp", "struct A;\n  [[tenon::emial]] int b;\n");
  Diagnostics diagnostics;
  diagnostics
      .error("unknown-annotation", find(sources, file, "emial"), "unknown annotation 'emial'",
             "did you mean 'email'?")
      .notes.push_back({"in this struct", find(sources, file, "A")});
  EXPECT_EQ(render(diagnostics, sources),
            "models/user.hpp:2:12: error: unknown annotation 'emial' [unknown-annotation]\n"
            "  [[tenon::emial]] int b;\n"
            "           ^~~~~\n"
            "hint: did you mean 'email'?\n"
            "models/user.hpp:1:8: note: in this struct\n"
            "struct A;\n"
            "       ^\n");
}

TEST(Diagnostics, AreSortedByPlaceAndSaidOnce) {
  Sources sources;
  const int file = sources.add("a", "xy");
  Diagnostics diagnostics;
  diagnostics.error("two", {file, 1, 2}, "second");
  diagnostics.error("one", {file, 0, 1}, "first");
  diagnostics.error("two", {file, 1, 2}, "second again").notes.push_back({"lost", {}});
  diagnostics.warning("none", {}, "without a place");
  EXPECT_EQ(render(diagnostics, sources),
            "warning: without a place [none]\n"
            "a:1:1: error: first [one]\nxy\n^\n"
            "a:1:2: error: second [two]\nxy\n ^\n");
}

TEST(Diagnostics, KeepTheCaretUnderItsWord) {
  Sources sources;
  const int file = sources.add("a", "\t\xC3\xA4\xE2\x82\xAC\tword\x1B tail");
  Diagnostics diagnostics;
  diagnostics.error("c", find(sources, file, "word"), "m");
  EXPECT_EQ(render(diagnostics, sources),
            "a:1:8: error: m [c]\n"
            "        \xC3\xA4\xE2\x82\xAC      word  tail\n"
            "                ^~~~\n");
}

TEST(Diagnostics, ShowAWindowOfALongLineAndTheFirstLineOfALongSpan) {
  Sources sources;
  const int file = sources.add("a", std::string(1000, 'x') + "HERE" + std::string(1000, 'y'));
  const int two = sources.add("b", "one {\n two\n}");
  Diagnostics diagnostics;
  diagnostics.error("c", find(sources, file, "HERE"), "m");
  diagnostics.error("c", {two, 4, 12}, "n");
  EXPECT_EQ(render(diagnostics, sources),
            "a:1:1001: error: m [c]\n" + std::string(80, 'x') + "HERE" + std::string(76, 'y') +
                "\n" + std::string(80, ' ') + "^~~~\n" + "b:1:5: error: n [c]\none {\n    ^\n");
}

TEST(Diagnostics, PointBehindTheEndOfAFile) {
  Sources sources;
  const int file = sources.add("a", "x");
  Diagnostics diagnostics;
  diagnostics.error("c", {file, 1, 1}, "m");
  EXPECT_EQ(render(diagnostics, sources), "a:1:2: error: m [c]\nx\n ^\n");
}

TEST(Diagnostics, OnlyErrorsAreErrors) {
  Diagnostics diagnostics;
  diagnostics.warning("w", {}, "m");
  EXPECT_FALSE(diagnostics.has_errors());
  diagnostics.error("e", {}, "m");
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Diagnostics, AnErrorIsTakenBackWhereABetterOneIsTold) {
  Diagnostics diagnostics;
  diagnostics.error("compiler", {0, 4, 5}, "inside");
  diagnostics.error("compiler", {0, 9, 10}, "behind");
  diagnostics.warning("compiler", {0, 6, 7}, "a warning");
  diagnostics.error("compiler", {1, 4, 5}, "in another file");
  EXPECT_TRUE(diagnostics.has_error_in({0, 4, 9}, "compiler"));
  EXPECT_FALSE(diagnostics.has_error_in({0, 4, 9}, "model"));
  diagnostics.take_back({0, 4, 9}, "compiler");
  EXPECT_FALSE(diagnostics.has_error_in({0, 4, 9}, "compiler"));
  ASSERT_EQ(diagnostics.all().size(), 3U);
  EXPECT_EQ(diagnostics.all()[0].message, "behind");
}

}  // namespace
}  // namespace tenon::base

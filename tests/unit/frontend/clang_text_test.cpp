#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frontend/clang/annotation.hpp"
#include "frontend/clang/comment.hpp"
#include "frontend/clang/initializer.hpp"
#include "frontend/clang/literal.hpp"
#include "frontend/clang/member.hpp"
#include "frontend/clang/text_file.hpp"
#include "frontend/clang/token.hpp"

namespace tenon::frontend::clang {
namespace {

using testing::ElementsAre;

std::vector<std::string> words(const std::string& text,
                               std::vector<std::pair<std::size_t, std::size_t>> skipped = {}) {
  const TextFile file{0, text, skipped};
  std::vector<std::string> result;
  for (std::size_t i = 0; i < file.size(); ++i) result.emplace_back(file.word(i));
  return result;
}

TEST(TokenTest, cuts_words_numbers_and_punctuation) {
  EXPECT_THAT(words("std::int64_t x{-1'000u}; y->z .5e-3f"),
              ElementsAre("std", "::", "int64_t", "x", "{", "-", "1'000u", "}", ";", "y", "-", ">",
                          "z", ".5e-3f"));
}

TEST(TokenTest, keeps_literals_whole) {
  EXPECT_THAT(words(R"x(a "b\"c" 'd' u8"e" R"-(f")-" L'g' "h"sv)x"),
              ElementsAre("a", R"("b\"c")", "'d'", "u8\"e\"", "R\"-(f\")-\"", "L'g'", "\"h\"sv"));
}

TEST(TokenTest, leaves_out_comments_and_directives) {
  EXPECT_THAT(words("#define A [[x]] \\\n  more\na // b \\\n still\n/* c\n */ d\n  # pragma x\ne"),
              ElementsAre("a", "d", "e"));
  EXPECT_THAT(words("#if 1 /* over\n the line */\na"), ElementsAre("a"));
  EXPECT_THAT(words("a # b"), ElementsAre("a", "#", "b"));
}

TEST(TokenTest, leaves_out_skipped_branches) {
  const std::string text = "a\n#if 0\nb\n#endif\nc";
  EXPECT_THAT(words(text, {{text.find('#'), text.rfind('#')}}), ElementsAre("a", "c"));
}

TEST(TokenTest, survives_text_that_ends_early) {
  for (const std::string text :
       {"\"abc", "R\"(abc", "R\"abc", "'", "/* x", "\\", "#", "\"a\\", "[["})
    EXPECT_NO_FATAL_FAILURE(words(text)) << text;
}

TEST(LiteralTest, unescapes_strings) {
  EXPECT_EQ(read_string(R"("a\n\t\"\\\x41\101\u00e9\U0001F600")"), "a\n\t\"\\AA\u00e9\U0001F600");
  EXPECT_EQ(read_string("R\"(a\\n\"b)\""), "a\\n\"b");
  EXPECT_EQ(read_string("R\"x(a)\")x\""), "a)\"");
  EXPECT_EQ(read_string("u8\"a\""), "a");
  EXPECT_EQ(read_string("\"a\"s"), "a");
  EXPECT_EQ(read_string("\"a\\\r\nb\""), "ab");
}

TEST(LiteralTest, refuses_what_is_no_plain_string) {
  for (const char* text : {"L\"a\"", "u\"a\"", "\"a\"_x", "\"\\q\"", "\"\\x\"", "\"\\u12\"",
                           "\"\\ud800\"", "\"a", "LR\"(a)\""})
    EXPECT_EQ(read_string(text), std::nullopt) << text;
}

TEST(LiteralTest, normalises_numbers) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0", "0"},       {"42", "42"},     {"1'000'000u", "1000000"},
      {"7ULL", "7"},    {"0x1F", "31"},   {"0b101L", "5"},
      {"017", "15"},    {"1.5f", "1.5"},  {".5", "0.5"},
      {"1.", "1.0"},    {"1e5", "1e5"},   {"2.5E-3L", "2.5E-3"},
      {"0.25", "0.25"}, {"0xfFu", "255"}, {"18446744073709551616", "18446744073709551616"}};
  for (const auto& [literal, expected] : cases)
    EXPECT_EQ(read_number(literal), expected) << literal;
}

TEST(LiteralTest, refuses_what_is_no_plain_number) {
  for (const char* text : {"0x1p3", "1_km", "08", "1e", "0x1ffffffffffffffff", "1.5q", "", "12abc"})
    EXPECT_EQ(read_number(text), std::nullopt) << text;
}

std::vector<ReadAnnotation> annotations(const std::string& text, std::string* errors = nullptr) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const TextFile file{sources.add("m.hpp", text), text, {}};
  std::vector<ReadAnnotation> result;
  for (AttributeGroup& group : read_attributes(file, diagnostics))
    for (ReadAnnotation& one : group.annotations) result.push_back(std::move(one));
  if (errors != nullptr)
    *errors = base::render(diagnostics, sources);
  else
    EXPECT_EQ(base::render(diagnostics, sources), "");
  return result;
}

TEST(AnnotationTest, reads_the_whole_grammar) {
  const auto all = annotations(
      "[[tenon::d(User::id, a.b, -created_at, *, (x, y), call(1, \"t\" \"u\"), -0x10, "
      "::blog::T)]]");
  ASSERT_EQ(all.size(), 1U);
  using model::Argument;
  const std::vector<Argument> expected = {
      {Argument::Kind::word, "User.id", {}, {}},
      {Argument::Kind::word, "a.b", {}, {}},
      {Argument::Kind::word, "-created_at", {}, {}},
      {Argument::Kind::word, "*", {}, {}},
      {Argument::Kind::tuple,
       "",
       {{Argument::Kind::word, "x", {}, {}}, {Argument::Kind::word, "y", {}, {}}},
       {}},
      {Argument::Kind::call,
       "call",
       {{Argument::Kind::number, "1", {}, {}}, {Argument::Kind::text, "tu", {}, {}}},
       {}},
      {Argument::Kind::number, "-16", {}, {}},
      {Argument::Kind::word, "blog.T", {}, {}}};
  EXPECT_EQ(all[0].annotation.arguments, expected);
}

TEST(AnnotationTest, knows_both_forms_and_leaves_others_alone) {
  const std::string text =
      "[[nodiscard, tenon::a, gnu::aligned(8), tenon::b(1)]] [[using tenon: c, d]] [[using gnu: "
      "e]]";
  const auto all = annotations(text);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].annotation.word, "a");
  EXPECT_EQ(all[1].annotation.word, "b");
  EXPECT_EQ(all[2].annotation.word, "c");
  EXPECT_EQ(all[3].annotation.word, "d");
  // clang reports these at the word behind `using`.
  EXPECT_EQ(all[3].reported_at, text.find("tenon: c"));
}

TEST(AnnotationTest, spans_are_single_words_of_the_users_text) {
  const std::string text = "[[ tenon :: length ( 1 , 80 ) ]]";
  const auto all = annotations(text);
  ASSERT_EQ(all.size(), 1U);
  const base::Span word = all[0].annotation.span;
  EXPECT_EQ(text.substr(word.begin, word.end - word.begin), "length");
  const base::Span second = all[0].annotation.arguments.at(1).span;
  EXPECT_EQ(text.substr(second.begin, second.end - second.begin), "80");
}

TEST(AnnotationTest, points_at_the_word_that_is_wrong) {
  std::string errors;
  EXPECT_FALSE(annotations("[[tenon::length(1 2)]]", &errors).at(0).is_valid);
  EXPECT_EQ(errors,
            "m.hpp:1:19: error: expected ',' or ')' in the arguments of 'length', found '2' "
            "[annotation-syntax]\n[[tenon::length(1 2)]]\n                  ^\n"
            "hint: for example: [[tenon::length(1, 80)]]\n");
  annotations("[[tenon::length(1,)]]", &errors);
  EXPECT_EQ(errors,
            "m.hpp:1:19: error: expected a word, a text or a number in the arguments of 'length', "
            "found ')' [annotation-syntax]\n[[tenon::length(1,)]]\n                  ^\n"
            "hint: for example: [[tenon::length(1, 80)]]\n");
  annotations("[[tenon::a(b(c d), e)]]", &errors);
  EXPECT_EQ(errors,
            "m.hpp:1:16: error: expected ',' or ')' in the arguments of 'a', found 'd' "
            "[annotation-syntax]\n[[tenon::a(b(c d), e)]]\n               ^\n"
            "hint: annotations stand with commas between them: [[tenon::unique, tenon::email]]\n");
  for (const char* text : {"[[tenon::a(-)]]", "[[tenon::a(+b)]]", "[[tenon::a(L\"x\")]]",
                           "[[tenon::a(1_km)]]", "[[tenon::a(b::)]]", "[[tenon::a(b < c)]]",
                           "[[tenon::a b]]", "[[tenon::a(1)(2)]]", "[[tenon::a...]]"}) {
    EXPECT_FALSE(annotations(text, &errors).at(0).is_valid) << text;
    EXPECT_THAT(errors, testing::HasSubstr("[annotation-syntax]")) << text;
  }
}

TEST(AnnotationTest, reads_raw_string_literals) {
  const auto text_of = [](const std::string& literal) {
    std::string errors;
    const auto all = annotations("[[tenon::pattern(" + literal + ")]]", &errors);
    EXPECT_EQ(errors, "");
    return all.at(0).annotation.arguments.at(0).text;
  };
  EXPECT_EQ(text_of(R"x(R"(^\d+"$)")x"), R"x(^\d+"$)x");
  EXPECT_EQ(text_of(R"x(R"end(a)" ]] b)end")x"), R"x(a)" ]] b)x");
  EXPECT_EQ(text_of("R\"(a\\\nb)\""), "a\\\nb");
  EXPECT_EQ(text_of("R\"(a\r\nb)\""), "a\nb");
  EXPECT_EQ(text_of(R"x(u8R"(a)" "\x62" R"(\x62)")x"), R"x(ab\x62)x");
  EXPECT_EQ(text_of("R\"(a\\ \n b)\""), "a\\ \n b");  // blanks behind the backslash
  std::string errors;
  EXPECT_FALSE(annotations(R"x([[tenon::pattern(LR"(a)")]])x", &errors).at(0).is_valid);
}

std::string before(const std::string& text) {
  const TextFile file{0, text, {}};
  return comment_before(file, 0, text.find('@'));
}

TEST(CommentTest, strips_markers) {
  EXPECT_EQ(before("/// One.\n///   Two.\n//! Three.\n@"), "One.\n  Two.\nThree.");
  EXPECT_EQ(before("/** One. */\n@"), "One.");
  EXPECT_EQ(before("/*!\r\n * One.\r\n *\r\n *   Two.\r\n */\r\n@"), "One.\n\n  Two.");
  EXPECT_EQ(before("/// \xC3\xA4 \t\n@"), "\xC3\xA4");
}

TEST(CommentTest, knows_what_is_none) {
  for (const char* text : {"// a\n@", "/* a */@", "//// a\n@", "/*** a */@", "/**/@", "///< a\n@",
                           "/// a\n#pragma once\n@", "///\n@"})
    EXPECT_EQ(before(text), "") << text;
}

TEST(CommentTest, takes_the_last_block) {
  EXPECT_EQ(before("/// a\n\n/// b\n@"), "b");
  EXPECT_EQ(before("/** a */\n/** b */\n@"), "b");
  EXPECT_EQ(before("/// a\n// plain\n@"), "a");
}

TEST(CommentTest, looks_back) {
  const std::string text = "x; ///< a\n   ///< b\n /**< c */ /// d\n";
  EXPECT_EQ(comment_after(TextFile{0, text, {}}, 1, text.size()), "a\nb\nc");
  EXPECT_EQ(join_comments("x", "y"), "x\ny");
  EXPECT_EQ(join_comments("", "y"), "y");
}

TEST(MemberTest, cuts_at_the_ends_of_declarations) {
  const std::string text =
      "struct A { int a{}, b = f({1}); void g() { x; } public: int c; A() : a(1) {} enum E { p } "
      "e; "
      "WRAP(int w;) int d; };";
  const TextFile file{0, text, {}};
  std::vector<std::string> members;
  for (const Member& one : split_members(file, find_body(file, 1), {text.find("WRAP")}))
    members.push_back(file.written(one.first, one.last));
  EXPECT_THAT(members, ElementsAre("int a{}, b = f({1})", "void g() { x; }", "int c",
                                   "A() : a(1) {}", "enum E { p }", "e", "WRAP(int w;)", "int d"));
}

std::string shown(const model::DraftValue& value) {
  static const char* const kinds[] = {"boolean ",    "number ", "text ",
                                      "enumerator ", "list ",   "other "};
  std::string text = kinds[static_cast<int>(value.kind)] + value.text;
  for (const model::DraftValue& element : value.elements) text += "[" + shown(element) + "]";
  return text;
}

std::string initializer(const std::string& text, std::vector<std::string> enumerators = {},
                        bool is_list = false) {
  const TextFile file{0, text, {}};
  const auto value = read_initializer(file, 0, file.size(), enumerators, is_list);
  return value ? shown(*value) : "none";
}

TEST(InitializerTest, knows_every_kind) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "none"},
      {"{}", "none"},
      {"= {}", "none"},
      {"= std::nullopt", "none"},
      {"= true", "boolean true"},
      {"{false}", "boolean false"},
      {"{5}", "number 5"},
      {"= -1'000LL", "number -1000"},
      {"= +2", "number 2"},
      {"= {7}", "number 7"},
      {"= \"a\" \"b\\n\"", "text ab\n"},
      {"{\"\"}", "text "},
      {"= blog::Role::reader", "enumerator reader"},
      {"{Role::reader}", "enumerator reader"},
      {"= Role::other", "other Role::other"},
      {"= f(1,   2)", "other f(1, 2)"},
      {"= 1 + 2", "other 1 + 2"},
      {"{1, 2}", "other 1, 2"},
      {"= 'x'", "other 'x'"},
      {"= std::string{\"x\"}", "other std::string{\"x\"}"}};
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(initializer(text, {"reader", "admin"}), expected) << text;
}

TEST(InitializerTest, knows_lists) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "none"},
      {"{}", "none"},
      {"= {}", "none"},
      {"= std::nullopt", "none"},
      {"= std::vector<int>{}", "list "},
      {"= Tags{}", "list "},
      {"{5}", "list [number 5]"},
      {"= {1, -2,}", "list [number 1][number -2]"},
      {"= {\"a, b\", \"c\" \"d\"}", "list [text a, b][text cd]"},
      {"= {true, Role::reader}", "list [boolean true][enumerator reader]"},
      {"= std::vector<std::string>{\"a\"}", "list [text a]"},
      {"= {tenon::Decimal{\"1.5\"}, std::string{\"x\"}}", "list [text 1.5][text x]"},
      {"= {Other{\"1\"}, f(1, 2), {3}}", "list [other Other{\"1\"}][other f(1, 2)][other {3}]"},
      {"= {tenon::Decimal{}}", "list [other tenon::Decimal{}]"},
      {"= std::vector<int>(3)", "other std::vector<int>(3)"},
      {"= f({1})", "other f({1})"},
      {"= a", "other a"}};
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(initializer(text, {"reader", "admin"}, true), expected) << text;
}

}  // namespace
}  // namespace tenon::frontend::clang

#include <gmock/gmock.h>

#include <tuple>

#include "clang_reading.hpp"

namespace tenon::frontend::clang {
namespace {

using model::DraftType;
using model::DraftValue;
using testing::ElementsAre;
using Kind = DraftType::Kind;

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// The whole Draft as text, beside the headers. TENON_UPDATE_GOLDEN=1 writes it anew.
void expect_draft(const std::string& folder, const Reading& reading) {
  const std::string path = std::string{TENON_CLANG_FIXTURES} + "/" + folder + "/draft.json";
  const std::string actual = model::to_json(reading.draft());
  if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr)
    std::ofstream{path, std::ios::binary} << actual;
  EXPECT_EQ(actual, read_file(path)) << path;
}

Reading read_fixture(const std::string& folder, const std::vector<std::string>& headers,
                     std::vector<std::string> include_dirs = {}) {
  Options options;
  options.project_dir = std::string{TENON_CLANG_FIXTURES} + "/" + folder;
  options.include_dirs = std::move(include_dirs);
  return read_twice(headers, options);
}

TEST(ClangFixtureTest, reads_the_blog) {
  const Reading reading = read_fixture("blog", {"user.hpp"});
  EXPECT_EQ(reading.messages, "");
  EXPECT_FALSE(reading.result.used_real_headers);
  expect_draft("blog", reading);
}

TEST(ClangFixtureTest, reads_every_form) {
  const Reading reading = read_fixture("everything", {"models/everything.hpp"}, {"models"});
  EXPECT_EQ(reading.messages, "");
  expect_draft("everything", reading);
}

TEST_F(ClangReading, attributes_find_their_declarators) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T {\n"
      "  [[tenon::a]] [[nodiscard]] [[tenon::b]] int x [[tenon::c]] = 1, y{2}, z [[tenon::d]];\n"
      "};\n");
  EXPECT_EQ(reading.messages, "");
  std::vector<std::vector<std::string>> found;
  for (const model::DraftField& field : reading.only().fields) {
    found.emplace_back();
    for (const model::Annotation& one : field.annotations) found.back().push_back(one.word);
  }
  EXPECT_THAT(found, ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("a", "b"),
                                 ElementsAre("a", "b", "d")));
  EXPECT_EQ(reading.field(1).initializer->text, "2");
  EXPECT_FALSE(reading.field(2).initializer);
}

TEST_F(ClangReading, specifiers_behind_a_name_hide_neither_its_default_nor_its_annotations) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T {\n"
      "  int a alignas(16) = 1, b [[maybe_unused]] alignas(8) [[tenon::index]] = 2;\n"
      "  int c __attribute__((aligned(8))) {3};\n"
      "  alignas(8) int d = 4;\n"
      "};\n");
  EXPECT_EQ(reading.messages, "");
  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(reading.field(i).initializer) << i;
    EXPECT_EQ(reading.field(i).initializer->text, std::to_string(i + 1));
  }
  ASSERT_EQ(reading.field(1).annotations.size(), 1U);
  EXPECT_EQ(reading.field(1).annotations[0].word, "index");
}

TEST_F(ClangReading, one_attribute_may_stand_twice) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T { [[using tenon: a, a]] [[tenon::b, tenon::b]] int x; };");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.field(0).annotations.size(), 4U);
}

TEST_F(ClangReading, attribute_inside_if_0) {
  const Reading reading = read_text(
      "#define NEVER 0\n"
      "struct [[tenon::table(\"t\")]] T {\n"
      "#if 0\n  [[tenon::primary_key]] int gone;\n"
      "#elif NEVER\n  [[tenon::unique]]\n"
      "#else\n  [[tenon::index]]\n#endif\n"
      "  int kept;\n"
      "#ifdef UNKNOWN_TO_ALL\n  [[tenon::email]] int gone_too;\n#endif\n"
      "};\n");
  EXPECT_EQ(reading.messages, "");
  ASSERT_EQ(reading.only().fields.size(), 1U);
  ASSERT_EQ(reading.field(0).annotations.size(), 1U);
  EXPECT_EQ(reading.field(0).annotations[0].word, "index");
}

TEST_F(ClangReading, defines_and_include_dirs_come_from_the_options) {
  options.defines = {"WITH_MORE=1"};
  options.include_dirs = {"include", "include/deep"};
  write("include/deep/m.hpp",
        "#include <tenon/model.hpp>\n#include <kinds.hpp>\n#pragma once\n"
        "struct [[tenon::table(\"t\")]] T {\n#if WITH_MORE\n  Kind kind;\n#endif\n};\n");
  write("include/kinds.hpp", "#pragma once\nenum class Kind { a };\n");
  const Reading reading = read_twice({"include/deep/m.hpp"}, options);
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.only().header, "m.hpp");
  ASSERT_EQ(reading.draft().enums.size(), 1U);
  EXPECT_EQ(reading.draft().enums[0].header, "kinds.hpp");
  EXPECT_EQ(reading.field(0).type.name, "Kind");
}

TEST_F(ClangReading, order_is_that_of_the_headers_then_of_the_text) {
  write("a.hpp",
        "#pragma once\n#include \"b.hpp\"\n#include \"base.hpp\"\n"
        "struct [[tenon::table(\"a\")]] A : Base { int x; };\n"
        "struct [[tenon::table(\"a2\")]] A2 { int x; };\n");
  write("b.hpp", "#pragma once\nstruct [[tenon::table(\"b\")]] B { int x; };\n");
  write("base.hpp", "#pragma once\nstruct Base { int y; };\nstruct Unused { int z; };\n");
  const Reading reading = read_twice({"a.hpp", "b.hpp", "a.hpp", "./b.hpp"}, options);
  EXPECT_EQ(reading.messages, "");
  std::vector<std::string> names;
  for (const auto& one : reading.draft().structs) names.push_back(one.name.value);
  EXPECT_THAT(names, ElementsAre("Base", "A", "A2", "B"));
}

TEST_F(ClangReading, a_model_that_is_included_indirectly_is_read) {
  write("models/a.hpp", "#include \"sub/b.hpp\"\n");
  write("models/sub/b.hpp", "#pragma once\nstruct [[tenon::table(\"b\")]] B { int x; };\n");
  const Reading reading = read_twice({"models/a.hpp"}, options);
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.only().header, "models/sub/b.hpp");
  EXPECT_THAT(reading.result.opened_files,
              ElementsAre(folder() / "models/a.hpp", folder() / "models/sub/b.hpp"));
}

TEST_F(ClangReading, a_model_outside_of_the_project_is_left_alone_unless_it_is_a_base) {
  write("other/lib.hpp",
        "#pragma once\nstruct [[tenon::table(\"x\")]] X { [[tenon::q]] int a; };\nstruct Y { int "
        "b; };\n"
        "[[tenon::stray]] void f();\n");
  write("project/m.hpp",
        "#pragma once\n#include <lib.hpp>\nstruct [[tenon::table(\"m\")]] M : Y { int c; };\n");
  options.project_dir = (folder() / "project").string();
  options.include_dirs = {"../other"};
  const Reading reading = read_twice({"m.hpp"}, options);
  EXPECT_EQ(reading.messages, "");
  ASSERT_EQ(reading.draft().structs.size(), 2U);
  EXPECT_EQ(reading.draft().structs[0].name.value, "Y");
  EXPECT_EQ(reading.draft().structs[0].header, "lib.hpp");
}

TEST_F(ClangReading, names_are_qualified) {
  const Reading reading = read_text(
      "namespace a::b { inline namespace v1 { enum class K { x }; struct M { int i; }; } }\n"
      "namespace c { using Kind = a::b::K;\n"
      "struct [[tenon::table(\"t\")]] T : public a::b::M { Kind k = Kind::x; }; }\n");
  EXPECT_EQ(reading.messages, "");
  ASSERT_EQ(reading.draft().structs.size(), 2U);
  EXPECT_EQ(reading.draft().structs[0].space, "a::b");
  EXPECT_EQ(reading.draft().structs[1].bases.at(0).value, "a::b::M");
  EXPECT_EQ(reading.draft().structs[1].fields.at(0).type.name, "a::b::K");
  EXPECT_EQ(reading.draft().structs[1].fields.at(0).initializer->kind,
            DraftValue::Kind::enumerator);
}

TEST_F(ClangReading, aliases_are_followed) {
  const Reading reading = read_text(
      "using Text = std::string; typedef long Big; template <class T> using Maybe = "
      "std::optional<T>;\n"
      "struct [[tenon::table(\"t\")]] T { Text a; Big b; Maybe<Text> c; int16_t d; };\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.field(0).type, (DraftType{Kind::string, false, "", {}}));
  EXPECT_EQ(reading.field(1).type, (DraftType{Kind::int64, false, "", {}}));
  EXPECT_EQ(reading.field(2).type, (DraftType{Kind::string, true, "", {}}));
  EXPECT_EQ(reading.field(3).type, (DraftType{Kind::int16, false, "", {}}));
}

TEST_F(ClangReading, methods_statics_and_marked_private_parts_are_left_alone) {
  const Reading reading = read_text(
      "class [[tenon::table(\"t\")]] T {\n  [[tenon::transient]] int hidden = 1;\n"
      "  static int count;\n public:\n  T() = default;\n  T(const T&) = default;\n"
      "  T& operator=(const T&) = default;\n  explicit T(int);\n  ~T() = default;\n"
      "  int shown = 2;\n  static int counter;\n  static constexpr int limit = 3;\n"
      "  int twice() const { return 2 * hidden; }\n"
      "  [[tenon::transient]] int left_out;\n"
      "  bool operator==(const T&) const = default;\n"
      " protected:\n  int half_hidden [[tenon::transient]];\n};\n");
  EXPECT_EQ(reading.messages, "");
  ASSERT_EQ(reading.only().fields.size(), 2U);
  EXPECT_EQ(reading.field(0).name.value, "shown");
  EXPECT_EQ(reading.field(1).annotations.at(0).word, "transient");
}

TEST_F(ClangReading, pragmas_of_the_user_cannot_silence_the_oracle) {
  const Reading reading = read_text(
      "#pragma clang diagnostic ignored \"-Wunknown-attributes\"\n#pragma GCC system_header\n"
      "struct [[tenon::table(\"t\")]] T { [[tenon::a]] int x; void f([[tenon::b]] int y); };\n");
  EXPECT_EQ(reading.field(0).annotations.at(0).word, "a");
  EXPECT_THAT(reading.messages, testing::HasSubstr("annotation 'b' belongs to no field"));
}

TEST_F(ClangReading, a_has_include_is_answered_by_the_real_headers) {
  const Reading reading = read_text(
      "#if __has_include(<map>)\n#include <map>\n#endif\n"
      "struct [[tenon::table(\"t\")]] T {\n#ifdef __cpp_lib_optional\n  std::optional<int> a;\n"
      "#endif\n  std::map<int, int> b;\n};\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_TRUE(reading.result.used_real_headers);
  ASSERT_EQ(reading.only().fields.size(), 2U);
  EXPECT_EQ(reading.field(1).type, (DraftType{Kind::unknown, false, "std::map<int, int>", {}}));
}

TEST_F(ClangReading, what_a_stand_in_lacks_is_read_from_the_real_headers) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T { std::int64_t a = INT64_MAX; std::size_t f(std::string s "
      "= "
      "std::string(\"x\").substr(1)); };\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_TRUE(reading.result.used_real_headers);
  EXPECT_EQ(*reading.field(0).initializer,
            (DraftValue{DraftValue::Kind::number, "9223372036854775807", {}}));
}

/// A member, and what its initializer is.
using Case = std::tuple<std::string, DraftValue::Kind, std::string>;

class ConstantExpressions : public ClangReading {
 protected:
  /// Each member in a struct of its own, all of them read at once.
  void expect_values(const std::vector<Case>& cases, bool is_real) {
    std::string structs;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const std::string number = std::to_string(i);
      structs += "struct [[tenon::table(\"t" + number + "\")]] T" + number + " { " +
                 std::get<0>(cases[i]) + " };\n";
    }
    const Reading reading = read_text(
        (is_real ? "#include <limits>\n" : "") +
        std::string{
            "constexpr int limit = 3;\nextern int variable;\nint unknown();\n"
            "constexpr int twice(int i) { return 2 * i; }\n"
            "enum class Tone : unsigned char { light, deep = 7 };\nconstexpr Tone standard = "
            "Tone::deep;\n"} +
        structs);
    EXPECT_EQ(reading.messages, "");
    EXPECT_EQ(reading.result.used_real_headers, is_real);
    ASSERT_EQ(reading.draft().structs.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const auto& [member, kind, text] = cases[i];
      const model::DraftField& field = reading.draft().structs[i].fields.at(0);
      ASSERT_TRUE(field.initializer) << member;
      EXPECT_EQ(*field.initializer, (DraftValue{kind, text, {}})) << member;
    }
  }
};

TEST_F(ConstantExpressions, are_computed_by_the_compiler) {
  using Value = DraftValue::Kind;
  expect_values(
      {
          {"int x = 60*60*24;", Value::number, "86400"},
          {"std::int64_t x = -9223372036854775807LL - 1;", Value::number, "-9223372036854775808"},
          {"int x = 1 << 20;", Value::number, "1048576"},
          {"int x = -(1);", Value::number, "-1"},
          {"std::int64_t x = -1u;", Value::number, "4294967295"},
          {"std::int16_t x = 'a';", Value::number, "97"},
          {"int x = limit + 1;", Value::number, "4"},
          {"int x = sizeof(int) * 2;", Value::number, "8"},
          {"int x = twice(21);", Value::number, "42"},
          {"bool x = !false;", Value::boolean, "true"},
          {"bool x = 1;", Value::boolean, "true"},
          {"bool x = limit > 5;", Value::boolean, "false"},
          {"double x = 1.0 / 4;", Value::number, "0.25"},
          {"double x = 1.0 / 3;", Value::number, "0.3333333333333333"},
          {"float x = 1.0f / 3;", Value::number, "0.33333334"},
          {"double x = limit;", Value::number, "3"},
          {"std::optional<int> x = 1 + 1;", Value::number, "2"},
          {"std::optional<int> x{limit};", Value::number, "3"},
          {"std::optional<std::int16_t> x = -limit * 2;", Value::number, "-6"},
          {"std::optional<double> x = 1.0 / 4;", Value::number, "0.25"},
          {"std::optional<double> x = limit;", Value::number, "3"},
          {"std::optional<bool> x = limit > 5;", Value::boolean, "false"},
          {"Tone x = standard;", Value::enumerator, "deep"},
          {"Tone x = Tone(7);", Value::enumerator, "deep"},
          {"std::optional<Tone> x = standard;", Value::enumerator, "deep"},
          {"Tone x = static_cast<Tone>(9);", Value::other, "static_cast<Tone>(9)"},
      },
      false);
}

/// What the stand-ins have not, and what may need them for all they know.
TEST_F(ConstantExpressions, are_looked_up_in_the_real_headers) {
  using Value = DraftValue::Kind;
  expect_values(
      {
          {"std::int64_t x = INT64_MIN;", Value::number, "-9223372036854775808"},
          {"std::int64_t x{std::numeric_limits<std::int64_t>::min()};", Value::number,
           "-9223372036854775808"},
          {"double x = std::numeric_limits<double>::max();", Value::number,
           "1.7976931348623157e+308"},
          {"double x = -std::numeric_limits<double>::infinity();", Value::other,
           "-std::numeric_limits<double>::infinity()"},
          {"std::optional<int> x = unknown();", Value::other, "unknown()"},
          {"int x = unknown();", Value::other, "unknown()"},
          {"int x = variable;", Value::other, "variable"},
      },
      true);
}

TEST_F(ClangReading, fields_that_a_macro_writes_keep_their_type) {
  const Reading reading = read_text(
      "#define COLUMN(type, name) type name;\n#define INTEGER int\n"
      "struct [[tenon::table(\"t\")]] T {\n  COLUMN(std::string, a)\n  INTEGER b = 2;\n};\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.field(0).name.value, "a");
  EXPECT_EQ(reading.field(0).type.kind, Kind::string);
  EXPECT_EQ(reading.field(1).type.kind, Kind::int32);
  EXPECT_EQ(reading.field(1).initializer->text, "2");
}

TEST_F(ClangReading, spans_point_into_the_users_file) {
  write("m.hpp",
        "struct [[tenon::table(\"t\")]] T {\n  std::string name = \"x\";\n};\n#pragma once\n");
  write("n.hpp", "#include <tenon/model.hpp>\n#include \"m.hpp\"\n");
  base::Sources sources;
  base::Diagnostics diagnostics;
  const Result result = read({"n.hpp"}, options, sources, diagnostics);
  const model::DraftField& field = result.draft.structs.at(0).fields.at(0);
  const auto text = [&](const base::Span& span) {
    EXPECT_EQ(sources.path(span.source), "m.hpp");
    return sources.text(span.source).substr(span.begin, span.end - span.begin);
  };
  EXPECT_EQ(text(field.name.span), "name");
  EXPECT_EQ(text(field.type.span), "std::string");
  EXPECT_EQ(text(field.initializer->span), "\"x\"");
  EXPECT_EQ(text(result.draft.structs[0].name.span), "T");
  EXPECT_EQ(text(result.draft.structs[0].annotations.at(0).span), "table");
}

TEST_F(ClangReading, byte_order_marks_and_crlf_do_not_shift_anything) {
  write("m.hpp",
        "\xEF\xBB\xBF#include <tenon/model.hpp>\r\n/// Doc.\r\nstruct [[tenon::table(\"t\")]] T "
        "{\r\n  [[tenon::a]] int x = 1;  ///< one\r\n};\r\n#pragma once\r\n");
  const Reading reading = read_twice({"m.hpp"}, options);
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.only().comment, "Doc.");
  EXPECT_EQ(reading.field(0).comment, "one");
  EXPECT_EQ(reading.field(0).annotations.at(0).word, "a");
}

}  // namespace
}  // namespace tenon::frontend::clang

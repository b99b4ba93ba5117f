// Headers as they lie in real projects: what stands around the models, and what is missing there.

#include <gmock/gmock.h>

#include "clang_reading.hpp"

namespace tenon::frontend::clang {
namespace {

using model::DraftType;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = DraftType::Kind;

std::vector<std::string> names(const Reading& reading) {
  std::vector<std::string> result;
  for (const auto& one : reading.draft().structs)
    result.push_back(one.space.empty() ? one.name.value : one.space + "::" + one.name.value);
  return result;
}

TEST_F(ClangReading, generated_headers_need_not_exist_yet) {
  write("m.hpp",
        "#pragma once\n#include <tenon/model.hpp>\n#include \"user_repository.hpp\"\n"
        "#include <generated/user_dto.hpp>\n"
        "inline void save(blog::UserRepository& users, const blog::UserCreate& user);\n"
        "namespace blog {\nstruct [[tenon::table(\"users\")]] User {\n"
        "  [[tenon::primary_key]] std::int64_t id{};\n  UserCreate to_create() const;\n};\n}\n");
  const Reading reading = read_twice({"m.hpp"}, options);
  EXPECT_THAT(reading.messages,
              HasSubstr("warning: 'user_repository.hpp' file not found [cxx-note]"));
  EXPECT_THAT(reading.messages,
              HasSubstr("warning: use of undeclared identifier 'blog' [cxx-note]"));
  // Inside of the model nothing may be unknown: the struct would be another one.
  EXPECT_THAT(reading.messages, HasSubstr("m.hpp:9:3: error: unknown type name 'UserCreate' "
                                          "[unresolved-type]"));
  EXPECT_THAT(names(reading), ElementsAre("blog::User"));
}

TEST_F(ClangReading, forward_declarations_are_enough_outside_of_columns) {
  const Reading reading = read_text(
      "namespace other { class Service; enum class Kind : int; template <class T> class Box; }\n"
      "struct Session;\nstruct [[tenon::table(\"t\")]] T {\n  int a;\n"
      "  void save(Session&, const other::Service&) const;\n  other::Box<T> box() const;\n"
      "  friend struct Session;\n};\nvoid use(Session& session, T* t);\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.only().fields.size(), 1U);
}

TEST_F(ClangReading, a_column_of_a_type_that_is_only_declared_is_refused) {
  const Reading reading = read_text(
      "struct Later;\nenum class Kind : int;\n"
      "struct [[tenon::table(\"t\")]] T {\n  Later later;\n  Kind kind;\n};\n");
  EXPECT_THAT(reading.messages,
              HasSubstr("m.hpp:5:3: error: the type of 'later' cannot be resolved: "
                        "field has incomplete type 'Later' [unresolved-type]"));
  EXPECT_EQ(reading.field(1).type, (DraftType{Kind::unknown, false, "Kind", {}}));
}

TEST_F(ClangReading, errors_in_function_bodies_are_no_errors_of_the_models) {
  const Reading reading = read_text(
      "inline int broken(int i) { return i + nothing( ; }\n"
      "inline auto deduced() { return 1; }\n"
      "struct Helper { int f() { this is not C++ } };\n"
      "struct [[tenon::table(\"t\")]] T {\n  int a;\n  int f() const { return a +; }\n  int "
      "b;\n};\n");
  EXPECT_EQ(reading.messages.find("error"), std::string::npos) << reading.messages;
  EXPECT_EQ(reading.only().fields.size(), 2U);
}

TEST_F(ClangReading, branches_of_if_follow_the_defines) {
  options.defines = {"LEVEL=2"};
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T {\n#if LEVEL >= 2 && !defined(OLD)\n  int a;\n#else\n"
      "  [[tenon::nonsense]] Unknown b;\n#endif\n#ifdef OLD\n  int c\n#elif LEVEL == 2\n  int d;\n"
      "#endif\n};\n#if 0\nstruct [[tenon::table(\"u\")]] U {\n#endif\n");
  EXPECT_EQ(reading.messages, "");
  ASSERT_EQ(reading.only().fields.size(), 2U);
  EXPECT_EQ(reading.field(0).name.value, "a");
  EXPECT_EQ(reading.field(1).name.value, "d");
}

TEST_F(ClangReading, models_stand_in_several_namespaces) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"a\")]] A { int x; };\n"
      "namespace one { struct [[tenon::table(\"b\")]] A { int x; };\n"
      "inline namespace v1 { struct [[tenon::table(\"c\")]] C { int x; }; } }\n"
      "namespace one::two { struct [[tenon::table(\"d\")]] A { int x; }; }\n"
      "namespace one { enum class Kind { x }; struct [[tenon::table(\"e\")]] E { Kind k; }; }\n"
      "namespace alias = one::two;\nusing namespace one;\n"
      "extern \"C++\" { namespace three { struct [[tenon::table(\"f\")]] F { one::Kind k; }; } "
      "}\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_THAT(names(reading),
              ElementsAre("A", "one::A", "one::C", "one::two::A", "one::E", "three::F"));
  EXPECT_EQ(reading.draft().structs.at(5).fields.at(0).type.name, "one::Kind");
}

TEST_F(ClangReading, headers_may_include_each_other) {
  write("a.hpp",
        "#pragma once\n#include <tenon/model.hpp>\n#include \"b.hpp\"\n"
        "struct [[tenon::table(\"a\")]] A {\n  [[tenon::references(B::id)]] int b;\n};\n");
  write("b.hpp",
        "#ifndef B_HPP\n#define B_HPP\n#include <tenon/model.hpp>\n#include \"a.hpp\"\nstruct A;\n"
        "struct [[tenon::table(\"b\")]] B {\n  [[tenon::references(A::id)]] int a;\n};\n#endif\n");
  for (const auto& order : {std::vector<std::string>{"a.hpp", "b.hpp"}, {"b.hpp", "a.hpp"}}) {
    const Reading reading = read_twice(order, options);
    EXPECT_EQ(reading.messages, "");
    EXPECT_EQ(reading.draft().structs.size(), 2U);
  }
}

TEST_F(ClangReading, templates_stand_beside_models) {
  const Reading reading = read_text(
      "template <class T> struct Holder { T value; using type = T; };\n"
      "template <class T> using Alias = typename Holder<T>::type;\n"
      "template <> struct Holder<bool> { int value; };\n"
      "template <class T, int n> T twice(T t) { return n * t; }\n"
      "template <class T> concept Small = sizeof(T) < 4;\n"
      "template <class T> inline constexpr int size_of = sizeof(T);\n"
      "struct [[tenon::table(\"t\")]] T {\n  Holder<std::string>::type a;\n  Alias<int> b = 2;\n"
      "  int c = size_of<short>;\n  Holder<int> d;\n"
      "  template <Small U> void f(U);\n};\n"
      "template struct Holder<int>;\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.field(0).type.kind, Kind::string);
  EXPECT_EQ(reading.field(1).type.kind, Kind::int32);
  EXPECT_EQ(reading.field(2).initializer->text, "2");
  EXPECT_EQ(reading.field(3).type, (DraftType{Kind::unknown, false, "Holder<int>", {}}));
}

TEST_F(ClangReading, a_template_is_no_model) {
  const Reading reading =
      read_text("template <class V> struct [[tenon::table(\"t\")]] T { V value; };\n");
  EXPECT_THAT(reading.messages,
              HasSubstr("m.hpp:2:36: error: annotation 'table' stands on the class template 'T', "
                        "and a template is no model [misplaced-annotation]"));
  EXPECT_TRUE(reading.draft().structs.empty());
}

// With stand-ins for the standard headers and with the real ones the same is read; read_twice
// compares. What a stand-in could answer wrongly has to be seen.
TEST_F(ClangReading, what_needs_the_real_headers_gets_them) {
  const std::vector<std::pair<std::string, bool>> cases = {
      {"", false},
      {"#include <vector>\n#include <optional>\n#include <cstdint>\n", false},
      {"#if __has_include(<memory_resource>)\n#define EXTRA int extra;\n#endif\n", true},
      {"#include <version>\n#if __cpp_lib_span\n#define EXTRA int extra;\n#endif\n", true},
      {"#ifdef __cpp_lib_byte\n#define EXTRA int extra;\n#endif\n", true},
      {"#ifdef INT64_MAX\n#define EXTRA int extra;\n#endif\n", true},
      {"#if UINTPTR_MAX > 0xFFFFFFFFu\n#define EXTRA int extra;\n#endif\n", true},
      {"constexpr auto limit = INT64_MAX;\n", true},
      {"#include <map>\n#include <memory>\n#include <variant>\n", true},
      {"#include <nlohmann/json.hpp>\n", true},
      {"#include <gtest/gtest.h>\n", true},
      {"#include <re2/re2.h>\n", true},
      {"#include \"missing.hpp\"\n", true},
      {"#define WHICH <vector>\n#include WHICH\n", true},
      {"#if __cplusplus >= 202002L\n#define EXTRA int extra;\n#endif\n", false},
      {"#ifdef __clang__\n#define EXTRA int extra;\n#endif\n", false},
  };
  for (const auto& [text, is_real] : cases) {
    const Reading reading =
        read_text(text +
                  "#ifndef EXTRA\n#define EXTRA\n#endif\nstruct [[tenon::table(\"t\")]] T {\n"
                  "  [[tenon::primary_key]] std::int64_t id{};\n  std::string a = \"x\";\n"
                  "  std::optional<tenon::Timestamp> b;\n  tenon::Bytes c;\n  std::vector<int> d;\n"
                  "  EXTRA\n};\n");
    EXPECT_EQ(reading.result.used_real_headers, is_real) << text;
    EXPECT_EQ(reading.messages.find("error"), std::string::npos) << text << reading.messages;
    EXPECT_GE(reading.only().fields.size(), 5U) << text;
  }
}

}  // namespace
}  // namespace tenon::frontend::clang

#include <gmock/gmock.h>

#include "clang_reading.hpp"

// libclang 14 leaves the texts of our headers in memory when it refuses its arguments: its leak,
// not ours.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: LeakSanitizer's name
  return "leak:getNewUninitMemBuffer";
}

namespace tenon::frontend::clang {
namespace {

const std::string places_hint =
    "hint: annotations stand before a field, behind the name of a field or enumerator, or between "
    "'struct' or 'enum class' and the name\n";
const std::string include_hint = "hint: include the header that declares it\n";
const std::string macro_hint = "hint: write the attribute without the macro\n";

TEST_F(ClangReading, unresolved_type_is_not_int) {
  const Reading reading =
      read_text("struct [[tenon::table(\"t\")]] T {\n  Undefined u = 3;\n  int fine;\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:3:3: error: the type of 'u' cannot be resolved: unknown type name 'Undefined' "
            "[unresolved-type]\n  Undefined u = 3;\n  ^~~~~~~~~\n" +
                include_hint);
  EXPECT_EQ(reading.field(0).type.kind, model::DraftType::Kind::unresolved);
  EXPECT_EQ(reading.field(1).type.kind, model::DraftType::Kind::int32);
}

TEST_F(ClangReading, vector_of_undefined_is_not_int) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T {\n  std::vector<Undefined> v;\n"
      "  std::optional<other::Undefined> o;\n  std::undefined w;\n};\n");
  EXPECT_EQ(
      reading.messages,
      "m.hpp:3:15: error: the type of 'v' cannot be resolved: use of undeclared identifier "
      "'Undefined' [unresolved-type]\n  std::vector<Undefined> v;\n              ^~~~~~~~~\n" +
          include_hint +
          "m.hpp:4:17: error: the type of 'o' cannot be resolved: use of undeclared identifier "
          "'other' [unresolved-type]\n  std::optional<other::Undefined> o;\n"
          "                ^~~~~\n" +
          include_hint +
          "m.hpp:5:8: error: the type of 'w' cannot be resolved: no type named 'undefined' in "
          "namespace 'std' [unresolved-type]\n  std::undefined w;\n       ^~~~~~~~~\n" +
          include_hint);
  for (const model::DraftField& field : reading.only().fields)
    EXPECT_EQ(field.type.kind, model::DraftType::Kind::unresolved) << field.name.value;
}

TEST_F(ClangReading, attribute_in_macro_argument) {
  const Reading reading = read_text(
      "#define SAME(x) x\nstruct [[tenon::table(\"t\")]] T {\n"
      "  SAME([[tenon::primary_key]] int id;)\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:4:3: error: annotation 'primary_key' comes from a macro [annotation-in-macro]\n"
            "  SAME([[tenon::primary_key]] int id;)\n  ^~~~\n" +
                macro_hint +
                "m.hpp:4:10: note: written here\n  SAME([[tenon::primary_key]] int id;)\n"
                "         ^~~~~\n");
}

TEST_F(ClangReading, attribute_in_macro_body) {
  const Reading reading = read_text(
      "#define INNER [[tenon::primary_key]]\n#define KEY INNER\n#define FOREIGN [[other::x]]\n"
      "#define NEVER_USED [[tenon::never]]\n"
      "struct [[tenon::table(\"t\")]] T {\n  KEY int id;\n  FOREIGN int b;\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:7:3: error: annotation 'primary_key' comes from a macro [annotation-in-macro]\n"
            "  KEY int id;\n  ^~~\n" +
                macro_hint);
}

TEST_F(ClangReading, attribute_named_by_a_macro) {
  const Reading reading = read_text(
      "#define KEY primary_key\nstruct [[tenon::table(\"t\")]] T {\n  [[tenon::KEY]] int "
      "id;\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:4:12: error: annotation 'primary_key' comes from the macro 'KEY' "
            "[annotation-in-macro]\n  [[tenon::KEY]] int id;\n           ^~~\n" +
                macro_hint);
}

// What stands where no declaration can carry it, and the one word that is told.
TEST_F(ClangReading, misplaced_annotations_are_told) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"[[tenon::x]] struct A {};", "1:10"},
      {"namespace [[tenon::x]] a {}", "1:20"},
      {"[[tenon::x]] void f();", "1:10"},
      {"void f([[tenon::x]] int i);", "1:17"},
      {"struct A { void f [[tenon::x]] (); };", "1:28"},
      {"struct A { std::string [[tenon::x]] s; };", "1:33"},
      {"struct A { void f() { [[tenon::x]] int i; } };", "1:32"},
      {"struct A { [[tenon::x]] static int s; };", "1:21"},
      {"template <class T> struct [[tenon::x]] A {};", "1:36"},
      {"template <class T> struct A { [[tenon::x]] T t; };", "1:40"},
      {"struct [[tenon::x]] A;", "1:17"},
      {"enum class A { x, y = [[tenon::x]] 1 };", "1:32"},
      {"using A [[tenon::x]] = int;", "1:18"},
      {"int global [[tenon::x]];", "1:21"},
      {"struct A { [[tenon::x]]; int i; };", "1:21"}};
  for (const auto& [text, place] : cases) {
    write("m.hpp", text + "\n#include <tenon/model.hpp>\n");
    write("n.hpp", "#include <tenon/model.hpp>\n#include \"m.hpp\"\n");
    const Reading reading = read_twice({"n.hpp"}, options);
    const std::string column = place.substr(2);
    const bool is_template = text[0] == 't';
    EXPECT_NE(
        reading.messages.find("m.hpp:" + place + ": error: annotation 'x' " +
                              (is_template ? "stands on the class template 'A'" : "belongs to no")),
        std::string::npos)
        << text << "\n"
        << reading.messages;
    EXPECT_NE(reading.messages.find("[misplaced-annotation]"), std::string::npos) << text;
    EXPECT_EQ(reading.messages.find("error", reading.messages.find("error") + 1), std::string::npos)
        << text << "\n"
        << reading.messages;
  }
}

TEST_F(ClangReading, misplaced_annotation_to_the_letter) {
  EXPECT_EQ(read_text("void f([[tenon::email]] int x);\n").messages,
            "m.hpp:2:17: error: annotation 'email' belongs to no field, enumerator, struct or enum "
            "here [misplaced-annotation]\nvoid f([[tenon::email]] int x);\n"
            "                ^~~~~\n" +
                places_hint);
}

TEST_F(ClangReading, errors_of_the_compiler_in_a_model_are_errors) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\")]] T {\n  int a = \"text\";\n  int a;\n  void f(Nobody);\n};\n");
  EXPECT_EQ(
      reading.messages,
      "m.hpp:3:11: error: cannot initialize a member subobject of type 'int' with an lvalue of "
      "type 'const char[5]' [cxx-error]\n  int a = \"text\";\n          ^~~~~~\n"
      "m.hpp:4:7: error: duplicate member 'a' [cxx-error]\n  int a;\n      ^\n"
      "m.hpp:5:10: error: unknown type name 'Nobody' [unresolved-type]\n  void f(Nobody);\n"
      "         ^~~~~~\n" +
          include_hint);
}

TEST_F(ClangReading, errors_in_bases_and_enums_of_models_are_errors) {
  const Reading reading = read_text(
      "enum class E { a, a };\nstruct Base { Unknown u; };\n"
      "struct [[tenon::table(\"t\")]] T : Base, Missing {\n  E e;\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:2:19: error: redefinition of enumerator 'a' [cxx-error]\n"
            "enum class E { a, a };\n                  ^\n"
            "m.hpp:3:15: error: the type of 'u' cannot be resolved: unknown type name 'Unknown' "
            "[unresolved-type]\nstruct Base { Unknown u; };\n              ^~~~~~~\n" +
                include_hint +
                "m.hpp:4:40: error: expected class name [unresolved-type]\n"
                "struct [[tenon::table(\"t\")]] T : Base, Missing {\n"
                "                                       ^~~~~~~\n" +
                include_hint);
}

TEST_F(ClangReading, errors_elsewhere_are_warnings) {
  const Reading reading = read_text(
      "#include \"generated/user_table.hpp\"\nvoid f(UserTable);\n"
      "struct [[tenon::table(\"t\")]] T { int a; };\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:2:10: warning: 'generated/user_table.hpp' file not found [cxx-note]\n"
            "#include \"generated/user_table.hpp\"\n         ^\n"
            "hint: where it is needed, name its folder in tenon.json: "
            "\"clang\": {\"include\": [\"…\"]}\n"
            "m.hpp:3:8: warning: unknown type name 'UserTable' [cxx-note]\nvoid f(UserTable);\n"
            "       ^~~~~~~~~\n");
  EXPECT_EQ(reading.only().fields.size(), 1U);
}

TEST_F(ClangReading, a_standard_that_the_compiler_does_not_know) {
  options.standard = "c++99x";
  const Reading reading = read_text("struct [[tenon::table(\"t\")]] T { int a; };\n");
  EXPECT_EQ(reading.messages,
            "error: libclang failed with code 4 [cxx-error]\n"
            "hint: the headers made the compiler stop; leave out what is unusual in them\n");
}

TEST_F(ClangReading, errors_inside_of_standard_headers_are_told_without_a_line) {
  write("m.hpp",
        "#pragma once\n#include <atomic>\n#include <tenon/model.hpp>\n"
        "struct Big { Big(const Big&); };\nstd::atomic<Big> global;\n"
        "struct [[tenon::table(\"t\")]] T { int a; };\n");
  const Reading reading = read_twice({"m.hpp"}, options);
  EXPECT_THAT(reading.messages, testing::HasSubstr("/atomic) [cxx-note]\n"));
  EXPECT_EQ(reading.messages.find("tenon-virtual"), std::string::npos) << reading.messages;
}

TEST_F(ClangReading, a_header_that_is_not_there) {
  write("there.hpp", "#pragma once\nstruct [[tenon::table(\"t\")]] T { int a; };\n");
  const Reading reading = read_twice({"models/absent.hpp", "there.hpp", "."}, options);
  const std::string hint = "hint: a header of 'models' has to be a file that can be read\n";
  EXPECT_EQ(reading.messages,
            "models/absent.hpp:1:1: error: cannot read 'models/absent.hpp': No such file or "
            "directory [unreadable-file]\n" +
                hint + folder().string() + ":1:1: error: cannot read '" + folder().string() +
                "': Is a directory [unreadable-file]\n" + hint);
  EXPECT_EQ(reading.draft().structs.size(), 1U);
}

TEST_F(ClangReading, a_broken_annotation_is_told_once) {
  const Reading reading = read_text(
      "struct [[tenon::table(\"t\"]] T { int a; };\nstruct [[tenon::table(1 2)]] U { int b; };\n");
  EXPECT_NE(reading.messages.find("[annotation-syntax]"), std::string::npos) << reading.messages;
  EXPECT_NE(reading.messages.find("m.hpp:3:25: error: expected ',' or ')'"), std::string::npos)
      << reading.messages;
}

TEST_F(ClangReading, models_inside_of_other_types_are_refused) {
  const Reading reading = read_text(
      "struct Outer {\n  enum class Kind { a };\n"
      "  struct [[tenon::table(\"t\")]] Inner { Kind kind; };\n};\n"
      "namespace { struct [[tenon::table(\"h\")]] Hidden { int a; }; }\n");
  EXPECT_EQ(
      reading.messages,
      "m.hpp:3:14: error: enum 'Kind' is not at namespace level, so generated code cannot "
      "name it [nested-declaration]\n  enum class Kind { a };\n             ^~~~\n"
      "hint: declare it in a named namespace, outside of other types\n"
      "m.hpp:4:32: error: struct 'Inner' is not at namespace level, so generated code cannot "
      "name it [nested-declaration]\n  struct [[tenon::table(\"t\")]] Inner { Kind kind; };\n"
      "                               ^~~~~\n"
      "hint: declare it in a named namespace, outside of other types\n"
      "m.hpp:6:42: error: struct 'Hidden' is not at namespace level, so generated code cannot "
      "name it [nested-declaration]\n"
      "namespace { struct [[tenon::table(\"h\")]] Hidden { int a; }; }\n"
      "                                         ^~~~~~\n"
      "hint: declare it in a named namespace, outside of other types\n");
}

TEST_F(ClangReading, a_default_that_a_macro_writes_is_refused) {
  const Reading reading = read_text(
      "#define FIELD(name, value) int name = value;\n"
      "struct [[tenon::table(\"t\")]] T {\n  FIELD(a, 3)\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:4:3: error: field 'a' has a default that a macro writes [field-in-macro]\n"
            "  FIELD(a, 3)\n  ^~~~~\nhint: write the field without the macro\n");
}

TEST_F(ClangReading, a_misspelt_or_forgotten_namespace_is_told) {
  const Reading reading = read_text(
      "struct [[tennon::table(\"t\")]] T {\n  [[primary_key]] int id;\n"
      "  [[deprecated, gnu::unused, other::unique]] int a;\n};\n");
  EXPECT_EQ(reading.messages,
            "m.hpp:2:10: warning: attribute 'tennon::table' is none of the namespace 'tenon' "
            "[unknown-annotation]\nstruct [[tennon::table(\"t\")]] T {\n         ^~~~~~\n"
            "hint: did you mean 'tenon::table'?\n"
            "m.hpp:3:5: warning: attribute 'primary_key' is none of the namespace 'tenon' "
            "[unknown-annotation]\n  [[primary_key]] int id;\n    ^~~~~~~~~~~\n"
            "hint: did you mean 'tenon::primary_key'?\n");
}

TEST_F(ClangReading, a_forgotten_table_is_told) {
  const Reading reading = read_text(
      "struct [[tenon::index(a)]] T { int a; };\nstruct Plain { [[tenon::x]] int a; };\n");
  EXPECT_EQ(
      reading.messages,
      "m.hpp:2:28: warning: struct 'T' has annotations but no 'table', and no table has it as "
      "a base [missing-table]\nstruct [[tenon::index(a)]] T { int a; };\n"
      "                           ^\nhint: add tenon::table(\"…\")\n");
}

TEST_F(ClangReading, broken_text_never_crashes) {
  const std::string good =
      "struct [[tenon::table(\"t\"), tenon::input(\"p\", length(1, 2))]] T : B {\n"
      "  [[tenon::a(b, (c, d), \"e\")]] std::string x = \"y\", z{\"w\"};  ///< doc\n"
      "  Role r = Role::s; void f() { return; }\n};\n";
  for (std::size_t length = 0; length < good.size(); length += 7) {
    write("m.hpp", good.substr(0, length));
    EXPECT_NO_FATAL_FAILURE(read_once({"m.hpp"}, options)) << length;
  }
}

}  // namespace
}  // namespace tenon::frontend::clang

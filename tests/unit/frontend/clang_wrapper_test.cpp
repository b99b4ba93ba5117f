// Types around a stored value in C++ headers: where their Codec may stand, which types need none,
// and that stand-ins for the standard headers see them as the real ones do.

#include <gmock/gmock.h>

#include "clang_reading.hpp"

namespace tenon::frontend::clang {
namespace {

using model::Wrapper;
using testing::HasSubstr;
using Kind = model::DraftType::Kind;

std::string codec(const std::string& type, const std::string& stored) {
  return "template <> struct tenon::Codec<" + type + "> {\n  using Stored = " + stored +
         ";\n  static Stored encode(const " + type + "&);\n  static " + type +
         " decode(Stored);\n};\n";
}

TEST_F(ClangReading, a_codec_may_stand_in_another_header_behind_the_model) {
  write("money.hpp",
        "#pragma once\n#include <cstdint>\nnamespace shop { class Money { int cents_ = 0; }; }\n");
  write("a.hpp",
        "#pragma once\n#include <tenon/model.hpp>\n#include \"money.hpp\"\n"
        "struct [[tenon::table(\"t\")]] T {\n  shop::Money price;\n"
        "  std::optional<shop::Money> other;\n};\n");
  write("z.hpp", "#pragma once\n#include <tenon/codec.hpp>\n#include \"money.hpp\"\n" +
                     codec("shop::Money", "std::int64_t"));
  const Reading reading = read_twice({"a.hpp", "z.hpp"}, options);
  EXPECT_EQ(reading.messages, "");
  EXPECT_FALSE(reading.result.used_real_headers);
  EXPECT_EQ(reading.field(0).type.kind, Kind::int64);
  EXPECT_EQ(reading.field(0).type.wrapper, (Wrapper{"shop::Money", "", "z.hpp", ""}));
  EXPECT_TRUE(reading.field(1).type.optional);
  EXPECT_EQ(reading.field(1).type.wrapper, reading.field(0).type.wrapper);
}

TEST_F(ClangReading, aliases_of_wrapped_types_are_followed) {
  const Reading reading = read_text(
      "namespace a { inline namespace v1 { template <class Tag> class Tagged { int n_ = 0; }; } }\n"
      "struct Tag;\nusing Label = a::Tagged<Tag>;\n" +
      codec("a::Tagged<Tag>", "tenon::Uuid") +
      "struct User;\nusing UserId = tenon::Id<User>;\n"
      "struct [[tenon::table(\"t\")]] T {\n  Label label;\n  UserId user;\n"
      "  std::optional<tenon::Id<struct Other, std::string>> other;\n};\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.field(0).type.kind, Kind::uuid);
  EXPECT_EQ(reading.field(0).type.wrapper->header, "m.hpp");
  EXPECT_EQ(reading.field(1).type.kind, Kind::int64);
  EXPECT_EQ(reading.field(1).type.wrapper, (Wrapper{"", "User", "", ""}));
  EXPECT_EQ(reading.field(2).type.kind, Kind::string);
  EXPECT_TRUE(reading.field(2).type.optional);
}

TEST_F(ClangReading, an_enum_with_a_codec_is_what_it_is_stored_as) {
  const Reading reading =
      read_text("enum class Grade { low, high };\n" + codec("Grade", "std::int16_t") +
                "struct [[tenon::table(\"t\")]] T {\n  Grade grade;\n};\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_EQ(reading.field(0).type.kind, Kind::int16);
  EXPECT_EQ(reading.field(0).type.wrapper->type, "Grade");
}

TEST_F(ClangReading, a_struct_of_one_member_is_stored_as_it_unless_it_is_embedded) {
  const Reading reading = read_text(
      "struct Key { std::int32_t number; };\nstruct Both { int a; int b; };\n"
      "struct Derived : Key {};\nstruct Coded { std::int32_t number; };\n" +
      codec("Coded", "std::string") +
      "struct [[tenon::table(\"t\")]] T {\n  Key key;\n  [[tenon::embed(\"k_\")]] Key embedded;\n"
      "  Both both;\n  Derived derived;\n  Coded coded;\n};\n");
  const std::vector<model::DraftField>& fields = reading.draft().structs.back().fields;
  ASSERT_EQ(fields.size(), 5U);
  EXPECT_EQ(fields[0].type.kind, Kind::int32);
  EXPECT_EQ(fields[0].type.wrapper, (Wrapper{"Key", "", "m.hpp", "number"}));
  EXPECT_FALSE(fields[1].type.wrapper);
  EXPECT_FALSE(fields[2].type.wrapper);
  EXPECT_FALSE(fields[3].type.wrapper);
  EXPECT_EQ(fields[4].type.kind, Kind::string);
  EXPECT_EQ(fields[4].type.wrapper->member, "");
}

TEST_F(ClangReading, chrono_is_read_with_stand_ins) {
  const Reading reading = read_text(
      "#include <chrono>\nusing namespace std::chrono;\n"
      "struct [[tenon::table(\"t\")]] T {\n  sys_time<microseconds> a;\n  sys_seconds b;\n"
      "  sys_days c;\n  year_month_day d;\n  local_time<milliseconds> e;\n  hours f;\n"
      "  std::optional<time_point<system_clock, minutes>> g;\n  system_clock::time_point h;\n"
      "  days i;\n  duration<double> j;\n  time_point<steady_clock, seconds> k;\n};\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_FALSE(reading.result.used_real_headers);
  const char* const types[] = {"std::chrono::sys_time<std::chrono::microseconds>",
                               "std::chrono::sys_seconds",
                               "std::chrono::sys_days",
                               "std::chrono::year_month_day",
                               "std::chrono::local_time<std::chrono::milliseconds>",
                               "std::chrono::hours",
                               "std::chrono::sys_time<std::chrono::minutes>"};
  for (std::size_t i = 0; i < std::size(types); ++i) {
    ASSERT_TRUE(reading.field(i).type.wrapper) << i;
    EXPECT_EQ(reading.field(i).type.wrapper->type, types[i]);
    EXPECT_EQ(reading.field(i).type.wrapper->header, "tenon/chrono.hpp");
  }
  for (std::size_t i = std::size(types); i < 11; ++i)
    EXPECT_EQ(reading.field(i).type.kind, Kind::unknown) << i;
}

TEST_F(ClangReading, a_codec_that_refuses_may_include_the_header_of_errors) {
  const Reading reading = read_text(
      "#include <tenon/error.hpp>\n#include <tenon/id.hpp>\nclass Money { int cents_ = 0; };\n"
      "template <> struct tenon::Codec<Money> {\n  using Stored = std::int64_t;\n"
      "  static Stored encode(const Money&) { return 0; }\n  static Money decode(Stored) {\n"
      "    throw tenon::Error{tenon::ErrorKind::bad_value, \"no\"};\n  }\n};\n"
      "template <> struct std::hash<Money> {};\n"
      "struct [[tenon::table(\"t\")]] T {\n  Money price;\n};\n");
  EXPECT_EQ(reading.messages, "");
  EXPECT_FALSE(reading.result.used_real_headers);
  EXPECT_EQ(reading.field(0).type.kind, Kind::int64);
}

}  // namespace
}  // namespace tenon::frontend::clang

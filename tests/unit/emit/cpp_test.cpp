// Values as C++ text.
#include "emit/cpp.hpp"

#include <gtest/gtest.h>

namespace tenon::emit {
namespace {

using model::Type;
using model::TypeKind;
using Kind = model::Default::Kind;

Type type(TypeKind kind, bool nullable = false) { return {kind, nullable, "", 0, 0}; }

TEST(Cpp, Types) {
  EXPECT_EQ(member_type(type(TypeKind::int64, true), ""), "std::optional<std::int64_t>");
  EXPECT_EQ(parameter_type(type(TypeKind::string), ""), "std::string_view");
  EXPECT_EQ(parameter_type(type(TypeKind::decimal), ""), "const tenon::Decimal&");
  EXPECT_EQ(parameter_list_type(type(TypeKind::uuid), ""), "const std::vector<tenon::Uuid>&");
  EXPECT_EQ(value_type({TypeKind::enumeration, false, "a::b::Role", 0, 0}, "a"), "b::Role");
  EXPECT_EQ(relative_name("a::Role", "ab"), "a::Role");
  EXPECT_EQ(relative_name("Role", ""), "Role");
}

TEST(Cpp, StringLiterals) {
  EXPECT_EQ(string_literal("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(string_literal(std::string{"\x01"
                                       "7\x7f",
                                       3}),
            R"("\0017\177")");  // 7 stays outside
  EXPECT_EQ(string_literal("?\?/ ü {{x}} %s"), R"("\?\?/ ü {{x}} %s")");
}

TEST(Cpp, RawLiteralsFindADelimiter) {
  EXPECT_EQ(raw_literal("a"), "R\"sql(a)sql\"");
  EXPECT_EQ(raw_literal("a)sql\"b"), "R\"sql2(a)sql\"b)sql2\"");
  EXPECT_EQ(raw_literal(")sql\" )sql2\""), "R\"sql3()sql\" )sql2\")sql3\"");
}

// g++ warns of a backslash, blanks and the end of a line inside of raw literals too.
TEST(Cpp, RawLiteralsHaveNoBlanksBetweenABackslashAndTheEndOfALine) {
  EXPECT_EQ(raw_literal("a \\ \nb"), "\"a \\\\ \\nb\"");
  EXPECT_EQ(raw_literal("a\\\t \nb"), "\"a\\\\\\t \\nb\"");
  EXPECT_EQ(raw_literal("a \\\nb"), "R\"sql(a \\\nb)sql\"");
  EXPECT_EQ(raw_literal("a \\ b\n"), "R\"sql(a \\ b\n)sql\"");
}

TEST(Cpp, DocComments) {
  EXPECT_EQ(doc_comment("", "  "), "");
  EXPECT_EQ(doc_comment("a\n\nb", "  "), "  /// a\n  ///\n  /// b\n");
  EXPECT_EQ(doc_comment("end \\", ""), "/// end \\.\n");
  EXPECT_EQ(doc_comment("end ?\?/ ", ""), "/// end ?\?/.\n");
  EXPECT_EQ(doc_comment("*/ int x;", ""), "/// */ int x;\n");
  EXPECT_EQ(doc_comment("a\vb\x01", ""), "/// a b \n");
}

TEST(Cpp, Initializers) {
  const auto number = [](TypeKind kind, const char* digits) {
    return initializer(type(kind), {Kind::number, digits}, "");
  };
  EXPECT_EQ(number(TypeKind::int64, "-9223372036854775808"), "-9223372036854775807 - 1");
  EXPECT_EQ(number(TypeKind::float32, "2"), "2.0F");
  EXPECT_EQ(number(TypeKind::float64, "1e5"), "1e5");
  EXPECT_EQ(number(TypeKind::decimal, "0.00"), "tenon::Decimal{\"0.00\"}");
  EXPECT_EQ(initializer(type(TypeKind::boolean), {Kind::boolean, "true"}, ""), "true");
  EXPECT_EQ(initializer(type(TypeKind::date), {Kind::sql, "CURRENT_DATE"}, ""), "");
  EXPECT_EQ(
      initializer({TypeKind::enumeration, false, "a::Role", 0, 0}, {Kind::enumerator, "x"}, "a"),
      "Role::x");
}

}  // namespace
}  // namespace tenon::emit

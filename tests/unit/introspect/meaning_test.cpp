// SQLite: which expressions say the same.
#include <gtest/gtest.h>

#include "introspect/sqlite/meaning.hpp"

namespace tenon::introspect::sqlite {
namespace {

void expect_same(const char* a, const char* b) {
  EXPECT_EQ(meaning_of(a), meaning_of(b)) << a << "\n" << b;
}
void expect_other(const char* a, const char* b) {
  EXPECT_NE(meaning_of(a), meaning_of(b)) << a << "\n" << b;
}

TEST(Meaning, SpellingIsNoDifference) {
  expect_same("(a) > (0)", "\"A\" > 0");
  expect_same("((a = 1) or (b == 2)) or c", "a=1 or b = 2 or c");
  expect_same("(a and b) or (c and d)", "a and b or c and d");
  expect_same("a = 'x' or a = 'y' or a = 'z'", "a in ('z', 'x', 'y')");
  expect_same("a = 'x'", "a in ('x')");
  expect_same("a != 0x1F", "a <> 31");
  expect_same("x isnull or y not null", "x is null or (y is not null)");
  expect_same("not (a in (1, 2))", "a not in (2, 1)");
  expect_same("a not like 'x%' escape '\\'", "not (a like 'x%' escape '\\')");
  expect_same("a between (1) and (b + 2)", "(a between 1 and b + 2)");
  expect_same("length(\"a\") * (2)", "LENGTH(a)*2");
  expect_same("case when (a > +1) then 'x' else (b) end", "CASE WHEN a > 1 THEN 'x' ELSE b END");
  expect_same("cast(a as decimal(10, 2)) + (- 5)", "CAST(a AS DECIMAL(10,2)) + -5");
  expect_same("a collate NoCase = 'x'", "(a collate nocase) = 'x'");
  expect_same("flag = true", "flag = 1");
  expect_same("(a || b) || c", "a || b || c");
}

TEST(Meaning, OthersStayOthers) {
  expect_other("a and (b or c)", "a and b or c");
  expect_other("a - (b - c)", "a - b - c");
  expect_other("a = 1 or b = 2", "a in (1, 2)");
  expect_other("flag is true", "flag is 1");
  expect_other("'A' = a", "'a' = a");
  expect_other("a = 'x'", "a = \"x\"");
  expect_other("not a = 1 and b", "not (a = 1 and b)");
  expect_other("a in (select 1)", "a in (select 2)");
  expect_other("a > 1 garbage", "a > 1");
  expect_other("-(a + b)", "-a + b");
  expect_other("a is b", "a is not b");
  expect_other("f(a, b)", "f(b, a)");
  expect_other("x'00'", "'00'");
  expect_other("a =", "a");
}

}  // namespace
}  // namespace tenon::introspect::sqlite

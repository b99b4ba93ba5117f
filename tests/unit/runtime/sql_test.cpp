#include <string_view>

#include <gtest/gtest.h>

#include <tenon/sql.hpp>
#include <tenon/statement.hpp>

namespace tenon {
namespace {

constexpr RowColumns users{
    .read = R"("id", "e,mail", "name")",
    .created = R"("e,mail", "name")",
    .rest = R"("id")",
};
constexpr RowColumns pairs{.read = R"("a", "b")", .created = R"("a", "b")"};

constexpr bool same(const char* text, std::string_view expected) { return text == expected; }

TEST(Sql, ListsStandInTheirPlaces) {
  static_assert(
      same(sql<users, "select {columns} from t">, R"(select "id", "e,mail", "name" from t)"));
  static_assert(same(sql<users, "({created}) ({$created})">, R"(("e,mail", "name") ($1, $2))"));
  static_assert(same(sql<users, "({row}) ({$row})">, R"(("e,mail", "name", "id") ($1, $2, $3))"));
  static_assert(same(sql<pairs, "{row}{$row}">, R"("a", "b"$1, $2)"));
}

TEST(Sql, OtherBracesAreSql) {
  static_assert(same(sql<pairs, "'{}' {other} {{columns} {">, R"('{}' {other} {"a", "b" {)"));
  static_assert(same(sql<pairs, "nothing">, "nothing"));
  static_assert(same(sql<pairs, "">, ""));
}

TEST(Sql, ColumnsAreCounted) {
  static_assert(users.created_count == 2 && users.row_count == 3);
  static_assert(pairs.created_count == 2 && pairs.row_count == 2);
  static constexpr RowColumns eleven{
      .read = "", .created = R"("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")"};
  static_assert(same(sql<eleven, "{$row}">, "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11"));
}

TEST(Sql, IsAStatement) {
  constexpr Statement statement{sql<users, "select {columns} from t">};
  EXPECT_EQ(statement.text(Dialect::sqlite).hash,
            hash_of(R"(select "id", "e,mail", "name" from t)"));
}

}  // namespace
}  // namespace tenon

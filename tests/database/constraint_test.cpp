// Which constraint an Error names, and that no value gets into it.
#include <gmock/gmock.h>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ConstraintTest : public OnBoth {
 protected:
  ConstraintTest() {
    execute("create table parent (id bigint constraint parent_pkey primary key)",
            "create table parent (id integer primary key) strict");
    execute(
        "create table child (id bigint constraint child_pkey primary key, parent_id bigint "
        "constraint child_parent_id_fkey references parent (id), a bigint, b text not null, "
        "constraint child_a_b_key unique (a, b), constraint child_a_check check (a < 100))",
        "create table child (id integer primary key, parent_id integer "
        "constraint child_parent_id_fkey references parent (id), a integer, b text not null, "
        "constraint child_a_b_key unique (a, b), constraint child_a_check check (a < 100)) strict");
    session.execute(insert_sql, {std::int64_t{1}, std::nullopt, std::int64_t{5}, "secret"});
    session.commit();
  }

  Error insert(std::optional<std::int64_t> parent, std::int64_t a, std::optional<std::string> b) {
    const Error error = error_of([&] {
      session.execute(insert_sql, {std::int64_t{2}, parent, a, b});
    });
    session.rollback();
    EXPECT_EQ(error.kind(), ErrorKind::constraint_violated);
    EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
    EXPECT_THAT(error.statement(), HasSubstr("insert into child"));
    EXPECT_FALSE(error.retryable());
    EXPECT_TRUE(error.connection_usable());
    return error;
  }

  static constexpr Statement insert_sql{
      "insert into child (id, parent_id, a, b) values ($1, $2, $3, $4)"};
  Session session{engine.session()};
};

TEST_P(ConstraintTest, Unique) {
  const Error error = insert({}, 5, "secret");
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
  EXPECT_EQ(error.sqlstate(), "23505");
  EXPECT_EQ(error.table(), "child");
  EXPECT_THAT(error.columns(), ElementsAre("a", "b"));
  // SQLite does not tell the name.
  EXPECT_EQ(error.constraint(), is_postgresql() ? "child_a_b_key" : "");
}

TEST_P(ConstraintTest, ForeignKey) {
  const Error error = insert(77, 6, "x");
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::foreign_key);
  EXPECT_EQ(error.sqlstate(), "23503");
  if (is_postgresql()) {
    EXPECT_EQ(error.constraint(), "child_parent_id_fkey");
    EXPECT_THAT(error.columns(), ElementsAre("parent_id"));
  }
}

TEST_P(ConstraintTest, Check) {
  const Error error = insert({}, 500, "x");
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::check);
  EXPECT_EQ(error.sqlstate(), "23514");
  EXPECT_EQ(error.constraint(), "child_a_check");
}

TEST_P(ConstraintTest, NotNull) {
  const Error error = insert({}, 6, {});
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::not_null);
  EXPECT_EQ(error.sqlstate(), "23502");
  EXPECT_EQ(error.table(), "child");
  EXPECT_THAT(error.columns(), ElementsAre("b"));
}

TENON_ON_BOTH(ConstraintTest);

}  // namespace
}  // namespace tenon::test

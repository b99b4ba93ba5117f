// Texts that the two databases would read differently are refused, wherever they come from.
#include "database/on_both.hpp"

namespace tenon::test {
namespace {

using detail::inspect;

TEST(SqlScannerTest, CountsParametersPastStringsNamesAndComments) {
  constexpr const char* sql =
      "select \"a$1\", '$2 it''s', -- $3\n /* $4 */ $1 from t where x = $2 and y = $1";
  EXPECT_EQ(inspect(sql, Dialect::sqlite).fault, SqlFault::none);
  EXPECT_EQ(inspect(sql, Dialect::sqlite).parameters, 2);
}

TEST(SqlScannerTest, RefusesWhatSqliteWouldNumberOtherwise) {
  const auto fault = [](const char* sql) { return inspect(sql, Dialect::sqlite).fault; };
  EXPECT_EQ(fault("select $2, $1"), SqlFault::parameter_order);
  EXPECT_EQ(fault("select $1, $3"), SqlFault::parameter_order);
  EXPECT_EQ(fault("select $0"), SqlFault::parameter_order);
  EXPECT_EQ(fault("select $1::bigint"), SqlFault::parameter_cast);
  EXPECT_EQ(fault("select ?"), SqlFault::parameter_form);
  EXPECT_EQ(fault("select :name"), SqlFault::parameter_form);
  EXPECT_EQ(fault("select @name"), SqlFault::parameter_form);
  EXPECT_EQ(fault("select $name"), SqlFault::parameter_form);
  EXPECT_EQ(fault("select $1a"), SqlFault::parameter_form);
  EXPECT_EQ(fault("select 'open"), SqlFault::unterminated);
  EXPECT_EQ(fault("select 1 /* open"), SqlFault::unterminated);
  EXPECT_EQ(fault("select 1; select 2"), SqlFault::several_statements);
  EXPECT_EQ(fault("select 1; -- done"), SqlFault::none);
  EXPECT_EQ(fault(" -- nothing\n"), SqlFault::empty);
}

TEST(SqlScannerTest, LeavesPostgresqlItsOwn) {
  const auto fault = [](const char* sql) { return inspect(sql, Dialect::postgresql).fault; };
  EXPECT_EQ(fault("select data @> $1::jsonb, data ? 'a', '{}'::jsonb from t"), SqlFault::none);
  EXPECT_EQ(fault("select $$ it's $5 $$, $a$ $$ $a$, $1"), SqlFault::none);
  EXPECT_EQ(fault("select e'it\\'s', $1"), SqlFault::none);
  EXPECT_EQ(fault("select $a$ open"), SqlFault::unterminated);
  EXPECT_EQ(fault("prepare transaction 'x'"), SqlFault::transaction_control);
}

class StatementTest : public OnBoth {};

// SQLite takes `$1::type` as a variable's name and would bind NULL without an error. As a Statement
// it does not compile (tests/compile_fail); what is put together at run time is refused as well.
TEST_P(StatementTest, CastOfAParameterIsNotBoundAsNull) {
  Session session = engine.session();
  const DynamicStatement cast{"select $1::bigint"};
  if (is_postgresql()) {
    Rows rows = session.query(cast, {std::int64_t{7}});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.row().get<std::int64_t>(0), 7);
  } else {
    EXPECT_EQ(error_of([&] { session.query(cast, {std::int64_t{7}}); }).kind(), ErrorKind::bad_sql);
  }
}

// The driver looks once more at what SQLite itself made of the text.
TEST(SqliteStatementTest, TheDriverRefusesParametersThatAreNotInOrder) {
  TestDatabase database{Dialect::sqlite};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  for (const char* const sql : {"select $1::bigint", "select ?", "select $2, $1", "select :a"}) {
    EXPECT_EQ(error_of([&] { connection.query(sql, {std::int64_t{7}}); }).kind(),
              ErrorKind::bad_sql)
        << sql;
  }
}

TEST_P(StatementTest, TheNumberOfParametersIsChecked) {
  Session session = engine.session();
  EXPECT_THROW(session.query("select 1 where 1 = $1"), Error);
  session.rollback();
  EXPECT_THROW(session.query("select 1", {std::int64_t{1}}), Error);
}

TEST_P(StatementTest, OneTextWithParametersOfOtherTypes) {
  execute("create table t (a bigint)", "create table t (a integer) strict");
  Session session = engine.session();
  constexpr Statement insert{"insert into t (a) values ($1)"};
  EXPECT_EQ(session.execute(insert, {std::int64_t{1}}), 1);
  EXPECT_EQ(session.execute(insert, {std::int32_t{2}}), 1);
  EXPECT_EQ(session.execute(insert, {std::int16_t{3}}), 1);
  EXPECT_EQ(session.execute(insert, {std::nullopt}), 1);
  EXPECT_EQ(number(session, "select count(*) from t where a is not null"), 3);
}

TEST_P(StatementTest, AStatementThatOneDatabaseDoesNotNeed) {
  Session session = engine.session();
  constexpr Statement only_postgresql{"select 1", ""};
  session.execute(only_postgresql);
  EXPECT_EQ(session.statement_count(), is_postgresql() ? 1 : 0);
}

TEST_P(StatementTest, MoreTextsThanAConnectionKeeps) {
  Session session = engine.session();
  for (int i = 0; i < 1'200; ++i) {
    Rows rows = session.query(DynamicStatement{"select " + std::to_string(i)});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.row().get<std::int64_t>(0), i);
  }
}

TENON_ON_BOTH(StatementTest);

TEST(PostgresqlStatementTest, PreparedUnderAHashAndOnce) {
  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Session session = engine.session();
  constexpr Statement probe{"select 40 + $1"};
  for (int i = 0; i < 3; ++i) session.query(probe, {std::int32_t{2}});
  Rows rows =
      session.query("select name from pg_prepared_statements where statement = 'select 40 + $1'");
  ASSERT_TRUE(rows.next());
  const auto name = rows.row().get<std::string>(0);
  EXPECT_EQ(name.substr(0, 6), "tenon_");
  EXPECT_EQ(name.size(), 22U);
  EXPECT_FALSE(rows.next());
}

TEST(PostgresqlStatementTest, WithoutPreparedStatements) {
  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url() + (database.url().find('?') == std::string::npos ? "?" : "&") +
                "prepared=off"};
  Session session = engine.session();
  for (int i = 0; i < 3; ++i) {
    Rows rows = session.query("select 40 + $1", {std::int32_t{2}});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.row().get<std::int32_t>(0), 42);
  }
  EXPECT_EQ(number(session, "select count(*) from pg_prepared_statements"), 0);
}

// Behind a pooler a server session may have lost our statement.
TEST(PostgresqlStatementTest, AStatementThatTheServerHasLostIsPreparedAgain) {
  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  constexpr Statement probe{"select 40 + $1"};
  Session session = engine.session();
  session.query(probe, {std::int32_t{2}});
  session.execute("deallocate all");
  session.commit();
  // At the start of a transaction nothing was done yet: it is repeated without a word.
  EXPECT_TRUE(session.query(probe, {std::int32_t{2}}).next());
  session.execute("deallocate all -- itself too, so this is another text");
  const Error error = error_of([&] { session.query(probe, {std::int32_t{2}}); });
  EXPECT_EQ(error.kind(), ErrorKind::conflict);
  EXPECT_TRUE(error.retryable());
  session.rollback();
  EXPECT_TRUE(session.query(probe, {std::int32_t{2}}).next());
}

// … or know our name already, from another client: for the same text, since the name is its hash.
TEST(PostgresqlStatementTest, ANameThatIsTakenIsTheSameStatement) {
  TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  constexpr Statement probe{"select 40 + $1"};
  Session first = engine.session();
  first.query(probe, {std::int32_t{2}});
  Rows names =
      first.query("select name from pg_prepared_statements where statement = 'select 40 + $1'");
  ASSERT_TRUE(names.next());
  const DynamicStatement take{"do $do$ begin execute 'prepare " + names.row().get<std::string>(0) +
                              " (integer) as select 40 + $1'; end $do$"};
  Session second = engine.session();
  second.execute(take);
  second.commit();
  EXPECT_TRUE(second.query(probe, {std::int32_t{2}}).next());

  Session third = engine.session();
  third.execute(take);
  const Error error = error_of([&] { third.query(probe, {std::int32_t{2}}); });
  EXPECT_EQ(error.kind(), ErrorKind::conflict);
  EXPECT_EQ(error.sqlstate(), "42P05");
  third.rollback();
  EXPECT_TRUE(third.query(probe, {std::int32_t{2}}).next());
}

}  // namespace
}  // namespace tenon::test

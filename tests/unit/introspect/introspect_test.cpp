#include <gtest/gtest.h>
#include <cstddef>
#include <string>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>

#include "introspect/introspect.hpp"
#include "introspect/postgresql/spelling.hpp"
#include "introspect/sql_tokens.hpp"
#include "introspect/sqlite/create_table.hpp"
#include "support/test_database.hpp"

namespace tenon::introspect {
namespace {

using schema::ColumnType;
using schema::Default;
using Kind = ColumnType::Kind;

schema::Table table_with(const char* column, Kind kind = Kind::text) {
  schema::Table table;
  table.name = "t";
  table.columns.emplace_back();
  table.columns[0].name = column;
  table.columns[0].type.kind = kind;
  return table;
}

TEST(PostgresqlSpelling, Types) {
  EXPECT_EQ(describe(postgresql::type_of("character varying(80)")), "text(80)");
  EXPECT_EQ(describe(postgresql::type_of("numeric(10,2)")), "decimal(10, 2)");
  EXPECT_EQ(describe(postgresql::type_of("numeric")), "decimal");
  EXPECT_EQ(describe(postgresql::type_of("timestamp with time zone")), "timestamp");
  EXPECT_EQ(postgresql::type_of("timestamp(3) with time zone").raw, "timestamp(3) with time zone");
  EXPECT_EQ(describe(postgresql::type_of("integer[]")), "list of int32");
  EXPECT_EQ(describe(postgresql::type_of("numeric(10,2)[]")), "list of decimal(10, 2)");
  EXPECT_EQ(postgresql::type_of("citext[]").raw, "citext[]");
  EXPECT_FALSE(postgresql::type_of("citext[]").is_list);
}

TEST(PostgresqlSpelling, Defaults) {
  const auto read = [](const char* expression, Kind kind) {
    ColumnType type;
    type.kind = kind;
    return postgresql::default_of(expression, type);
  };
  EXPECT_EQ(read("'it''s'::text", Kind::text), (Default{Default::Kind::text, "it's"}));
  EXPECT_EQ(read("E'a\\\\b'::character varying", Kind::text),
            (Default{Default::Kind::text, "a\\b"}));
  EXPECT_EQ(read("'-5'::integer", Kind::int64), (Default{Default::Kind::number, "-5"}));
  EXPECT_EQ(read("12.50", Kind::decimal), (Default{Default::Kind::number, "12.50"}));
  EXPECT_EQ(read("true", Kind::boolean), (Default{Default::Kind::boolean, "true"}));
  EXPECT_EQ(read("'\\x6127'::bytea", Kind::bytes), (Default{Default::Kind::text, "a'"}));
  EXPECT_EQ(read("now()", Kind::timestamp).kind, Default::Kind::expression);
  EXPECT_EQ(read("('a'::text || 'b'::text)", Kind::text).kind, Default::Kind::expression);
  EXPECT_EQ(read("lower('A'::text)", Kind::text).kind, Default::Kind::expression);
  EXPECT_EQ(read("nextval('s'::regclass)", Kind::int64).kind, Default::Kind::expression);
}

TEST(PostgresqlSpelling, DefaultsOfLists) {
  using Texts = std::vector<std::string>;
  const auto read = [](const char* expression, Kind kind) {
    ColumnType type;
    type.kind = kind;
    type.is_list = true;
    return postgresql::default_of(expression, type);
  };
  const auto list = [](const Texts& elements) {
    return Default{Default::Kind::list, "", elements};
  };
  EXPECT_EQ(read("'{}'::text[]", Kind::text), list({}));
  EXPECT_EQ(read("'{a,\"b c\",\"\",\"NULL\",\"{x,\\\"y\\\"}\"}'::text[]", Kind::text),
            list({"a", "b c", "", "NULL", "{x,\"y\"}"}));
  EXPECT_EQ(read("'{-1,2}'::integer[]", Kind::int32), list({"-1", "2"}));
  EXPECT_EQ(read("'{t,f}'::boolean[]", Kind::boolean), list({"true", "false"}));
  EXPECT_EQ(read("'{1.50}'::numeric(10,2)[]", Kind::decimal), list({"1.50"}));
  EXPECT_EQ(read("'{NULL}'::text[]", Kind::text).kind, Default::Kind::expression);
  EXPECT_EQ(read("'{{1},{2}}'::integer[]", Kind::int32).kind, Default::Kind::expression);
  EXPECT_EQ(read("ARRAY[1, 2]", Kind::int32).kind, Default::Kind::expression);
}

TEST(PostgresqlSpelling, EnumChecks) {
  const schema::Table table = table_with("role");
  const auto read = [&](const char* expression) {
    return postgresql::check_of(table, "c", expression);
  };
  EXPECT_EQ(read("(role = ANY (ARRAY['a'::text, 'it''s'::text]))").values,
            (std::vector<std::string>{"a", "it's"}));
  EXPECT_EQ(read("((role)::text = ANY ((ARRAY['a'::character varying, 'b'::character "
                 "varying])::text[]))")
                .values,
            (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read("(role = 'a'::text)").values, (std::vector<std::string>{"a"}));
  EXPECT_EQ(read("((role = 'a'::text) OR (role = 'b'::text))").values,
            (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read("(role = ANY ('{a,\"it''s\"}'::text[]))").values,
            (std::vector<std::string>{"a", "it's"}));
  EXPECT_EQ(read("((role = 'a'::text) AND (role = 'b'::text))").values.size(), 0U);
  EXPECT_EQ(read("((role = 'a'::text) OR (name = 'b'::text))").values.size(), 0U);
  EXPECT_EQ(read("(role <> 'a'::text)").expression, "role <> 'a'::text");
  EXPECT_EQ(read("((a > 0) AND (b > 0))").expression, "(a > 0) AND (b > 0)");
  EXPECT_EQ(read("(a > 0) OR (b > 0)").expression, "(a > 0) OR (b > 0)");
}

TEST(SqliteCreateTable, ReadsOtherPeoplesTables) {
  std::vector<std::string> notes;
  const schema::Table table = sqlite::read_create_table(
      "CREATE TABLE IF NOT EXISTS [Album] (AlbumId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- "
      "x\n"
      "  `Title` NVARCHAR(160) DEFAULT 'it''s' COLLATE NOCASE, n int default (1 + (2)) check (n > "
      "0),"
      "  ArtistId INTEGER REFERENCES Artist ON DELETE SET NULL, UNIQUE (Title, n), b blob default "
      "x'00')",
      &notes);
  EXPECT_EQ(table.name, "Album");
  ASSERT_EQ(table.columns.size(), 5U);
  EXPECT_TRUE(table.columns[0].identity);
  EXPECT_FALSE(table.columns[0].nullable);
  EXPECT_EQ(table.columns[1].type.raw, "NVARCHAR(160)");
  EXPECT_EQ(table.columns[1].initial, (Default{Default::Kind::text, "it's"}));
  EXPECT_EQ(table.columns[2].initial, (Default{Default::Kind::expression, "1 + (2)"}));
  EXPECT_EQ(table.columns[4].initial, (Default{Default::Kind::expression, "x'00'"}));
  ASSERT_EQ(table.checks.size(), 1U);
  EXPECT_EQ(table.checks[0].expression, "n > 0");
  ASSERT_EQ(table.foreign_keys.size(), 1U);
  EXPECT_EQ(table.foreign_keys[0].table, "Artist");
  EXPECT_EQ(table.foreign_keys[0].on_delete, schema::Action::set_null);
  ASSERT_EQ(table.uniques.size(), 1U);
  EXPECT_EQ(table.uniques[0].columns, (std::vector<std::string>{"Title", "n"}));
  EXPECT_EQ(table.columns[1].type.collation.text, "nocase");
  EXPECT_EQ(notes,
            (std::vector<std::string>{"table Album has AUTOINCREMENT, which models cannot say"}));
}

TEST(SqliteCreateTable, CollationsThatOthersBroughtAreNoted) {
  std::vector<std::string> notes;
  const schema::Table table = sqlite::read_create_table(
      "create table t (a text collate unicode, b text collate \"BINARY\", c text collate RTRIM)",
      &notes);
  EXPECT_EQ(notes, std::vector<std::string>{"table t compares column a by unicode"});
  EXPECT_TRUE(table.columns[1].type.collation.empty());
  EXPECT_EQ(table.columns[2].type.collation.text, "rtrim");
}

TEST(SqliteCreateTable, ExpressionsHaveOneSpelling) {
  const auto same = [](const char* one, const char* other) {
    return one_spelling(one) == one_spelling(other);
  };
  EXPECT_EQ(one_spelling("LOWER( \"Name\" )<>'No'  AND n>=0"), "lower(name) <> 'No' and n >= 0");
  EXPECT_TRUE(same("lower('A')", " LOWER ( 'A' ) "));
  EXPECT_TRUE(same("\"c2\">0  AND [n]<>-1", "c2 > 0 and n <> - 1"));
  EXPECT_TRUE(same("a||b /* both */", "`a` || b"));
  EXPECT_TRUE(same("1+1", "1 + 1"));
  EXPECT_FALSE(same("'A'", "'a'"));
  EXPECT_FALSE(same("a - -1", "a - 1"));
  EXPECT_FALSE(same("x'00'", "x"));
  EXPECT_FALSE(same("\"order\" > 0", "ordered > 0"));
  EXPECT_EQ(one_spelling("\"order\" > X'0A' and \"two words\" in (1,2)"),
            "\"order\" > x'0A' and \"two words\" in(1, 2)");
}

class Introspect : public testing::TestWithParam<Dialect> {};

TEST_P(Introspect, NotesWhatItLeavesOut) {
  const bool is_sqlite = GetParam() == Dialect::sqlite;
  const test::TestDatabase database{GetParam()};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  connection.execute("create table t (id integer primary key, a integer)");
  connection.execute("create index plain on t (a desc)");
  connection.execute(is_sqlite ? "create trigger r after delete on t begin select 1; end"
                               : "create materialized view m as select id from t");
  connection.execute("create table tenon_history (id integer)");
  std::vector<Note> notes;
  const schema::Schema schema = introspect(connection, &notes);
  ASSERT_EQ(schema.tables.size(), 1U);
  ASSERT_EQ(schema.tables[0].indexes.size(), 1U);
  EXPECT_EQ(schema.tables[0].indexes[0], (schema::Index{"plain", {{"a", true}}, false}));
  EXPECT_EQ(notes.size(), 1U);
}

TEST_P(Introspect, Views) {
  const test::TestDatabase database{GetParam()};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  connection.execute("create table t (id integer primary key, a integer)");
  connection.execute("create view v as select id,  A from t -- all\nwhere a > 0");
  connection.execute("create view w(b) as select v.a from v");
  std::vector<Note> notes;
  const schema::Schema schema = introspect(connection, &notes);
  const bool is_sqlite = GetParam() == Dialect::sqlite;
  ASSERT_EQ(schema.views.size(), is_sqlite ? 1U : 2U);
  EXPECT_EQ(schema.views[0].name, "v");
  EXPECT_EQ(schema.views[0].query.text, is_sqlite ? "select id, a from t where a > 0"
                                                  : " SELECT t.id,\n    t.a\n   FROM t\n  WHERE "
                                                    "(t.a > 0);");
  EXPECT_EQ(notes.size(), is_sqlite ? 1U : 0U) << "SQLite's list of columns is not Tenon's form";
}

TEST_P(Introspect, IndexesAsPeopleWriteThem) {
  const test::TestDatabase database{GetParam()};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  connection.execute("create table \"T on\" (\"a,b\" integer, c text)");
  connection.execute(
      "create unique index p ON \"T on\" (\"a,b\" ASC, c desc) where (C > 'on (1)')");
  connection.execute("create index e on \"T on\" ((\"a,b\"+1) desc, lower ( c ) , c)");
  std::vector<Note> notes;
  const schema::Schema schema = introspect(connection, &notes);
  ASSERT_EQ(schema.tables.size(), 1U);
  ASSERT_EQ(schema.tables[0].indexes.size(), 2U);
  const bool is_sqlite = GetParam() == Dialect::sqlite;
  const std::string text = is_sqlite ? "c > 'on (1)'" : "c > 'on (1)'::text";
  EXPECT_EQ(schema.tables[0].indexes[0],
            (schema::Index{"p", {{"a,b", false}, {"c", true}}, true, text}));
  EXPECT_EQ(schema.tables[0].indexes[1],
            (schema::Index{"e", {{"", true, "\"a,b\" + 1"}, {"", false, "lower(c)"}, {"c"}}}));
  EXPECT_TRUE(notes.empty());
}

/// How many statements `look` runs, of a connection that echoes them.
template <class Look>
int statements(Look look) {
  testing::internal::CaptureStderr();
  look();
  const std::string echoed = testing::internal::GetCapturedStderr();
  int count = 0;
  for (std::size_t at = 0; (at = echoed.find("-- tenon: ", at)) != std::string::npos; ++at) ++count;
  return count;
}

schema::Schema with_comparisons(schema::Schema schema) {
  for (schema::Table& table : schema.tables) table.checks = {{"positive", "A  >0", "", {}}};
  return schema;
}

void make_table(Connection& connection, const std::string& name) {
  connection.execute("create type " + name + "_kind as enum ('a', 'b')");
  connection.execute("create table " + name + " (id integer primary key, a integer default 3, " +
                     "kind " + name + "_kind, constraint positive check (a > 0))");
  connection.execute("create index " + name + "_low on " + name + " ((a + 1)) where a < 9");
  connection.execute("create view " + name + "_view as select id, kind from " + name);
}

TEST(IntrospectPostgresql, AsksAsOftenForManyTablesAsForFew) {
  const test::TestDatabase database{Dialect::postgresql};
  EngineOptions options;
  options.echo = true;
  Engine engine{database.url(), options};
  Connection connection = engine.connect();
  int made = 0;
  for (const int tables : {5, 100}) {
    (void)statements([&] {
      for (int i = made; i < tables; ++i) make_table(connection, "t" + std::to_string(i));
    });
    made = tables;
    schema::Schema live;
    const int read = statements([&] { live = introspect(connection); });
    const int same = statements([&] { EXPECT_EQ(canonical(connection, live, live), live); });
    const int other =
        statements([&] { EXPECT_EQ(canonical(connection, with_comparisons(live), live), live); });
    ASSERT_EQ(live.tables.size(), static_cast<std::size_t>(tables));
    EXPECT_EQ(read, 9) << tables;
    EXPECT_EQ(same, 0) << "what the server has said it is not asked again";
    EXPECT_EQ(other, 12) << tables;
  }
}

TEST(IntrospectPostgresql, LeavesTheSearchPathAsItIs) {
  const test::TestDatabase database{Dialect::postgresql};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  connection.execute("create table t (id integer primary key)");
  connection.execute("create view v as select id from t");
  connection.execute("set search_path = ''");
  EXPECT_EQ(introspect(connection).views[0].query.text, " SELECT t.id\n   FROM t;");
  Rows rows = connection.query("show search_path");
  EXPECT_EQ(rows.only().get<std::string>(0), "\"\"");
}

INSTANTIATE_TEST_SUITE_P(Servers, Introspect, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& info) {
                           return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::introspect

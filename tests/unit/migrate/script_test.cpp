#include "migrate/script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::migrate {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string head =
    "-- tenon: revision a\n-- tenon: parents none\n-- tenon: script sqlite up\n";

Script parse(const std::string& text, std::string* errors = nullptr) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  Script script = parse_script(sources, sources.add("a.sql", text), diagnostics);
  if (errors != nullptr) *errors = base::render(diagnostics, sources);
  if (errors == nullptr) {
    EXPECT_EQ(base::render(diagnostics, sources), "");
  }
  return script;
}

std::string errors_of(const std::string& text) {
  std::string errors;
  parse(text, &errors);
  return errors;
}

TEST(SqlTokens, what_does_not_count) {
  const std::string hash = token_hash("insert into t values ('a  b', E'\\'x', $q$;$q$)");
  EXPECT_EQ(token_hash("insert into t\r\n values('a  b',E'\\'x',$q$;$q$) ; ; "), hash);
  EXPECT_EQ(token_hash("insert /* a /* b */ ; */ into t -- ;\nvalues ('a  b', E'\\'x', $q$;$q$);"),
            hash);
}

TEST(SqlTokens, what_counts) {
  const std::string hash = token_hash("insert into t values ('a  b')");
  EXPECT_NE(token_hash("insert into t values ('a b')"), hash);
  EXPECT_NE(token_hash("insert into t values ('a\nb')"),
            token_hash("insert into t values ('a b')"));
  EXPECT_NE(token_hash("select a<=b"), token_hash("select a< =b"));
  EXPECT_NE(token_hash("select \"a b\""), token_hash("select \"a\" \"b\""));
  EXPECT_NE(token_hash("select 'it''s'"), token_hash("select 'it' 's'"));
}

TEST(Script, statements_go_to_the_runtime_without_comments_and_semicolon) {
  const Script script = parse(head +
                              "\n-- tenon: statement\n-- why\ncreate table t (a int);\n\n"
                              "-- tenon: statement group=3\r\ninsert into t values (';');\r\n");
  ASSERT_EQ(script.statements.size(), 2U);
  EXPECT_EQ(script.statements[0].sql, "create table t (a int)");
  EXPECT_EQ(script.statements[1].sql, "insert into t values (';')");
  const MigrationScript runtime = to_runtime(script);
  EXPECT_EQ(runtime.statements[1].group, 3);
  EXPECT_NE(runtime.statements[0].checksum, runtime.statements[1].checksum);
  EXPECT_EQ(runtime.checksum(), runtime.statements[1].checksum);
}

TEST(Script, a_checksum_covers_what_stands_before) {
  const std::string first =
      head + "-- tenon: statement\nselect 1;\n-- tenon: statement\nselect 2;\n";
  const std::string other = base::replace_all(first, "select 1", "select 3");
  EXPECT_NE(to_runtime(parse(first)).checksum(), to_runtime(parse(other)).checksum());
  const std::string spaced = base::replace_all(first, "select 1", "select\t1 -- one");
  EXPECT_EQ(to_runtime(parse(first)).checksum(), to_runtime(parse(spaced)).checksum());
}

TEST(Script, a_trigger_may_hold_statements) {
  const std::string trigger =
      "create trigger t after insert on a begin delete from b; delete from c; end";
  EXPECT_EQ(parse(head + "-- tenon: statement\n" + trigger + ";\n").statements.at(0).sql, trigger);
}

TEST(SqlTokens, parameters) {
  const std::vector<SqlParameter> found =
      sql_parameters("a = $2 and '$1' <> $q$ $3 $q$ -- $4\n and (b, c) > ($10,$1) and d = 5 $ 1");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].number, 2);
  EXPECT_EQ(found[0].token.begin, 4U);
  EXPECT_EQ(found[0].token.end, 6U);
  EXPECT_EQ(found[1].number, 10);
  EXPECT_EQ(found[2].number, 1);
}

TEST(Script, batches) {
  const std::string postgresql = base::replace_all(head, "sqlite", "postgresql");
  const auto script = [&](const std::string& options, const std::string& range) {
    return postgresql + "-- tenon: statement " + options + "\nupdate t set a = 1\nwhere " + range +
           ";\n";
  };
  const std::string said = "batch=10 table=\"my shop\".t key=id,\"k \"\"2\"";
  const std::string range = "(id, k) between ($1, $2) and ($3, $4)";
  const Script read = parse(script(said, range));
  const MigrationScript runtime = to_runtime(read);
  const StatementBatches& batches = runtime.statements.at(0).batches;
  EXPECT_EQ(batches.rows, 10);
  EXPECT_EQ(batches.table, "\"my shop\".\"t\"");
  EXPECT_THAT(batches.key, ::testing::ElementsAre("id", "k \"2"));
  EXPECT_EQ(parse(write_script(read)).statements, read.statements);
  EXPECT_THAT(write_script(read), HasSubstr(" " + said));

  const auto refusal = [&](const std::string& options, const std::string& where) {
    return errors_of(script(options, where));
  };
  EXPECT_THAT(refusal("batch=0 table=a.t key=id", "id between $1 and $2"),
              HasSubstr("'batch=0' holds no number of rows"));
  EXPECT_THAT(refusal("batch=5 table=t key=id", "id between $1 and $2"),
              HasSubstr("a table is named with its schema: 'table=a.b'"));
  EXPECT_THAT(refusal("batch=5 key=id", "id between $1 and $2"),
              HasSubstr("batches need all of 'batch=', 'table=' and 'key='"));
  EXPECT_THAT(refusal("batch=5 table=a.t key=id", "id >= $1 and '$2' <> ''"),
              HasSubstr("does not name $2: each batch would go over the whole table"));
  EXPECT_THAT(refusal("batch=5 table=a.t key=id no-transaction", "id between $1 and $2"),
              HasSubstr("batches are transactions, and this statement runs outside of them"));
  EXPECT_THAT(errors_of(script("batch=5 table=a.t key=id", "id between $1 and $2") +
                        "-- tenon: statement batch=5 table=a.t key=id\n"
                        "delete from t where id between $1 and $2;\n"),
              HasSubstr("give it a group of its own: 'group=2'"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement batch=5 table=a.t key=id\n"
                               "delete from t where id between $1 and $2;\n"),
              HasSubstr("SQLite has one writer at a time"));
}

TEST(Script, batches_that_move_their_rows) {
  const std::string postgresql = base::replace_all(head, "sqlite", "postgresql");
  const auto errors = [&](const std::string& sql) {
    return errors_of(postgresql + "-- tenon: statement batch=5 table=a.t key=id,\"K \"\"2\"\n" +
                     sql + ";\n");
  };
  const std::string range = "\nwhere (id, \"K \"\"2\") between ($1, $2) and ($3, $4)";
  for (const char* const sets : {"ID = id + 1000", "a = 1, id = -id", "a=-1,id=id+1",
                                 "(a, \"K \"\"2\") = (select 1, 2)", "id = u.id from u"}) {
    EXPECT_THAT(errors(std::string{"update t set "} + sets + range),
                HasSubstr("', by which the batches go: a row that it has moved may be met"))
        << sets;
  }
  for (const char* const sets : {"a = id", "a = (case when id = 1 then 2 end)", "\"ID\" = 1",
                                 "(a, b) = (select id, 2)", "a=-id, b = id from id"}) {
    EXPECT_EQ(errors(std::string{"update t set "} + sets + range), "") << sets;
  }
  EXPECT_EQ(errors("update t set id = id + 1000" + range + " and id < 1000"), "");
}

TEST(Script, code) {
  const std::string text = head + "-- tenon: statement code=fill\n-- in place of SQL\n" +
                           "-- tenon: statement group=2\nselect 1;\n";
  const Script read = parse(text);
  EXPECT_TRUE(read.has_code());
  EXPECT_EQ(read.statements.at(0).code, "fill");
  EXPECT_EQ(parse(write_script(read)).statements, read.statements);
  const MigrationScript runtime = to_runtime(read);
  EXPECT_EQ(runtime.statements.at(0).code, "fill");
  EXPECT_EQ(runtime.statements.at(0).sql, "");
  const MigrationScript other = to_runtime(parse(base::replace_all(text, "fill", "other")));
  EXPECT_NE(runtime.checksum(), other.checksum());
  EXPECT_THAT(errors_of(head + "-- tenon: statement code=fill\nselect 1;\n"),
              HasSubstr("a step in C++ stands in place of SQL, and some follows"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement code=1st\n"),
              HasSubstr("a step in C++ has a name of letters, digits and underscores"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement code=fill rebuilds=t\n"),
              HasSubstr("a step in C++ runs in a transaction, once"));
  EXPECT_THAT(errors_of(base::replace_all(head, "sqlite", "postgresql") +
                        "-- tenon: statement code=fill\n"
                        "-- tenon: statement batch=5 table=a.t key=id\n"
                        "delete from t where id between $1 and $2;\n"),
              HasSubstr("what stands in the group of batches runs again before each of them"));
}

TEST(Script, a_text_that_looks_like_ours_is_one_error) {
  // What stands behind it is read.
  const std::string_view inside = "this line is inside a text of the statement above";
  for (const char* const line : {"-- tenon: statement", "-- tenon: hazard a: b", "-- tenon: odd"}) {
    const std::string errors =
        errors_of(head + "-- tenon: statement\ndo $$ begin\n" + line +
                  "\nperform 'a'; end $$;\n-- tenon: statement odd=1\nselect 1;\n");
    EXPECT_THAT(errors, HasSubstr(inside));
    EXPECT_THAT(errors, HasSubstr("unknown option 'odd=1'"));
    EXPECT_EQ(base::split(errors, "error:").size(), 3U) << errors;
  }
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nselect 'a;\n-- tenon: statement\nselect 1;"),
              Not(HasSubstr(inside)));
}

TEST(Script, refusals) {
  EXPECT_THAT(errors_of("select 1;\n"), HasSubstr("SQL before the first '-- tenon: statement'"));
  EXPECT_THAT(errors_of(""), HasSubstr("does not begin with '-- tenon: revision <id>'"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nselect 1; select 2;\n"),
              HasSubstr("a.sql:5:11: error: a second statement"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\n-- nothing\n"), HasSubstr("there is no SQL"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nselect 'a;\n"), HasSubstr("does not end"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nCOMMIT;\n"),
              HasSubstr("'commit' in a migration"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nprepare Transaction 'x';\n"),
              HasSubstr("'prepare' in a migration"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nprepare transactions as select 1;\n"), "");
  EXPECT_THAT(errors_of(head + "-- tenon: statment\nselect 1;\n"),
              HasSubstr("did you mean 'statement'?"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement no-transactions\nselect 1;\n"),
              HasSubstr("did you mean 'no-transaction'?"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement group=2\nselect 1;\n"
                               "-- tenon: statement group=1\nselect 1;\n"),
              HasSubstr("not below the one before"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nselect 1;\n"
                               "-- tenon: statement no-transaction\nselect 1;\n"),
              HasSubstr("give it a group of its own: 'group=2'"));
  EXPECT_THAT(errors_of(head + "-- tenon: accept loses_data: write here why not\n"),
              HasSubstr("say in your own words"));
  EXPECT_THAT(errors_of(head + "-- tenon: edited data-only:\n"), HasSubstr("<reason>"));
  EXPECT_THAT(errors_of(head + "-- tenon: statement\nselect 1;\n-- tenon: accept loses_data: x\n"),
              HasSubstr("belongs into the head"));
}

TEST(Script, what_is_written_is_read_back) {
  schema::Plan plan;
  plan.steps.push_back({"create table \"t\" (\n  \"a\" text default 'x;\ny'\n)",
                        0,
                        true,
                        "why\nnot",
                        {},
                        {},
                        0,
                        {}});
  plan.steps.push_back(
      {"create index concurrently i on t (a)", 1, false, "", {{"slow", "s"}}, {}, 0, {}});
  plan.steps.push_back({"drop table u",
                        2,
                        true,
                        "",
                        {{"loses_data", "drops 'u'"}, {"slow", "s"}},
                        {"u", "a b"},
                        0,
                        {}});
  Script script = make_script(plan);
  script.statements[0].undoes = 0;
  script.statements[1].stopped_from = 2;
  script.statements[1].stopped_to = 10;
  script.id = "a";
  script.dialect = "sqlite";
  script.message = "two\nlines";
  const Script read = parse(write_script(script));
  EXPECT_EQ(read.statements, script.statements);
  EXPECT_EQ(read.hazards, script.hazards);
  EXPECT_EQ(read.hazards.size(), 2U);
  EXPECT_EQ(to_runtime(read).unaccepted, std::vector<std::string>{"drops 'u'"});
}

}  // namespace
}  // namespace tenon::migrate

// The examples of FORMAT.md, read by the code that reads real revisions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/files.hpp"
#include "base/text.hpp"
#include "migrate/script.hpp"
#include "migrate/sql_tokens.hpp"
#include "migrate/store.hpp"

namespace tenon::migrate {
namespace {

std::string format_text() {
  std::error_code error;
  std::string text = base::read_file(TENON_FORMAT_MD, error);
  EXPECT_FALSE(error) << error.message();
  return text;
}

std::vector<std::string> blocks(const std::string& language) {
  std::vector<std::string> found;
  const std::vector<std::string> parts = base::split(format_text(), "```" + language + "\n");
  for (std::size_t i = 1; i < parts.size(); ++i) {
    found.push_back(parts[i].substr(0, parts[i].find("```")));
  }
  return found;
}

TEST(Format, revision_json_is_read_and_written_to_the_byte) {
  const std::vector<std::string> examples = blocks("json");
  ASSERT_EQ(examples.size(), 1U);
  base::Sources sources;
  base::Diagnostics diagnostics;
  const auto revision =
      revision_from_json(sources, sources.add("revision.json", examples[0]), diagnostics);
  ASSERT_TRUE(revision) << base::render(diagnostics, sources);
  ASSERT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
  EXPECT_EQ(to_json(*revision), examples[0]);
  EXPECT_EQ(revision->dialects.at("postgresql").up_hashes.at(0),
            token_hash("create extension \"citext\""));
}

TEST(Format, a_script_is_read_and_written_to_the_byte) {
  const std::vector<std::string> examples = blocks("sql");
  ASSERT_EQ(examples.size(), 1U);
  base::Sources sources;
  base::Diagnostics diagnostics;
  Script script = parse_script(sources, sources.add("a.sql", examples[0]), diagnostics);
  ASSERT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
  EXPECT_TRUE(script.loses_data());
  EXPECT_EQ(script.accepted.size(), 0U);
  ASSERT_EQ(script.statements.size(), 3U);
  EXPECT_FALSE(script.statements[1].is_transactional);
  // Comments are no part of a statement.
  script.statements[1].comment = "A build that was stopped leaves an invalid index behind.";
  EXPECT_EQ(write_script(script), examples[0]);
}

TEST(Format, the_table_of_hashes_is_true) {
  EXPECT_EQ(token_hash("select  1 -- one"), token_hash("select 1;"));
  EXPECT_EQ(token_hash("select/**/1"), token_hash("select 1"));
  EXPECT_NE(token_hash("select '1'"), token_hash("select 1"));
  EXPECT_NE(token_hash("select 1"), token_hash("SELECT 1"));
}

TEST(Format, every_word_of_the_tables_is_known) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const Script script = parse_script(
      sources,
      sources.add("a.sql",
                  "-- tenon: revision a\n-- tenon: parents b c\n-- tenon: script sqlite down\n"
                  "-- tenon: message m\n-- tenon: hazard loses_data: all\n"
                  "-- tenon: accept loses_data: it is a test\n"
                  "-- tenon: hazard loses_data: more\n-- tenon: accept? loses_data: why\n"
                  "-- tenon: hazard loses_data: most\n-- tenon: accept loses_data: another\n"
                  "-- tenon: edited data-only: why not\n"
                  "-- tenon: statement rebuilds=users,\"odd \"\"name\"\n"
                  "-- tenon: was create table users (\r\n-- tenon: was   a text default '\n"
                  "-- tenon: was\n-- tenon: was  -- tenon: was')\nselect 1\n"),
      diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
  const std::map<std::string, std::string> accepted{{"all", "it is a test"}, {"most", "another"}};
  EXPECT_EQ(script.accepted, accepted);
  EXPECT_THAT(script.unaccepted(), ::testing::ElementsAre("more"));
  EXPECT_EQ(script.edited, "why not");
  EXPECT_THAT(script.parents, ::testing::ElementsAre("b", "c"));
  EXPECT_THAT(script.statements.at(0).rebuilds, ::testing::ElementsAre("users", "odd \"name"));
  EXPECT_EQ(script.statements.at(0).was,
            "create table users (\n  a text default '\n\n -- tenon: was')");
  EXPECT_EQ(script.statements.at(0).sql, "select 1");
  const std::string text = write_script(script);
  const Script again = parse_script(sources, sources.add("b.sql", text), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
  EXPECT_EQ(again.statements, script.statements);
  EXPECT_EQ(again.hazards, script.hazards);
  EXPECT_EQ(again.accepted, script.accepted);
}

TEST(Format, what_postgresql_takes_away_is_a_column_or_no_index) {
  const auto faults = [](const std::string& statement) {
    base::Sources sources;
    base::Diagnostics diagnostics;
    parse_script(sources,
                 sources.add("a.sql", "-- tenon: revision a\n-- tenon: script postgresql up\n" +
                                          statement + "\nselect 1\n"),
                 diagnostics);
    return base::render(diagnostics, sources);
  };
  EXPECT_EQ(faults("-- tenon: statement\n-- tenon: was column public.t.a\n"
                   "-- tenon: was index public.t_a"),
            "");
  EXPECT_EQ(faults("-- tenon: statement no-transaction\n-- tenon: was no index"), "");
  EXPECT_THAT(faults("-- tenon: statement\n-- tenon: was create table t (a text)"),
              HasSubstr("begin with the column that the statement drops"));
  EXPECT_THAT(faults("-- tenon: statement no-transaction\n-- tenon: was column public.t.a"),
              HasSubstr("say 'no index', or in a transaction"));
}

}  // namespace
}  // namespace tenon::migrate

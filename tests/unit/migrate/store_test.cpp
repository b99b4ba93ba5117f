#include "migrate/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tenon::migrate {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

StoredRevision sample(const std::string& id, std::vector<std::string> parents) {
  StoredRevision revision;
  revision.folder = "20261121T101500_" + id;
  revision.id = id;
  revision.parents = std::move(parents);
  revision.message = "message of " + id;
  revision.created = "2026-11-21T10:15:00Z";
  DialectScripts scripts;
  scripts.up.id = id;
  scripts.up.parents = revision.parents;
  scripts.up.dialect = "sqlite";
  scripts.up.statements.push_back({"create table " + id + " (a int)", "", 1, true, {}, {}});
  scripts.down = scripts.up;
  scripts.down.direction = Direction::down;
  scripts.down.statements[0].sql = "drop table " + id;
  scripts.up_hashes = token_hashes(scripts.up);
  scripts.down_hashes = token_hashes(scripts.down);
  revision.dialects["sqlite"] = scripts;
  return revision;
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() : root_(fs::temp_directory_path() / ("tenon_store_" + std::to_string(getpid()))) {
    fs::remove_all(root_);
  }
  ~StoreTest() override { fs::remove_all(root_); }

  void write(const StoredRevision& revision) {
    base::Diagnostics diagnostics;
    ASSERT_TRUE(write_revision(root_, revision, diagnostics));
  }
  Store read() {
    sources_ = {};
    diagnostics_ = {};
    return read_store(root_, "migrations", sources_, diagnostics_);
  }
  std::string errors() { return base::render(diagnostics_, sources_); }
  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::error_code error;
    const std::string text = base::read_file(root_ / file, error);
    ASSERT_NE(text.find(from), std::string::npos);
    ASSERT_FALSE(base::write_file(root_ / file, base::replace_all(text, from, to)));
  }

  fs::path root_;
  base::Sources sources_;
  base::Diagnostics diagnostics_;
};

TEST_F(StoreTest, what_is_written_is_read_back) {
  write(sample("aa", {}));
  write(sample("bb", {"aa"}));
  const Store store = read();
  EXPECT_EQ(errors(), "");
  ASSERT_EQ(store.revisions.size(), 2U);
  EXPECT_EQ(store.find("bb").parents, std::vector<std::string>{"aa"});
  EXPECT_EQ(to_json(store.find("bb")), to_json(sample("bb", {"aa"})));
  EXPECT_EQ(to_runtime(store)[0].find(Dialect::sqlite)->up.statements.at(0).sql,
            "create table aa (a int)");
  refuse_edited(store, diagnostics_);
  EXPECT_EQ(errors(), "");
}

TEST_F(StoreTest, operations_are_left_out_when_nobody_needs_them) {
  StoredRevision revision = sample("aa", {});
  schema::Table table;
  table.name = "users";
  revision.operations = {schema::CreateTable{table}};
  write(revision);
  EXPECT_EQ(read().find("aa").operations, revision.operations) << errors();
  const Store store =
      read_store(root_, "migrations", sources_, diagnostics_, Reading::without_operations);
  EXPECT_EQ(errors(), "");
  EXPECT_TRUE(store.find("aa").operations.empty());
  EXPECT_EQ(store.find("aa").message, "message of aa");
  EXPECT_EQ(store.find("aa").dialects.at("sqlite").up.statements.size(), 1U);
}

TEST_F(StoreTest, two_of_one_name_differ) {
  base::Diagnostics diagnostics;
  EXPECT_EQ(write_revision(root_, sample("aa", {}), diagnostics), "20261121T101500_aa");
  EXPECT_EQ(write_revision(root_, sample("aa", {}), diagnostics), "20261121T101500_aa_2");
  read();
  EXPECT_THAT(errors(), HasSubstr("two revisions have the id 'aa'"));
}

TEST_F(StoreTest, an_edit_needs_its_marker) {
  write(sample("aa", {}));
  const std::string up = "20261121T101500_aa/sqlite.up.sql";
  replace(up, "create table aa", "create  table  aa  -- spaces and comments are no edit\n");
  refuse_edited(read(), diagnostics_);
  EXPECT_EQ(errors(), "");
  replace(up, "a int", "a bigint");
  refuse_edited(read(), diagnostics_);
  EXPECT_THAT(errors(),
              HasSubstr("migrations/20261121T101500_aa/sqlite.up.sql:7:1: error: statement 1 of "
                        "revision 'aa' is not what was generated"));
  replace(up, "\n\n-- tenon: statement",
          "\n-- tenon: edited data-only: a test\n\n-- tenon: statement");
  refuse_edited(read(), diagnostics_);
  EXPECT_EQ(errors(), "");
}

TEST_F(StoreTest, what_is_wrong_is_told_with_its_place) {
  write(sample("aa", {}));
  const std::string json = "20261121T101500_aa/revision.json";
  replace(json, "\"format\": 1", "\"format\": 2");
  read();
  EXPECT_THAT(errors(), HasSubstr("revision.json:2:13: error: format 2 is not known"));
  replace(json, "\"format\": 2", "\"format\": 1");
  replace(json, "\"message\"", "\"mesage\"");
  read();
  EXPECT_THAT(errors(), HasSubstr("unknown member 'mesage'"));
  EXPECT_THAT(errors(), HasSubstr("did you mean 'message'?"));
  replace(json, "\"mesage\"", "\"message\"");
  replace("20261121T101500_aa/sqlite.up.sql", "revision aa", "revision bb");
  read();
  EXPECT_THAT(errors(), HasSubstr("the head is that of another script"));
  fs::remove(root_ / "20261121T101500_aa/sqlite.up.sql");
  read();
  EXPECT_THAT(errors(), HasSubstr("cannot read 'migrations/20261121T101500_aa/sqlite.up.sql'"));
  fs::create_directories(root_ / "half");
  read();
  EXPECT_THAT(errors(), HasSubstr("cannot read 'migrations/half/revision.json'"));
}

TEST_F(StoreTest, a_parent_that_is_not_there) {
  write(sample("bb", {"aa"}));
  read();
  EXPECT_THAT(errors(), HasSubstr("_bb/revision.json:5:5: error: revision 'bb' builds on 'aa', "
                                  "which does not exist [revision-graph]"));
  EXPECT_THAT(errors(), HasSubstr("hint: its folder belongs into 'migrations'"));
}

TEST_F(StoreTest, a_circle_is_told_whole) {
  write(sample("aa", {"cc"}));
  write(sample("bb", {"aa"}));
  write(sample("cc", {"bb"}));
  read();
  EXPECT_THAT(errors(), HasSubstr("_aa/revision.json:5:5: error: revision 'aa' builds on itself: "
                                  "'aa' builds on 'cc', that on 'bb', that on 'aa'"));
}

TEST_F(StoreTest, what_nobody_would_run_is_refused) {
  write(sample("aa", {}));
  fs::copy_file(root_ / "20261121T101500_aa/sqlite.up.sql",
                root_ / "20261121T101500_aa/postgresql.up.sql");
  read();
  EXPECT_THAT(errors(), HasSubstr("'migrations/20261121T101500_aa/postgresql.up.sql' is no script "
                                  "of its revision"));
}

TEST_F(StoreTest, ids_times_and_databases_are_looked_at) {
  write(sample("aa", {}));
  write(sample("bb", {"aa"}));
  const std::string json = "20261121T101500_bb/revision.json";
  replace(json, "\"bb\"", "\"head\"");
  replace(json, "\"aa\"", "\"aa\", \"aa\"");
  replace(json, "\"created\": \"2", "\"created\": \"x2");
  replace(json, "\"sqlite\"", "\"sqlit\"");
  replace(json, "\"format\"", "\"form\": 1, \"format\"");
  read();
  EXPECT_THAT(errors(), HasSubstr("error: 'head' cannot be a revision's id"));
  EXPECT_THAT(errors(), HasSubstr("error: 'aa' stands twice in 'parents'"));
  EXPECT_THAT(errors(), HasSubstr("' is no time"));
  EXPECT_THAT(errors(), HasSubstr("error: unknown database 'sqlit'"));
  EXPECT_THAT(errors(), HasSubstr("error: unknown member 'form'"));
}

TEST_F(StoreTest, what_a_merge_left_open_is_told) {
  write(sample("aa", {}));
  const std::string up = "20261121T101500_aa/sqlite.up.sql";
  replace(up, "(a int)", "(\n<<<<<<< HEAD\na int\n=======\nb int\n>>>>>>> theirs\n)");
  read();
  EXPECT_THAT(errors(), HasSubstr("sqlite.up.sql:9:1: error: a merge in version control left this "
                                  "line, and both sides of a conflict [revision-script]"));
  // Not in a text.
  replace(up, "<<<<<<< HEAD\na int\n=======\nb int\n>>>>>>> theirs",
          "a text default '\n======= \n'");
  read();
  EXPECT_EQ(errors(), "");
  replace("20261121T101500_aa/revision.json", "  \"message\"", "<<<<<<< HEAD\n  \"message\"");
  read();
  EXPECT_THAT(errors(), HasSubstr("hint: a merge in version control left this line"));
}

TEST_F(StoreTest, bytes_that_no_editor_shows) {
  write(sample("aa", {}));
  const std::string up = "20261121T101500_aa/sqlite.up.sql";
  replace(up, "-- tenon: revision", "\xEF\xBB\xBF-- tenon: revision");
  refuse_edited(read(), diagnostics_);
  EXPECT_EQ(errors(), "");
  replace(up, "a int", std::string{"a int -- "} + '\0' + "\n");
  read();
  EXPECT_THAT(errors(), HasSubstr("error: there is a NUL byte in this text"));
}

}  // namespace
}  // namespace tenon::migrate

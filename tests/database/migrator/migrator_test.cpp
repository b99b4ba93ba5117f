// What holds on both databases: targets, history, refusals, failures, stops, several at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <csignal>

#include <memory>

#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> ids(const std::vector<MigrationStep>& steps) {
  std::vector<std::string> ids;
  for (const MigrationStep& step : steps) ids.push_back(step.id);
  return ids;
}

std::vector<Revision> chain() {
  return {revision("aa1", {}, script({"create table \"public\".\"a\" (\"id\" integer)"}),
                   script({"drop table \"public\".\"a\""})),
          revision("bb2", {"aa1"}, script({"create table \"public\".\"b\" (\"id\" integer)"}),
                   script({"drop table \"public\".\"b\""})),
          revision("bc3", {"bb2"}, script({"create table \"public\".\"c\" (\"id\" integer)"}),
                   script({"drop table \"public\".\"c\""}))};
}

class MigratorTest : public ::testing::TestWithParam<Dialect> {
 protected:
  MigratorTest() : scratch_(GetParam()), engine_(scratch_.url()) {}

  /// SQLite has no schemas: the texts of the tests are written for PostgreSQL.
  std::vector<Revision> fit(std::vector<Revision> revisions) const {
    if (GetParam() == Dialect::postgresql) return revisions;
    for (Revision& each : revisions) {
      for (Revision::Scripts& scripts : each.scripts) {
        for (MigrationScript* script : {&scripts.up, &scripts.down}) {
          for (MigrationStatement& statement : script->statements) {
            const std::size_t at = statement.sql.find("\"public\".");
            if (at != std::string::npos) statement.sql.erase(at, 9);
          }
        }
      }
    }
    return revisions;
  }
  Migrator migrator(std::vector<Revision> revisions, MigratorOptions options = {}) {
    return Migrator{engine_, fit(std::move(revisions)), options};
  }
  std::int64_t tables() {
    return number(engine_, GetParam() == Dialect::sqlite
                               ? "select count(*) from sqlite_master where type = 'table'"
                               : "select count(*) from pg_catalog.pg_tables where schemaname = "
                                 "'public'");
  }

  Scratch scratch_;
  Engine engine_;
};

INSTANTIATE_TEST_SUITE_P(Both, MigratorTest,
                         ::testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
                         });

TEST_P(MigratorTest, goes_up_and_down_by_every_target) {
  Migrator migrator = this->migrator(chain());
  EXPECT_THAT(migrator.current(), IsEmpty());
  EXPECT_THAT(ids(migrator.plan_upgrade()), ElementsAre("aa1", "bb2", "bc3"));
  EXPECT_EQ(tables(), 0);
  EXPECT_THAT(ids(migrator.upgrade("+1")), ElementsAre("aa1"));
  EXPECT_THAT(ids(migrator.upgrade("bb")), ElementsAre("bb2"));
  EXPECT_THAT(migrator.current(), ElementsAre("bb2"));
  EXPECT_THAT(ids(migrator.upgrade("head")), ElementsAre("bc3"));
  EXPECT_THAT(ids(migrator.upgrade("head")), IsEmpty());
  EXPECT_EQ(tables(), 4);
  EXPECT_THAT(ids(migrator.downgrade("-1")), ElementsAre("bc3"));
  EXPECT_THAT(ids(migrator.downgrade("aa1")), ElementsAre("bb2"));
  EXPECT_THAT(migrator.current(), ElementsAre("aa1"));
  EXPECT_THAT(ids(migrator.downgrade("base")), ElementsAre("aa1"));
  EXPECT_EQ(tables(), 1);
  EXPECT_THAT(migrator.history(), IsEmpty());
}

TEST_P(MigratorTest, refuses_targets_that_make_no_sense_and_leaves_no_table) {
  Migrator migrator = this->migrator(chain());
  EXPECT_THAT(error_of([&] { migrator.upgrade("b"); }).what(),
              HasSubstr("'b' is the beginning of 2 revisions: 'bb2', 'bc3'"));
  EXPECT_THAT(error_of([&] { migrator.upgrade("zz"); }).what(),
              HasSubstr("there is no revision 'zz'"));
  EXPECT_THAT(error_of([&] { migrator.upgrade("+4"); }).what(), HasSubstr("beyond the head"));
  EXPECT_THAT(error_of([&] { migrator.upgrade("+x"); }).what(), HasSubstr("no number"));
  EXPECT_THAT(error_of([&] { migrator.downgrade("-1"); }).what(), HasSubstr("beyond the base"));
  EXPECT_THAT(error_of([&] { migrator.downgrade("aa1"); }).what(), HasSubstr("is not applied"));
  EXPECT_EQ(tables(), 0);
}

TEST_P(MigratorTest, two_heads_need_a_name) {
  std::vector<Revision> forked = chain();
  forked.back().parents = {"aa1"};
  Migrator migrator = this->migrator(forked);
  EXPECT_THAT(error_of([&] { migrator.upgrade(); }).what(),
              HasSubstr("there are 2 heads, 'bb2', 'bc3'"));
  EXPECT_THAT(ids(migrator.upgrade("heads")), ElementsAre("aa1", "bb2", "bc3"));
  EXPECT_THAT(migrator.current(), ElementsAre("bb2", "bc3"));
  EXPECT_THAT(error_of([&] { migrator.downgrade("-1"); }).what(), HasSubstr("ambiguous"));
  EXPECT_THAT(ids(migrator.downgrade("aa1")), ElementsAre("bc3", "bb2"));
}

TEST_P(MigratorTest, refuses_edited_and_missing_revisions) {
  this->migrator(chain()).upgrade("bb2");
  std::vector<Revision> edited = chain();
  for (Revision::Scripts& scripts : edited[0].scripts) {
    scripts.up.statements[0].checksum = "other";
  }
  EXPECT_THAT(error_of([&] { migrator(edited).upgrade(); }).what(),
              HasSubstr("revision 'aa1' (message of aa1) was edited after it was applied"));
  std::vector<Revision> missing{chain()[0]};
  EXPECT_THAT(error_of([&] { migrator(missing).upgrade(); }).what(),
              HasSubstr("revision 'bb2' (message of bb2) was applied to the database and is not"));
  EXPECT_EQ(tables(), 3);
}

TEST_P(MigratorTest, a_revision_below_one_that_is_applied_is_not_run) {
  migrator(chain()).upgrade();
  engine_.connect().execute("delete from tenon_history where id = 'bb2'");
  EXPECT_THAT(
      error_of([&] { migrator(chain()).upgrade(); }).what(),
      HasSubstr("revision 'bc3' (message of bc3) is in the database's history, and revision "
                "'bb2' (message of bb2), on which it builds, is not applied"));
  EXPECT_THAT(ids(migrator(chain()).downgrade("aa1")), ElementsAre("bc3"));
  migrator(chain()).stamp("bb2");
  EXPECT_THAT(ids(migrator(chain()).upgrade()), ElementsAre("bc3"));
}

TEST_P(MigratorTest, a_history_that_cannot_be_is_told) {
  migrator(chain()).upgrade("aa1");
  engine_.connect().execute("update tenon_history set statements = -1, state = 'upgrading'");
  EXPECT_THAT(error_of([&] { migrator(chain()).upgrade(); }).what(),
              HasSubstr("the history table says that -1 statements have run"));
}

TEST_P(MigratorTest, a_service_starts_where_all_that_it_needs_is_applied) {
  const auto told = [this](const std::vector<Revision>& needed) {
    return std::string{error_of([&] { migrator(needed).check(); }).what()};
  };
  EXPECT_EQ(told({chain()[0]}),
            "the database is not what this program was made for: it lacks revision 'aa1' (message "
            "of aa1); `tenon upgrade` brings it there");
  EXPECT_EQ(tables(), 0);
  migrator(chain()).upgrade("bb2");
  EXPECT_NO_THROW(migrator({chain()[0]}).check());
  EXPECT_NO_THROW(migrator({chain()[0], chain()[1]}).check());
  EXPECT_THAT(told(chain()), HasSubstr("it lacks revision 'bc3' (message of bc3);"));
  std::vector<Revision> edited{chain()[0]};
  for (Revision::Scripts& scripts : edited[0].scripts) {
    scripts.up.statements[0].checksum = "other";
  }
  EXPECT_EQ(told(edited),
            "the database is not what this program was made for: it has other texts of revision "
            "'aa1' (message of aa1)");
}

TEST_P(MigratorTest, a_failed_statement_leaves_its_transaction_without_trace) {
  std::vector<Revision> revisions = chain();
  const MigrationScript broken =
      script({"create table \"public\".\"x\" (\"id\" integer)", "create table oops oops"});
  for (Revision::Scripts& scripts : revisions[1].scripts) scripts.up = broken;
  const Error error = error_of([&] { migrator(revisions).upgrade(); });
  EXPECT_EQ(error.kind(), ErrorKind::migration);
  EXPECT_THAT(error.what(), HasSubstr("revision 'bb2' (message of bb2), statement 2 of 2 on the "
                                      "way up: "));
  EXPECT_THAT(error.what(), HasSubstr("oops"));
  EXPECT_THAT(error.what(), HasSubstr("nothing of this revision is in effect"));
  EXPECT_EQ(error.statement(), "create table oops oops");
  EXPECT_EQ(tables(), 2) << "a and the history";
  EXPECT_THAT(migrator(revisions).current(), ElementsAre("aa1"));
}

TEST_P(MigratorTest, a_stop_between_groups_is_gone_on_with) {
  MigrationScript up = script({"create table \"public\".\"x\" (\"id\" integer)", "not yet right"});
  up.statements[1].group = 2;
  const std::vector<Revision> broken{
      revision("aa1", {}, up, script({"drop table \"public\".\"x\""}))};
  EXPECT_THAT(error_of([&] { migrator(broken).upgrade(); }).what(),
              HasSubstr("statement 2 was rolled back, statement 1 stays"));
  ASSERT_EQ(migrator(broken).history().size(), 1U);
  EXPECT_EQ(migrator(broken).history()[0].state, AppliedRevision::State::upgrading);
  EXPECT_THAT(migrator(broken).current(), IsEmpty());
  EXPECT_THAT(error_of([&] { migrator(broken).downgrade("base"); }).what(),
              HasSubstr("stopped half way up: finish it with `tenon upgrade`"));

  MigrationScript mended =
      script({"create table \"public\".\"x\" (\"id\" integer)", "create table y (\"id\" integer)"});
  if (GetParam() == Dialect::postgresql) {
    mended.statements[1].sql = "create table \"public\".\"y\" (\"id\" integer)";
  }
  mended.statements[1].group = 2;
  const std::vector<Revision> right{
      revision("aa1", {}, mended, script({"drop table \"public\".\"x\""}))};
  EXPECT_THAT(ids(migrator(right).upgrade()), ElementsAre("aa1"));
  EXPECT_EQ(tables(), 3);

  MigrationScript other = mended;
  other.statements[0].checksum = "other";
  this->migrator(right).downgrade("base");
  EXPECT_THAT(migrator(right).history(), IsEmpty());
}

TEST_P(MigratorTest, a_stopped_revision_whose_done_part_was_edited_is_refused) {
  MigrationScript up = script({"create table \"public\".\"x\" (\"id\" integer)", "not yet right"});
  up.statements[1].group = 2;
  std::vector<Revision> revisions{revision("aa1", {}, up, {})};
  EXPECT_THROW(migrator(revisions).upgrade(), Error);
  for (Revision::Scripts& scripts : revisions[0].scripts) {
    scripts.up.statements[0].checksum = "other";
  }
  EXPECT_THAT(error_of([&] { migrator(revisions).upgrade(); }).what(),
              HasSubstr("stopped after 1 of its statements, and those were edited since"));
}

TEST_P(MigratorTest, loss_of_data_is_to_be_accepted) {
  std::vector<Revision> revisions = chain();
  for (Revision::Scripts& scripts : revisions[1].scripts) {
    scripts.up.unaccepted = {"drops the column 'bio'"};
    scripts.down.unaccepted = {"drops the table 'b'"};
  }
  EXPECT_THAT(error_of([&] { migrator(revisions).upgrade(); }).what(),
              HasSubstr("loses data on the way up and nobody has accepted that: drops the column"));
  EXPECT_EQ(tables(), 0) << "not even the revision before it ran";
  MigratorOptions accepting;
  accepting.accept_data_loss = true;
  migrator(revisions, accepting).upgrade();
  EXPECT_THROW(migrator(revisions).downgrade("base"), Error);
  EXPECT_EQ(tables(), 4);
}

TEST_P(MigratorTest, stamp_writes_history_only) {
  Migrator migrator = this->migrator(chain());
  migrator.stamp("bb2");
  EXPECT_THAT(migrator.current(), ElementsAre("bb2"));
  EXPECT_EQ(tables(), 1);
  EXPECT_THAT(ids(migrator.plan_upgrade()), ElementsAre("bc3"));
  migrator.stamp("aa1");
  EXPECT_THAT(migrator.current(), ElementsAre("aa1"));
  migrator.stamp("base");
  EXPECT_THAT(migrator.history(), IsEmpty());
}

TEST_P(MigratorTest, stamp_forgets_no_revision_that_it_does_not_know) {
  const auto other = [](const char* id) { return revision(id, {}, script({}), script({})); };
  migrator({other("cc1")}).stamp("head");
  EXPECT_THAT(
      error_of([&] { migrator(chain()).stamp("bb2"); }).what(),
      HasSubstr("the history would forget what is not among the revisions: revision 'cc1'"));
  EXPECT_THROW(migrator(chain()).stamp("base"), Error);
  EXPECT_THROW(migrator(chain()).adopt("head"), Error);
  ASSERT_EQ(migrator(chain()).history().size(), 1U);
  EXPECT_EQ(migrator(chain()).history()[0].id, "cc1");
  MigratorOptions forgetting;
  forgetting.forget_unknown = true;
  migrator(chain(), forgetting).stamp("aa1");
  EXPECT_THAT(migrator(chain()).current(), ElementsAre("aa1"));
}

// F1, F2: a first start of sixteen processes at once.
TEST_P(MigratorTest, one_of_sixteen_applies_and_the_others_see_it_done) {
  std::vector<pid_t> children;
  for (int i = 0; i < 16; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      int code = 9;
      try {
        Engine engine{scratch_.url()};
        Migrator migrator{engine, fit(chain())};
        code = static_cast<int>(migrator.upgrade().size());
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
      }
      _exit(code);
    }
    children.push_back(child);
  }
  int applied = 0;
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_NE(WEXITSTATUS(status), 9);
    applied += WEXITSTATUS(status);
  }
  EXPECT_EQ(applied, 3);
  EXPECT_EQ(tables(), 4);
}

// F4, F12, F15: killed wherever it happens to be, the next run goes on; a lock dies with its owner.
TEST_P(MigratorTest, a_killed_migrator_is_gone_on_with) {
  std::vector<Revision> revisions;
  for (int i = 0; i < 12; ++i) {
    const std::string name = "\"public\".\"t" + std::to_string(i);
    MigrationScript up = script({"create table " + name + "a\" (\"id\" integer)",
                                 "create table " + name + "b\" (\"id\" integer)",
                                 "create table " + name + "c\" (\"id\" integer)"});
    up.statements[1].group = 2;
    up.statements[2].group = 2;
    std::vector<std::string> parents;
    if (i > 0) parents.push_back(revisions.back().id);
    revisions.push_back(revision("id" + std::to_string(i), parents, up, {}));
  }
  int kills = 0;
  for (int round = 0;; ++round) {
    ASSERT_LT(round, 400);
    const pid_t child = fork();
    if (child == 0) {
      int code = 9;
      try {
        Engine engine{scratch_.url()};
        Migrator{engine, fit(revisions)}.upgrade();
        code = 0;
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
      }
      _exit(code);
    }
    usleep(static_cast<useconds_t>(500 + round * 300));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) {
      ++kills;
      continue;
    }
    ASSERT_EQ(WEXITSTATUS(status), 0);
    break;
  }
  EXPECT_GT(kills, 3);
  EXPECT_EQ(tables(), 37);
  EXPECT_THAT(migrator(revisions).current(), ElementsAre("id11"));
}

/// Runs another migrator at the moment when ours begins its step.
class Crossed : public MigrationObserver {
 public:
  explicit Crossed(void (*cross)(Migrator&), Migrator& other) : cross_(cross), other_(other) {}
  void began(const MigrationStep&) override { cross_(other_); }

 private:
  void (*cross_)(Migrator&);
  Migrator& other_;
};

// SQLite's lock is a transaction's: between two of them others may work, in the other direction,
// too.
TEST(MigratorsThatCross, what_is_planned_is_looked_at_again) {
  const Scratch scratch{Dialect::sqlite};
  Engine engine{scratch.url()};
  const std::vector<Revision> revisions{
      revision("aa1", {}, script({"create table a (id integer)"}), script({"drop table a"})),
      revision("aa2", {"aa1"}, script({"create table b (id integer)"}), script({"drop table b"}))};
  Migrator other{engine, revisions};
  other.upgrade("aa1");
  Crossed takes_back{[](Migrator& one) { one.downgrade("base"); }, other};
  MigratorOptions options;
  options.observer = &takes_back;
  EXPECT_THAT(error_of([&] { Migrator(engine, revisions, options).upgrade(); }).what(),
              HasSubstr("another migrator has meanwhile taken back revision 'aa1', on which it "
                        "builds: look where the database is"));
  EXPECT_EQ(number(engine, "select count(*) from sqlite_master where name in ('a', 'b')"), 0);
  EXPECT_TRUE(other.history().empty());

  other.upgrade("aa1");
  Crossed goes_on{[](Migrator& one) { one.upgrade("aa2"); }, other};
  options.observer = &goes_on;
  EXPECT_THAT(
      error_of([&] { Migrator(engine, revisions, options).downgrade("base"); }).what(),
      HasSubstr("another migrator has meanwhile applied revision 'aa2', which builds on it"));
  EXPECT_EQ(number(engine, "select count(*) from sqlite_master where name in ('a', 'b')"), 2);
}

}  // namespace
}  // namespace tenon::test

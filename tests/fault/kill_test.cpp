// A migrator that is killed before and after each statement of a revision of twenty, up and down
// (faults F4, F12, F15): the database is at a place where a transaction ended, the next run goes on
// from there, and no row is lost.
#include <gmock/gmock.h>

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <set>
#include <thread>

#include "database/migrator/scratch.hpp"
#include "fault/twenty_steps.hpp"

namespace tenon::test {
namespace {

/// Kills its process at the n-th thing that it hears of.
class Killer : public MigrationObserver {
 public:
  explicit Killer(int at) : left_(at) {}
  void began(const MigrationStep&) override { count(); }
  void ended(const MigrationStep&) override { count(); }
  void statement_began(const MigrationProgress&) override { count(); }
  void statement_ended(const MigrationProgress&) override { count(); }

 private:
  void count() {
    if (--left_ == 0) kill(getpid(), SIGKILL);
  }

  int left_;
};

void wait_until_alone(Engine& engine) {
  if (engine.dialect() == Dialect::sqlite) return;
  while (number(engine,
                "select count(*) from pg_stat_activity where datname = current_database() "
                "and pid <> pg_backend_pid()") > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
}

class KillTest : public ::testing::TestWithParam<Dialect> {
 protected:
  /// The tables before the revision, and nothing else.
  Engine& begin_anew() {
    engine_.reset();
    if (GetParam() == Dialect::sqlite || !scratch_) scratch_.emplace(GetParam());
    engine_.emplace(url());
    empty(*engine_);
    fill(*engine_);
    return *engine_;
  }
  const std::string& url() const { return scratch_->url(); }

  /// What the database is after every part of the way up that may be left.
  std::set<std::string> states_of_the_way_up() {
    std::set<std::string> states;
    for (const std::size_t place : resting_places(twenty_steps().find(GetParam())->up)) {
      Engine& engine = begin_anew();
      Migrator{engine, {first_steps(place)}}.upgrade();
      states.insert(fingerprint(engine));
    }
    return states;
  }

  /// True when it was killed; false when it came to its end first.
  static bool run_and_kill(const std::string& url, int at, bool is_up) {
    const pid_t child = fork();
    if (child == 0) {
      int code = 9;
      try {
        Killer killer{at};
        MigratorOptions options;
        options.observer = &killer;
        Engine engine{url};
        Migrator migrator{engine, {twenty_steps()}, options};
        is_up ? migrator.upgrade() : migrator.downgrade("base");
        code = 0;
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
      }
      _exit(code);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status);
  }

 private:
  std::optional<Scratch> scratch_;
  std::optional<Engine> engine_;
};
INSTANTIATE_TEST_SUITE_P(Both, KillTest, ::testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
                         });

TEST_P(KillTest, at_every_statement_of_the_way_up) {
  const std::set<std::string> states = states_of_the_way_up();
  std::set<std::string> seen;
  std::string end;
  int at = 1;
  for (bool is_killed = true; is_killed; ++at) {
    SCOPED_TRACE(at);
    Engine& engine = begin_anew();
    is_killed = run_and_kill(url(), at, true);
    wait_until_alone(engine);
    EXPECT_EQ(states.count(fingerprint(engine)), 1U);
    EXPECT_EQ(count_of_rows(engine), "300 600\n");
    seen.insert(fingerprint(engine));
    Migrator migrator{engine, {twenty_steps()}};
    migrator.upgrade();
    if (end.empty()) end = fingerprint(engine);
    EXPECT_EQ(fingerprint(engine), end);
    EXPECT_THAT(migrator.current(), ::testing::ElementsAre("aa1"));
    EXPECT_EQ(count_of_rows(engine), "300 600\n");
  }
  EXPECT_GE(at, 42);
  EXPECT_EQ(seen, states);
}

TEST_P(KillTest, at_every_statement_of_the_way_down) {
  std::string start;
  std::set<std::string> seen;
  for (int at = 1;; ++at) {
    SCOPED_TRACE(at);
    Engine& engine = begin_anew();
    start = fingerprint(engine);
    Migrator{engine, {twenty_steps()}}.upgrade();
    const bool is_killed = run_and_kill(url(), at, false);
    wait_until_alone(engine);
    EXPECT_EQ(count_of_rows(engine), "300 600\n");
    seen.insert(fingerprint(engine));
    Migrator migrator{engine, {twenty_steps()}};
    if (is_killed && !migrator.history().empty()) {
      EXPECT_EQ(migrator.downgrade("base").size(), 1U);
    }
    EXPECT_EQ(fingerprint(engine), start);
    EXPECT_EQ(migrator.history().size(), 0U);
    if (!is_killed) break;
  }
  EXPECT_EQ(seen.size(), resting_places(twenty_steps().find(GetParam())->down).size());
}

}  // namespace
}  // namespace tenon::test

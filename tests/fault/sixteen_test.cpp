// Sixteen migrators that start at once on a database that nobody has migrated, fifty times over
// (faults F1, F2): one of them applies, the others see nothing to do.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "database/migrator/scratch.hpp"
#include "fault/twenty_steps.hpp"

namespace tenon::test {
namespace {

class SixteenTest : public ::testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Both, SixteenTest, ::testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
                         });

/// The number of revisions that it applied, 9 for an error. All of them begin when `start` closes.
int migrate(const std::string& url, const std::array<int, 2>& start) {
  close(start[1]);
  char byte = 0;
  while (read(start[0], &byte, 1) > 0) {
  }
  try {
    Engine engine{url};
    const Revision revision = twenty_steps();
    return static_cast<int>(Migrator{engine, {revision}}.upgrade().size());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 9;
  }
}

TEST_P(SixteenTest, one_applies_fifty_times_over) {
  std::optional<Scratch> scratch{GetParam()};
  std::string end;
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE(round);
    if (GetParam() == Dialect::sqlite) scratch.emplace(GetParam());
    {
      Engine engine{scratch->url()};
      empty(engine);
      fill(engine);
    }
    std::array<int, 2> start{};
    ASSERT_EQ(pipe(start.data()), 0);
    std::array<pid_t, 16> children{};
    for (pid_t& child : children) {
      child = fork();
      if (child == 0) _exit(migrate(scratch->url(), start));
    }
    close(start[0]);
    close(start[1]);
    int applied = 0;
    for (const pid_t child : children) {
      int status = 0;
      waitpid(child, &status, 0);
      ASSERT_TRUE(WIFEXITED(status));
      ASSERT_NE(WEXITSTATUS(status), 9);
      applied += WEXITSTATUS(status);
    }
    Engine engine{scratch->url()};
    EXPECT_EQ(applied, 1);
    if (end.empty()) end = fingerprint(engine);
    ASSERT_EQ(fingerprint(engine), end);
    ASSERT_EQ(number(engine, "select count(*) from tenon_history where state = 'applied'"), 1);
  }
}

}  // namespace
}  // namespace tenon::test

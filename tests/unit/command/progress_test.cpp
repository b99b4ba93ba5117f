// What `tenon upgrade` tells of a statement that takes long, where there is no terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "command/progress.hpp"

namespace tenon::command {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Progress, OnlyWhatTakesLongIsToldOf) {
  testing::internal::CaptureStderr();
  {
    const std::string slow = "update things\nset a = 1";
    const std::string quick = "select 1";
    Progress progress{"sqlite:///no.db", std::chrono::milliseconds{20}};
    const auto run = [&](const std::string& sql, int number, std::chrono::milliseconds time) {
      const MigrationProgress statement{static_cast<std::size_t>(number), 2, sql, ""};
      progress.statement_began(statement);
      if (number == 2) progress.batch_ended({statement, 5, 10});
      std::this_thread::sleep_for(time);
      progress.statement_ended(statement);
    };
    run(quick, 1, std::chrono::milliseconds{0});
    run(slow, 2, std::chrono::milliseconds{100});
  }
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_THAT(told,
              HasSubstr("  2 of 2: update things\n    still running, 0 s, 5 rows of about 10\n"));
  EXPECT_THAT(told, Not(HasSubstr("select 1")));
}

TEST(Progress, TriesAreOneStatement) {
  testing::internal::CaptureStderr();
  {
    const std::string sql = "alter table things add a integer";
    Progress progress{"sqlite:///no.db", std::chrono::milliseconds{40}};
    for (int i = 0; i < 5; ++i) {
      progress.statement_began({1, 1, sql, ""});
      std::this_thread::sleep_for(std::chrono::milliseconds{25});
    }
  }
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("still running"));
}

}  // namespace
}  // namespace tenon::command

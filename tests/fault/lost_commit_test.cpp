// A COMMIT whose answer never comes (fault F7): the migrator looks on a new connection what came of
// it, and goes on from there.
#include <gmock/gmock.h>

#include "database/migrator/scratch.hpp"
#include "fault/cutting_proxy.hpp"
#include "fault/twenty_steps.hpp"
#include "support/postgres_server.hpp"

namespace tenon::test {
namespace {

class LostCommit : public ::testing::TestWithParam<CuttingProxy::Cut> {};
INSTANTIATE_TEST_SUITE_P(Cut, LostCommit,
                         ::testing::Values(CuttingProxy::Cut::before, CuttingProxy::Cut::after),
                         [](const auto& info) {
                           return info.param == CuttingProxy::Cut::before ? "before" : "after";
                         });

TEST_P(LostCommit, is_looked_up_and_gone_on_from) {
  const PrivateServer server;
  std::string end;
  {
    Engine engine{synchronous(server)};
    fill(engine);
    Migrator{engine, {twenty_steps()}}.upgrade();
    end = fingerprint(engine);
  }
  // The first COMMIT is the history table's, which nothing depends on yet.
  for (int at = 2;; ++at) {
    SCOPED_TRACE(at);
    Engine direct{synchronous(server)};
    empty(direct);
    fill(direct);
    const CuttingProxy proxy{server.folder(), GetParam(), at};
    Engine engine{proxy.url()};
    const std::vector<MigrationStep> done = Migrator{engine, {twenty_steps()}}.upgrade();
    EXPECT_EQ(done.size(), 1U);
    EXPECT_EQ(fingerprint(direct), end);
    EXPECT_EQ(Migrator(direct, {twenty_steps()}).history().at(0).state,
              AppliedRevision::State::applied);
    if (!proxy.has_cut()) {
      EXPECT_GE(at, 6);
      break;
    }
  }
}

TEST_P(LostCommit, is_told_when_nobody_can_be_asked) {
  PrivateServer server;
  {
    Engine engine{synchronous(server)};
    fill(engine);
  }
  /// Takes the server away while the last statement before a COMMIT runs.
  class Taker : public MigrationObserver {
   public:
    explicit Taker(PrivateServer& server) : server_(server) {}
    void statement_ended(const MigrationProgress& progress) override {
      if (progress.number == 4) server_.kill();
    }

   private:
    PrivateServer& server_;
  } taker{server};
  MigratorOptions options;
  options.observer = &taker;
  const CuttingProxy proxy{server.folder(), GetParam(), 2};
  {
    Engine engine{proxy.url()};
    const Error error = error_of([&] { Migrator(engine, {twenty_steps()}, options).upgrade(); });
    EXPECT_FALSE(error.connection_usable());
  }
  server.resume();
  Engine engine{synchronous(server)};
  EXPECT_EQ(Migrator(engine, {twenty_steps()}).upgrade().size(), 1U);
  EXPECT_EQ(count_of_rows(engine), "300 600\n");
}

}  // namespace
}  // namespace tenon::test

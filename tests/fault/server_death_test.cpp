// A server that dies before and after each statement of a revision of twenty (faults F4, F7): the
// migrator says so, and the next run on the server that is back goes on from where a transaction
// ended; no row is lost.
#include <gmock/gmock.h>

#include <optional>
#include <set>

#include "database/migrator/scratch.hpp"
#include "fault/twenty_steps.hpp"
#include "support/postgres_server.hpp"

namespace tenon::test {
namespace {

class ServerKiller : public MigrationObserver {
 public:
  ServerKiller(PrivateServer& server, int at) : server_(server), left_(at) {}
  void statement_began(const MigrationProgress&) override { count(); }
  void statement_ended(const MigrationProgress&) override { count(); }
  void batch_began(const MigrationBatch&) override { count(); }
  void batch_ended(const MigrationBatch&) override { count(); }
  bool has_killed() const { return left_ <= 0; }

 private:
  void count() {
    if (--left_ == 0) server_.kill();
  }

  PrivateServer& server_;
  int left_;
};

TEST(ServerDeath, at_every_statement) {
  PrivateServer server;
  std::set<std::string> states;
  for (const std::size_t place : resting_places(twenty_steps().find(Dialect::postgresql)->up)) {
    Engine engine{synchronous(server)};
    empty(engine);
    fill(engine);
    Migrator{engine, {first_steps(place)}}.upgrade();
    states.insert(fingerprint(engine));
  }
  std::set<std::string> seen;
  bool has_killed = true;
  int at = 1;
  for (; has_killed; ++at) {
    SCOPED_TRACE(at);
    ServerKiller killer{server, at};
    {
      Engine engine{synchronous(server)};
      empty(engine);
      fill(engine);
      // A server that dies an instant later has not written all of it.
      engine.connect().execute("checkpoint");
      MigratorOptions options;
      options.observer = &killer;
      Migrator migrator{engine, {twenty_steps()}, options};
      try {
        migrator.upgrade();
      } catch (const Error& error) {
        EXPECT_THAT(error.kind(), ::testing::AnyOf(ErrorKind::migration, ErrorKind::in_doubt,
                                                   ErrorKind::connection_lost));
        EXPECT_FALSE(error.connection_usable());
      }
    }
    has_killed = killer.has_killed();
    if (has_killed) server.resume();
    Engine engine{synchronous(server)};
    EXPECT_EQ(states.count(fingerprint(engine)), 1U);
    EXPECT_EQ(count_of_rows(engine), "300 600\n");
    seen.insert(fingerprint(engine));
    Migrator{engine, {twenty_steps()}}.upgrade();
    EXPECT_EQ(Migrator(engine, {twenty_steps()}).current(), std::vector<std::string>{"aa1"});
    EXPECT_EQ(count_of_rows(engine), "300 600\n");
  }
  EXPECT_EQ(at, 42);
  EXPECT_EQ(seen, states);
}

/// Adds one to each of forty rows, ten at a time.
Revision batches_of_ten() {
  MigrationScript up = script({"update public.counted set n = n + 1 where id between $1 and $2"});
  up.statements[0].batches = {10, "\"public\".\"counted\"", {"id"}};
  Revision made = revision("aa2", {}, up, {});
  made.scripts.pop_back();
  return made;
}

TEST(ServerDeath, in_the_midst_of_batches) {
  PrivateServer server;
  bool has_killed = true;
  int at = 1;
  for (; has_killed; ++at) {
    SCOPED_TRACE(at);
    ServerKiller killer{server, at};
    {
      Engine engine{synchronous(server)};
      Connection connection = engine.connect();
      connection.execute("drop table if exists public.counted, public.tenon_history");
      connection.execute("create table public.counted (id bigint primary key, n integer)");
      connection.execute("insert into public.counted select i, 0 from generate_series(1, 40) i");
      connection.execute("checkpoint");
      MigratorOptions options;
      options.observer = &killer;
      try {
        Migrator{engine, {batches_of_ten()}, options}.upgrade();
      } catch (const Error& error) {
        EXPECT_FALSE(error.connection_usable());
      }
    }
    has_killed = killer.has_killed();
    if (has_killed) server.resume();
    Engine engine{synchronous(server)};
    const std::int64_t done = number(engine, "select sum(n) from public.counted");
    EXPECT_EQ(done % 10, 0) << "batches are whole";
    Migrator{engine, {batches_of_ten()}}.upgrade();
    EXPECT_EQ(number(engine, "select count(*) from public.counted where n = 1"), 40);
  }
  EXPECT_EQ(at, 12) << "a statement and four batches, each before and after";
}

}  // namespace
}  // namespace tenon::test

// A migrator behind a pooler of transactions (fault F11): what runs in transactions runs, once,
// with locks of transactions; what needs a session is refused before anything runs.
#include <gmock/gmock.h>

#include <thread>

#include "database/migrator/scratch.hpp"
#include "fault/twenty_steps.hpp"
#include "support/postgres_server.hpp"

namespace tenon::test {
namespace {

using ::testing::HasSubstr;

class Pooler {
 public:
  explicit Pooler(const PrivateServer& server) : folder_(server.folder() + "/pooler") {
    run("start " + folder_ + " " + server.folder());
  }
  Pooler(const Pooler&) = delete;
  Pooler& operator=(const Pooler&) = delete;
  ~Pooler() { run("stop " + folder_); }

  std::string url() const { return "postgresql://tenon@/postgres?prepared=off&host=" + folder_; }

 private:
  static void run(const std::string& arguments) {
    const std::string command = std::string{TENON_SUPPORT_DIR} + "/pgbouncer.sh " + arguments;
    if (std::system(command.c_str()) != 0) std::abort();
  }

  std::string folder_;
};

/// The twenty steps without those outside transactions.
Revision transactional_steps() {
  Revision revision = twenty_steps();
  for (Revision::Scripts& scripts : revision.scripts) {
    for (MigrationScript* const script : {&scripts.up, &scripts.down}) {
      std::erase_if(script->statements,
                    [](const MigrationStatement& each) { return !each.is_transactional; });
    }
  }
  return revision;
}

class PoolerTest : public ::testing::Test {
 protected:
  PoolerTest() { fill(direct_); }

  PrivateServer server_;
  Pooler pooler_{server_};
  Engine direct_{synchronous(server_)};
  Engine engine_{pooler_.url()};
};

TEST_F(PoolerTest, is_told_from_a_server) {
  EXPECT_FALSE(engine_.connect().has_session());
  EXPECT_TRUE(direct_.connect().has_session());
}

TEST_F(PoolerTest, eight_migrators_apply_each_step_once) {
  std::vector<std::thread> threads;
  std::atomic<std::size_t> done{0};
  std::atomic<int> failures{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      try {
        Engine engine{pooler_.url()};
        done += Migrator{engine, {transactional_steps()}}.upgrade().size();
      } catch (const Error& error) {
        ADD_FAILURE() << error.what();
        ++failures;
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(done, 1U);
  EXPECT_EQ(count_of_rows(direct_), "300 600\n");
  const std::string end = fingerprint(direct_);
  empty(direct_);
  fill(direct_);
  Migrator{direct_, {transactional_steps()}}.upgrade();
  EXPECT_EQ(end, fingerprint(direct_));
  Migrator{engine_, {transactional_steps()}}.downgrade("base");
  EXPECT_EQ(number(direct_, "select count(*) from pg_class where relname = 'more'"), 0);
}

TEST_F(PoolerTest, settings_and_locks_end_with_their_transaction) {
  Revision revision{"aa1", {}, "settings", {}};
  const MigrationScript shows =
      script({"create table public.seen as select current_setting('search_path') as path, "
              "current_setting('TimeZone') as zone, current_setting('lock_timeout') as lock"});
  revision.scripts = {{Dialect::postgresql, shows, {}}};
  Migrator{engine_, {revision}}.upgrade();
  EXPECT_EQ(number(direct_,
                   "select count(*) from public.seen where path = '\"\"' and zone = 'UTC' "
                   "and lock = '3s'"),
            1);
  EXPECT_EQ(number(direct_, "select count(*) from pg_locks where locktype = 'advisory'"), 0);
  Connection pooled = engine_.connect();
  Rows rows = pooled.query("select current_setting('search_path')");
  ASSERT_TRUE(rows.next());
  EXPECT_THAT(rows.row().get<std::string>(0), HasSubstr("public"));
}

TEST_F(PoolerTest, a_migrator_that_waits_names_the_holder) {
  Connection holder = direct_.connect();
  holder.begin();
  holder.execute("select pg_advisory_xact_lock(" + std::to_string(detail::migration_lock_key()) +
                 ")");
  MigratorOptions hasty;
  hasty.lock_wait = 200;
  Migrator migrator{engine_, {transactional_steps()}, hasty};
  const Error error = error_of([&] { migrator.upgrade(); });
  EXPECT_EQ(error.kind(), ErrorKind::timeout);
  EXPECT_THAT(error.what(), HasSubstr("of user 'tenon'"));
}

TEST_F(PoolerTest, batches_are_done_once_whoever_does_them) {
  Revision revision{"aa1", {}, "batches", {}};
  MigrationScript up = script({"alter table public.parent add done integer default 0",
                               "update public.parent set done = done + 1 "
                               "where id between $1 and $2"});
  up.statements[1].group = 2;
  up.statements[1].batches = {7, "\"public\".\"parent\"", {"id"}};
  revision.scripts = {{Dialect::postgresql, up, {}}};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Engine engine{pooler_.url()};
      Migrator{engine, {revision}}.upgrade();
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(number(direct_, "select count(*) from public.parent where done = 1"), 300);
  EXPECT_EQ(count_of_rows(direct_), "300 600\n");
}

TEST_F(PoolerTest, what_needs_a_session_is_refused_before_anything_runs) {
  const std::string before = fingerprint(direct_);
  Migrator migrator{engine_, {twenty_steps()}};
  const Error error = error_of([&] { migrator.upgrade(); });
  EXPECT_EQ(error.kind(), ErrorKind::migration);
  EXPECT_THAT(error.what(),
              HasSubstr("revision 'aa1' (twenty steps) has statements that run outside "
                        "transactions, and this connection goes through a pooler"));
  EXPECT_EQ(error.statement(), "drop index concurrently if exists public.parent_n");
  EXPECT_EQ(fingerprint(direct_), before);
  const std::vector<Revision> sets{revision("bb2", {}, script({"set search_path = public"}), {})};
  EXPECT_THAT(
      error_of([&] { Migrator(engine_, sets).upgrade(); }).what(),
      HasSubstr("sets something for its session, and this connection goes through a pooler"));
  EXPECT_EQ(number(direct_, "select count(*) from pg_class where relname = 'tenon_history'"), 0);
}

}  // namespace
}  // namespace tenon::test

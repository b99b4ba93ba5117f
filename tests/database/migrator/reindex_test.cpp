// What a REINDEX CONCURRENTLY leaves that failed or was killed (manual, REINDEX): found, dropped,
// and made again when the revision is resumed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "scratch.hpp"

namespace tenon::test {
namespace {

using ::testing::HasSubstr;

class ReindexTest : public ::testing::Test {
 protected:
  ReindexTest() {
    for (const char* const sql :
         {"create table public.t (id integer, body text)",
          "insert into public.t values (1, 'a'), (1, 'b')", "create index t_id on public.t (id)",
          "create index other on public.t (id)"})
      connection_.execute(sql);
  }

  static std::vector<Revision> revisions(const std::string& sql) {
    MigrationScript up = script({sql});
    up.statements[0].is_transactional = false;
    return {revision("aa1", {}, up, script({"select 1"}))};
  }

  /// An invalid index, as the failed build of a unique one leaves it.
  void leave(const std::string& name) {
    const std::string build = "create unique index concurrently " + name + " on public.t (id)";
    EXPECT_THROW(connection_.execute(build), Error);
  }

  /// Cancels the migrator once it waits for a lock.
  void cancel() {
    const char* const sql =
        "select count(*) from (select pg_cancel_backend(pid) from pg_stat_activity\n"
        "  where application_name = 'tenon migrator' and datname = current_database()\n"
        "    and wait_event_type = 'Lock') as canceled";
    while (number(engine_, sql) == 0) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }

  std::int64_t invalid() {
    return number(engine_, "select count(*) from pg_index where not indisvalid");
  }

  Scratch scratch_{Dialect::postgresql};
  Engine engine_{scratch_.url()};
  Connection connection_{engine_.connect()};
};

TEST_F(ReindexTest, what_a_canceled_one_left_is_dropped) {
  const std::vector<Revision> made = revisions("reindex table concurrently public.t");
  connection_.begin();
  connection_.execute("update public.t set body = 'c'");
  std::string message;
  std::thread upgrade{[&] {
    Engine engine{scratch_.url()};
    message = error_of([&] { Migrator{engine, made}.upgrade(); }).what();
  }};
  cancel();
  upgrade.join();
  connection_.rollback();
  EXPECT_THAT(message, HasSubstr("after dropping the invalid index that a failed build leaves"));
  EXPECT_GT(invalid(), 0);
  EXPECT_EQ(Migrator(engine_, made).upgrade().size(), 1U);
  EXPECT_EQ(invalid(), 0);
  EXPECT_EQ(number(engine_, "select count(*) from pg_class where relname ~ '_cc(new|old)'"), 0);
}

TEST_F(ReindexTest, only_its_own_are_dropped) {
  for (const char* const name : {"t_id_ccnew", "t_id_ccold1", "other_ccnew", "mine"}) leave(name);
  Migrator{engine_, revisions("reindex index concurrently public.\"t_id\"")}.upgrade();
  EXPECT_EQ(invalid(), 2);
}

TEST_F(ReindexTest, of_a_table_or_a_schema_all_are_dropped) {
  for (const char* const sql :
       {"reindex (verbose, concurrently) table public.t",
        "reindex (concurrently on) schema \"public\"", "reindex schema concurrently public"}) {
    leave("t_id_ccnew");
    Migrator{engine_, revisions(sql)}.upgrade();
    EXPECT_EQ(invalid(), 0) << sql;
    connection_.execute("drop table public.tenon_history");
  }
}

}  // namespace
}  // namespace tenon::test

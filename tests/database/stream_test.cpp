// Streams: rows one by one in memory for one, ended by the last row, by the caller or by an error,
// and a session that goes on behind each of them.
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include <tenon/column.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

// AddressSanitizer keeps what was freed, so that who uses it yet is seen.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool keeps_what_was_freed = true;
#elif defined(__has_feature)
constexpr bool keeps_what_was_freed = __has_feature(address_sanitizer);
#else
constexpr bool keeps_what_was_freed = false;
#endif

/// The memory of this process, in bytes.
std::int64_t resident() {
  std::int64_t all = 0;
  std::int64_t pages = 0;
  std::ifstream{"/proc/self/statm"} >> all >> pages;
  return pages * sysconf(_SC_PAGESIZE);
}

extern const Table many;

struct ManyTable {
  static constexpr Column<std::int64_t> id{many, "id"};
};
const Table many{R"("many")", R"("id", "name")"};

class StreamTest : public OnBoth {
 protected:
  /// A view of so many rows of a hundred bytes each, which no table holds.
  void make_many(std::int64_t rows) {
    const std::string count = std::to_string(rows);
    execute(
        "create view many as select id, rpad(id::text, 100, 'x') as name from "
        "generate_series(1, " +
            count + ") as all_ids (id)",
        "create view many as with recursive all_ids (id) as (select 1 union all select id + 1 "
        "from all_ids where id < " +
            count + ") select id, printf('%-100d', id) as name from all_ids");
  }

  Session session{engine.session()};
};

TEST_P(StreamTest, AMillionRowsTakeTheMemoryOfOne) {
  make_many(1'000'000);
  constexpr std::int64_t bound = 16 << 20;
  std::int64_t count = 0;
  std::int64_t sum = 0;
  std::int64_t bytes = 0;
  std::int64_t most = 0;
  const std::int64_t before = resident();
  stream(session, many, {}, [&](const Row& row) {
    ++count;
    sum += row.get<std::int64_t>(0);
    bytes += static_cast<std::int64_t>(row.text(1).size());
    if (count % 50'000 == 0) most = std::max(most, resident());
  });
  EXPECT_EQ(count, 1'000'000);
  EXPECT_EQ(sum, 500'000'500'000);
  EXPECT_EQ(bytes, 100'000'000);
  if (!keeps_what_was_freed) {
    EXPECT_LT(most - before, bound);
  }
  EXPECT_EQ(session.statement_count(), 1);
  session.commit();
}

TEST_P(StreamTest, WhoHasEnoughLeavesAndTheTransactionGoesOn) {
  make_many(1'000'000);
  execute("create table notes (id bigint)");
  session.execute("insert into notes values ($1)", {std::int64_t{1}});
  std::int64_t count = 0;
  stream(session, many, {.where = ManyTable::id > 10}, [&](const Row&) { return ++count < 3; });
  EXPECT_EQ(count, 3);
  session.execute("insert into notes values ($1)", {std::int64_t{2}});
  session.commit();
  EXPECT_EQ(number(session, "select count(*) from notes"), 2);
  // The same as the first statement of a transaction.
  session.commit();
  stream(session, many, {}, [&](const Row&) { return false; });
  EXPECT_EQ(number(session, "select count(*) from notes"), 2);
}

TEST_P(StreamTest, WhatTheCallerThrowsComesOutAndTheTransactionGoesOn) {
  make_many(100'000);
  execute("create table notes (id bigint)");
  session.execute("insert into notes values ($1)", {std::int64_t{1}});
  EXPECT_THROW(
      stream(session, many, {}, [](const Row&) { throw std::runtime_error("enough of it"); }),
      std::runtime_error);
  EXPECT_EQ(number(session, "select count(*) from notes"), 1);
  {
    Stream rows = session.stream("select id from many where id > $1", {std::int64_t{10}});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.row().get<std::int64_t>(0), 11);
  }
  EXPECT_EQ(number(session, "select count(*) from notes"), 1);
}

TEST_P(StreamTest, MeanwhileTheSessionRunsNothingElse) {
  make_many(100'000);
  Stream rows = session.stream("select id from many");
  ASSERT_TRUE(rows.next());
  for (const auto& other : std::initializer_list<void (*)(Session&)>{
           [](Session& same) { same.query("select 1"); },
           [](Session& same) { same.execute("select 1"); },
           [](Session& same) { same.batch("select 1"); },
           [](Session& same) { same.stream("select 1"); }, [](Session& same) { same.savepoint(); },
           [](Session& same) { same.commit(); }, [](Session& same) { same.rollback(); }}) {
    const Error error = error_of([&] { other(session); });
    EXPECT_EQ(error.kind(), ErrorKind::misuse);
    EXPECT_STREQ(error.what(), "the session is reading a stream, which has to end first");
  }
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.row().get<std::int64_t>(0), 2);
  const Error inside = error_of([&] {
    while (rows.next()) session.query("select 1");
  });
  EXPECT_EQ(inside.kind(), ErrorKind::misuse);
  while (rows.next()) {
  }
  EXPECT_FALSE(rows.next());
  EXPECT_EQ(number(session, "select 7"), 7);
}

TEST_P(StreamTest, AnErrorHalfWayFailsTheTransaction) {
  execute("create table notes (id bigint, body text)");
  {
    Batch batch = session.batch("insert into notes values ($1, $2)");
    for (std::int64_t i = 1; i <= 2'000; ++i) batch.add({i, i == 1'500 ? "no number" : "7"});
    batch.finish();
  }
  session.commit();
  std::int64_t count = 0;
  const auto read = [&] {
    Stream rows = session.stream(
        Statement{"select body::integer from notes", "select json(body) from notes"});
    while (rows.next()) ++count;
  };
  const Error error = error_of(read);
  EXPECT_EQ(count, 1'499);
  EXPECT_FALSE(error.statement().empty());
  EXPECT_EQ(error_of([&] { session.query("select 1"); }).sqlstate(), "25P02");
  session.rollback();
  EXPECT_EQ(number(session, "select count(*) from notes"), 2'000);
}

TEST_P(StreamTest, WhatIsWrongFromTheBeginningIsToldToo) {
  const auto read = [&](const DynamicStatement& statement, Params params) {
    return error_of([&] { session.stream(statement, params).next(); }).kind();
  };
  EXPECT_EQ(read(DynamicStatement{"select 1 from no_table"}, {}), ErrorKind::bad_sql);
  session.rollback();
  EXPECT_EQ(read(DynamicStatement{"select $1"}, {}), ErrorKind::misuse);
  session.rollback();
  EXPECT_EQ(read(DynamicStatement{"select 1; select 2"}, {}), ErrorKind::bad_sql);
  session.rollback();
  EXPECT_EQ(number(session, "select 7"), 7);
}

TENON_ON_BOTH(StreamTest);

}  // namespace
}  // namespace tenon::test

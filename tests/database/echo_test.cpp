// What EngineOptions::echo tells: statements, milliseconds and rows, and never a value.
#include <regex>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

class EchoTest : public OnBoth {
 protected:
  EchoTest() {
    execute("create table notes (id bigint primary key)",
            "create table notes (id integer primary key) strict");
  }

  /// What `body` has printed, each duration as "N ms".
  template <class Body>
  static std::string echo_of(Body&& body) {
    testing::internal::CaptureStderr();
    body();
    return std::regex_replace(testing::internal::GetCapturedStderr(),
                              std::regex{"[0-9]+[.][0-9]{3} ms"}, "N ms");
  }
  Engine loud{database.url(), [] {
                EngineOptions options;
                options.echo = true;
                return options;
              }()};
};

TEST_P(EchoTest, EachStatementIsToldWithItsRows) {
  const std::string told = echo_of([&] {
    Session session = loud.session();
    session.execute("\ninsert into notes\nvalues ($1), ($2)\n", {41, 42});
    {
      Rows rows = session.query("select id from notes where id > $1 order by id", {40});
      while (rows.next()) EXPECT_GT(rows.row().get<std::int64_t>(0), 40);
    }
    session.commit();
    session.query("select id from notes order by id");
    session.rollback();
  });
  EXPECT_EQ(told,
            "-- tenon: N ms, 2 rows\ninsert into notes\nvalues ($1), ($2)\n"
            "-- tenon: N ms, 2 rows\nselect id from notes where id > $1 order by id\n"
            "-- tenon: N ms\ncommit\n"
            "-- tenon: N ms, 0 rows\nselect id from notes order by id\n"
            "-- tenon: N ms\nrollback\n");
}

TEST_P(EchoTest, WhatFailsSaysHow) {
  Session session = loud.session();
  const std::string told = echo_of([&] {
    session.execute("insert into notes values ($1)", {1});
    EXPECT_EQ(error_of([&] { session.execute("insert into notes values ($1)", {1}); }).kind(),
              ErrorKind::constraint_violated);
  });
  EXPECT_EQ(told,
            "-- tenon: N ms, 1 row\ninsert into notes values ($1)\n"
            "-- tenon: N ms, failed: 23505\ninsert into notes values ($1)\n");
}

TEST_P(EchoTest, ABatchIsToldOnce) {
  const std::string told = echo_of([&] {
    Session session = loud.session();
    Batch batch = session.batch(Statement{"insert into notes values ($1)"});
    for (const std::int64_t id : {1, 2, 3}) batch.add({id});
    batch.finish();
    session.commit();
  });
  EXPECT_EQ(told,
            "-- tenon: N ms, 3 runs\ninsert into notes values ($1)\n-- tenon: N ms\ncommit\n");
}

TEST_P(EchoTest, TheUrlMayAskForIt) {
  const std::string url = database.url();
  const std::string ask = url + (url.find('?') == std::string::npos ? "?" : "&") + "echo=";
  Engine asked{ask + "on"};
  EXPECT_EQ(echo_of([&] {
              Session session = asked.session();
              session.execute("delete from notes");
            }).substr(0, 42),
            "-- tenon: N ms, 0 rows\ndelete from notes\n");
  Engine quiet{ask + "off"};
  EXPECT_EQ(echo_of([&] { quiet.session().execute("delete from notes"); }), "");
  EXPECT_EQ(std::string{error_of([&] { Engine{ask + "yes"}; }).what()},
            "database URL: the option 'echo' is on or off");
}

TENON_ON_BOTH(EchoTest);

}  // namespace
}  // namespace tenon::test

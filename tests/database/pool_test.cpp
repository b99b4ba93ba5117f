// The engine: URLs, its pool, and what comes back to it.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include <tenon/url.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(EngineTest, UrlsThatAreNoneSaySoWithoutTheirText) {
  for (const char* const url : {"", "blog.db", "mysql://u:secret@h/d", "postgresql://u:sec%ret@h/d",
                                "postgresql://u:x@h:secret/d", "postgresql://u:x@h:99secret/d"}) {
    const Error error = error_of([&] { Engine{url}; });
    EXPECT_EQ(error.kind(), ErrorKind::environment) << url;
    EXPECT_THAT(error.what(), Not(HasSubstr("sec"))) << url;
  }
}

TEST(EngineTest, MasksThePassword) {
  EXPECT_EQ(Url::parse("postgresql://ada:s%40cret@db.example:5433/blog?password=x&a=b").masked(),
            "postgresql://ada:***@db.example:5433/blog?password=***&a=b");
  EXPECT_EQ(Url::parse("sqlite:////tmp/a b.db").masked(), "sqlite:////tmp/a%20b.db");
  EXPECT_EQ(Url::parse("sqlite://").masked(), "sqlite://");
}

TEST(EngineTest, MasksSecretsHoweverTheyAreSpelled) {
  EXPECT_EQ(Url::parse("postgresql://h/b?Password=s3cr3t&SSLPASSWORD=s3cr3t&options=-c%20x%3Ds3cr3t"
                       "&passfile=/etc/pass&sslmode=require")
                .masked(),
            "postgresql://h/b?Password=***&SSLPASSWORD=***&options=***&passfile=/etc/pass"
            "&sslmode=require");
}

// Each was a database in memory, or a file that is not read-only, and nobody said so.
TEST(EngineTest, AnSqliteUrlHasNeitherHostNorOptions) {
  for (const char* const url :
       {"sqlite://blog.db", "sqlite://user:s3cr3t@host/x.db", "sqlite://:s3cr3t@/x.db",
        "sqlite://:5432/x.db", "sqlite:///blog.db?mode=ro", "sqlite://?cache=shared",
        "sqlite:///:memory:"}) {
    const Error error = error_of([&] { Engine{url}; });
    EXPECT_EQ(error.kind(), ErrorKind::environment) << url;
    EXPECT_THAT(error.what(), HasSubstr("SQLite")) << url;
    EXPECT_THAT(error.what(), Not(HasSubstr("s3cr3t"))) << url;
  }
  EXPECT_THAT(error_of([] { Engine{"sqlite://blog.db"}; }).what(), HasSubstr("sqlite:///blog.db"));
}

TEST(EngineTest, ADatabaseThatIsAwayIsAnErrorWithTheMaskedUrl) {
  Engine engine{"postgresql://ada:secret@127.0.0.1:1/blog"};
  const Error error = error_of([&] { engine.connect(); });
  EXPECT_EQ(error.kind(), ErrorKind::environment);
  EXPECT_THAT(error.what(), HasSubstr("postgresql://ada:***@127.0.0.1:1/blog"));
  EXPECT_EQ(engine.masked_url(), "postgresql://ada:***@127.0.0.1:1/blog");
  EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
  EXPECT_EQ(error_of([] { Engine{"sqlite:////no/such/folder/a.db"}.connect(); }).kind(),
            ErrorKind::environment);
}

class PoolTest : public OnBoth {};

TEST_P(PoolTest, AThreadWaitsForAConnectionAndNoLonger) {
  Engine small{database.url(), {.pool_size = 1, .pool_wait = 100}};
  std::optional<Connection> held = small.connect();
  EXPECT_EQ(error_of([&] { small.connect(); }).kind(), ErrorKind::timeout);
  std::thread other{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{30});
    held.reset();
  }};
  EXPECT_NO_THROW(small.connect());
  other.join();
}

TEST_P(PoolTest, ManyThreadsShareFewConnections) {
  Engine small{database.url(), {.pool_size = 3}};
  small.connect().execute("create table t (n bigint)");
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (std::int64_t n = 0; n < 20; ++n) {
        Session session = small.session();
        session.execute("insert into t values ($1)", {n});
        session.commit();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Session session = small.session();
  EXPECT_EQ(number(session, "select count(*) from t"), 160);
}

TEST_P(PoolTest, AConnectionComesBackClean) {
  Engine small{database.url(), {.pool_size = 1}};
  {
    Connection connection = small.connect();
    connection.execute("create table t (n bigint)");
    connection.begin();
    connection.execute("insert into t values (1)");
    EXPECT_TRUE(connection.in_transaction());
    connection.execute(is_postgresql() ? "set search_path = nowhere" : "pragma foreign_keys = off");
  }
  Connection connection = small.connect();
  EXPECT_FALSE(connection.in_transaction());
  Rows rows = connection.query("select count(*) from t");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.row().get<std::int64_t>(0), 0);
}

TEST_P(PoolTest, ConnectionsSayWhatTheyAre) {
  const Connection connection = engine.connect();
  EXPECT_EQ(connection.database(), database.name());
  EXPECT_GT(connection.server_version(), is_postgresql() ? 120'000 : 3'037'000);
}

TEST_P(PoolTest, ASessionMayOutliveItsEngine) {
  std::optional<Engine> brief{std::in_place, database.url()};
  Session session = brief->session();
  EXPECT_EQ(number(session, "select 1"), 1);
  brief.reset();
  EXPECT_EQ(number(session, "select 2"), 2);
}

TENON_ON_BOTH(PoolTest);

TEST(SqliteEngineTest, ADatabaseInMemoryIsSharedByAllSessions) {
  Engine engine{"sqlite://"};
  engine.connect().execute("create table t (n integer) strict");
  {
    Session session = engine.session();
    session.execute("insert into t values ($1)", {std::int64_t{1}});
    session.commit();
  }
  Session session = engine.session();
  EXPECT_EQ(number(session, "select count(*) from t"), 1);
}

TEST(SqliteEngineTest, ForeignKeysAndWalAreOn) {
  TestDatabase database{Dialect::sqlite};
  Engine engine{database.url()};
  Connection connection = engine.connect();
  const auto value = [&](const char* sql) {
    Rows rows = connection.query(sql);
    rows.next();
    return rows;
  };
  EXPECT_EQ(value("pragma foreign_keys").row().get<std::int64_t>(0), 1);
  EXPECT_EQ(value("pragma journal_mode").row().get<std::string>(0), "wal");
  EXPECT_THROW(connection.query("select \"no_such_column\""), Error);
}

}  // namespace
}  // namespace tenon::test

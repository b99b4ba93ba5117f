#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <random>
#include <utility>

#include <tenon/connection.hpp>
#include <tenon/error.hpp>
#include <tenon/testing.hpp>

#include "../pool.hpp"
#include "joined_connection.hpp"
#include "serials.hpp"

namespace tenon {

namespace {

// Names of ours on a server, and the lock under which they come and go.
constexpr const char* prefix = "tenon_testing_";
constexpr const char* lock = "select pg_advisory_lock(7738142601954336)";
constexpr const char* unlock = "select pg_advisory_unlock(7738142601954336)";
constexpr const char* left_over =
    R"(select cast(datname as text) from pg_database
where datname like 'tenon\_testing\_%' and datdba = (select oid from pg_roles where rolname = current_user)
  and not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname))";

/// The same server, and another database there.
std::string with_database(std::string_view url, const std::string& name) {
  const std::size_t query = std::min(url.find('?'), url.size());
  const std::size_t host = url.find("://") + 3;
  const std::size_t slash = std::min(url.substr(0, query).find('/', host), query);
  return std::string{url.substr(0, slash)} + "/" + name + std::string{url.substr(query)};
}

std::string chosen(std::string_view url) {
  if (!url.empty()) return std::string{url};
  const char* const set = std::getenv("TENON_TEST_URL");
  return set == nullptr || *set == '\0' ? "sqlite://" : set;
}

/// A PostgreSQL database that is there as long as this is.
class OwnDatabase {
 public:
  explicit OwnDatabase(std::string server)
      : server_(std::move(server)),
        // The number tells processes of one id apart that run in different containers.
        name_(prefix + std::to_string(getpid()) + "_" + std::to_string(std::random_device{}())) {}
  OwnDatabase(const OwnDatabase&) = delete;
  OwnDatabase& operator=(const OwnDatabase&) = delete;
  ~OwnDatabase() {
    try {
      drop(Engine{server_}.connect(), name_);
    } catch (...) {
      // The next process finds it left over.
    }
  }

  std::string url() const { return with_database(server_, name_); }

  /// Nobody else takes it for a left-over one while `connect` has not connected to it.
  template <class Connect>
  void make(Connect&& connect) {
    Engine engine{server_};
    Connection connection = engine.connect();
    connection.query(lock);
    std::vector<std::string> names;
    for (Rows rows = connection.query(left_over); rows.next();)
      names.push_back(rows.row().get<std::string>(0));
    for (const std::string& name : names) drop(connection, name);
    connection.execute("create database " + name_);
    connect();
    connection.query(unlock);
  }

 private:
  static void drop(Connection&& connection, const std::string& name) { drop(connection, name); }
  static void drop(Connection& connection, const std::string& name) {
    connection.execute("drop database if exists " + name + " with (force)");
  }

  std::string server_;
  std::string name_;
};

std::optional<Timestamp> present;

Timestamp test_clock() { return present ? *present : Timestamp::now(); }

}  // namespace

void DatabaseTest::set_time(Timestamp now) { present = now; }

void DatabaseTest::pass(std::int64_t microseconds) {
  present = Timestamp{test_clock().microseconds + microseconds};
}

void SentStatements::print(std::ostream& out) const {
  out << texts.size() << (texts.size() == 1 ? " statement" : " statements");
  for (const std::string& text : texts) out << "\n" << text;
}

struct TestDatabase::State {
  std::unique_ptr<OwnDatabase> own;
  std::unique_ptr<Engine> engine;
  std::optional<Connection> keeper;  ///< of `own`: a database without a connection is a left-over
  detail::Lease* lease = nullptr;    ///< the connection of all tests
  detail::Serials serials;           ///< of the objects that `prepare` made
  std::shared_ptr<detail::Joint> joint;  ///< of the test that runs
  std::unique_ptr<Engine> joined;

  State(PrepareDatabase prepare, const std::string& url);
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (lease != nullptr) engine->pool_->take_back(lease);
  }
};

TestDatabase::State::State(PrepareDatabase prepare, const std::string& url) {
  const Url parsed = Url::parse(url);
  if (parsed.scheme == "sqlite") {
    if (!parsed.path.empty())
      throw Error{ErrorKind::environment,
                  "tests take SQLite in memory, sqlite://, and write no file"};
    engine = std::make_unique<Engine>(url);
  } else {
    own = std::make_unique<OwnDatabase>(url);
    own->make([&] {
      engine = std::make_unique<Engine>(own->url());
      keeper = engine->connect();
    });
  }
  detail::set_serials({});
  prepare(*engine);
  serials = detail::serials();
  lease = engine->pool_->lend();
}

TestDatabase::TestDatabase(PrepareDatabase prepare, std::string_view url)
    : state_(new State{prepare, chosen(url)}) {}

TestDatabase::~TestDatabase() { delete state_; }

TestDatabase& TestDatabase::of(PrepareDatabase prepare, std::string_view url) {
  using Databases =
      std::map<std::pair<PrepareDatabase, std::string>, std::unique_ptr<TestDatabase>>;
  // They go when the tests have ended, while all that they stand on is still there; at the end of
  // the process the drivers may be gone already. What an exit() leaves, the next process drops.
  static Databases& databases = *new Databases;
  struct Last : testing::EmptyTestEventListener {
    void OnTestProgramEnd(const testing::UnitTest&) override { databases.clear(); }
  };
  if (databases.empty()) testing::UnitTest::GetInstance()->listeners().Append(new Last);
  std::unique_ptr<TestDatabase>& found = databases[{prepare, chosen(url)}];
  if (found == nullptr) found.reset(new TestDatabase{prepare, url});
  return *found;
}

Engine& TestDatabase::begin() {
  if (state_->joint != nullptr)
    throw Error{ErrorKind::misuse, "another test of this process is in its transaction"};
  if (!state_->lease->connection->looks_alive())
    state_->engine->pool_->take_back(std::exchange(state_->lease, state_->engine->pool_->lend()));
  detail::DriverConnection& connection = *state_->lease->connection;
  connection.begin(TransactionMode::write);
  detail::set_serials(state_->serials);
  state_->joint = std::make_shared<detail::Joint>(connection);
  EngineOptions options;
  options.pool_size = 1'000;  // of sessions at once, none of which costs a connection
  options.clock = test_clock;
  state_->joined.reset(
      new Engine{new detail::Pool{state_->engine->pool_->url(), options,
                                  std::make_shared<detail::JoinedDriver>(state_->joint)}});
  return *state_->joined;
}

void TestDatabase::end() {
  if (state_->joint == nullptr) return;
  present.reset();
  detail::DriverConnection& connection = *std::exchange(state_->joint->connection, nullptr);
  state_->joined.reset();
  state_->joint.reset();
  connection.rollback();
}

SentStatements TestDatabase::take_statements() {
  if (state_->joint == nullptr) return {};
  return std::exchange(state_->joint->statements, {});
}

}  // namespace tenon

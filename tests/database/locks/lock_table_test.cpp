// The table of locks that `tenon lint` prints from, row by row against a real server: each class of
// statement is run, and the locks that it holds then, the relations whose files are others
// afterwards, and those that were read from end to end are compared with the row.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/files.hpp"
#include "base/text.hpp"
#include "database/locks/probes.hpp"
#include "lint/lock_table.hpp"
#include "support/test_database.hpp"

namespace tenon::lock_test {
namespace {

using lint::Lock;
using lint::LockMode;
using lint::StatementClass;

struct Relation {
  std::string name;
  std::int64_t file = 0;
  std::int64_t scans = 0;
};
/// By oid: names change.
using Relations = std::map<std::int64_t, Relation>;

/// Those of the probe's schema. Of indexes only the one named so: the others follow their table.
constexpr const char* relations_sql =
    "select c.oid::bigint, c.relname::text, coalesce(pg_relation_filenode(c.oid), 0)::bigint, "
    "(pg_stat_get_numscans(c.oid) + pg_stat_get_xact_numscans(c.oid))::bigint "
    "from pg_class c where c.relnamespace = 'probe'::regnamespace "
    "and (c.relkind in ('r', 'p', 'm', 'v') or c.relname = 'index')";

Relations relations(Connection& connection) {
  Relations found;
  Rows rows = connection.query(relations_sql);
  while (rows.next()) {
    found[rows.row().get<std::int64_t>(0)] = {rows.row().get<std::string>(1),
                                              rows.row().get<std::int64_t>(2),
                                              rows.row().get<std::int64_t>(3)};
  }
  return found;
}

std::int64_t number(Connection& connection, const std::string& sql) {
  Rows rows = connection.query(sql);
  if (!rows.next()) throw std::runtime_error("no row: " + sql);
  return rows.row().get<std::int64_t>(0);
}

/// The mode as pg_locks says it: "ShareRowExclusiveLock".
LockMode mode_of(const std::string& text) {
  for (int i = 0; i <= static_cast<int>(LockMode::access_exclusive); ++i) {
    const auto mode = static_cast<LockMode>(i);
    if (base::to_lower(base::replace_all(std::string{lint::to_text(mode)}, " ", "")) + "lock" ==
        base::to_lower(text))
      return mode;
  }
  throw std::runtime_error("pg_locks says " + text);
}

/// What one statement did.
class Measure {
 public:
  explicit Measure(Engine& engine) : engine_(engine) {}

  StatementClass run(const Probe& probe) {
    Connection own = connect();
    own.execute("drop schema if exists probe cascade");
    own.execute("create schema probe");
    for (const std::string& sql : common()) own.execute(sql);
    for (const std::string& sql : probe.before) own.execute(sql);
    strongest_.clear();
    if (probe.stops.empty()) {
      inside(own, probe);
    } else {
      outside(own, probe);
    }
    for (const std::string& sql : probe.after) own.execute(sql);
    return row(probe.name);
  }

 private:
  Connection connect() {
    Connection connection = engine_.connect();
    connection.execute("set search_path = probe");
    return connection;
  }

  void inside(Connection& own, const Probe& probe) {
    own.begin();
    before_ = relations(own);
    own.execute(probe.statement);
    look(own, number(own, "select pg_backend_pid()::bigint"));
    after_ = relations(own);
    own.rollback();
  }

  /// The statement waits at one lock after the other, and is looked at while it does.
  void outside(Connection& own, const Probe& probe) {
    Connection watcher = connect();
    own.query("select pg_stat_force_next_flush()");
    before_ = relations(watcher);
    std::vector<Connection> holders;
    for (const Probe::Stop& stop : probe.stops) {
      holders.push_back(connect());
      holders.back().begin();
      holders.back().execute("lock table " + quoted(stop.table) + " in " + stop.mode + " mode");
    }
    const std::int64_t worker = number(own, "select pg_backend_pid()::bigint");
    std::string failure;
    std::thread running{[&] {
      try {
        own.execute(probe.statement);
        own.query("select pg_stat_force_next_flush()");
      } catch (const Error& error) {
        failure = error.what();
      }
    }};
    for (Connection& holder : holders) {
      const std::int64_t pid = number(holder, "select pg_backend_pid()::bigint");
      const bool waits = waits_for(watcher, worker, pid);
      EXPECT_TRUE(waits) << probe.name << " did not wait";
      look(watcher, worker);
      holder.rollback();
    }
    running.join();
    EXPECT_EQ(failure, "") << probe.name;
    watcher.query("select pg_stat_clear_snapshot()");
    after_ = relations(watcher);
  }

  static std::string quoted(const std::string& name) { return "\"" + name + "\""; }

  static bool waits_for(Connection& watcher, std::int64_t worker, std::int64_t holder) {
    const std::string sql = "select count(*) from unnest(pg_blocking_pids(" +
                            std::to_string(worker) + ")) p where p = " + std::to_string(holder);
    for (int i = 0; i < 6000; ++i) {  // a minute: a server that is slow is no other server
      if (number(watcher, sql) > 0) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return false;
  }

  void look(Connection& connection, std::int64_t pid) {
    Rows rows = connection.query(
        "select relation::bigint, mode from pg_locks where locktype = 'relation' and pid = " +
        std::to_string(pid));
    while (rows.next()) {
      const auto found = before_.find(rows.row().get<std::int64_t>(0));
      if (found == before_.end()) continue;
      LockMode& mode = strongest_[found->second.name];
      mode = std::max(mode, mode_of(rows.row().get<std::string>(1)));
    }
  }

  StatementClass row(const std::string& name) const {
    StatementClass made;
    made.name = name;
    for (const auto& [relation, mode] : strongest_) {
      const bool follows = relation == "index" && mode < LockMode::share_update_exclusive;
      if (!follows) made.locks.push_back({mode, relation});
    }
    for (const auto& [oid, relation] : before_) {
      const auto later = after_.find(oid);
      if (later == after_.end()) continue;
      if (relation.file != later->second.file) made.rewrites.push_back(relation.name);
      if (relation.name != "index" && relation.scans != later->second.scans)
        made.scans.push_back(relation.name);
    }
    return made;
  }

  Engine& engine_;
  Relations before_;
  Relations after_;
  std::map<std::string, LockMode> strongest_;
};

StatementClass sorted(StatementClass row) {
  std::sort(row.locks.begin(), row.locks.end(),
            [](const Lock& a, const Lock& b) { return a.relation < b.relation; });
  std::sort(row.rewrites.begin(), row.rewrites.end());
  std::sort(row.scans.begin(), row.scans.end());
  return row;
}

/// The table first, as the file has it.
std::string text_of(StatementClass row) {
  const auto comes_first = [](const auto& a, const auto& b) {
    return (a == "table") != (b == "table") ? a == "table" : a < b;
  };
  std::sort(row.locks.begin(), row.locks.end(),
            [&](const Lock& a, const Lock& b) { return comes_first(a.relation, b.relation); });
  std::vector<std::string> locks;
  for (const Lock& lock : row.locks)
    locks.push_back(std::string{lint::to_text(lock.mode)} + " " + lock.relation);
  std::sort(row.rewrites.begin(), row.rewrites.end(), comes_first);
  std::sort(row.scans.begin(), row.scans.end(), comes_first);
  std::string text = row.name;
  text.resize(std::max<std::size_t>(text.size(), 38), ' ');
  return text + " | " + base::join(locks, ", ") + " | " + base::join(row.rewrites, ", ") + " | " +
         base::join(row.scans, ", ");
}

/// One sentence for each row that is not as it was measured.
std::vector<std::string> differences(const std::vector<StatementClass>& table,
                                     const std::vector<StatementClass>& measured) {
  std::map<std::string, StatementClass> rows;
  for (const StatementClass& row : table) rows[row.name] = sorted(row);
  std::vector<std::string> found;
  for (const StatementClass& one : measured) {
    const auto row = rows.find(one.name);
    if (row == rows.end()) {
      found.push_back("no row: " + text_of(one));
      continue;
    }
    if (row->second != sorted(one))
      found.push_back("it says  " + text_of(row->second) + "\n    measured " + text_of(one));
    rows.erase(row);
  }
  for (const auto& [name, row] : rows) found.push_back("nothing measures: " + name);
  return found;
}

class LockTableTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    test::TestDatabase database{Dialect::postgresql};
    Engine engine{database.url()};
    version_ = engine.connect().server_version() / 10000;
    Measure measure{engine};
    for (const Probe& probe : probes()) {
      try {
        measured_.push_back(measure.run(probe));
      } catch (const Error& error) {
        ADD_FAILURE() << probe.name << ": " << error.what();
      }
    }
  }

  static std::string file() {
    std::error_code error;
    std::string text = base::read_file(TENON_LOCK_TABLE, error);
    EXPECT_FALSE(error) << error.message();
    return text;
  }

  void SetUp() override {
    ASSERT_EQ(version_, 15) << "the table was measured on PostgreSQL 15, which the tests install";
  }

  static inline std::vector<StatementClass> measured_;
  static inline int version_ = 0;
};

TEST_F(LockTableTest, SaysWhatTheServerDoes) {
  const char* const update = std::getenv("TENON_UPDATE_GOLDEN");
  if (update != nullptr && std::string{update} == "1") {
    const std::string old = file();
    std::string text = old.substr(0, old.find("\n\n") + 1);
    for (const StatementClass& row : measured_)
      text += "\n" + std::string{base::trim(text_of(row))};
    ASSERT_FALSE(base::write_file(TENON_LOCK_TABLE, text + "\n"));
  }
  EXPECT_EQ(base::join(differences(lint::read_lock_table(file()), measured_), "\n"), "");
}

// Whatever is altered in the file is noticed: each cell of each row, a row less, a row more.
TEST_F(LockTableTest, NoticesEachAlteredRow) {
  const std::vector<StatementClass> rows = lint::read_lock_table(file());
  ASSERT_GT(rows.size(), 70U);
  const auto notices = [&](std::size_t row, const auto& change) {
    std::vector<StatementClass> altered = rows;
    change(altered[row]);
    EXPECT_FALSE(differences(altered, measured_).empty()) << rows[row].name;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t lock = 0; lock < rows[i].locks.size(); ++lock) {
      notices(i, [&](StatementClass& row) {
        LockMode& mode = row.locks[lock].mode;
        mode = mode == LockMode::access_exclusive ? LockMode::share : LockMode::access_exclusive;
      });
      notices(i, [&](StatementClass& row) { row.locks.erase(row.locks.begin()); });
    }
    notices(i, [](StatementClass& row) { row.locks.push_back({LockMode::share, "another"}); });
    for (auto StatementClass::*const list : {&StatementClass::rewrites, &StatementClass::scans}) {
      notices(i, [&](StatementClass& row) {
        if ((row.*list).empty()) {
          (row.*list).emplace_back("table");
        } else {
          (row.*list).clear();
        }
      });
    }
    notices(i, [](StatementClass& row) { row.name += " again"; });
    std::vector<StatementClass> fewer = rows;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(differences(fewer, measured_).empty()) << rows[i].name;
  }
}

TEST_F(LockTableTest, IsWhatTheGeneratorHas) {
  EXPECT_TRUE(file() == lint::lock_table_text()) << "build again";
}

}  // namespace
}  // namespace tenon::lock_test

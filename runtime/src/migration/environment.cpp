#include "migration/environment.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

#include <tenon/error.hpp>
#include <tenon/statement.hpp>

namespace tenon::detail {
namespace {

using Clock = std::chrono::steady_clock;

/// The advisory lock's key, the same for every version of this library.
constexpr std::uint64_t lock_key = hash_of("tenon migrator");

std::string lock_key_text() { return std::to_string(migration_lock_key()); }

std::int64_t foreign_keys(Connection& connection) {
  Rows rows = connection.query("pragma foreign_keys");
  return rows.next() ? rows.row().get<std::int64_t>(0) : -1;
}

}  // namespace

std::int64_t migration_lock_key() { return static_cast<std::int64_t>(lock_key); }

MigrationEnvironment::MigrationEnvironment(Connection& connection, const MigratorOptions& options)
    : connection_(connection) {
  if (connection.dialect() != Dialect::postgresql) return;
  // Names are qualified in migrations; an empty path keeps what others may have created out.
  connection_.execute("set search_path = ''");
  // A change from timestamp to timestamptz rewrites the table in every other zone.
  connection_.execute("set timezone = 'UTC'");
  connection_.execute("set statement_timeout = 0");
  connection_.execute("set application_name = 'tenon migrator'");
  connection_.execute("set lock_timeout = " + std::to_string(options.lock_timeout));
  wait_for_lock(options.lock_wait);
}

MigrationEnvironment::~MigrationEnvironment() {
  if (connection_.dialect() != Dialect::postgresql) return;
  try {
    if (connection_.in_transaction()) connection_.rollback();
    {
      const Rows rows = connection_.query("select pg_catalog.pg_advisory_unlock(" +
                                          lock_key_text() + "::pg_catalog.int8)");
    }
    for (const char* const name :
         {"search_path", "timezone", "statement_timeout", "application_name", "lock_timeout"}) {
      connection_.execute(std::string{"reset "} + name);
    }
  } catch (const Error&) {
    // The connection is gone, and with it the session that held lock and settings.
  }
}

void MigrationEnvironment::wait_for_lock(int lock_wait) {
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds{lock_wait};
  const std::string sql =
      "select pg_catalog.pg_try_advisory_lock(" + lock_key_text() + "::pg_catalog.int8)";
  for (;;) {
    {
      Rows rows = connection_.query(sql);
      if (rows.next() && rows.row().get<bool>(0)) return;
    }
    if (Clock::now() >= end) {
      throw Error{ErrorKind::timeout, "another migrator is at work on this database" + holder() +
                                          "; waited " + std::to_string(lock_wait) + " ms"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

std::string MigrationEnvironment::holder() {
  Rows rows = connection_.query(
      "select a.pid::pg_catalog.int8, a.application_name, a.usename::pg_catalog.text\n"
      "from pg_catalog.pg_locks l\n"
      "join pg_catalog.pg_stat_activity a on a.pid = l.pid\n"
      "where l.locktype = 'advisory' and l.granted and l.objsubid = 1\n"
      "  and l.classid::pg_catalog.int8 = " +
      std::to_string(lock_key >> 32U) +
      "\n"
      "  and l.objid::pg_catalog.int8 = " +
      std::to_string(lock_key & 0xffffffffU) +
      "\n"
      "  and l.database = (select d.oid from pg_catalog.pg_database d\n"
      "                    where d.datname = pg_catalog.current_database())");
  if (!rows.next()) return {};
  const Row& row = rows.row();
  return ": process " + std::to_string(row.get<std::int64_t>(0)) + " of user '" +
         row.get<std::optional<std::string>>(2).value_or("?") + "' (" +
         row.get<std::optional<std::string>>(1).value_or("") + ")";
}

void begin_migration(Connection& connection, const MigratorOptions& options) {
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds{options.lock_wait};
  for (;;) {
    try {
      return connection.begin(TransactionMode::write);
    } catch (const Error& error) {
      const bool is_busy = connection.dialect() == Dialect::sqlite && error.retryable();
      if (!is_busy) throw;
      if (Clock::now() >= end) {
        throw Error{ErrorKind::timeout, "another process is writing to this database; waited " +
                                            std::to_string(options.lock_wait) + " ms"};
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
}

ForeignKeysOff::ForeignKeysOff(Connection& connection) : connection_(connection) {
  connection_.execute("pragma foreign_keys = off");
  if (foreign_keys(connection_) != 0) {
    throw Error{ErrorKind::migration, "SQLite did not switch foreign keys off"};
  }
}

ForeignKeysOff::~ForeignKeysOff() {
  try {
    if (connection_.in_transaction()) connection_.rollback();
    connection_.execute("pragma foreign_keys = on");
  } catch (const Error&) {
    // The pool sets and verifies the pragma before anybody gets this connection again.
  }
}

void check_foreign_keys(Connection& connection) {
  Rows rows = connection.query("pragma foreign_key_check");
  if (!rows.next()) return;
  throw Error{ErrorKind::migration, "a row of '" + rows.row().get<std::string>(0) +
                                        "' refers to a row of '" + rows.row().get<std::string>(2) +
                                        "' that does not exist"};
}

}  // namespace tenon::detail

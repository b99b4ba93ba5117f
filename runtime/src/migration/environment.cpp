#include "migration/environment.hpp"

#include <array>
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

/// What a migration needs, whatever the role or the database has set.
struct Setting {
  const char* name;
  const char* value;
};

constexpr std::array<Setting, 17> settings = {{
    // Names are qualified in migrations; an empty path keeps what others may have created out.
    {"search_path", "\"\""},
    // A change from timestamp to timestamptz rewrites the table in every other zone.
    {"timezone", "UTC"},
    // The text of a revision means the same everywhere, and so does what it makes texts of.
    {"standard_conforming_strings", "on"},
    {"transform_null_equals", "off"},
    {"array_nulls", "on"},
    {"xmloption", "content"},
    {"datestyle", "ISO, MDY"},
    {"intervalstyle", "postgres"},
    {"bytea_output", "hex"},
    {"extra_float_digits", "1"},
    // A statement about rows that a policy hides would pass them over without a word.
    {"row_security", "off"},
    {"statement_timeout", "0"},
    {"transaction_timeout", "0"},
    // A step in C++ may take its time between statements.
    {"idle_in_transaction_session_timeout", "0"},
    {"idle_session_timeout", "0"},
    // A batch waits for the writer of a row; in a stricter level it would fail when that commits.
    {"default_transaction_isolation", "read committed"},
    {"application_name", "tenon migrator"},
}};

}  // namespace

std::string settings_query(int lock_timeout, bool is_local) {
  std::string values = "('lock_timeout', '" + std::to_string(lock_timeout) + "')";
  for (const Setting& setting : settings)
    values += ",\n  ('" + std::string{setting.name} + "', '" + setting.value + "')";
  return "select s.name, pg_catalog.set_config(s.name, s.value, " +
         std::string{is_local ? "true" : "false"} + ")\nfrom (values " + values +
         ") as s(name, value)\nwhere pg_catalog.current_setting(s.name, true) is not null";
}

std::int64_t migration_lock_key() { return static_cast<std::int64_t>(lock_key); }

MigrationEnvironment::MigrationEnvironment(Connection& connection, const MigratorOptions& options)
    : connection_(connection), options_(options) {
  if (connection.dialect() != Dialect::postgresql) return;
  has_session_ = connection.has_session();
  if (!has_session_) return;
  set_up(false);
  wait_for_lock([this] { return try_lock("pg_try_advisory_lock"); });
}

MigrationEnvironment::~MigrationEnvironment() {
  if (connection_.dialect() != Dialect::postgresql) return;
  try {
    if (connection_.in_transaction()) connection_.rollback();
    if (!has_session_) return;
    if (is_changed_) connection_.execute("reset all");
    restore();
    {
      const Rows rows = connection_.query("select pg_catalog.pg_advisory_unlock(" +
                                          lock_key_text() + "::pg_catalog.int8)");
    }
    for (const std::string& name : set_) connection_.execute("reset " + name);
  } catch (const Error&) {
    // The connection is gone, and with it the session that held lock and settings.
  }
}

void MigrationEnvironment::set_up(bool is_local) {
  Rows rows = connection_.query(settings_query(options_.lock_timeout, is_local));
  set_.clear();
  while (rows.next()) set_.push_back(rows.row().get<std::string>(0));
}

bool MigrationEnvironment::try_lock(const std::string& function) {
  Rows rows = connection_.query("select pg_catalog." + function + "(" + lock_key_text() +
                                "::pg_catalog.int8)");
  return rows.next() && rows.row().get<bool>(0);
}

template <class Try>
void MigrationEnvironment::wait_for_lock(Try try_lock) {
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds{options_.lock_wait};
  for (bool is_first = true; !try_lock(); is_first = false) {
    if (is_first && options_.observer != nullptr)
      options_.observer->waits("another migrator is at work on this database" + holder());
    if (Clock::now() >= end) {
      throw Error{ErrorKind::timeout, "another migrator is at work on this database" + holder() +
                                          "; waited " + std::to_string(options_.lock_wait) + " ms"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

void MigrationEnvironment::begin() {
  if (connection_.dialect() == Dialect::sqlite) return begin_with_writers_lock();
  if (!has_session_) return begin_with_lock();
  restore();
  connection_.begin(TransactionMode::write);
}

void MigrationEnvironment::note(std::string_view sql) {
  if (has_session_ && connection_.dialect() == Dialect::postgresql && sets_for_session(sql))
    is_changed_ = true;
}

void MigrationEnvironment::restore() {
  if (!is_changed_) return;
  connection_.execute("reset session authorization");
  connection_.execute("reset role");
  set_up(false);
  is_changed_ = false;
}

void MigrationEnvironment::begin_with_lock() {
  wait_for_lock([this] {
    connection_.begin(TransactionMode::write);
    // Else what is read behind the lock might be from before it.
    connection_.execute("set transaction isolation level read committed");
    set_up(true);
    if (try_lock("pg_try_advisory_xact_lock")) return true;
    connection_.rollback();
    return false;
  });
}

void MigrationEnvironment::begin_with_writers_lock() {
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds{options_.lock_wait};
  for (;;) {
    try {
      return connection_.begin(TransactionMode::write);
    } catch (const Error& error) {
      if (!error.retryable()) throw;
      if (Clock::now() >= end) {
        throw Error{ErrorKind::timeout, "another process is writing to this database; waited " +
                                            std::to_string(options_.lock_wait) + " ms"};
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
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

}  // namespace tenon::detail

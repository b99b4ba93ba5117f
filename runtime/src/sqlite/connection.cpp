#include "connection.hpp"

#include <tenon/error.hpp>

#include "batch.hpp"
#include "bind.hpp"
#include "error.hpp"
#include "stream.hpp"

namespace tenon::sqlite {

namespace {

/// ROLLBACK and ROLLBACK TO: the only statements of a transaction that has failed.
bool is_rollback(std::string_view sql) {
  constexpr std::string_view word = "rollback";
  if (sql.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((sql[i] | 0x20) != word[i]) return false;
  }
  return true;
}

/// Whether this SQLite lets no schema use its JSON functions that is not trusted, as 3.40 does: a
/// check with json_valid() would make the whole file "malformed".
bool takes_json_for_unsafe() {
  static const bool is_unsafe = [] {
    sqlite3* db = nullptr;
    bool has_failed = false;
    if (sqlite3_open(":memory:", &db) == SQLITE_OK) {
      sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
      has_failed = sqlite3_exec(db, "create table t (j text check (json_valid(j)))", nullptr,
                                nullptr, nullptr) != SQLITE_OK;
    }
    sqlite3_close_v2(db);
    return has_failed;
  }();
  return is_unsafe;
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, const EngineOptions& options)
    : path_(path), busy_timeout_(options.busy_timeout), is_read_only_(options.read_only) {
  const int may_create = options.read_only ? 0 : SQLITE_OPEN_CREATE;
  const int code =
      sqlite3_open_v2(path.empty() ? ":memory:" : path.c_str(), &db_,
                      SQLITE_OPEN_READWRITE | may_create | SQLITE_OPEN_NOMUTEX, nullptr);
  try {
    if (code != SQLITE_OK) {
      throw Error{ErrorKind::environment,
                  "cannot open the database '" + path + "': " + sqlite3_errmsg(db_)};
    }
    configure();
  } catch (...) {
    sqlite3_close_v2(db_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  close_cursors();
  cache_.clear();
  sqlite3_close_v2(db_);
}

void SqliteConnection::configure() {
  sqlite3_extended_result_codes(db_, 1);
  sqlite3_busy_timeout(db_, busy_timeout_);
  // A misspelled column in double quotes is an error, not a text.
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  // A file from elsewhere cannot run code or break its own pages through SQL. There are no
  // functions here but SQLite's own, and extensions are off: trust opens JSON and nothing that does
  // harm.
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, takes_json_for_unsafe() ? 1 : 0, nullptr);
  register_array(db_);
  register_decimal_order(db_);
  run("pragma foreign_keys = on");
  if (pragma("pragma foreign_keys") != 1) {
    throw Error{ErrorKind::environment, "this SQLite library cannot enforce foreign keys"};
  }
  if (path_.empty()) return;
  if (is_read_only_) {
    run("pragma query_only = on");
    return;
  }
  // Processes that open a new file at once change its mode in turn, and SQLite does not wait there.
  constexpr const char* wal = "pragma journal_mode = wal";
  for (int tries = 0; tries < 500; ++tries) {
    if (sqlite3_exec(db_, wal, nullptr, nullptr, nullptr) != SQLITE_BUSY) break;
    sqlite3_sleep(10);
  }
  run(wal);
}

void SqliteConnection::fail(std::string_view sql, bool was_inside) {
  if (was_inside) {
    has_failed_ = true;
    begins_with_next_ = false;
  }
  throw last_error(db_, sql);
}

void SqliteConnection::forget_failure() {
  if (!std::exchange(has_failed_, false)) return;
  sqlite3_busy_timeout(db_, busy_timeout_);  // what did not want to wait may have failed
}

void SqliteConnection::refuse_after_failure(std::string_view sql) {
  Error error{ErrorKind::misuse,
              "a statement of this transaction has failed: nothing runs until a rollback"};
  throw error.set_sqlstate("25P02").set_statement(sql);
}

std::int64_t SqliteConnection::pragma(const char* sql) {
  const std::unique_ptr<CachedStatement> statement = prepare(sql, 0);
  if (sqlite3_step(statement->handle.get()) != SQLITE_ROW) return -1;
  return sqlite3_column_int64(statement->handle.get(), 0);
}

std::unique_ptr<CachedStatement> SqliteConnection::prepare(std::string_view sql, unsigned flags) {
  sqlite3_stmt* handle = nullptr;
  const char* tail = nullptr;
  if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), flags, &handle, &tail) !=
      SQLITE_OK) {
    fail(sql, is_inside());
  }
  auto statement = std::make_unique<CachedStatement>();
  statement->handle.reset(handle);
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  const bool has_more = detail::inspect(rest, Dialect::sqlite).fault != SqlFault::empty;
  if (handle == nullptr || has_more) {
    detail::refuse_statement(handle == nullptr ? SqlFault::empty : SqlFault::several_statements,
                             sql);
  }
  // SQLite numbers parameters by their first appearance, whatever their names say, and takes
  // `$1::type` as one name.
  statement->parameters = static_cast<std::size_t>(sqlite3_bind_parameter_count(handle));
  for (std::size_t i = 1; i <= statement->parameters; ++i) {
    const char* const name = sqlite3_bind_parameter_name(handle, static_cast<int>(i));
    if (name == nullptr || "$" + std::to_string(i) != name) {
      detail::refuse_statement(SqlFault::parameter_order, sql);
    }
  }
  statement->writes = sqlite3_stmt_readonly(handle) == 0;
  return statement;
}

CachedStatement& SqliteConnection::find_or_prepare(const SqlText& sql) {
  CachedStatement* const found = cache_.find(sql.hash);
  if (found != nullptr && !found->is_busy) return *found;
  if (found != nullptr || cache_.is_full()) return *prepare(sql.text, 0).release();
  std::unique_ptr<CachedStatement> statement = prepare(sql.text, SQLITE_PREPARE_PERSISTENT);
  statement->key = sql.hash;
  statement->is_cached = true;
  return cache_.insert(std::move(statement));
}

CachedStatement& SqliteConnection::acquire(const SqlText& sql, std::size_t parameters) {
  check_not_failed(sql.text);
  CachedStatement& statement = find_or_prepare(sql);
  statement.is_busy = true;
  try {
    if (statement.parameters != parameters) {
      Error error{ErrorKind::misuse, "the statement has " + std::to_string(statement.parameters) +
                                         " parameters and was given " + std::to_string(parameters)};
      throw error.set_statement(sql.text);
    }
    begin_if_due(statement.writes);
  } catch (...) {
    give_back(statement);
    throw;
  }
  return statement;
}

void SqliteConnection::give_back(CachedStatement& statement) noexcept {
  if (!statement.is_cached) {
    delete &statement;
    return;
  }
  sqlite3_reset(statement.handle.get());
  statement.is_busy = false;
}

Rows SqliteConnection::start(CachedStatement& statement, Params params) {
  sqlite3_stmt* const handle = statement.handle.get();
  try {
    bind(db_, handle, params, Lifetime::copied);
    const bool was_inside = is_inside();
    const int code = sqlite3_step(handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(sqlite3_sql(handle), was_inside);
    return Rows{new SqliteCursor{*this, statement, code == SQLITE_ROW}};
  } catch (...) {
    give_back(statement);
    throw;
  }
}

Rows SqliteConnection::query(const SqlText& sql, Params params) {
  return start(acquire(sql, params.size()), params);
}

std::int64_t SqliteConnection::execute(const SqlText& sql, Params params) {
  CachedStatement& statement = acquire(sql, params.size());
  sqlite3_stmt* const handle = statement.handle.get();
  try {
    bind(db_, handle, params, Lifetime::until_done);
    const bool was_inside = is_inside();
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(handle);
    if (code != SQLITE_DONE) fail(sql.text, was_inside);
  } catch (...) {
    sqlite3_clear_bindings(handle);
    give_back(statement);
    throw;
  }
  const std::int64_t changed = statement.writes ? sqlite3_changes64(db_) : 0;
  // The values that were bound without a copy go away now.
  sqlite3_clear_bindings(handle);
  give_back(statement);
  return changed;
}

std::unique_ptr<detail::DriverBatch> SqliteConnection::batch(const SqlText& sql) {
  return std::make_unique<SqliteBatch>(*this, sql);
}

std::unique_ptr<detail::DriverStream> SqliteConnection::stream(const SqlText& sql, Params params) {
  return std::make_unique<SqliteStream>(query(sql, params));
}

std::int64_t SqliteConnection::run(std::string_view sql) {
  const bool goes_back = is_rollback(sql);
  if (!goes_back) check_not_failed(sql);
  begin_if_due(true);
  const std::unique_ptr<CachedStatement> statement = prepare(sql, 0);
  const std::int64_t before = sqlite3_total_changes64(db_);
  const bool was_inside = is_inside();
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement->handle.get());
  if (code != SQLITE_DONE) fail(sql, was_inside);
  if (goes_back) forget_failure();
  return sqlite3_total_changes64(db_) == before ? 0 : sqlite3_changes64(db_);
}

Rows SqliteConnection::run_query(std::string_view sql, Params params) {
  check_not_failed(sql);
  std::unique_ptr<CachedStatement> statement = prepare(sql, 0);
  if (statement->parameters != params.size()) {
    Error error{ErrorKind::misuse, "the number of parameters is wrong"};
    throw error.set_statement(sql);
  }
  begin_if_due(statement->writes);
  return start(*statement.release(), params);
}

void SqliteConnection::begin_if_due(bool writes) {
  if (!begins_with_next_) return;
  try {
    begin(writes ? TransactionMode::write : TransactionMode::read);
  } catch (...) {
    has_failed_ = true;  // with its first statement
    throw;
  }
}

void SqliteConnection::begin(TransactionMode mode) {
  const char* const sql = mode == TransactionMode::write ? "begin immediate" : "begin";
  check_not_failed(sql);
  begins_with_next_ = false;
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw last_error(db_, sql);
}

void SqliteConnection::commit() {
  if (std::exchange(begins_with_next_, false)) return;
  if (has_failed_) {
    rollback();
    Error error{ErrorKind::conflict,
                "a statement of this transaction had failed: it was rolled back instead"};
    throw error.set_statement("commit");
  }
  close_cursors();
  if (!in_transaction()) {
    throw Error{ErrorKind::conflict, "there is no transaction to commit: SQLite has ended it"};
  }
  if (sqlite3_exec(db_, "commit", nullptr, nullptr, nullptr) != SQLITE_OK) {
    const Error error = last_error(db_, "commit");
    // A key that is looked at late. SQLite would let the caller mend it, PostgreSQL does not.
    if (error.kind() == ErrorKind::constraint_violated) rollback();
    throw Error{error};
  }
}

void SqliteConnection::check_late_keys() {
  int violated = 0;
  int unused = 0;
  sqlite3_db_status(db_, SQLITE_DBSTATUS_DEFERRED_FKS, &violated, &unused, 0);
  if (violated == 0) return;
  Error error{ErrorKind::constraint_violated, "FOREIGN KEY constraint failed"};
  throw error.set_sqlstate("23503").set_constraint(ConstraintKind::foreign_key, "", "");
}

void SqliteConnection::rollback() {
  begins_with_next_ = false;
  forget_failure();
  close_cursors();
  if (!in_transaction()) return;
  if (sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw last_error(db_, "rollback");
  }
}

bool SqliteConnection::reset(bool was_raw) noexcept {
  try {
    rollback();
    if (was_raw) configure();
    return !in_transaction();
  } catch (...) {
    return false;
  }
}

void SqliteConnection::attach(SqliteCursor& cursor) noexcept {
  cursor.next_ = cursors_;
  if (cursors_ != nullptr) cursors_->previous_ = &cursor;
  cursors_ = &cursor;
}

void SqliteConnection::detach(SqliteCursor& cursor) noexcept {
  if (cursor.previous_ != nullptr) cursor.previous_->next_ = cursor.next_;
  if (cursor.next_ != nullptr) cursor.next_->previous_ = cursor.previous_;
  if (cursors_ == &cursor) cursors_ = cursor.next_;
  cursor.previous_ = nullptr;
  cursor.next_ = nullptr;
}

void SqliteConnection::close_cursors() noexcept {
  while (cursors_ != nullptr) cursors_->close();
}

}  // namespace tenon::sqlite

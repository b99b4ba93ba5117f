// One connection of an engine, held alone until it is destroyed: for migrations, introspection and
// tools that say themselves when a transaction begins. Applications use a Session.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tenon/dialect.hpp>
#include <tenon/param.hpp>
#include <tenon/row.hpp>

namespace tenon {

namespace detail {
class CodeSession;
class DriverConnection;
struct Lease;
}  // namespace detail

enum class TransactionMode : std::uint8_t {
  read,  ///< SQLite: takes the write lock only when something is written
  write  ///< SQLite: takes the write lock at once, so that no later statement finds it taken
};

/// One thread at a time. When it is destroyed an open transaction is rolled back and the connection
/// goes back to the engine. Everything throws Error; after one, see connection_usable().
class Connection {
 public:
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  Dialect dialect() const;

  /// Runs one statement as it stands, without preparing it, inside the open transaction or outside
  /// any. Returns the number of rows that it changed. SQLite refuses a text that holds more than
  /// one statement (PostgreSQL runs all of it as one transaction: do not).
  std::int64_t execute(std::string_view sql);
  /// Runs one statement with parameters `$1`, `$2`, … and gives its rows, typed as the database has
  /// them. The statement is not kept prepared.
  Rows query(std::string_view sql, Params params = {});

  void begin(TransactionMode mode = TransactionMode::write);
  /// Throws Error conflict when all was rolled back instead, because a statement had failed.
  void commit();
  void rollback();
  /// What the database says, not what was asked of it; a transaction that has failed lasts until
  /// its rollback.
  bool in_transaction() const;

  /// SQLite: the path, "" in memory. PostgreSQL: the database's name.
  std::string database() const;
  /// 150020 for PostgreSQL 15.20, 3040001 for SQLite 3.40.1.
  int server_version() const;
  /// PostgreSQL: whether a session of the server's is behind it from first to last. Behind a pooler
  /// each transaction may be another session's: settings and locks of a session are then not to be
  /// had. Asks the server.
  bool has_session();

 private:
  friend class Engine;
  friend class Session;
  friend class detail::CodeSession;
  explicit Connection(detail::Lease* lease) : lease_(lease) {}
  detail::DriverConnection& driver() const;

  detail::Lease* lease_;
};

}  // namespace tenon

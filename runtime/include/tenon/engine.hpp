// A database as a program sees it: an address and a pool of connections. Made once, at the start,
// and shared by all threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tenon/dialect.hpp>

namespace tenon {

class Connection;
class Session;
class TestDatabase;
struct Timestamp;

namespace detail {
class Pool;
}

struct EngineOptions {
  /// Connections at most; a thread that wants one more waits.
  int pool_size = 10;
  /// How long a thread waits for a connection before Error timeout, in milliseconds.
  int pool_wait = 30'000;
  /// How long connecting may take, in seconds.
  int connect_timeout = 10;
  /// SQLite: how long a statement waits for another process's lock, in milliseconds.
  int busy_timeout = 5'000;
  /// SQLite: a file that is there, and stays as it is: nothing is written, its journal mode
  /// neither.
  bool read_only = false;
  /// Where sessions take the time for created_at and updated_at from; nullptr: the system's clock.
  Timestamp (*clock)() = nullptr;
  /// Sees the text of every statement of a session before it is sent, never the values; a batch's
  /// once. Called by the session's thread; must not throw.
  void (*on_statement)(std::string_view sql) = nullptr;
  /// Prints each statement to stderr once it is done, with its milliseconds and rows, never the
  /// values; in the URL `?echo=on`.
  bool echo = false;
};

/// Connects when a connection is first needed, not here. Safe to use from many threads.
class Engine {
 public:
  /// `sqlite:///file.db`, `sqlite:////absolute/file.db`, `sqlite://` (in memory),
  /// `postgresql://user:password@host:port/database?sslmode=…`, `postgresql:///database?host=/dir`.
  /// Each may end in `?echo=on`: EngineOptions::echo.
  /// Throws Error environment for a URL that is none, one whose driver is not linked, and for a
  /// host, user or option in one of SQLite.
  explicit Engine(std::string_view url, EngineOptions options = {});
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  /// Closes the idle connections; those that are out close when they come back.
  ~Engine();

  /// A unit of work. Costs nothing until its first statement.
  Session session();
  /// A connection of its own. Throws Error environment or timeout when there is none to be had.
  Connection connect();

  Dialect dialect() const;
  /// The address without its password.
  std::string masked_url() const;

 private:
  friend class TestDatabase;
  explicit Engine(detail::Pool* pool) : pool_(pool) {}

  detail::Pool* pool_;
};

}  // namespace tenon

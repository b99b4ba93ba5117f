// Tests on a real database, each in a transaction that is rolled back: the fixture for GoogleTest,
// a counter of statements and a clock that stands still. The target is Tenon::testing; a program
// that is no test has no use for it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <tenon/engine.hpp>
#include <tenon/session.hpp>
#include <tenon/timestamp.hpp>

namespace tenon {

/// Makes what the tests find in the database: its tables, perhaps rows that all of them need. Runs
/// once in a process, on an empty database: `music::create_all`, or a function that upgrades with
/// the revisions of the project.
using PrepareDatabase = void (*)(Engine& engine);

/// What sessions have sent: each statement's text, once for every run. BEGIN, COMMIT and savepoints
/// are not among them. Compares with a number, and prints its texts where a test fails.
struct SentStatements {
  std::vector<std::string> texts;

  friend bool operator==(const SentStatements& statements, std::int64_t count) {
    return static_cast<std::int64_t>(statements.texts.size()) == count;
  }
  friend void PrintTo(const SentStatements& statements, std::ostream* out) {
    statements.print(*out);
  }

 private:
  void print(std::ostream& out) const;
};

/// The empty database of this process, prepared once, and the transaction of one test at a time.
/// SQLite is in memory. On PostgreSQL it is a database of its own,
/// `tenon_testing_<process>_<number>`, so that processes that run at once do not see each other; it
/// is dropped when the process ends, and those of processes that were killed by the next one that
/// makes one. The URL's user has to have the right to do that (CREATEDB).
class TestDatabase {
 public:
  /// "" takes TENON_TEST_URL, and SQLite in memory where that is not set: never DATABASE_URL, which
  /// may be the one with the data. Throws Error environment for a URL of an SQLite file.
  static TestDatabase& of(PrepareDatabase prepare, std::string_view url = "");
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase();

  /// Begins a test's transaction. All sessions of the engine are part of it, so each sees what the
  /// others have written. What they commit is kept as far as that, and what they roll back is
  /// gone: see DatabaseTest. Throws Error misuse while another test is at it.
  Engine& begin();
  /// Takes back all that was done since `begin`.
  void end();

  /// What the engine's sessions have sent since `begin`, or since it was last asked.
  SentStatements take_statements();

 private:
  struct State;
  TestDatabase(PrepareDatabase prepare, std::string_view url);

  State* state_;
};

/// Each test begins with what PrepareDatabase made and nothing else, whatever the tests before it
/// did.
///
///     class OrderTest : public tenon::DatabaseTest {
///      protected:
///       OrderTest() : DatabaseTest{shop::create_all} {}
///     };
///
/// The code under test may commit: to itself, and to the session that began before it and still is
/// open, it looks as if it had (keys that are looked at late are looked at then), and the end of
/// the test takes it back all the same. So does rollback(), as far as the last commit. Sessions
/// that are open at once are one within the other, which is where it differs from production: while
/// an inner one has not ended, those around it may read; a write or a commit of theirs is Error
/// misuse. All of it belongs to the thread of the test: a test of threads needs a database of its
/// own. Sequences of PostgreSQL do not go back, so the first key of a test may be any.
class DatabaseTest : public ::testing::Test {
 protected:
  explicit DatabaseTest(PrepareDatabase prepare, std::string_view url = "")
      : database_(TestDatabase::of(prepare, url)),
        engine_(database_.begin()),
        session_(engine_.session()) {}
  ~DatabaseTest() override { database_.end(); }

  /// For code that opens sessions itself.
  Engine& engine() { return engine_; }
  /// For the test's own rows, and for code that is given a session.
  Session& session() { return session_; }

  /// What the test's sessions take for the present, from now until its end; they put it into
  /// created_at and updated_at. Without it they have the system's clock.
  static void set_time(Timestamp now);
  /// The present is so much later, and stands still, if it did not before.
  static void pass(std::int64_t microseconds);

  /// What all sessions sent while `body` ran: `EXPECT_EQ(statements_of([&] { … }), 2)`.
  template <class Body>
  SentStatements statements_of(Body&& body) {
    database_.take_statements();
    body();
    return database_.take_statements();
  }

 private:
  TestDatabase& database_;
  Engine& engine_;
  Session session_;
};

}  // namespace tenon

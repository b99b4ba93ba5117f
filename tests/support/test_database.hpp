// An empty database for one test, on either kind of server, gone afterwards.
#pragma once

#include <string>

#include <tenon/sql_scanner.hpp>

namespace tenon::test {

class TestDatabase {
 public:
  explicit TestDatabase(Dialect dialect);
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase();

  const std::string& url() const { return url_; }
  /// The database's name (PostgreSQL) or its file (SQLite).
  const std::string& name() const { return name_; }
  /// Runs all statements of a file of ours: each ends with a semicolon at the end of a line.
  void run_script(const std::string& file) const;

 private:
  Dialect dialect_;
  std::string name_;
  std::string url_;
};

}  // namespace tenon::test

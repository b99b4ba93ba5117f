#include "support/test_database.hpp"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>

#include "support/postgres_server.hpp"

namespace tenon::test {

TestDatabase::TestDatabase(Dialect dialect) : dialect_(dialect) {
  static std::atomic<int> counter{0};
  name_ = "tenon_test_" + std::to_string(getpid()) + "_" + std::to_string(counter++);
  if (dialect == Dialect::sqlite) {
    name_ = (std::filesystem::temp_directory_path() / (name_ + ".db")).string();
    url_ = "sqlite:///" + name_;
    return;
  }
  const std::string& server = postgres_server_url();
  Engine engine{server};
  engine.connect().execute("create database " + name_);
  const std::size_t query = server.find('?');
  const std::size_t slash = server.rfind('/', query);
  url_ = server.substr(0, slash + 1) + name_ +
         (query == std::string::npos ? "" : server.substr(query));
}

TestDatabase::~TestDatabase() {
  if (dialect_ == Dialect::sqlite) {
    for (const char* const suffix : {"", "-wal", "-shm"}) {
      std::error_code ignored;
      std::filesystem::remove(name_ + suffix, ignored);
    }
    return;
  }
  Engine engine{postgres_server_url()};
  engine.connect().execute("drop database if exists " + name_ + " with (force)");
}

void TestDatabase::run_script(const std::string& file) const {
  std::ifstream in{file};
  if (!in) throw std::runtime_error("cannot read " + file);
  Engine engine{url_};
  Connection connection = engine.connect();
  std::string statement;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("--")) continue;
    statement += line + "\n";
    if (!line.ends_with(';')) continue;
    connection.execute(statement);
    statement.clear();
  }
}

}  // namespace tenon::test

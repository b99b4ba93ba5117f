// Empty databases for the migrator's tests, and revisions made of plain texts.
#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>
#include <tenon/statement.hpp>

namespace tenon::test {

/// An empty database of its own, gone afterwards.
class Scratch {
 public:
  explicit Scratch(Dialect dialect) : dialect_(dialect) {
    static std::atomic<int> counter{0};
    name_ = "tenon_migrator_" + std::to_string(getpid()) + "_" + std::to_string(counter++);
    if (dialect == Dialect::sqlite) {
      folder_ = std::filesystem::temp_directory_path() / name_;
      std::filesystem::create_directories(folder_);
      url_ = "sqlite:///" + (folder_ / "test.db").string();
      return;
    }
    Engine server{server_url()};
    server.connect().execute("create database " + name_);
    url_ = server_url();
    const std::size_t query = url_.find('?');
    const std::size_t slash = url_.rfind('/', query);
    url_.replace(slash + 1, (query == url_.npos ? url_.size() : query) - slash - 1, name_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    if (dialect_ == Dialect::sqlite) {
      std::filesystem::remove_all(folder_);
    } else {
      Engine server{server_url()};
      server.connect().execute("drop database if exists " + name_ + " with (force)");
    }
  }

  const std::string& url() const { return url_; }

 private:
  static std::string server_url() {
    const char* const url = std::getenv("TENON_TEST_POSTGRESQL");
    if (url == nullptr) throw std::runtime_error("TENON_TEST_POSTGRESQL is not set: see tests/run");
    return url;
  }

  Dialect dialect_;
  std::string name_;
  std::filesystem::path folder_;
  std::string url_;
};

/// A script whose statements are one group; checksums chain as the generator's do.
inline MigrationScript script(const std::vector<std::string>& statements) {
  MigrationScript made;
  for (const std::string& sql : statements) {
    const std::string before = made.statements.empty() ? "" : made.statements.back().checksum;
    made.statements.push_back({sql, std::to_string(hash_of(before + "|" + sql)), 1, true, {}});
  }
  return made;
}

inline Revision revision(std::string id, std::vector<std::string> parents,
                         const MigrationScript& up, const MigrationScript& down) {
  Revision made{std::move(id), std::move(parents), "", {}};
  made.message = "message of " + made.id;
  made.scripts = {{Dialect::postgresql, up, down}, {Dialect::sqlite, up, down}};
  return made;
}

/// The first column of the first row, or -1.
inline std::int64_t number(Engine& engine, const std::string& sql) {
  Connection connection = engine.connect();
  Rows rows = connection.query(sql);
  return rows.next() ? rows.row().get<std::int64_t>(0) : -1;
}

template <class Call>
Error error_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  throw std::runtime_error("nothing was thrown");
}

}  // namespace tenon::test

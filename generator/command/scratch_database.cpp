#include "command/scratch_database.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <system_error>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "command/failure.hpp"

namespace tenon::command {
namespace {

/// The URL with another database.
std::string beside(const std::string& server, const std::string& name) {
  const std::size_t query = std::min(server.find('?'), server.size());
  const std::size_t host = server.find("://") + 3;
  const std::size_t slash = std::min(server.find('/', host), query);
  return server.substr(0, slash) + "/" + name + server.substr(query);
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::error_code error;
  std::filesystem::path pattern = std::filesystem::temp_directory_path(error) / "tenon-XXXXXX";
  std::string text = pattern.string();
  if (error || ::mkdtemp(text.data()) == nullptr) {
    throw Failure{environment, "cannot make a folder '" + text + "' for temporary files",
                  "TMPDIR names another place"};
  }
  path_ = text;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

ScratchDatabase::ScratchDatabase() {
  folder_.emplace();
  url_ = "sqlite:///" + (folder_->path() / "scratch.db").string();
}

ScratchDatabase::ScratchDatabase(const std::string& server) : server_(server) {
  Engine engine{server};
  Connection connection = engine.connect();
  for (int i = 0; name_.empty(); ++i) {
    const std::string name =
        "tenon_scratch_" + std::to_string(::getpid()) + "_" + std::to_string(i);
    try {
      // What template1 holds is no part of the revisions.
      connection.execute("create database " + name + " template template0");
      name_ = name;
    } catch (const Error& error) {
      if (error.sqlstate() == "42P04") continue;  // there is one already
      if (error.sqlstate() != "42501") throw;
      throw Failure{user_error, "this role may not make a database to try the revisions in",
                    "alter role … createdb, name another server with --database, or an empty "
                    "database with --scratch"};
    }
  }
  url_ = beside(server, name_);
}

ScratchDatabase::~ScratchDatabase() {
  if (name_.empty()) return;
  try {
    Engine engine{server_};
    engine.connect().execute("drop database if exists " + name_ + " with (force)");
  } catch (const Error& error) {
    std::cerr << "note: the database " << name_ << " is left over: " << error.what() << "\n";
  }
}

}  // namespace tenon::command

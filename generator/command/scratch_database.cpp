#include "command/scratch_database.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <system_error>
#include <thread>
#include <vector>

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

/// What no other database has for a comment.
constexpr const char* scratch_comment = "made by tenon to try revisions in, and dropped by it";

/// Ours, of this role, and nobody is there: not for the moment between being made and being
/// connected to, either.
constexpr const char* stale_sql = R"(
select d.datname::text
from pg_catalog.pg_database d
where d.datname ~ '^tenon_scratch_[0-9]+_[0-9]+_[0-9]+$'
  and pg_catalog.shobj_description(d.oid, 'pg_database') = $1
  and d.datdba = (select r.oid from pg_catalog.pg_roles r where r.rolname = current_user)
  and not exists (select 1 from pg_catalog.pg_stat_activity a where a.datid = d.oid)
  and pg_catalog.split_part(d.datname, '_', 3)::numeric
      < extract(epoch from pg_catalog.clock_timestamp()) - 600
order by 1)";

/// What a process left that was killed. DROP DATABASE refuses while somebody is connected.
void drop_stale(Connection& connection) {
  std::vector<std::string> stale;
  {
    Rows rows = connection.query(stale_sql, {scratch_comment});
    while (rows.next()) stale.push_back(rows.row().get<std::string>(0));
  }
  for (const std::string& name : stale) {
    try {
      connection.execute("drop database if exists " + name);
    } catch (const Error& error) {
      if (!error.connection_usable()) throw;  // else somebody is there after all
    }
  }
}

/// A database that was made a moment ago is there; a pooler in between may know nothing of it.
void refuse_unreachable(const std::string& url) {
  try {
    Engine engine{url};
    const Connection connection = engine.connect();
  } catch (const Error& error) {
    throw Failure{environment,
                  "a database to try the revisions in was made, but by this address nobody gets "
                  "to it: " +
                      std::string{error.what()},
                  "a pooler knows the databases of its configuration alone: give the URL of the "
                  "server itself (--database), or that of an empty database (--scratch)"};
  }
}

/// The server's clock, in seconds.
std::string now_of(Connection& connection) {
  Rows rows =
      connection.query("select extract(epoch from pg_catalog.clock_timestamp())::bigint::text");
  return rows.next() ? rows.row().get<std::string>(0) : "0";
}

/// Keeps nobody out of a database of ours: it is made to be written to. Returns whether it was set.
bool allow_writing(Connection& connection) {
  bool is_read_only = false;
  {
    Rows rows = connection.query(
        "select pg_catalog.current_setting('default_transaction_read_only')::boolean");
    is_read_only = rows.next() && rows.row().get<bool>(0);
  }
  if (is_read_only) connection.execute("set default_transaction_read_only = off");
  return is_read_only;
}

}  // namespace

/// Waits for the signals that end a process and clears up first. Other threads do not see them.
class ScratchDatabase::Watch {
 public:
  explicit Watch(const ScratchDatabase& scratch) {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, wake_up}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    thread_ = std::thread{[this, &scratch] { wait(scratch); }};
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    pthread_kill(thread_.native_handle(), wake_up);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  static constexpr int wake_up = SIGUSR1;

  void wait(const ScratchDatabase& scratch) const {
    int signal = 0;
    if (sigwait(&signals_, &signal) != 0 || signal == wake_up) return;
    // The other thread loses its database and would complain of that.
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
    scratch.drop();
    ::_exit(128 + signal);
  }

  sigset_t signals_{};
  sigset_t before_{};
  std::thread thread_;
};

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
  watch_ = std::make_unique<Watch>(*this);
}

ScratchDatabase::ScratchDatabase(const std::string& server) : server_(server) {
  Engine engine{server};
  Connection connection = engine.connect();
  const bool is_read_only = allow_writing(connection);
  drop_stale(connection);
  const std::string start =
      "tenon_scratch_" + now_of(connection) + "_" + std::to_string(::getpid()) + "_";
  for (int i = 0; name_.empty(); ++i) {
    const std::string name = start + std::to_string(i);
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
  watch_ = std::make_unique<Watch>(*this);
  url_ = beside(server, name_);
  connection.execute("comment on database " + name_ + " is '" + scratch_comment + "'");
  if (is_read_only)
    connection.execute("alter role current_user in database " + name_ +
                       " set default_transaction_read_only = off");
  try {
    refuse_unreachable(url_);
  } catch (const Failure&) {
    connection.execute("drop database " + name_);
    throw;
  }
}

ScratchDatabase::~ScratchDatabase() {
  watch_.reset();
  drop();
}

void ScratchDatabase::drop() const {
  std::error_code ignored;
  if (folder_) std::filesystem::remove_all(folder_->path(), ignored);
  if (name_.empty()) return;
  try {
    Engine engine{server_};
    Connection connection = engine.connect();
    allow_writing(connection);
    connection.execute("drop database if exists " + name_ + " with (force)");
  } catch (const Error& error) {
    std::cerr << "note: the database " << name_ << " is left over: " << error.what() << "\n";
  }
}

}  // namespace tenon::command

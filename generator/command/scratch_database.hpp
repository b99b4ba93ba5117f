// An empty database to try things in, gone afterwards.
#pragma once

#include <filesystem>
#include <string>

namespace tenon::command {

/// SQLite: a file in the folder for temporary ones. PostgreSQL: a database of its own on a server,
/// for which the role needs CREATEDB.
class ScratchDatabase {
 public:
  /// On SQLite.
  ScratchDatabase();
  /// Beside the database that `server` names. Throws Failure when the role may not make one.
  explicit ScratchDatabase(const std::string& server);
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;
  ~ScratchDatabase();

  const std::string& url() const { return url_; }

 private:
  std::string url_;
  std::string server_;            ///< PostgreSQL
  std::string name_;              ///< PostgreSQL
  std::filesystem::path folder_;  ///< SQLite
};

}  // namespace tenon::command

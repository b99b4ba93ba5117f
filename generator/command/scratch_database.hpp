// An empty database or folder to try things in, gone afterwards.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace tenon::command {

/// A folder among the temporary ones. Throws Failure when there can be none.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// SQLite: a file in the folder for temporary ones. PostgreSQL: a database of its own on a server,
/// for which the role needs CREATEDB. Gone at the end and at SIGINT and SIGTERM; what a process
/// left on a server that was killed otherwise, the next one drops.
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
  class Watch;

  void drop() const;

  std::string url_;
  std::string server_;                   ///< PostgreSQL
  std::string name_;                     ///< PostgreSQL
  std::optional<ScratchFolder> folder_;  ///< SQLite
  std::unique_ptr<Watch> watch_;
};

}  // namespace tenon::command

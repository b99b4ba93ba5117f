// A PostgreSQL for one test program: the one that TENON_TEST_POSTGRESQL names, or else a private
// server that is started at first use and stopped when the program ends, however it ends.
#pragma once

#include <string>

namespace tenon::test {

/// A server that ends with its object, or with the test program, however that ends.
class PrivateServer {
 public:
  /// `environment`: assignments for the process that starts it, as a shell reads them.
  explicit PrivateServer(const std::string& environment = "");
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;
  ~PrivateServer();

  const std::string& url() const { return url_; }
  /// Where its socket is.
  const std::string& folder() const { return folder_; }
  /// With all of its processes, none of which has time for anything.
  void kill();
  /// Starts it again.
  void resume();

 private:
  void watch();

  std::string folder_;
  std::string url_;
  int watcher_ = -1;
  int pipe_ = -1;
};

/// The URL of a server on which databases may be made. Throws std::runtime_error when none starts.
const std::string& postgres_server_url();

/// The server's log file; "" for a server that is not ours.
std::string postgres_server_log();

}  // namespace tenon::test

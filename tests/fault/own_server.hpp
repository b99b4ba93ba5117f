// A PostgreSQL of one test's own, which may be killed.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace tenon::test {

class OwnServer {
 public:
  /// `environment`: assignments for the process that starts it, as a shell reads them.
  explicit OwnServer(const std::string& environment = "") {
    std::string folder = (std::filesystem::temp_directory_path() / "tenon-pg.XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make " + folder);
    folder_ = folder;
    run("start", environment);
  }
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;
  ~OwnServer() {
    try {
      run("stop");
    } catch (const std::runtime_error&) {
      // It was killed, and not started again.
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    std::filesystem::remove(folder_ + ".initdb.log", ignored);
  }

  const std::string& folder() const { return folder_; }
  std::string url(const std::string& database = "postgres") const {
    return "postgresql://tenon@/" + database + "?host=" + folder_ +
           "&options=-csynchronous_commit%3Don";
  }
  /// With all of its processes, none of which has time for anything.
  void kill() { run("kill"); }
  void resume() { run("resume"); }

 private:
  void run(const std::string& verb, const std::string& environment = "") {
    const std::string command = environment + " " + TENON_SUPPORT_DIR + "/postgres.sh " + verb +
                                " " + folder_ + " >/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
  }

  std::string folder_;
};

}  // namespace tenon::test

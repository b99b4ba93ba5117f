// Stands between a client and a PostgreSQL server, and cuts the connection at a COMMIT: before the
// server hears of it, or when its answer is on the way.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace tenon::test {

class CuttingProxy {
 public:
  enum class Cut { before, after };

  /// `server`: the folder of its socket. The `at`-th COMMIT of all connections is cut, counted from
  /// one.
  CuttingProxy(const std::string& server, Cut cut, int at);
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;
  ~CuttingProxy();

  std::string url() const { return "postgresql://tenon@/postgres?host=" + folder_; }
  bool has_cut() const { return commits_ >= at_; }

 private:
  void accept_all();
  void serve(int client);
  bool is_to_be_cut(const std::string& message);

  std::string server_;
  std::string folder_;
  Cut cut_;
  int at_;
  std::atomic<int> commits_{0};
  int listener_ = -1;
  std::thread acceptor_;
  std::vector<std::thread> served_;
};

}  // namespace tenon::test

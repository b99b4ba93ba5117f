// Ctrl-C while the server works. Without a word to it, it would go on with a statement that nobody
// waits for any more, an index for hours, and keep the migrator's lock.
#pragma once

#include <array>
#include <atomic>
#include <string>
#include <thread>

namespace tenon::command {

/// As long as it lives, on PostgreSQL: the first SIGINT or SIGTERM cancels the statement that the
/// migrator has running there, which then fails as any other does: rolled back, or journalled to be
/// gone on with. A second one, and one while nothing runs, ends the program as ever.
class Interrupt {
 public:
  /// `is_at_work`: whether a statement of ours runs. While it does not, whoever holds the
  /// migrators' lock is somebody else.
  Interrupt(std::string url, const std::atomic<bool>& is_at_work);
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  ~Interrupt();

 private:
  void watch();
  bool cancel() const;

  const std::string url_;
  const std::atomic<bool>& is_at_work_;
  std::array<int, 2> pipe_{-1, -1};
  std::thread watcher_;
};

}  // namespace tenon::command

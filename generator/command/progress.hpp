// What `tenon upgrade` and `tenon downgrade` tell while they run: each revision that is done, on a
// terminal each statement with how far it is, and elsewhere those that take long.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include <tenon/migration.hpp>

namespace tenon::command {

class Progress : public MigrationObserver {
 public:
  /// Where no terminal redraws a line: after how long a statement is told of first. It then is at
  /// twice that time and so on, and from a minute on every minute.
  static constexpr std::chrono::milliseconds long_time{10'000};

  /// `url`: the database that is migrated. On PostgreSQL a second connection to it looks at what
  /// the migrator waits for, and at how far an index is.
  explicit Progress(std::string url, std::chrono::milliseconds first = long_time);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() override;

  void waits(const std::string& who) override;
  void statement_began(const MigrationProgress& progress) override;
  void statement_ended(const MigrationProgress&) override;
  void batch_ended(const MigrationBatch& batch) override;
  void ended(const MigrationStep& step) override;

  /// Whether this process has a statement running, and with it the migrators' lock.
  const std::atomic<bool>& is_at_work() const { return is_at_work_; }

  /// Before anything else is printed: ends what is shown of the statement that runs.
  void end_line();

 private:
  using Clock = std::chrono::steady_clock;

  void watch();
  /// What is seen of the statement that runs, which takes long.
  void show(const std::string& seen);
  void draw(const std::string& text);

  const std::string url_;
  const bool is_terminal_;
  const std::chrono::milliseconds first_;
  std::atomic<bool> is_at_work_{false};
  std::thread watcher_;
  std::mutex mutex_;  ///< of what follows, and of the line
  std::condition_variable ended_;
  bool has_ended_ = false;        ///< the watcher is to end
  bool is_over_ = true;           ///< no statement runs
  std::uint64_t statements_ = 0;  ///< so many have begun
  std::string title_;             ///< of the statement that runs
  Clock::time_point began_;
  std::chrono::milliseconds due_{};  ///< how long it runs when it is next shown
  std::string rows_;
  bool is_line_open_ = false;
};

}  // namespace tenon::command

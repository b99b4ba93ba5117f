// What `tenon upgrade` and `tenon downgrade` tell while they run: each revision that is done, and
// on a terminal each statement, with how far it is when it takes long.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include <tenon/migration.hpp>

namespace tenon::command {

class Progress : public MigrationObserver {
 public:
  /// `url`: the database that is migrated. On PostgreSQL a second connection to it looks at what
  /// the migrator waits for, and at how far an index is.
  explicit Progress(std::string url);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() override { end_line(); }

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
  void watch();
  void draw(const std::string& text);

  const std::string url_;
  const bool is_terminal_;
  std::atomic<bool> is_at_work_{false};
  std::thread watcher_;  ///< of the statement that runs
  std::mutex mutex_;     ///< of what follows, and of the line
  std::condition_variable ended_;
  bool is_over_ = true;
  bool is_line_open_ = false;
  std::string rows_;
};

}  // namespace tenon::command

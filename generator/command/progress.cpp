#include "command/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/text.hpp"

namespace tenon::command {
namespace {

constexpr std::size_t shown_columns = 72;
constexpr std::chrono::milliseconds tick{1000};
constexpr std::chrono::milliseconds longest_pause{60'000};

std::string rows_text(const MigrationBatch& batch) {
  std::string text = std::to_string(batch.rows) + " rows";
  if (batch.estimated >= batch.rows) text += " of about " + std::to_string(batch.estimated);
  return text;
}

/// What the migrator's session is at: its index's phase, how much of that is done, and for whom it
/// waits. "" when there is nothing to tell.
std::string looked_at(Connection& connection) {
  Rows rows = connection.query(
      "select i.phase,\n"
      "  case when i.blocks_total > 0 then 100 * i.blocks_done / i.blocks_total\n"
      "    when i.tuples_total > 0 then 100 * i.tuples_done / i.tuples_total end,\n"
      "  (pg_catalog.pg_blocking_pids(a.pid))[1]::pg_catalog.int8\n"
      "from pg_catalog.pg_stat_activity a\n"
      "left join pg_catalog.pg_stat_progress_create_index i on i.pid = a.pid\n"
      "where a.datname = pg_catalog.current_database() and a.application_name = 'tenon migrator'\n"
      "  and a.state <> 'idle'\n"
      "order by i.pid, a.xact_start\n"
      "limit 1");
  if (!rows.next()) return {};
  const auto phase = rows.row().get<std::optional<std::string>>(0);
  const auto percent = rows.row().get<std::optional<std::int64_t>>(1);
  const auto blocker = rows.row().get<std::optional<std::int64_t>>(2);
  std::string text = phase.value_or("");
  if (percent) text += (text.empty() ? "" : ", ") + std::to_string(*percent) + " %";
  if (blocker)
    text += (text.empty() ? "" : ", ") + ("waits for process " + std::to_string(*blocker));
  return text;
}

/// The second connection, made when it is first needed.
class Lookout {
 public:
  explicit Lookout(const std::string& url) : url_(url) {}

  std::string look() {
    if (base::starts_with(url_, "sqlite:") || is_blind_) return {};
    try {
      if (!engine_) {
        engine_ = std::make_unique<Engine>(url_);
        connection_.emplace(engine_->connect());
      }
      return looked_at(*connection_);
    } catch (const Error&) {
      is_blind_ = true;  // the migration itself will tell what is wrong, if anything is
      return {};
    }
  }

 private:
  const std::string& url_;
  std::unique_ptr<Engine> engine_;
  std::optional<Connection> connection_;
  bool is_blind_ = false;
};

}  // namespace

Progress::Progress(std::string url, std::chrono::milliseconds first)
    : url_(std::move(url)),
      is_terminal_(isatty(STDERR_FILENO) == 1),
      first_(is_terminal_ ? tick : first) {}

Progress::~Progress() {
  end_line();
  {
    const std::lock_guard lock{mutex_};
    has_ended_ = true;
  }
  ended_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

void Progress::waits(const std::string& who) {
  std::cerr << "waiting: " << who << "\n" << std::flush;
}

void Progress::statement_ended(const MigrationProgress&) {
  is_at_work_ = false;
  end_line();
}

void Progress::statement_began(const MigrationProgress& progress) {
  const bool has_failed = is_at_work_.exchange(true);
  end_line();
  const std::lock_guard lock{mutex_};
  const std::string first_line = progress.sql.substr(0, progress.sql.find('\n'));
  std::string title = "  " + std::to_string(progress.number) + " of " +
                      std::to_string(progress.count) + ": " + first_line.substr(0, shown_columns);
  // One that did not get its lock is tried again.
  const bool is_again = has_failed && title == title_;
  title_ = std::move(title);
  if (is_terminal_) std::cerr << title_ << "\n" << std::flush;
  is_over_ = false;
  ++statements_;
  if (!is_again) began_ = Clock::now();
  if (!is_again) due_ = first_;
  if (!is_again) rows_.clear();
  if (!watcher_.joinable()) watcher_ = std::thread{[this] { watch(); }};
}

void Progress::batch_ended(const MigrationBatch& batch) {
  const std::lock_guard lock{mutex_};
  rows_ = rows_text(batch);
  if (is_terminal_) draw(rows_);
}

void Progress::ended(const MigrationStep& step) {
  end_line();
  const bool is_up = step.direction == MigrationStep::Direction::up;
  std::cerr << (is_up ? "upgraded to " : "took back ") << step.id << " (" << step.message << ")\n";
}

void Progress::end_line() {
  const std::lock_guard lock{mutex_};
  is_over_ = true;
  if (is_line_open_) std::cerr << "\n";
  is_line_open_ = false;
}

/// A statement that is quick is never seen here.
void Progress::watch() {
  Lookout lookout{url_};
  const std::chrono::milliseconds pause = std::min(tick, first_);
  std::unique_lock lock{mutex_};
  while (!ended_.wait_for(lock, pause, [this] { return has_ended_; })) {
    if (is_over_ || Clock::now() - began_ < due_) continue;
    const std::uint64_t seen_at = statements_;
    lock.unlock();
    const std::string seen = lookout.look();
    lock.lock();
    if (!is_over_ && statements_ == seen_at) show(seen);
  }
}

void Progress::show(const std::string& seen) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - began_);
  std::string text = std::to_string(seconds.count()) + " s";
  if (!rows_.empty()) text += ", " + rows_;
  if (!seen.empty()) text += ", " + seen;
  if (is_terminal_) return draw(text);
  std::cerr << title_ << "\n    still running, " + text + "\n" << std::flush;
  due_ += std::min(due_, longest_pause);
}

void Progress::draw(const std::string& text) {
  // Not by std::cerr, which would spell what steers the terminal.
  const std::string line = "\r    " + text + "\033[K";
  std::cerr.flush();
  is_line_open_ = ::write(STDERR_FILENO, line.data(), line.size()) > 0;
}

}  // namespace tenon::command

#include "command/interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <utility>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/text.hpp"

namespace tenon::command {
namespace {

constexpr std::array<int, 2> signals = {SIGINT, SIGTERM};

/// Where the handler writes: it may do little else.
volatile std::sig_atomic_t told = -1;

extern "C" void tell(int signal) {
  const char byte = static_cast<char>(signal);
  if (::write(told, &byte, 1) < 0) ::_exit(128 + signal);
}

bool is_default(int signal) {
  struct sigaction now {};
  return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL;
}

}  // namespace

Interrupt::Interrupt(std::string url, const std::atomic<bool>& is_at_work)
    : url_(std::move(url)), is_at_work_(is_at_work) {
  // SQLite's writes are this process's own.
  if (base::starts_with(url_, "sqlite:") || pipe2(pipe_.data(), O_CLOEXEC) != 0) return;
  told = pipe_[1];
  watcher_ = std::thread{[this] { watch(); }};
  for (const int signal : signals) {
    if (!is_default(signal)) continue;  // whoever started us has it ignored
    struct sigaction handled {};
    handled.sa_handler = tell;
    handled.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(signal, &handled, nullptr);
  }
}

Interrupt::~Interrupt() {
  if (!watcher_.joinable()) return;
  for (const int signal : signals) {
    struct sigaction now {};
    if (sigaction(signal, nullptr, &now) == 0 && now.sa_handler == tell)
      std::signal(signal, SIG_DFL);
  }
  const char end = 0;
  if (::write(pipe_[1], &end, 1) < 0) watcher_.detach();
  if (watcher_.joinable()) watcher_.join();
  for (const int side : pipe_) ::close(side);
}

void Interrupt::watch() {
  char byte = 0;
  while (::read(pipe_[0], &byte, 1) == 1 && byte != 0) {
    if (is_at_work_ && cancel()) {
      std::cerr << "\nstopping: the server was told to give up the statement that runs\n";
    } else {
      ::kill(::getpid(), byte);  // its handler was taken back as it ran
    }
  }
}

/// Who holds the migrators' lock while a statement of ours runs are we.
bool Interrupt::cancel() const {
  try {
    Engine engine{url_};
    Connection connection = engine.connect();
    Rows rows = connection.query(
        "select pg_catalog.pg_cancel_backend(a.pid)\n"
        "from pg_catalog.pg_stat_activity a\n"
        "where a.datname = pg_catalog.current_database()\n"
        "  and a.application_name = 'tenon migrator' and a.state = 'active'\n"
        "  and exists (select 1 from pg_catalog.pg_locks l\n"
        "              where l.pid = a.pid and l.locktype = 'advisory' and l.granted)");
    return rows.next() && rows.row().get<bool>(0);
  } catch (const Error&) {
    return false;
  }
}

}  // namespace tenon::command

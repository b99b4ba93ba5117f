// What files and folder share of POSIX: a descriptor that closes itself, the last error as a code,
// and writing all of a text. Private to base.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace tenon::base {

/// errno as the code that base's functions return.
inline std::error_code last_error() { return {errno, std::generic_category()}; }

/// A file descriptor that closes itself; negative when none was opened.
class Handle {
 public:
  explicit Handle(int number) : number_(number) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

/// Writes every byte, however often the system stops half way.
inline std::error_code write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

}  // namespace tenon::base

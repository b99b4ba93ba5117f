#include "base/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/descriptor.hpp"

namespace tenon::base {
namespace {

namespace fs = std::filesystem;

// Reads until the end or until `text` is full; the number of bytes, or -1.
ssize_t read_all(int file, std::string& text) {
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(file, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(size);
}

std::error_code read_regular(int file, std::string& text) {
  struct ::stat status {};
  if (::fstat(file, &status) != 0) return last_error();
  if (S_ISDIR(status.st_mode)) return std::make_error_code(std::errc::is_a_directory);
  if (!S_ISREG(status.st_mode)) return std::make_error_code(std::errc::operation_not_supported);
  text.resize(static_cast<std::size_t>(status.st_size));
  const ssize_t size = read_all(file, text);
  if (size < 0) return last_error();
  text.resize(static_cast<std::size_t>(size));
  return {};
}

}  // namespace

Folder::Folder(fs::path path)
    : path_(std::move(path)),
      suffix_(".tenon-" + std::to_string(::getpid())),
      handle_(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (handle_ < 0) error_ = last_error();
}

Folder::~Folder() {
  if (handle_ >= 0) ::close(handle_);
}

std::error_code Folder::create() {
  if (handle_ >= 0) return {};
  std::error_code error;
  fs::create_directories(path_, error);
  if (error) return error;
  handle_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  error_ = handle_ < 0 ? last_error() : std::error_code{};
  return error_;
}

bool Folder::is_safe(const std::string& name) const {
  if (name.empty() || name.front() == '/') return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = std::string_view{name}.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    struct ::stat status {};
    const bool last = end == name.size();
    // The last name is looked at when it is opened, which refuses a link too.
    if (!last && handle_ >= 0 &&
        ::fstatat(handle_, name.substr(0, end).c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(status.st_mode))
      return false;
    begin = end + 1;
  }
  return true;
}

std::optional<std::string> Folder::read(const std::string& name, std::error_code& error) const {
  error = error_;
  if (error) return std::nullopt;
  const int file = ::openat(handle_, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) {
    error = last_error();
    return std::nullopt;
  }
  std::string text;
  error = read_regular(file, text);
  ::close(file);
  if (error) return std::nullopt;
  return text;
}

std::error_code Folder::make_parents(const std::string& name) const {
  for (std::size_t at = name.find('/'); at != std::string::npos; at = name.find('/', at + 1))
    if (::mkdirat(handle_, name.substr(0, at).c_str(), 0777) != 0 && errno != EEXIST)
      return last_error();
  return {};
}

std::error_code Folder::write_new(const std::string& name, std::string_view text) const {
  if (const std::error_code error = make_parents(name)) return error;
  const int file = ::openat(handle_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return last_error();
  std::error_code error = write_all(file, text);
  if (::close(file) != 0 && !error) error = last_error();
  return error;
}

std::error_code Folder::write_aside(const std::string& name, std::string_view text,
                                    bool replaces) const {
  const std::string temporary = aside(name);
  std::error_code error = write_new(temporary, text);
  struct ::stat status {};
  if (!error && replaces && ::fstatat(handle_, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
      ::fchmodat(handle_, temporary.c_str(), status.st_mode & 07777U, 0) != 0)
    error = last_error();
  if (error && error != std::errc::file_exists) discard(name);
  return error;
}

std::error_code Folder::put_in_place(const std::string& name) const {
  const bool good = ::renameat(handle_, aside(name).c_str(), handle_, name.c_str()) == 0;
  return good ? std::error_code{} : last_error();
}

void Folder::discard(const std::string& name) const { ::unlinkat(handle_, aside(name).c_str(), 0); }

std::error_code Folder::remove(const std::string& name) const {
  const bool good = ::unlinkat(handle_, name.c_str(), 0) == 0 || errno == ENOENT;
  return good ? std::error_code{} : last_error();
}

}  // namespace tenon::base

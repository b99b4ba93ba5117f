#include "base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/descriptor.hpp"
#include "base/text.hpp"

namespace tenon::base {
namespace {

namespace fs = std::filesystem;

std::error_code write_new(const fs::path& path, std::string_view text, ::mode_t mode, bool exact) {
  Handle file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
  if (file.number() < 0) return last_error();
  if (exact && ::fchmod(file.number(), mode) != 0) return last_error();
  if (const std::error_code failed = write_all(file.number(), text)) return failed;
  return file.close() ? std::error_code{} : last_error();
}

void find_matches(const fs::path& root, const std::string& below,
                  const std::vector<std::string>& parts, std::size_t at,
                  std::vector<std::string>& found, std::error_code& error) {
  if (error) return;
  const auto inside = [&](const std::string& name) {
    return below.empty() || below == "/" ? below + name : below + "/" + name;
  };
  const std::string& part = parts[at];
  const bool last = at + 1 == parts.size();
  std::error_code ignored;
  if (part.find_first_of("*?") == std::string::npos) {
    const std::string next = part.empty() ? "/" : inside(part);
    if (!last) return find_matches(root, next, parts, at + 1, found, error);
    const fs::path file = root / next;
    const bool lost = fs::is_symlink(file, ignored) && !fs::exists(file, ignored);
    if (lost || fs::is_regular_file(file, ignored)) found.push_back(next);
    return;
  }
  const bool deep = part == "**";
  if (deep && !last) find_matches(root, below, parts, at + 1, found, error);
  if (!fs::is_directory(root / below, ignored)) return;
  for (fs::directory_iterator it{root / below, error}, end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool hidden = name[0] == '.' && part[0] != '.';
    if (hidden || !(deep || matches(name, part))) continue;
    const bool directory = it->is_directory(ignored) && !it->is_symlink(ignored);
    if (deep && directory) find_matches(root, inside(name), parts, at, found, error);
    // A link that leads nowhere is found too, so that reading it says so.
    const bool lost = it->is_symlink(ignored) && !it->exists(ignored);
    if (last && (lost || it->is_regular_file(ignored))) found.push_back(inside(name));
    if (!last && !deep && it->is_directory(ignored))
      find_matches(root, inside(name), parts, at + 1, found, error);
  }
}

}  // namespace

std::string read_file(const fs::path& path, std::error_code& error) {
  error.clear();
  const Handle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number() < 0) {
    error = last_error();
    return {};
  }
  // One byte more than a file holds, so that its end is seen without a second buffer.
  struct ::stat status {};
  const bool sized = ::fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode);
  std::string text;
  text.resize(sized ? static_cast<std::size_t>(status.st_size) + 1 : 65536);
  for (std::size_t size = 0;;) {
    if (size == text.size()) text.resize(2 * size);
    const ssize_t count = ::read(file.number(), text.data() + size, text.size() - size);
    if (count == 0) {
      text.resize(size);
      return text;
    }
    if (count > 0) size += static_cast<std::size_t>(count);
    if (count > 0 || errno == EINTR) continue;
    error = last_error();
    return {};
  }
}

std::error_code write_file(const fs::path& path, std::string_view text) {
  std::error_code error;
  fs::path target = path;
  if (fs::is_symlink(target, error)) target = fs::weakly_canonical(target, error);
  if (error && error != std::errc::no_such_file_or_directory) return error;
  error.clear();
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return error;

  struct ::stat old {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  const ::mode_t mode = exists ? old.st_mode & 07777U : 0666U;
  const fs::path temporary = target.string() + ".tenon-" + std::to_string(::getpid());
  error = write_new(temporary, text, mode, exists);
  if (!error) fs::rename(temporary, target, error);
  if (error && error != std::errc::file_exists) ::unlink(temporary.c_str());
  return error;
}

std::vector<std::string> glob(const fs::path& root, std::string_view pattern,
                              std::error_code& error) {
  error.clear();
  std::vector<std::string> found;
  find_matches(root, "", split(pattern, "/"), 0, found, error);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool matches(std::string_view name, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (at < name.size()) {
    if (in < pattern.size() && (pattern[in] == '?' || pattern[in] == name[at]) &&
        pattern[in] != '*') {
      ++at;
      ++in;
    } else if (in < pattern.size() && pattern[in] == '*') {
      star = in++;
      retry = at;
    } else if (star != std::string_view::npos) {
      in = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (in < pattern.size() && pattern[in] == '*') ++in;
  return in == pattern.size();
}

}  // namespace tenon::base

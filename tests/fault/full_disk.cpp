// A disk that is full while a file exists: writes that make a file of a database longer fail with
// ENOSPC. Loaded before the C library (LD_PRELOAD) by a server, linked into a test for SQLite.
#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

bool is_of_a_database(int file) {
  std::array<char, 512> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  if (readlink(link.c_str(), path.data(), path.size() - 1) < 0) return false;
  return std::strstr(path.data(), "/base/") != nullptr ||
         std::strstr(path.data(), ".db") != nullptr;
}

/// Whether bytes up to `end` find no room.
bool is_full(int file, off_t end) {
  const char* const switch_file = std::getenv("TENON_FULL_DISK");
  if (switch_file == nullptr || access(switch_file, F_OK) != 0) return false;
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || !is_of_a_database(file))
    return false;
  return end > status.st_size;
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t pwrite(int file, const void* bytes, size_t count, off_t offset) {
  static auto* const original = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  if (!is_full(file, offset + static_cast<off_t>(count)))
    return original(file, bytes, count, offset);
  errno = ENOSPC;
  return -1;
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off_t offset) {
  return pwrite(file, bytes, count, offset);
}

ssize_t write(int file, const void* bytes, size_t count) {
  static auto* const original = next<ssize_t(int, const void*, size_t)>("write");
  const off_t at = lseek(file, 0, SEEK_CUR);
  if (at < 0 || !is_full(file, at + static_cast<off_t>(count))) return original(file, bytes, count);
  errno = ENOSPC;
  return -1;
}

int posix_fallocate(int file, off_t offset, off_t count) {
  static auto* const original = next<int(int, off_t, off_t)>("posix_fallocate");
  return is_full(file, offset + count) ? ENOSPC : original(file, offset, count);
}

int posix_fallocate64(int file, off_t offset, off_t count) {
  return posix_fallocate(file, offset, count);
}

}  // extern "C"

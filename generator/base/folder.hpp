// A folder that is opened once and worked in by name: what writes many files at a time
// (emit/output) pays one system call a step, and never follows a link that somebody put in the way.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace tenon::base {

/// An open directory. Names below it have `/` between their parts. None of its members throws for
/// what the file system refuses.
class Folder {
 public:
  /// Opens the folder; error() is `no_such_file_or_directory` when there is none.
  explicit Folder(std::filesystem::path path);
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();

  std::error_code error() const { return error_; }

  /// Makes the folder and those above it, and opens it.
  std::error_code create();

  /// Whether the name stays below the folder and meets no link on its way.
  bool is_safe(const std::string& name) const;

  /// The file's bytes; none with `error` when it is not there, no regular file, or a link.
  std::optional<std::string> read(const std::string& name, std::error_code& error) const;

  /// Writes the text beside the file, under a name of this process, and gives it the permissions of
  /// the file that it will replace. Folders below are made.
  std::error_code write_aside(const std::string& name, std::string_view text, bool replaces) const;
  /// What was written aside becomes the file: readers see the old text or the new one.
  std::error_code put_in_place(const std::string& name) const;
  /// Forgets what was written aside, if anything was.
  void discard(const std::string& name) const;

  /// Writes a file that is not there yet, in one step: for a folder that nobody else knows.
  std::error_code write_new(const std::string& name, std::string_view text) const;
  std::error_code remove(const std::string& name) const;

 private:
  std::error_code make_parents(const std::string& name) const;
  std::string aside(const std::string& name) const { return name + suffix_; }

  std::filesystem::path path_;
  std::string suffix_;
  std::error_code error_;
  int handle_ = -1;
};

}  // namespace tenon::base

// The generator's hands on the file system: whole files in, whole files out, patterns of names.
// Errors are values, because which of them matters is the caller's question.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace tenon::base {

/// The whole file as bytes. On failure `error` is set and the text empty; a directory is an error.
std::string read_file(const std::filesystem::path& path, std::error_code& error);

/// Writes the file so that a reader sees the old text or the new one, never a part: into a
/// temporary file beside it, then renamed. Missing directories are made. An existing file keeps its
/// permissions, and a symbolic link stays one. On failure no temporary file is left.
std::error_code write_file(const std::filesystem::path& path, std::string_view text);

/// The regular files (and the links that lead nowhere) below `root` that match the pattern, as
/// paths relative to `root` with `/`, sorted by bytes. `*` and `?` match within one name (names
/// that begin with a dot only when the pattern's name does), `**` any number of directories. A
/// pattern without wildcards gives the file if it exists. `..` and absolute patterns are taken as
/// they are written.
std::vector<std::string> glob(const std::filesystem::path& root, std::string_view pattern,
                              std::error_code& error);

/// Whether a single name matches a pattern of `*` and `?`.
bool matches(std::string_view name, std::string_view pattern);

}  // namespace tenon::base

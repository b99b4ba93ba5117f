// Writing a run's files: all or nothing, only what differs, never over somebody else's work.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace tenon::emit {

/// A file to write: a path below the output folder (with '/'), and its bytes.
struct File {
  std::string path;
  std::string text;

  bool operator==(const File&) const = default;
};

/// What write() did.
struct Written {
  std::vector<std::string> changed;  ///< new or rewritten
  std::vector<std::string> removed;  ///< stale: ours, unchanged since, and no longer generated
  std::size_t unchanged = 0;         ///< not touched: they keep their time of modification
};

/// Writes `files` and the manifest into `directory`. Refuses, with nothing written: a file that
/// somebody edited [edited-output] unless `force`, a file that is not ours [foreign-output], a path
/// that leaves the folder or goes through a link [unsafe-output]; reports what the file system
/// refuses as [cannot-write], after having put back what was there. A stale file that somebody
/// edited stays, with a warning.
Written write(const std::string& directory, const std::vector<File>& files, bool force,
              base::Diagnostics& diagnostics);

/// One way in which the folder is not what a run would write.
struct Difference {
  enum class Kind { missing, differs, stale };
  Kind kind = Kind::differs;
  std::string path;
  std::string diff;  ///< a few lines, - what is there, + what would be written; only for `differs`
};

/// Compares `directory` with what write() would leave there; changes nothing.
std::vector<Difference> compare(const std::string& directory, const std::vector<File>& files);

/// The lines in which two texts differ, at most `most` of them: "-old" and "+new" under a "@@ line
/// N @@".
std::string short_diff(const std::string& before, const std::string& after, std::size_t most = 12);

}  // namespace tenon::emit

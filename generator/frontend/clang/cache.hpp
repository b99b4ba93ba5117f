// Readings that need not be done again: what one gave is kept in a file, with the content of
// every header that it opened and every place where it looked for one. It holds until one of them,
// the options or the program itself is another. The user's errors are kept like the rest.
#pragma once

#include <string>
#include <vector>

#include "frontend/clang/read.hpp"

namespace tenon::frontend::clang {

/// TENON_CACHE_DIR of the environment, else `tenon` in XDG_CACHE_HOME or in ~/.cache (XDG Base
/// Directory Specification); "" when none of them is an absolute path.
std::string cache_folder();

struct Cache {
  std::string folder;
  std::string version;  ///< of the generator
};

/// As read(), from the folder if it can; what it had to read is put there. A folder that cannot be
/// read or written only costs the time of reading. One file for a set of headers and options, the
/// hundred that were written last.
Result read_cached(const std::vector<std::string>& headers, const Options& options,
                   const Cache& cache, base::Sources& sources, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang

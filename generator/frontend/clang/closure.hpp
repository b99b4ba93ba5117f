// The users' headers and those that they include, found by reading `#include` lines before libclang
// runs: which standard headers are needed, and whether stand-ins for them can serve.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "frontend/clang/libclang.hpp"

namespace tenon::frontend::clang {

struct Closure {
  /// Files whose text has pragmas that would silence the compiler's warnings: with these blanked
  /// out, byte for byte.
  std::vector<MemoryFile> without_pragmas;
  /// Whether every header outside has a stand-in, and nothing asks what a stand-in cannot answer:
  /// `#if` with __has_include, __cpp_… or any macro that neither the compiler nor the user defines.
  bool stubs_suffice = true;
};

/// Follows the includes through `headers` and `include_dirs` (absolute paths). `defines` are the
/// names that the command line defines.
Closure find_closure(const std::vector<std::filesystem::path>& headers,
                     const std::vector<std::filesystem::path>& include_dirs,
                     const std::set<std::string>& defines);

}  // namespace tenon::frontend::clang

// Include folders, defines and the standard as the project's own build has them: from a compilation
// database (clang.llvm.org/docs/JSONCompilationDatabase.html), a compile_commands.json or a
// compile_flags.txt.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tenon::frontend::clang {

struct CompileFlags {
  std::vector<std::string> include_dirs;  ///< of -I, -isystem and -iquote, absolute, in order
  std::vector<std::string> defines;       ///< of -D: "NAME" or "NAME=value"
  std::string standard;                   ///< of -std, when it is C++20 or newer; else ""
};

/// The flags of the source file whose name is nearest to the header's, since headers have no
/// commands of their own. None when the folder holds no database that can be read.
std::optional<CompileFlags> flags_for(const std::filesystem::path& folder,
                                      const std::filesystem::path& header);

/// The file of the folder that flags_for reads; its name alone when there is none.
std::filesystem::path database_file(const std::filesystem::path& folder);

}  // namespace tenon::frontend::clang

#include "frontend/clang/compile_commands.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <type_traits>

#include <clang-c/CXCompilationDatabase.h>

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "frontend/clang/libclang_cursor.hpp"

namespace tenon::frontend::clang {
namespace {

namespace fs = std::filesystem;

template <auto dispose>
struct Dispose {
  template <class T>
  void operator()(T* handle) const {
    dispose(handle);
  }
};
using Database = std::unique_ptr<void, Dispose<clang_CompilationDatabase_dispose>>;
using Commands = std::unique_ptr<void, Dispose<clang_CompileCommands_dispose>>;

bool is_list(const std::string& text) {
  base::Sources sources;
  base::Diagnostics ignored;
  const std::optional<base::JsonNode> root =
      base::parse_json(sources, sources.add("compile_commands.json", text), ignored);
  return root && root->is(base::JsonNode::Kind::array);
}

bool is_known_standard(std::string_view text) {
  return text == "c++20" || text == "c++2a" || text == "c++23" || text == "c++2b" ||
         text == "gnu++20" || text == "gnu++2a" || text == "gnu++23" || text == "gnu++2b";
}

/// The flags among a command's arguments.
class FlagReader {
 public:
  FlagReader(std::vector<std::string> arguments, fs::path folder)
      : arguments_(std::move(arguments)), folder_(std::move(folder)) {}

  CompileFlags run() {
    for (at_ = 1; at_ < arguments_.size(); ++at_) {  // the first is the compiler
      if (arguments_[at_] == "--") break;
      std::string value;
      if (takes("-isystem", value) || takes("-iquote", value) || takes("-I", value) ||
          takes("-idirafter", value)) {
        flags_.include_dirs.push_back((folder_ / value).lexically_normal().string());
      } else if (takes("-D", value)) {
        flags_.defines.push_back(value);
      } else if (takes("-U", value)) {
        undefine(value);
      } else if (takes("-std=", value) && is_known_standard(value)) {
        flags_.standard = value;
      }
    }
    return std::move(flags_);
  }

 private:
  // Behind the flag, or the next argument.
  bool takes(std::string_view flag, std::string& value) {
    const std::string& argument = arguments_[at_];
    if (!base::starts_with(argument, flag)) return false;
    value = argument.substr(flag.size());
    if (value.empty() && at_ + 1 < arguments_.size()) value = arguments_[++at_];
    return !value.empty();
  }

  void undefine(const std::string& name) {
    const auto is_it = [&](const std::string& define) {
      return define.substr(0, define.find_first_of("=(")) == name;
    };
    flags_.defines.erase(std::remove_if(flags_.defines.begin(), flags_.defines.end(), is_it),
                         flags_.defines.end());
  }

  std::vector<std::string> arguments_;
  fs::path folder_;
  std::size_t at_ = 0;
  CompileFlags flags_;
};

}  // namespace

std::optional<CompileFlags> flags_for(const fs::path& folder, const fs::path& header) {
  // libclang writes to stderr when it cannot read one.
  std::error_code unreadable;
  const fs::path file = database_file(folder);
  const std::string text = base::read_file(file, unreadable);
  if (unreadable || (file.extension() == ".json" && !is_list(text))) return std::nullopt;
  CXCompilationDatabase_Error error = CXCompilationDatabase_NoError;
  const Database database{clang_CompilationDatabase_fromDirectory(folder.string().c_str(), &error)};
  if (database == nullptr || error != CXCompilationDatabase_NoError) return std::nullopt;
  const Commands commands{
      clang_CompilationDatabase_getCompileCommands(database.get(), header.string().c_str())};
  if (commands == nullptr || clang_CompileCommands_getSize(commands.get()) == 0)
    return std::nullopt;
  const CXCompileCommand command = clang_CompileCommands_getCommand(commands.get(), 0);
  std::vector<std::string> arguments;
  const unsigned count = clang_CompileCommand_getNumArgs(command);
  for (unsigned i = 0; i < count; ++i)
    arguments.push_back(take(clang_CompileCommand_getArg(command, i)));
  return FlagReader{std::move(arguments), folder / take(clang_CompileCommand_getDirectory(command))}
      .run();
}

fs::path database_file(const fs::path& folder) {
  std::error_code ignored;
  const fs::path flags = folder / "compile_flags.txt";
  const fs::path commands = folder / "compile_commands.json";
  return !fs::exists(commands, ignored) && fs::exists(flags, ignored) ? flags : commands;
}

}  // namespace tenon::frontend::clang

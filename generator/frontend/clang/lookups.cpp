#include "frontend/clang/lookups.hpp"

#include <filesystem>

#include "base/text.hpp"
#include "frontend/clang/token.hpp"

namespace tenon::frontend::clang {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view has_include = "__has_include";

// The line behind `#`, in one piece.
std::string joined(std::string_view line) {
  std::string result;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line.substr(at, 2) == "\\\n") {
      ++at;
    } else if (line.substr(at, 3) == "\\\r\n") {
      at += 2;
    } else {
      result += line[at];
    }
  }
  return result;
}

// Without a word at its begin and what stands before it; nothing when another word stands there.
std::optional<std::string_view> behind(std::string_view line, std::string_view word) {
  line = base::trim(line);
  if (!base::starts_with(line, word)) return std::nullopt;
  const std::string_view rest = line.substr(word.size());
  const bool ends =
      rest.empty() || (rest.front() != '_' && (rest.front() < 'a' || rest.front() > 'z'));
  return ends ? std::optional{base::trim(rest)} : std::nullopt;
}

}  // namespace

void Lookups::add(const std::string& path, std::string_view text) {
  if (!files_.insert(path).second) return;
  const std::string folder = fs::path{path}.parent_path().string();
  for (const Range& range : tokenize(text, {}).directives) {
    const std::string line = joined(text.substr(range.begin + 1, range.end - range.begin - 1));
    for (const char* word : {"include", "include_next", "import"})
      if (const auto rest = behind(line, word)) add_name(*rest, folder);
    if (!behind(line, "if") && !behind(line, "elif") && !behind(line, "define")) continue;
    for (std::size_t at = line.find(has_include); at != std::string::npos;
         at = line.find(has_include, at + 1)) {
      std::string_view rest = std::string_view{line}.substr(at + has_include.size());
      if (base::starts_with(rest, "_next")) rest.remove_prefix(5);
      rest = base::trim(rest);
      if (base::starts_with(rest, "(")) add_name(base::trim(rest.substr(1)), folder);
    }
  }
}

void Lookups::add_name(std::string_view rest, const std::string& folder) {
  const char open = rest.empty() ? '\0' : rest.front();
  const std::size_t close = rest.find(open == '<' ? '>' : '"', 1);
  if ((open != '<' && open != '"') || close == std::string_view::npos) {
    are_all_known_ = false;
    return;
  }
  const std::string name{rest.substr(1, close - 1)};
  names_.insert(name);
  if (open == '"') beside_.insert((fs::path{folder} / name).string());
}

std::optional<std::vector<std::string>> Lookups::candidates(
    const std::vector<std::string>& include_dirs) const {
  if (!are_all_known_) return std::nullopt;
  std::set<std::string> folders{include_dirs.begin(), include_dirs.end()};
  folders.insert({"/usr/local/include", "/usr/include"});
  for (const std::string& file : files_)
    for (std::size_t slash = file.find('/', 1); slash != std::string::npos;
         slash = file.find('/', slash + 1))
      if (names_.count(file.substr(slash + 1)) != 0) folders.insert(file.substr(0, slash));
  std::set<std::string> paths = beside_;
  for (const std::string& folder : folders)
    for (const std::string& name : names_) paths.insert((fs::path{folder} / name).string());
  return std::vector<std::string>{paths.begin(), paths.end()};
}

}  // namespace tenon::frontend::clang

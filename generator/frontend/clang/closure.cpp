#include "frontend/clang/closure.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "base/files.hpp"
#include "base/text.hpp"
#include "frontend/clang/token.hpp"
#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

namespace fs = std::filesystem;

// Same answer with stand-ins and real headers: the compiler's own, and one that nobody's header
// sets.
const std::set<std::string, std::less<>>& known_macros() {
  static const std::set<std::string, std::less<>> names = {
      "defined",         "true",
      "false",           "__cplusplus",
      "__clang__",       "_WIN32",
      "_MSC_VER",        "__APPLE__",
      "__clang_major__", "__clang_minor__",
      "__linux__",       "__unix__",
      "__GNUC__",        "__GNUC_MINOR__",
      "NDEBUG",          "TENON_KEEP_ATTRIBUTE_WARNINGS"};
  return names;
}

// A preprocessor line: its word, and what follows.
struct Directive {
  std::string_view word;
  std::string_view rest;
};

Directive split_directive(std::string_view line) {
  line.remove_prefix(1);
  line = base::trim(line);
  std::size_t end = 0;
  while (end < line.size() && ((line[end] >= 'a' && line[end] <= 'z') || line[end] == '_')) ++end;
  return {line.substr(0, end), base::trim(line.substr(end))};
}

class Finder {
 public:
  Finder(const std::vector<fs::path>& include_dirs, const std::set<std::string>& defines)
      : include_dirs_(include_dirs), defined_(defines) {}

  Closure run(const std::vector<fs::path>& headers) {
    for (const fs::path& header : headers) add(header);
    while (!waiting_.empty()) {
      const fs::path next = waiting_.back();
      waiting_.pop_back();
      read(next);
    }
    for (const std::string& name : tested_)
      if (known_macros().count(name) == 0 && defined_.count(name) == 0)
        result_.stubs_suffice = false;
    return std::move(result_);
  }

 private:
  void add(const fs::path& path) {
    if (seen_.insert(path.lexically_normal().string()).second) waiting_.push_back(path);
  }

  void read(const fs::path& path) {
    std::error_code error;
    std::string text = base::read_file(path, error);
    if (error) return;
    const Tokens tokens = tokenize(text, {});
    bool is_changed = false;
    std::string changed = text;
    for (const Range& range : tokens.directives) {
      const std::string_view line =
          std::string_view{text}.substr(range.begin, range.end - range.begin);
      const Directive directive = split_directive(line);
      if (directive.word == "pragma" && is_silencing(directive.rest)) {
        for (std::size_t i = range.begin; i < range.end; ++i)
          if (changed[i] != '\n' && changed[i] != '\r') changed[i] = ' ';
        is_changed = true;
      } else {
        judge(directive, path);
      }
    }
    if (is_changed) result_.without_pragmas.push_back({path.lexically_normal().string(), changed});
  }

  static bool is_silencing(std::string_view pragma) {
    return base::starts_with(pragma, "clang diagnostic") ||
           base::starts_with(pragma, "GCC diagnostic") ||
           base::starts_with(pragma, "clang system_header") ||
           base::starts_with(pragma, "GCC system_header");
  }

  void judge(const Directive& directive, const fs::path& path) {
    const std::string_view word = directive.word;
    if (word == "include") {
      include(directive.rest, path);
    } else if (word == "include_next" || word == "import") {
      result_.stubs_suffice = false;
    } else if (word == "define") {
      const Tokens name = tokenize(directive.rest, {});
      if (!name.tokens.empty()) defined_.insert(word_of(directive.rest, name.tokens.front()));
    } else if (word == "if" || word == "ifdef" || word == "ifndef" || word == "elif") {
      for (const Token& token : tokenize(directive.rest, {}).tokens)
        if (token.kind == Token::Kind::identifier) tested_.insert(word_of(directive.rest, token));
    }
  }

  static std::string word_of(std::string_view text, const Token& token) {
    return std::string{text.substr(token.begin, token.end - token.begin)};
  }

  void include(std::string_view rest, const fs::path& from) {
    const char open = rest.empty() ? '\0' : rest.front();
    const std::size_t close = rest.find(open == '<' ? '>' : '"', 1);
    if ((open != '<' && open != '"') || close == std::string_view::npos) {
      result_.stubs_suffice = false;
      return;
    }
    const std::string name{rest.substr(1, close - 1)};
    if (const auto found = find(name, open == '"', from)) {
      add(*found);
    } else if (!is_tenon_header(name) && !has_standard_stub(name)) {
      result_.stubs_suffice = false;
    }
  }

  std::optional<fs::path> find(const std::string& name, bool is_quoted,
                               const fs::path& from) const {
    std::error_code ignored;
    if (is_quoted) {
      const fs::path beside = from.parent_path() / name;
      if (fs::is_regular_file(beside, ignored)) return beside;
    }
    if (is_tenon_header(name)) return std::nullopt;  // ours comes before the include folders
    for (const fs::path& folder : include_dirs_) {
      const fs::path candidate = folder / name;
      if (fs::is_regular_file(candidate, ignored)) return candidate;
    }
    return std::nullopt;
  }

  const std::vector<fs::path>& include_dirs_;
  std::set<std::string> defined_;
  std::set<std::string> tested_;
  std::set<std::string> seen_;
  std::vector<fs::path> waiting_;
  Closure result_;
};

}  // namespace

Closure find_closure(const std::vector<fs::path>& headers,
                     const std::vector<fs::path>& include_dirs,
                     const std::set<std::string>& defines) {
  return Finder{include_dirs, defines}.run(headers);
}

}  // namespace tenon::frontend::clang

#include "frontend/clang/read.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "base/codes.hpp"
#include "base/files.hpp"
#include "frontend/clang/brace.hpp"
#include "frontend/clang/closure.hpp"
#include "frontend/clang/libclang.hpp"
#include "frontend/clang/oracle.hpp"
#include "frontend/clang/probe.hpp"
#include "frontend/clang/resource_dir.hpp"
#include "frontend/clang/selection.hpp"
#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

namespace fs = std::filesystem;

// Whether the path lies in the folder; `inside` is then the path from there.
bool is_inside(const fs::path& path, const fs::path& folder, fs::path& inside) {
  inside = path.lexically_relative(folder);
  return !inside.empty() && *inside.begin() != ".." && inside != ".";
}

// clang before 17 knows C++23 by its working name only, which later ones keep.
std::string known_standard(const std::string& standard) {
  if (standard == "c++23") return "c++2b";
  return standard == "gnu++23" ? "gnu++2b" : standard;
}

class HeaderReader {
 public:
  HeaderReader(const Options& options, base::Sources& sources, base::Diagnostics& diagnostics)
      : options_(options), sources_(sources), diagnostics_(diagnostics) {
    std::error_code ignored;
    project_ = fs::absolute(options.project_dir.empty() ? "." : options.project_dir, ignored)
                   .lexically_normal();
    if (!project_.has_filename()) project_ = project_.parent_path();
    for (const std::string& folder : options.include_dirs) include_dirs_.push_back(resolve(folder));
    for (const std::string& folder : options.build_include_dirs)
      include_dirs_.push_back(resolve(folder));
  }

  Result run(const std::vector<std::string>& headers) {
    Result result;
    for (const std::string& header : headers) add_header(header);
    if (headers_.empty()) return result;
    const Closure closure = find_closure(headers_, include_dirs_, defined_names());
    Unit unit;
    result.used_real_headers = options_.use_real_headers || !closure.stubs_suffice;
    if (!result.used_real_headers) {
      unit = parse_with(closure, false);
      // A stand-in may lack what a header needs: only what it has no complaint about counts.
      for (const UnitDiagnostic& one : unit.diagnostics)
        result.used_real_headers = result.used_real_headers || one.is_error;
      result.used_real_headers = result.used_real_headers || unit.has_unknown_constants;
    }
    if (result.used_real_headers) unit = parse_with(closure, true);
    if (!unit.failure.empty()) {
      diagnostics_.error(base::codes::cxx_error, {}, unit.failure,
                         "the headers made the compiler stop; leave out what is unusual in them");
      return result;
    }
    std::vector<Text> texts = read_texts(unit);
    // What follows an open brace is in the wrong scope: nothing true can be said about it.
    if (tell_unclosed_braces(unit, texts, diagnostics_)) return result;
    Selection selection = select(unit, texts, diagnostics_);
    result.draft = std::move(selection.draft);
    if (!selection.doubtful.empty())
      tell_probes(parse_with(closure, result.used_real_headers, probes_of(selection.doubtful)),
                  selection.doubtful, diagnostics_);
    check_annotations(unit, texts, diagnostics_);
    result.opened_files = opened(unit);
    result.is_whole = are_all_readable_;
    return result;
  }

 private:
  fs::path resolve(const std::string& path) const {
    fs::path result = (project_ / path).lexically_normal();
    return result.has_filename() ? result : result.parent_path();
  }

  std::string shown(const fs::path& path) const {
    fs::path inside;
    return is_inside(path, project_, inside) ? inside.generic_string() : path.generic_string();
  }

  void add_header(const std::string& header) {
    const fs::path path = resolve(header);
    if (std::find(headers_.begin(), headers_.end(), path) != headers_.end()) return;
    std::error_code error;
    base::read_file(path, error);
    const bool can_be_included = !inclusion(path.string()).empty();
    if (!error && can_be_included) {
      headers_.push_back(path);
      return;
    }
    are_all_readable_ = false;
    const int source = sources_.add(shown(path), "");
    diagnostics_.error(base::codes::unreadable_file, {source, 0, 0},
                       "cannot read '" + shown(path) + "': " +
                           (error ? error.message() : "no #include can name " + path.string()),
                       "a header of 'models' has to be a file that can be read");
  }

  // C++ has no escapes in the names of headers.
  static std::string inclusion(const std::string& path) {
    if (path.find('\n') != path.npos) return {};
    if (path.find('"') == path.npos) return "#include \"" + path + "\"\n";
    return path.find('>') == path.npos ? "#include <" + path + ">\n" : std::string{};
  }

  std::set<std::string> defined_names() const {
    std::set<std::string> result;
    for (const std::string& define : options_.defines)
      result.insert(define.substr(0, define.find('=')));
    return result;
  }

  Unit parse_with(const Closure& closure, bool real_headers, const std::string& more = {}) const {
    const std::string root{virtual_root};
    std::vector<std::string> arguments = {
        "-x", "c++", "-std=" + known_standard(options_.standard), "-ferror-limit=0",
        "-fno-spell-checking", "-Wno-everything", "-Wunknown-attributes",
        // defaults whose value is not what they say
        "-Wconstant-conversion", "-Wfloat-conversion", "-Winteger-overflow", "-Wliteral-conversion",
        "-Wshift-count-overflow", "-Wsign-conversion", "-I" + root + "/include"};
    for (const fs::path& folder : include_dirs_) arguments.push_back("-I" + folder.string());
    for (const std::string& define : options_.defines) arguments.push_back("-D" + define);
    std::vector<MemoryFile> memory = tenon_headers();
    if (real_headers) {
      if (const std::string folder = find_resource_dir(); !folder.empty()) {
        arguments.emplace_back("-resource-dir");
        arguments.push_back(folder);
      }
    } else {
      for (const char* argument : {"-nostdinc", "-nostdinc++", "-isystem"})
        arguments.emplace_back(argument);
      arguments.push_back(root + "/standard");
      for (MemoryFile& header : standard_stubs()) memory.push_back(std::move(header));
    }
    memory.insert(memory.end(), closure.without_pragmas.begin(), closure.without_pragmas.end());
    std::string umbrella;
    for (const fs::path& header : headers_) umbrella += inclusion(header.string());
    const std::string main = root + "/models.cpp";
    memory.push_back({main, umbrella + more});
    return parse(main, arguments, memory);
  }

  // The path behind the deepest of the include folders [begin, end) that holds the file; "" when
  // none does.
  std::string name_below(const fs::path& path, std::size_t begin, std::size_t end) const {
    fs::path best;
    std::ptrdiff_t depth = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const fs::path& folder = include_dirs_[i];
      fs::path inside;
      const auto parts = std::distance(folder.begin(), folder.end());
      if (!is_inside(path, folder, inside) || parts <= depth) continue;
      best = inside;
      depth = parts;
    }
    return best.generic_string();
  }

  // As `#include "…"` names it: from the project's own include folders, else from the project, so
  // that a build's folders name only what is outside of it.
  std::string include_name(const fs::path& path) const {
    const std::size_t own = options_.include_dirs.size();
    std::string name = name_below(path, 0, own);
    fs::path inside;
    if (!name.empty()) return name;
    if (is_inside(path, project_, inside)) return shown(path);
    const std::string outside = name_below(path, own, include_dirs_.size());
    return outside.empty() ? shown(path) : outside;
  }

  std::vector<Text> read_texts(const Unit& unit) {
    std::vector<Text> result;
    for (const UnitFile& file : unit.files) {
      const fs::path path = fs::path{file.path}.lexically_normal();
      Text text;
      text.number = static_cast<int>(result.size());
      const int source = sources_.add(shown(path), file.text);
      text.file = TextFile{source, file.text, file.skipped};
      text.header = include_name(path);
      const auto listed = std::find(headers_.begin(), headers_.end(), path);
      fs::path inside;
      text.is_listed = listed != headers_.end();
      text.is_project = listed != headers_.end() || is_inside(path, project_, inside);
      // What a header brings in stands before it.
      text.rank = listed != headers_.end() ? static_cast<int>(listed - headers_.begin()) * 2 + 1
                                           : file.root * 2;
      base::Diagnostics foreign;
      text.attributes = Attributes{text.file, text.is_project ? diagnostics_ : foreign};
      result.push_back(std::move(text));
    }
    return result;
  }

  // Without `..`; the folder before one may be a link (/lib), and then it leads elsewhere.
  static fs::path plain(const fs::path& path) {
    std::error_code error;
    fs::path shorter = path.lexically_normal();
    if (shorter == path || fs::equivalent(path, shorter, error)) return shorter;
    fs::path canonical = fs::canonical(path, error);
    return error ? path : canonical;
  }

  static std::vector<std::string> opened(const Unit& unit) {
    std::set<std::string> sorted;
    for (const std::string& path : unit.opened_files) sorted.insert(plain(path).string());
    return {sorted.begin(), sorted.end()};
  }

  const Options& options_;
  base::Sources& sources_;
  base::Diagnostics& diagnostics_;
  fs::path project_;
  std::vector<fs::path> include_dirs_;
  std::vector<fs::path> headers_;
  bool are_all_readable_ = true;
};

}  // namespace

Result read(const std::vector<std::string>& headers, const Options& options, base::Sources& sources,
            base::Diagnostics& diagnostics) {
  return HeaderReader{options, sources, diagnostics}.run(headers);
}

}  // namespace tenon::frontend::clang

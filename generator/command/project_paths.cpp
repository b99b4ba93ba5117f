#include "command/project_paths.hpp"

#include <algorithm>
#include <system_error>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tenon::command {
namespace {

namespace fs = std::filesystem;
using Path = base::Located<std::string>;
using Parts = std::vector<std::string>;

Parts parts_of(const std::string& path) {
  const std::string normal = normal_folder(path);
  return normal == "." ? Parts{} : base::split(normal, "/");
}

// The folders that a pattern looks into, with their wildcards: all but the last name.
Parts folders_of(const std::string& pattern) {
  Parts parts = parts_of(pattern);
  if (!parts.empty() && parts.back() != "**") parts.pop_back();
  return parts;
}

bool is_below(const Parts& path, const Parts& folder) {
  return path.size() >= folder.size() && std::equal(folder.begin(), folder.end(), path.begin());
}

enum class Reach { none, files, below };

// What a pattern's folders have to do with `folder`: its files are looked at, something below it
// is, or nothing.
Reach reach(const Parts& pattern, std::size_t at, const Parts& folder, std::size_t in) {
  if (in == folder.size()) {
    const bool here = std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(at), pattern.end(),
                                  [](const std::string& part) { return part == "**"; });
    return here ? Reach::files : Reach::below;
  }
  if (at == pattern.size()) return Reach::none;
  if (pattern[at] == "**") {
    const Reach skipped = reach(pattern, at + 1, folder, in);
    return skipped != Reach::none ? skipped : reach(pattern, at, folder, in + 1);
  }
  const bool same = base::matches(folder[in], pattern[at]);
  return same ? reach(pattern, at + 1, folder, in + 1) : Reach::none;
}

class Check {
 public:
  Check(const ProjectPaths& paths, fs::path folder, base::Diagnostics& diagnostics)
      : paths_(paths), folder_(std::move(folder)), diagnostics_(diagnostics) {}

  void run() {
    const bool good = check_own("output", paths_.output, "generated") &&
                      check_own("migrations", paths_.migrations, "migrations");
    if (!good || !check_inside() || !check_apart()) return;
    for (const Path& pattern : paths_.models) {
      check_pattern("output", paths_.output, pattern);
      check_pattern("migrations", paths_.migrations, pattern);
    }
  }

 private:
  bool refuse(const Path& path, std::string message, std::string hint) {
    diagnostics_.error("project-file", path.span, std::move(message), std::move(hint));
    return false;
  }

  bool check_own(const std::string& word, const Path& path, const std::string& usual) {
    if (!parts_of(path.value).empty()) return true;
    return refuse(path, "'" + word + "' is the project's own folder",
                  "give it a folder of its own: \"" + word + "\": \"" + usual + "\"");
  }

  bool check_inside() {
    const Parts parts = parts_of(paths_.output.value);
    const bool inside = !fs::path(paths_.output.value).is_absolute() && parts.front() != "..";
    return inside || refuse(paths_.output, "'output' lies outside the project's folder",
                            "give it a folder below: \"output\": \"generated\"");
  }

  // The folder as the file system knows it, so that a link to the models is seen as what it is.
  fs::path real(const std::string& path) const {
    std::error_code error;
    const fs::path full = fs::weakly_canonical(folder_ / path, error);
    return error ? (folder_ / path).lexically_normal() : full;
  }

  bool check_apart() {
    const Parts output = parts_of(real(paths_.output.value).generic_string());
    const Parts migrations = parts_of(real(paths_.migrations.value).generic_string());
    if (!is_below(output, migrations) && !is_below(migrations, output)) return true;
    const Path& wrong = paths_.output.span.known() ? paths_.output : paths_.migrations;
    return refuse(wrong, "'output' and 'migrations' lie in one another",
                  "give each a folder of its own: \"output\": \"generated\", \"migrations\": "
                  "\"migrations\"");
  }

  void check_pattern(const std::string& word, const Path& folder, const Path& pattern) {
    const Parts folders = folders_of(pattern.value);
    const auto wild = std::find_if(folders.begin(), folders.end(), [](const std::string& part) {
      return part.find_first_of("*?") != std::string::npos;
    });
    const std::string fixed = base::join(Parts{folders.begin(), wild}, "/");
    const Parts models = parts_of(real(fixed).generic_string());
    const Parts own = parts_of(real(folder.value).generic_string());
    Reach found = reach(folders, 0, parts_of(folder.value), 0);
    if (models == own)
      found = Reach::files;
    else if (is_below(models, own))
      found = Reach::below;
    if (found == Reach::none) return;
    const Path& wrong = folder.span.known() ? folder : pattern;
    const std::string own_name = "'" + normal_folder(folder.value) + "'";
    const std::string message =
        found == Reach::below
            ? "'" + word + "', " + own_name + ", holds the models of '" + pattern.value + "'"
            : "what is in '" + word + "', " + own_name + ", would be read as models: '" +
                  pattern.value + "' looks there";
    base::Diagnostic& error =
        diagnostics_.error("project-file", wrong.span, message,
                           "generated files, revisions and models each have a folder of their own: "
                           "\"models\": [\"models/*.hpp\"]");
    if (folder.span.known()) error.notes.push_back({"the models' pattern", pattern.span});
  }

  const ProjectPaths& paths_;
  fs::path folder_;
  base::Diagnostics& diagnostics_;
};

}  // namespace

std::string normal_folder(const std::string& path) {
  std::string normal = fs::path(path).lexically_normal().generic_string();
  while (normal.size() > 1 && normal.back() == '/') normal.pop_back();
  return normal.empty() ? "." : normal;
}

void check_paths(const ProjectPaths& paths, const fs::path& folder,
                 base::Diagnostics& diagnostics) {
  Check{paths, folder, diagnostics}.run();
}

}  // namespace tenon::command

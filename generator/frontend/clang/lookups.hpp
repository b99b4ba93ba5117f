// Where a compiler looks for the headers that a set of files includes: a file that appears in one
// of these places, or goes from it, may change what a reading of the others gives.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::frontend::clang {

/// Collects the names of #include lines and of __has_include.
class Lookups {
 public:
  /// Of one file that was read.
  void add(const std::string& path, std::string_view text);

  /// Every path at which one of the names may be looked for, sorted: beside the file that includes
  /// it, in `include_dirs`, in the usual folders of the system, and in every folder below which one
  /// was found. None when a name is made by a macro, so that it is not known here.
  std::optional<std::vector<std::string>> candidates(
      const std::vector<std::string>& include_dirs) const;

 private:
  void add_name(std::string_view rest, const std::string& folder);

  std::set<std::string> files_;
  std::set<std::string> names_;
  std::set<std::string> beside_;  // paths
  bool are_all_known_ = true;
};

}  // namespace tenon::frontend::clang

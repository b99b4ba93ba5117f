// .tenon-manifest.json: the files that the last run wrote, each with its hash. It is how a file of
// ours is told from a hand-written or hand-edited one, and how stale files are found. CMake reads
// the list too.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::emit {

inline constexpr std::string_view manifest_name = ".tenon-manifest.json";

struct Manifest {
  std::map<std::string, std::string>
      files;  ///< path below the output folder → sha256 of its text, in hex

  bool operator==(const Manifest&) const = default;
};

std::string to_text(const Manifest& manifest);
/// Nothing when the text is not a manifest of a format that this version knows.
std::optional<Manifest> parse_manifest(std::string_view text);

}  // namespace tenon::emit

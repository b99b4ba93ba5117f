// The texts that a run reads, and places in them. Every stage carries places as byte spans; lines
// and columns are computed only when a diagnostic is printed (base/diagnostic).
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tenon::base {

/// A range of bytes in one source text. `source` is the number given by Sources::add; -1 means “no
/// place”.
struct Span {
  int source = -1;
  std::size_t begin = 0;
  std::size_t end = 0;

  bool known() const { return source >= 0; }
  auto operator<=>(const Span&) const = default;
};

/// A value that the user wrote, and where. Two of them are equal when their values are: the place
/// is no part of meaning.
template <class T>
struct Located {
  T value{};
  Span span{};

  friend bool operator==(const Located& a, const Located& b) { return a.value == b.value; }
};

/// A line and a column, both counted from 1; columns count bytes, as compilers do.
struct Position {
  int line = 1;
  int column = 1;
};

/// All texts of a run. A path is kept as it is shown to people: relative to the project where that
/// is shorter.
class Sources {
 public:
  /// Adds a text under the path that messages show; returns its number. The same path is kept once.
  int add(std::string path, std::string text);

  /// The number of a path that was added, or -1.
  int find(std::string_view path) const;

  const std::string& path(int source) const;
  const std::string& text(int source) const;
  Position position(int source, std::size_t offset) const;
  /// The whole line (without its end) in which the offset lies.
  std::string_view line(int source, std::size_t offset) const;
  int size() const { return static_cast<int>(files_.size()); }

 private:
  struct File {
    std::string path;
    std::string text;
    mutable std::vector<std::size_t> line_starts;  // made when the first place is asked for
  };
  const std::vector<std::size_t>& line_starts(int source) const;

  std::vector<File> files_;
  std::unordered_map<std::string, int> by_path_;
};

}  // namespace tenon::base

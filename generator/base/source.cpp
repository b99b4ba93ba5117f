#include "base/source.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tenon::base {

int Sources::add(std::string path, std::string text) {
  const auto [known, fresh] = by_path_.emplace(path, size());
  if (fresh) files_.push_back({std::move(path), std::move(text), {}});
  return known->second;
}

int Sources::find(std::string_view path) const {
  const auto known = by_path_.find(std::string{path});
  return known == by_path_.end() ? -1 : known->second;
}

const std::string& Sources::path(int source) const {
  return files_.at(static_cast<std::size_t>(source)).path;
}

const std::string& Sources::text(int source) const {
  return files_.at(static_cast<std::size_t>(source)).text;
}

const std::vector<std::size_t>& Sources::line_starts(int source) const {
  const File& file = files_.at(static_cast<std::size_t>(source));
  if (!file.line_starts.empty()) return file.line_starts;
  file.line_starts.push_back(0);
  for (std::size_t at = file.text.find('\n'); at != std::string::npos;
       at = file.text.find('\n', at + 1))
    file.line_starts.push_back(at + 1);
  return file.line_starts;
}

Position Sources::position(int source, std::size_t offset) const {
  offset = std::min(offset, text(source).size());
  const std::vector<std::size_t>& starts = line_starts(source);
  const auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  const std::size_t column = offset - *std::prev(next);
  return {static_cast<int>(next - starts.begin()), static_cast<int>(column) + 1};
}

std::string_view Sources::line(int source, std::size_t offset) const {
  const std::string_view all = text(source);
  const std::vector<std::size_t>& starts = line_starts(source);
  const auto next = std::upper_bound(starts.begin(), starts.end(), std::min(offset, all.size()));
  const std::size_t begin = *std::prev(next);
  const std::size_t end = next == starts.end() ? all.size() : *next - 1;
  std::string_view line = all.substr(begin, end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace tenon::base

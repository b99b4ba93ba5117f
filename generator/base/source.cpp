#include "base/source.hpp"

#include <algorithm>
#include <utility>

namespace tenon::base {

int Sources::add(std::string path, std::string text) {
  const int known = find(path);
  if (known >= 0) return known;
  files_.push_back({std::move(path), std::move(text)});
  return size() - 1;
}

int Sources::find(std::string_view path) const {
  for (std::size_t i = 0; i < files_.size(); ++i)
    if (files_[i].path == path) return static_cast<int>(i);
  return -1;
}

const std::string& Sources::path(int source) const {
  return files_.at(static_cast<std::size_t>(source)).path;
}

const std::string& Sources::text(int source) const {
  return files_.at(static_cast<std::size_t>(source)).text;
}

Position Sources::position(int source, std::size_t offset) const {
  const std::string& all = text(source);
  offset = std::min(offset, all.size());
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(offset);
  const auto lines = std::count(all.begin(), end, '\n');
  const std::size_t start = offset == 0 ? std::string::npos : all.rfind('\n', offset - 1);
  const std::size_t column = start == std::string::npos ? offset : offset - start - 1;
  return {static_cast<int>(lines) + 1, static_cast<int>(column) + 1};
}

std::string_view Sources::line(int source, std::size_t offset) const {
  const std::string_view all = text(source);
  offset = std::min(offset, all.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : all.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(all.find('\n', offset), all.size());
  std::string_view line = all.substr(begin, end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace tenon::base

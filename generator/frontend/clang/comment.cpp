#include "frontend/clang/comment.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace tenon::frontend::clang {
namespace {

struct Marked {
  bool is_doc = false;
  bool looks_back = false;
  bool is_block = false;
  std::string_view text;  // without its markers
};

// `///`, `//!`, `/**`, `/*!` are doc comments; `////`, `/***` and `/**/` are not.
Marked classify(std::string_view comment) {
  Marked result;
  result.is_block = comment.substr(0, 2) == "/*";
  if (comment.size() < 3) return result;
  const char marker = comment[2];
  const char own = result.is_block ? '*' : '/';
  const bool is_plain = (marker != own && marker != '!') ||
                        (marker == own && comment.size() > 3 && comment[3] == own) ||
                        comment == "/**/";
  if (is_plain) return result;
  result.is_doc = true;
  result.text = comment.substr(3);
  if (result.is_block && base::ends_with(result.text, "*/")) result.text.remove_suffix(2);
  result.looks_back = !result.text.empty() && result.text.front() == '<';
  if (result.looks_back) result.text.remove_prefix(1);
  return result;
}

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
    line.remove_suffix(1);
  return line;
}

void append_lines(const Marked& comment, std::vector<std::string>& lines) {
  bool is_first = true;
  for (std::string_view rest : base::split_lines(comment.text)) {
    std::string_view line = without_end(rest);
    if (!is_first) {  // the column of stars
      const std::size_t star = line.find_first_not_of(" \t");
      line.remove_prefix(std::min(star, line.size()));
      if (!line.empty() && line.front() == '*') line.remove_prefix(1);
    }
    if (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    lines.emplace_back(without_end(line));
    is_first = false;
  }
  if (is_first) lines.emplace_back();
}

std::string finish(std::vector<std::string> lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
  return base::join(lines, "\n");
}

template <class Ranges>
auto first_from(const Ranges& ranges, std::size_t begin) {
  return std::lower_bound(
      ranges.begin(), ranges.end(), begin,
      [](const Range& range, std::size_t value) { return range.begin < value; });
}

// The end of the last preprocessor line in front of `end`, if it lies behind `begin`.
std::size_t behind_directives(const TextFile& file, std::size_t begin, std::size_t end) {
  for (auto one = first_from(file.directives(), begin);
       one != file.directives().end() && one->begin < end; ++one)
    begin = std::max(begin, one->end);
  return begin;
}

bool has_empty_line(std::string_view between) {
  return std::count(between.begin(), between.end(), '\n') > 1;
}

}  // namespace

std::string comment_before(const TextFile& file, std::size_t begin, std::size_t end) {
  begin = behind_directives(file, begin, end);
  std::vector<std::string> lines;
  std::size_t last_end = 0;
  bool last_is_block = false;
  for (auto one = first_from(file.comments(), begin);
       one != file.comments().end() && one->begin < end; ++one) {
    const std::string_view text =
        std::string_view{file.text()}.substr(one->begin, one->end - one->begin);
    const Marked comment = classify(text);
    if (!comment.is_doc || comment.looks_back) continue;
    const std::string_view between =
        std::string_view{file.text()}.substr(last_end, one->begin - last_end);
    if (!lines.empty() && (comment.is_block || last_is_block || has_empty_line(between)))
      lines.clear();
    append_lines(comment, lines);
    last_end = one->end;
    last_is_block = comment.is_block;
  }
  return finish(std::move(lines));
}

std::string comment_after(const TextFile& file, std::size_t begin, std::size_t end) {
  std::vector<std::string> lines;
  bool continues = false;
  for (auto one = first_from(file.comments(), begin);
       one != file.comments().end() && one->begin < end; ++one) {
    const Marked comment =
        classify(std::string_view{file.text()}.substr(one->begin, one->end - one->begin));
    if (comment.is_doc && comment.looks_back) {
      append_lines(comment, lines);
      continues = true;
    } else if (continues) {
      break;
    }
  }
  return finish(std::move(lines));
}

std::string join_comments(std::string before, const std::string& after) {
  if (before.empty()) return after;
  if (!after.empty()) before += "\n" + after;
  return before;
}

}  // namespace tenon::frontend::clang

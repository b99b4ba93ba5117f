#include "frontend/clang/text_file.hpp"

#include <algorithm>
#include <utility>

namespace tenon::frontend::clang {

TextFile::TextFile(int source, std::string text,
                   const std::vector<std::pair<std::size_t, std::size_t>>& skipped)
    : source_(source), text_(std::move(text)), tokens_(tokenize(text_, skipped)) {
  match_brackets();
}

std::string_view TextFile::word(std::size_t token) const {
  if (token >= size()) return {};
  const Token& one = tokens()[token];
  return std::string_view{text_}.substr(one.begin, one.end - one.begin);
}

std::size_t TextFile::from(std::size_t offset) const {
  const auto found =
      std::lower_bound(tokens().begin(), tokens().end(), offset,
                       [](const Token& token, std::size_t value) { return token.begin < value; });
  return static_cast<std::size_t>(found - tokens().begin());
}

std::size_t TextFile::at(std::size_t offset) const {
  const std::size_t token = from(offset);
  return token < size() && tokens()[token].begin == offset ? token : no_token;
}

base::Span TextFile::span(std::size_t first, std::size_t last) const {
  if (first >= size() || last <= first) return {source_, text_.size(), text_.size()};
  return {source_, tokens()[first].begin, tokens()[std::min(last, size()) - 1].end};
}

std::string TextFile::written(std::size_t first, std::size_t last) const {
  std::string result;
  for (std::size_t i = first; i < last && i < size(); ++i) {
    if (i > first && tokens()[i].begin > tokens()[i - 1].end) result += ' ';
    result += word(i);
  }
  return result;
}

void TextFile::match_brackets() {
  partners_.assign(size(), no_token);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < size(); ++i) {
    if (!is(i, Token::Kind::punctuation)) continue;
    const char c = word(i).front();
    if (c == '(' || c == '[' || c == '{') open.push_back(i);
    const char wanted = c == ')' ? '(' : c == ']' ? '[' : c == '}' ? '{' : '\0';
    if (wanted == '\0' || open.empty() || word(open.back()).front() != wanted) continue;
    partners_[i] = open.back();
    partners_[open.back()] = i;
    open.pop_back();
  }
}

}  // namespace tenon::frontend::clang

#include "lint/statement_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tenon::lint {
namespace {

bool is_quoted(std::string_view token) {
  return token.size() > 1 && std::string_view{"\"'`["}.find(token.front()) != token.npos;
}

}  // namespace

StatementText::StatementText(const std::string& text, const base::Span& span,
                             migrate::Quoting quoting)
    : sql_(text.substr(span.begin, span.end - span.begin)),
      span_(span),
      tokens_(migrate::sql_tokens(sql_, nullptr, quoting)) {}

std::string_view StatementText::token(std::size_t i) const {
  if (i >= tokens_.size()) return {};
  return std::string_view{sql_}.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
}

std::string StatementText::word(std::size_t i) const {
  const std::string_view text = token(i);
  return is_quoted(text) ? std::string{text} : base::to_lower(text);
}

bool StatementText::is(std::size_t i, std::string_view word) const {
  const std::string_view text = token(i);
  if (text.size() != word.size() || is_quoted(text)) return text == word;
  return std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b;
  });
}

bool StatementText::is_one_of(std::size_t i, std::initializer_list<std::string_view> words) const {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return is(i, word); });
}

std::size_t StatementText::token_at(std::size_t byte) const {
  const auto found =
      std::partition_point(tokens_.begin(), tokens_.end(),
                           [&](const migrate::SqlToken& token) { return token.begin < byte; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

std::size_t StatementText::find(std::string_view wanted, std::size_t from) const {
  while (from < size() && !is(from, wanted)) ++from;
  return std::min(from, size());
}

std::size_t StatementText::name_end(std::size_t i) const {
  std::size_t end = i + 1;
  while (token(end) == "." && end + 1 < size()) end += 2;
  return std::min(end, size());
}

std::size_t StatementText::closing(std::size_t open) const {
  int depth = 0;
  for (std::size_t i = open; i < size(); ++i) {
    if (token(i) == "(") ++depth;
    if (token(i) == ")" && --depth == 0) return i;
  }
  return size();
}

std::string StatementText::text(std::size_t first, std::size_t last) const {
  last = std::min(last, size());
  if (first >= last) return {};
  return sql_.substr(tokens_[first].begin, tokens_[last - 1].end - tokens_[first].begin);
}

base::Span StatementText::span(std::size_t first, std::size_t last) const {
  last = std::min(last, size());
  if (first >= last) return span_;
  return {span_.source, span_.begin + tokens_[first].begin, span_.begin + tokens_[last - 1].end};
}

base::Span StatementText::head(std::size_t words) const {
  return span(0, std::max<std::size_t>(words, 1));
}

bool StatementText::says(const std::vector<std::string>& words, const Piece& piece) const {
  for (std::size_t i = piece.first; i + words.size() <= piece.last; ++i) {
    std::size_t same = 0;
    while (same < words.size() && is(i + same, words[same])) ++same;
    if (same == words.size()) return true;
  }
  return false;
}

std::vector<StatementText::Piece> StatementText::pieces(std::size_t from) const {
  return pieces(from, size());
}

std::vector<StatementText::Piece> StatementText::pieces(std::size_t from, std::size_t to) const {
  std::vector<Piece> found;
  int depth = 0;
  std::size_t first = from;
  for (std::size_t i = from; i < to; ++i) {
    const std::string_view text = token(i);
    if (text == "(" || text == "[") ++depth;
    if (text == ")" || text == "]") --depth;
    if (text != "," || depth != 0) continue;
    found.push_back({first, i});
    first = i + 1;
  }
  if (first < to) found.push_back({first, to});
  return found;
}

std::string unquoted(std::string_view name) {
  const std::size_t quote =
      name.size() < 2 ? name.npos : std::string_view{"\"`["}.find(name.front());
  if (quote == name.npos) return base::to_lower(name);
  const std::string close{name.back()};
  return base::replace_all(std::string{name.substr(1, name.size() - 2)}, close + close, close);
}

}  // namespace tenon::lint

// The text of one statement, cut at its tokens: parse trees say where things begin, and this says
// where they end.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {

class StatementText {
 public:
  /// `span` is the statement's place; `text` its source.
  StatementText(const std::string& text, const base::Span& span, migrate::Quoting quoting);

  const std::string& sql() const { return sql_; }
  std::size_t size() const { return tokens_.size(); }
  /// Token number i as it is written; "" behind the end.
  std::string_view token(std::size_t i) const;
  /// The same in lower case, unless it is quoted.
  std::string word(std::size_t i) const;
  /// Whether `word(i)` is this one.
  bool is(std::size_t i, std::string_view word) const;
  bool is_one_of(std::size_t i, std::initializer_list<std::string_view> words) const;
  /// The bytes of the statement where token i begins, and where it ends.
  std::size_t begin_of(std::size_t i) const { return tokens_.at(i).begin; }
  std::size_t end_of(std::size_t i) const { return tokens_.at(i).end; }
  /// The first token at or behind this byte of the statement.
  std::size_t token_at(std::size_t byte) const;
  /// The first token at or behind `from` that is this word; size() when there is none.
  std::size_t find(std::string_view word, std::size_t from = 0) const;
  /// Where the name that begins with token i ends: behind `a`, `a.b`, `"a"."b"`.
  std::size_t name_end(std::size_t i) const;

  /// The parenthesis that closes token `open`; size() when there is none.
  std::size_t closing(std::size_t open) const;

  /// The text from token `first` to before token `last`.
  std::string text(std::size_t first, std::size_t last) const;
  base::Span span(std::size_t first, std::size_t last) const;
  base::Span whole() const { return span(0, size()); }
  /// The verb: the first words up to a name, for a caret that is no longer than a line.
  base::Span head(std::size_t words = 2) const;

  /// Where the pieces between commas outside of parentheses begin and end, from token `from`.
  struct Piece {
    std::size_t first = 0;
    std::size_t last = 0;
  };
  std::vector<Piece> pieces(std::size_t from) const;
  /// Whether these words stand there, one behind the other.
  bool says(const std::vector<std::string>& words, const Piece& piece) const;
  bool says(const std::vector<std::string>& words) const { return says(words, {0, size()}); }
  std::vector<Piece> pieces(std::size_t from, std::size_t to) const;

 private:
  std::string sql_;
  base::Span span_;
  std::vector<migrate::SqlToken> tokens_;
};

/// A name without its quotes; in lower case where it has none.
std::string unquoted(std::string_view name);

}  // namespace tenon::lint

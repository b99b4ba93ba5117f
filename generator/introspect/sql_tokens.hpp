// Splits SQL text into tokens: enough to read back what databases print and store.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::introspect {

struct Token {
  enum class Kind { word, name, text, number, sign, end };
  Kind kind = Kind::end;
  std::string text;       ///< word: lower case; name and text: without quotes; sign: as it stands
  std::size_t begin = 0;  ///< where it stands in the SQL
  std::size_t end = 0;

  bool is(std::string_view wanted) const {
    return (kind == Kind::word || kind == Kind::sign) && text == wanted;
  }
  bool is_identifier() const { return kind == Kind::word || kind == Kind::name; }
};

/// All tokens, comments left out, and one of kind end behind them. "…" and `…` are names, '…'
/// and E'…' texts; `::` is one sign. A word that is used as an identifier keeps its case in
/// sql.substr(begin, end - begin).
/// `brackets_are_names`: […] too is a name (SQLite).
std::vector<Token> tokenize(std::string_view sql, bool brackets_are_names = false);

/// Goes over tokens from the first to the end.
class TokenReader {
 protected:
  explicit TokenReader(std::vector<Token> tokens = {}) : tokens_(std::move(tokens)) {}

  /// The one at hand, or one ahead of it; behind the last stands the end.
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool at_end() const { return peek().kind == Token::Kind::end; }
  /// Goes past the word or sign when it is the one at hand.
  bool accept(std::string_view word) {
    if (!peek().is(word)) return false;
    ++at_;
    return true;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

/// The expression as SQLite means it, in one spelling: words and names in lower case, names without
/// quotes where they need none, one space between tokens at most. SQLite keeps the text as it was
/// written, so that two spellings of one expression have to be compared like this.
std::string one_spelling(std::string_view expression);

}  // namespace tenon::introspect

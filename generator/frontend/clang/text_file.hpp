// One header of the users' with its tokens and their brackets matched: what the readers of
// attributes, members and comments look into.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "frontend/clang/token.hpp"

namespace tenon::frontend::clang {

/// A token's number that means “none”.
inline constexpr std::size_t no_token = static_cast<std::size_t>(-1);

class TextFile {
 public:
  TextFile() = default;
  /// `source` is the number of the text in base::Sources. The skipped ranges are in order.
  TextFile(int source, std::string text,
           const std::vector<std::pair<std::size_t, std::size_t>>& skipped);

  int source() const { return source_; }
  const std::string& text() const { return text_; }
  const std::vector<Token>& tokens() const { return tokens_.tokens; }
  const std::vector<Range>& comments() const { return tokens_.comments; }
  const std::vector<Range>& directives() const { return tokens_.directives; }
  std::size_t size() const { return tokens_.tokens.size(); }

  /// The token's text; "" for no_token and beyond the end.
  std::string_view word(std::size_t token) const;
  bool is(std::size_t token, std::string_view text) const { return word(token) == text; }
  bool is(std::size_t token, Token::Kind kind) const {
    return token < size() && tokens()[token].kind == kind;
  }

  /// The token that begins at the byte, or no_token.
  std::size_t at(std::size_t offset) const;
  /// The first token that begins at the byte or after it; size() when there is none.
  std::size_t from(std::size_t offset) const;
  /// The bracket that closes (or opens) this one: () [] {}; no_token when it is open for ever.
  std::size_t partner(std::size_t token) const {
    return token < size() ? partners_[token] : no_token;
  }

  /// The place of tokens [first, last).
  base::Span span(std::size_t first, std::size_t last) const;
  base::Span span(std::size_t token) const { return span(token, token + 1); }
  /// The text of tokens [first, last) as written, with white space and comments as single spaces.
  std::string written(std::size_t first, std::size_t last) const;

 private:
  void match_brackets();

  int source_ = -1;
  std::string text_;
  Tokens tokens_;
  std::vector<std::size_t> partners_;
};

}  // namespace tenon::frontend::clang

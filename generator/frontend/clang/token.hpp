// C++ text cut into tokens, as far as attributes, comments and initialisers need it: what libclang
// does not tell is read from these. Preprocessor lines and skipped branches give no tokens.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::frontend::clang {

/// A token, as bytes [begin, end) of its text. Every punctuation is one character, but for `::`.
struct Token {
  enum class Kind { identifier, number, string, character, punctuation };
  Kind kind = Kind::punctuation;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Tokens {
  std::vector<Token> tokens;
  std::vector<Range> comments;    ///< each `//` line and each `/* */`, in order
  std::vector<Range> directives;  ///< preprocessor lines from `#`, continued lines included
};

/// Cuts the text; what lies in a skipped range [begin, end) (in order) is left out.
Tokens tokenize(std::string_view text,
                const std::vector<std::pair<std::size_t, std::size_t>>& skipped);

}  // namespace tenon::frontend::clang

// Splits SQL text into tokens: enough to read back what databases print and store.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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

/// The expression as SQLite means it, in one spelling: words and names in lower case, names without
/// quotes where they need none, one space between tokens at most. SQLite keeps the text as it was
/// written, so that two spellings of one expression have to be compared like this.
std::string one_spelling(std::string_view expression);

}  // namespace tenon::introspect

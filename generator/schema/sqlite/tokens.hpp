// The tokens of SQL that a model gives, with their places: what sqlite/meaning reads. Private to
// this folder.
#pragma once

#include <cstddef>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tenon::schema::sqlite {

struct Token {
  enum class Kind { word, name, text, number, sign, end };
  Kind kind = Kind::end;
  std::string text;  ///< a word in lower case, a name without quotes, else as it is written
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What the parser gives up with: the SQL is said in words that it does not know.
struct Unread : std::exception {};

/// Ends with a token of kind `end`. Throws Unread on quotes that stay open.
std::vector<Token> tokens_of(const std::string& sql);

/// The SQL with a column's new name, as ALTER TABLE leaves it; as it is where it cannot be read.
std::string with_renamed_column(const std::string& sql, const std::string& from,
                                const std::string& to);

/// Changes of a text by places in it.
class Edits {
 public:
  /// What encloses the same place later stands outside.
  void enclose(std::size_t begin, std::size_t end, const std::string& before,
               const std::string& behind);
  void replace(const Token& token, std::string text);
  std::string of(const std::string& text) const;

 private:
  std::map<std::size_t, std::string> opening_;
  std::map<std::size_t, std::string> closing_;
  std::map<std::size_t, std::pair<std::size_t, std::string>> replaced_;
};

}  // namespace tenon::schema::sqlite

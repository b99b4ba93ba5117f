// SQLite's SQL word by word, as far as a migration has to know what it is about.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::detail {

/// As SQLite compares names: ASCII letters in lower case.
std::string folded_name(std::string_view name);

/// In double quotes.
std::string in_double_quotes(std::string_view name);

struct SqlWord {
  enum class Kind { end, bare, quoted, text, number, sign };
  Kind kind = Kind::end;
  std::string text;  ///< what stands between the quotes; else as it is written, in lower case
  std::size_t begin = 0;
  std::size_t end = 0;

  bool is(std::string_view word) const {
    return (kind == Kind::bare || kind == Kind::sign) && text == word;
  }
  std::string name() const { return folded_name(text); }
};

/// One word after the other; comments and white space are none.
class SqlWords {
 public:
  explicit SqlWords(std::string_view sql) : sql_(sql) {}
  /// Of the kind `end` when there is no more.
  SqlWord next();

 private:
  void skip_space();
  void read_quoted(SqlWord& word, char end);
  void read_number();

  std::string_view sql_;
  std::size_t at_ = 0;
};

/// All of them, and one of the kind `end`.
std::vector<SqlWord> sql_words(std::string_view sql);

/// The statements of a text that has several with semicolons between them.
std::vector<std::string> split_statements(std::string_view sql);

}  // namespace tenon::detail

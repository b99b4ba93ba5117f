// SQL text as models hold it: perhaps another one for one database, and its words, as far as they
// can be told without a server.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::base {

/// One SQL text for every database, and another one where a database needs its own.
struct SqlText {
  std::string text;
  std::map<std::string, std::string> others = {};  ///< by the database's name: "sqlite"

  bool empty() const { return text.empty() && others.empty(); }
  const std::string& of(std::string_view database) const;
  /// Each text that some database may get.
  std::vector<std::string> all() const;
  bool operator==(const SqlText&) const = default;
};

/// A word outside string literals. Without quotes it stands in lower case, as both databases
/// compare such names.
struct SqlWord {
  std::string text;
  bool is_quoted = false;
  bool is_called = false;  ///< a parenthesis follows
  std::size_t begin = 0;   ///< where it stands in the SQL
};

std::vector<SqlWord> sql_words(std::string_view sql);

/// Whether the name occurs as a word: case does not matter without quotes, and does in them.
bool mentions(std::string_view sql, std::string_view name);
/// The same for one of the texts.
bool mentions(const SqlText& sql, std::string_view name);

}  // namespace tenon::base

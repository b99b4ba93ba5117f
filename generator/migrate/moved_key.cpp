#include "migrate/moved_key.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::migrate {
namespace {

struct Word {
  std::string text;  ///< as the catalogue has it
  int depth = 0;     ///< of parentheses around it
  bool is_quoted = false;

  bool is(std::string_view word) const { return !is_quoted && text == word; }
};

std::vector<Word> words_of(std::string_view sql) {
  std::vector<Word> words;
  int depth = 0;
  for (const SqlToken& token : sql_tokens(sql)) {
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    const bool is_quoted = text.size() > 1 && text.front() == '"';
    if (text == ")") --depth;
    const std::string name =
        is_quoted ? base::replace_all(std::string{text.substr(1, text.size() - 2)}, "\"\"", "\"")
                  : base::to_lower(std::string{text});
    words.push_back({name, depth, is_quoted});
    if (text == "(") ++depth;
  }
  return words;
}

/// The columns that are set: behind SET and each comma, or in parentheses there.
std::vector<std::string> columns_set(const std::vector<Word>& words, std::size_t begin,
                                     std::size_t end) {
  std::vector<std::string> columns;
  bool is_target = true;
  for (std::size_t i = begin; i < end; ++i) {
    // Signs without a space between them are one: `=-1`.
    if (words[i].depth == 0 && !words[i].is_quoted && words[i].text.front() == '=')
      is_target = false;
    if (is_target) columns.push_back(words[i].text);
    if (words[i].depth == 0 && words[i].is(",")) is_target = true;
  }
  return columns;
}

}  // namespace

std::string moved_key(std::string_view sql, const std::vector<std::string>& key) {
  const std::vector<Word> words = words_of(sql);
  if (words.empty() || !words[0].is("update")) return {};
  const auto find = [&](const char* word) {
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& one) {
      return one.depth == 0 && one.is(word);
    });
    return static_cast<std::size_t>(found - words.begin());
  };
  const std::size_t set = find("set");
  const std::size_t where = find("where");
  if (set >= where) return {};
  const auto count = [&](const char* word) {
    return std::count_if(words.begin() + static_cast<std::ptrdiff_t>(where), words.end(),
                         [&](const Word& one) { return one.depth == 0 && one.is(word); });
  };
  if (count("and") > count("between")) return {};
  const std::vector<std::string> columns =
      columns_set(words, set + 1, std::min(where, find("from")));
  for (const std::string& column : key)
    if (std::find(columns.begin(), columns.end(), column) != columns.end()) return column;
  return {};
}

}  // namespace tenon::migrate

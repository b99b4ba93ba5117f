#include "base/sql.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"

namespace tenon::base {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The end of a quoted part that begins at `at`; a doubled quote does not end it.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size(); ++at) {
    if (sql[at] != quote) continue;
    if (at + 1 < sql.size() && sql[at + 1] == quote) {
      ++at;
    } else {
      return at + 1;
    }
  }
  return sql.size();
}

std::string undouble(std::string_view quoted) {
  std::string text;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    text += quoted[i];
    if (quoted[i] == '"') ++i;
  }
  return text;
}

}  // namespace

const std::string& SqlText::of(std::string_view database) const {
  const auto own = others.find(std::string{database});
  return own == others.end() ? text : own->second;
}

std::vector<std::string> SqlText::all() const {
  std::vector<std::string> texts;
  if (!text.empty()) texts.push_back(text);
  for (const auto& [database, other] : others) texts.push_back(other);
  return texts;
}

std::vector<SqlWord> sql_words(std::string_view sql) {
  std::vector<SqlWord> words;
  std::size_t at = 0;
  while (at < sql.size()) {
    const char c = sql[at];
    std::size_t end = at + 1;
    if (c == '\'') {
      end = end_of_quoted(sql, at);
    } else if (c == '"') {
      end = end_of_quoted(sql, at);
      words.push_back({undouble(sql.substr(at, end - at)), true, false, at});
    } else if (is_word(c)) {
      while (end < sql.size() && is_word(sql[end])) ++end;
      words.push_back({to_lower(std::string{sql.substr(at, end - at)}), false, false, at});
    } else if (c == '(' && !words.empty()) {
      const std::size_t before = sql.find_last_not_of(" \t\r\n\f", at == 0 ? 0 : at - 1);
      const bool follows = at > 0 && before != std::string_view::npos &&
                           (is_word(sql[before]) || sql[before] == '"');
      words.back().is_called = words.back().is_called || follows;
    }
    at = end;
  }
  return words;
}

bool mentions(std::string_view sql, std::string_view name) {
  if (sql.empty()) return false;
  const std::string lower = to_lower(std::string{name});
  const std::vector<SqlWord> words = sql_words(sql);
  return std::any_of(words.begin(), words.end(), [&](const SqlWord& word) {
    return word.is_quoted ? word.text == name : word.text == lower;
  });
}

bool mentions(const SqlText& sql, std::string_view name) {
  const std::vector<std::string> texts = sql.all();
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return mentions(text, name); });
}

}  // namespace tenon::base

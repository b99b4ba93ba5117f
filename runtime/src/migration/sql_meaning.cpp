#include "migration/sql_meaning.hpp"

#include <cstddef>

namespace tenon::detail {
namespace {

using Kind = SqlWord::Kind;

bool is_enclosed(const Words& words) {
  if (words.size() < 2 || !words.front().is("(") || !words.back().is(")")) return false;
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].is("(")) ++depth;
    if (words[i].is(")") && --depth == 0) return i + 1 == words.size();
  }
  return false;
}

/// The parts between commas that stand in no parentheses.
std::vector<Words> split_at_commas(const Words& words) {
  std::vector<Words> parts{1};
  int depth = 0;
  for (const SqlWord& word : words) {
    if (word.is("(")) ++depth;
    if (word.is(")")) --depth;
    if (depth == 0 && word.is(",")) {
      parts.emplace_back();
    } else {
      parts.back().push_back(word);
    }
  }
  return parts;
}

}  // namespace

std::string compared(const SqlWord& word) {
  if (word.kind == Kind::quoted) return word.name();
  if (word.kind != Kind::text) return word.text;
  std::string text = "'";
  for (const char c : word.text) text += c == '\'' ? std::string{"''"} : std::string{c};
  return text + "'";
}

Words without_parentheses(Words words) {
  while (is_enclosed(words)) {
    words.erase(words.begin());
    words.pop_back();
  }
  return words;
}

std::string compared(const Words& words) {
  std::string text;
  for (const SqlWord& word : words) text += (text.empty() ? "" : " ") + compared(word);
  return text;
}

std::string key_parts(const Words& words) {
  std::string text;
  for (Words part : split_at_commas(without_parentheses(words))) {
    std::string direction;
    if (!part.empty() && (part.back().is("asc") || part.back().is("desc"))) {
      if (part.back().is("desc")) direction = " desc";
      part.pop_back();
    }
    text += (text.empty() ? "" : ", ") + compared(without_parentheses(part)) + direction;
  }
  return text;
}

std::string index_meaning(std::string_view sql) {
  const Words words = sql_words(sql);
  std::size_t at = 0;
  std::string meaning = "index";
  for (; at < words.size() && !words[at].is("on"); ++at) {
    if (words[at].is("unique")) meaning = "unique index";
  }
  Words parts;
  std::size_t depth = 0;
  for (at += 2; at < words.size(); ++at) {
    if (words[at].is("(")) ++depth;
    if (words[at].is(")")) --depth;
    parts.push_back(words[at]);
    if (depth == 0) break;
  }
  meaning += " (" + key_parts(parts) + ")";
  Words condition;
  for (at += 2; at < words.size() && words[at].kind != Kind::end; ++at)
    condition.push_back(words[at]);
  if (!condition.empty()) meaning += " where " + compared(without_parentheses(condition));
  return meaning;
}

}  // namespace tenon::detail

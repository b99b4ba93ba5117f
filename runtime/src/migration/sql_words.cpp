#include "migration/sql_words.hpp"

#include <algorithm>

#include <tenon/migration.hpp>

namespace tenon::detail {
namespace {

bool is_digit_of_sql(char c) { return c >= '0' && c <= '9'; }

bool is_in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit_of_sql(c) || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string folded_name(std::string_view name) {
  std::string text{name};
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string in_double_quotes(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + "\"";
}

SqlWord SqlWords::next() {
  skip_space();
  SqlWord word;
  word.begin = at_;
  if (at_ < sql_.size()) {
    const char c = sql_[at_];
    const char after = at_ + 1 < sql_.size() ? sql_[at_ + 1] : ' ';
    if (c == '"' || c == '`' || c == '\'' || c == '[') {
      word.kind = c == '\'' ? SqlWord::Kind::text : SqlWord::Kind::quoted;
      read_quoted(word, c == '[' ? ']' : c);
    } else if (is_digit_of_sql(c) || (c == '.' && is_digit_of_sql(after))) {
      word.kind = SqlWord::Kind::number;
      read_number();
    } else {
      word.kind = is_in_word(c) ? SqlWord::Kind::bare : SqlWord::Kind::sign;
      ++at_;
      while (is_in_word(c) && at_ < sql_.size() && is_in_word(sql_[at_])) ++at_;
    }
    const bool is_between_quotes =
        word.kind == SqlWord::Kind::text || word.kind == SqlWord::Kind::quoted;
    if (!is_between_quotes) word.text = folded_name(sql_.substr(word.begin, at_ - word.begin));
  }
  word.end = at_;
  return word;
}

void SqlWords::skip_space() {
  for (;;) {
    at_ = std::min(sql_.find_first_not_of(" \t\r\n\f", at_), sql_.size());
    const std::string_view two = sql_.substr(at_, 2);
    if (two != "--" && two != "/*") return;
    const std::string_view end = two == "--" ? "\n" : "*/";
    const std::size_t found = sql_.find(end, at_ + 2);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
  }
}

void SqlWords::read_quoted(SqlWord& word, char end) {
  for (++at_; at_ < sql_.size(); ++at_) {
    if (sql_[at_] == end) {
      ++at_;
      if (at_ >= sql_.size() || sql_[at_] != end || end == ']') break;
    }
    word.text += sql_[at_];
  }
}

void SqlWords::read_number() {
  const auto goes_on = [this] {
    const char c = sql_[at_];
    const char last = sql_[at_ - 1];
    return is_in_word(c) || c == '.' || ((c == '+' || c == '-') && (last == 'e' || last == 'E'));
  };
  for (++at_; at_ < sql_.size() && goes_on(); ++at_) {
  }
}

std::vector<SqlWord> sql_words(std::string_view sql) {
  SqlWords words{sql};
  std::vector<SqlWord> all;
  do {
    all.push_back(words.next());
  } while (all.back().kind != SqlWord::Kind::end);
  return all;
}

bool sets_for_session(std::string_view sql) {
  SqlWords words{sql};
  const SqlWord first = words.next();
  if (first.is("reset") || first.is("discard")) return true;
  const SqlWord second = words.next();
  if (first.is("set"))
    return !second.is("local") && !second.is("constraints") && !second.is("transaction");
  bool is_call = false;
  bool is_for_session = false;
  for (SqlWord word = second; word.kind != SqlWord::Kind::end; word = words.next()) {
    is_call = is_call || word.is("set_config");
    is_for_session = is_for_session || word.is("false");
  }
  return is_call && is_for_session;
}

std::vector<std::string> split_statements(std::string_view sql) {
  std::vector<std::string> statements;
  std::size_t begin = 0;
  for (const SqlWord& word : sql_words(sql)) {
    const bool is_over = word.kind == SqlWord::Kind::end || word.is(";");
    if (!is_over) continue;
    const std::string_view one = sql.substr(begin, word.begin - begin);
    if (sql_words(one).size() > 1) statements.emplace_back(one);
    begin = word.end;
  }
  return statements;
}

}  // namespace tenon::detail

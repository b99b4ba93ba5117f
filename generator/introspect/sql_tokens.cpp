#include "introspect/sql_tokens.hpp"

#include <cctype>
#include <set>

namespace tenon::introspect {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view sql, bool brackets) : sql_(sql), brackets_(brackets) {}

  std::vector<Token> run() {
    while (at_ < sql_.size()) step();
    tokens_.push_back({Token::Kind::end, "", sql_.size(), sql_.size()});
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  void step() {
    const char c = peek();
    const std::size_t begin = at_;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at_;
    } else if (c == '-' && peek(1) == '-') {
      while (at_ < sql_.size() && peek() != '\n') ++at_;
    } else if (c == '/' && peek(1) == '*') {
      const std::size_t end = sql_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? sql_.size() : end + 2;
    } else if (c == '\'') {
      push(Token::Kind::text, quoted('\'', false), begin);
    } else if ((c == 'E' || c == 'e') && peek(1) == '\'') {
      ++at_;
      push(Token::Kind::text, quoted('\'', true), begin);
    } else if (c == '"' || c == '`') {
      push(Token::Kind::name, quoted(c, false), begin);
    } else if (c == '[' && brackets_) {
      push(Token::Kind::name, quoted(']', false), begin);
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      read_number();
    } else if (is_word(c)) {
      std::string word;
      for (; is_word(peek()); ++at_) {
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(peek())));
      }
      push(Token::Kind::word, word, begin);
    } else {
      at_ += c == ':' && peek(1) == ':' ? 2 : 1;
      push(Token::Kind::sign, std::string{sql_.substr(begin, at_ - begin)}, begin);
    }
  }

  void read_number() {
    const std::size_t begin = at_;
    while (is_word(peek()) || peek() == '.' ||
           ((peek() == '-' || peek() == '+') && (sql_[at_ - 1] == 'e' || sql_[at_ - 1] == 'E'))) {
      ++at_;
    }
    push(Token::Kind::number, std::string{sql_.substr(begin, at_ - begin)}, begin);
  }

  std::string quoted(char close, bool backslash) {
    std::string text;
    for (++at_; at_ < sql_.size(); ++at_) {
      const char c = peek();
      if (backslash && c == '\\' && at_ + 1 < sql_.size()) {
        ++at_;
        text += peek() == 'n' ? '\n' : peek() == 't' ? '\t' : peek() == 'r' ? '\r' : peek();
      } else if (c != close) {
        text += c;
      } else if (peek(1) == close) {
        text += c;
        ++at_;
      } else {
        ++at_;
        break;
      }
    }
    return text;
  }

  void push(Token::Kind kind, std::string text, std::size_t begin) {
    tokens_.push_back({kind, std::move(text), begin, at_});
  }

  std::string_view sql_;
  bool brackets_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

/// Those that SQLite does not take for a name (sqlite.org/lang_keywords.html; parse.y's fallbacks
/// left out).
bool is_reserved(const std::string& word) {
  static const std::set<std::string> words{
      "add",           "all",        "alter",        "and",          "as",
      "autoincrement", "between",    "case",         "check",        "collate",
      "commit",        "constraint", "create",       "default",      "deferrable",
      "delete",        "distinct",   "drop",         "else",         "escape",
      "except",        "exists",     "foreign",      "from",         "group",
      "having",        "in",         "index",        "insert",       "intersect",
      "into",          "is",         "isnull",       "join",         "limit",
      "not",           "notnull",    "null",         "on",           "or",
      "order",         "primary",    "references",   "returning",    "select",
      "set",           "table",      "then",         "to",           "transaction",
      "union",         "unique",     "update",       "using",        "values",
      "when",          "where",      "current_date", "current_time", "current_timestamp",
      "true",          "false"};
  return words.count(word) != 0;
}

std::string spelled(const Token& token, std::string_view sql) {
  if (token.kind == Token::Kind::word) return token.text;
  if (token.kind != Token::Kind::name) {
    return std::string{sql.substr(token.begin, token.end - token.begin)};
  }
  std::string folded;
  bool is_plain = !token.text.empty() && !is_digit(token.text.front());
  for (const char c : token.text) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    folded += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    is_plain = is_plain && is_word(c) && c != '$';
  }
  if (is_plain && !is_reserved(folded)) return folded;
  std::string quoted = "\"";
  for (const char c : folded) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + "\"";
}

bool stand_apart(const std::vector<Token>& tokens, std::size_t next) {
  const Token& a = tokens[next - 1];
  const Token& b = tokens[next];
  const bool touch = a.end == b.begin;
  if (a.is("(") || a.is(".") || b.is(")") || b.is(",") || b.is(".")) return false;
  // A function's parenthesis; `in (…)` loses its space with it, on both sides.
  if (b.is("(")) return a.kind == Token::Kind::sign;
  // <=, ||, ->> are several signs.
  const bool goes_on = b.is("=") || b.is(">") || b.is("<") || b.is("|");
  if (a.kind == Token::Kind::sign && !a.is(")") && goes_on) return !touch;
  // x'00'
  if (a.is("x") && b.kind == Token::Kind::text) return !touch;
  const bool is_minus = a.is("-") || a.is("+");
  const bool is_unary =
      next < 2 || (tokens[next - 2].kind == Token::Kind::sign && !tokens[next - 2].is(")"));
  return !(is_minus && is_unary);
}

}  // namespace

std::string one_spelling(std::string_view expression) {
  const std::vector<Token> tokens = tokenize(expression, true);
  std::string text;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (i > 0 && stand_apart(tokens, i)) text += ' ';
    text += spelled(tokens[i], expression);
  }
  return text;
}

std::vector<Token> tokenize(std::string_view sql, bool brackets_are_names) {
  return Tokenizer{sql, brackets_are_names}.run();
}

}  // namespace tenon::introspect

#include "migrate/sql_tokens.hpp"

#include <charconv>

#include "base/hash.hpp"

namespace tenon::migrate {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_operator(char c) {
  return std::string_view{"+-*/<>=~!@#%^&|`?"}.find(c) != std::string_view::npos;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view sql, Quoting quoting) : sql_(sql), quoting_(quoting) {}

  std::vector<SqlToken> run() {
    for (skip(); at_ < sql_.size(); skip()) {
      const std::size_t begin = at_;
      read();
      tokens_.push_back({begin, at_});
    }
    return std::move(tokens_);
  }
  bool unterminated() const { return unterminated_; }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }
  bool at_comment() const {
    return (peek() == '-' && peek(1) == '-') || (peek() == '/' && peek(1) == '*');
  }

  void skip() {
    for (;;) {
      if (at_ < sql_.size() && is_space(sql_[at_])) {
        ++at_;
      } else if (peek() == '-' && peek(1) == '-') {
        while (at_ < sql_.size() && sql_[at_] != '\n') ++at_;
      } else if (peek() == '/' && peek(1) == '*') {
        skip_block();
      } else {
        return;
      }
    }
  }

  /// PostgreSQL nests block comments; a SQLite text that holds `/*` inside one is not told apart.
  void skip_block() {
    int depth = 0;
    while (at_ < sql_.size()) {
      if (peek() == '/' && peek(1) == '*') {
        ++depth;
        at_ += 2;
      } else if (peek() == '*' && peek(1) == '/') {
        at_ += 2;
        if (--depth == 0) return;
      } else {
        ++at_;
      }
    }
    at_ = sql_.size();
    unterminated_ = true;
  }

  void read() {
    const char c = peek();
    if (c == '\'' || c == '"') return read_quoted(c, false);
    if (quoting_ == Quoting::sqlite && (c == '`' || c == '['))
      return read_quoted(c == '[' ? ']' : c, false);
    if ((c == 'e' || c == 'E') && peek(1) == '\'') {
      ++at_;
      return read_quoted('\'', true);
    }
    if (c == '$' && read_dollar_quoted()) return;
    if (is_word(c)) {
      while (is_word(peek()) || peek() == '$') ++at_;
      return;
    }
    ++at_;
    if (!is_operator(c)) return;
    while (is_operator(peek()) && !at_comment()) ++at_;
  }

  void read_quoted(char quote, bool backslash) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (backslash && peek() == '\\') {
        ++at_;
      } else if (peek() == quote) {
        ++at_;
        if (peek() != quote) return;
      }
    }
    at_ = sql_.size();
    unterminated_ = true;
  }

  bool read_dollar_quoted() {
    std::size_t tag_end = at_ + 1;
    while (tag_end < sql_.size() && is_word(sql_[tag_end])) ++tag_end;
    if (tag_end >= sql_.size() || sql_[tag_end] != '$') return false;
    const std::string_view tag = sql_.substr(at_, tag_end + 1 - at_);
    const std::size_t end = sql_.find(tag, tag_end + 1);
    unterminated_ = unterminated_ || end == std::string_view::npos;
    at_ = end == std::string_view::npos ? sql_.size() : end + tag.size();
    return true;
  }

  std::string_view sql_;
  Quoting quoting_;
  std::size_t at_ = 0;
  bool unterminated_ = false;
  std::vector<SqlToken> tokens_;
};

}  // namespace

std::vector<SqlToken> sql_tokens(std::string_view sql, bool* unterminated, Quoting quoting) {
  Tokenizer tokenizer{sql, quoting};
  std::vector<SqlToken> tokens = tokenizer.run();
  if (unterminated != nullptr) *unterminated = tokenizer.unterminated();
  return tokens;
}

std::vector<SqlParameter> sql_parameters(std::string_view sql) {
  std::vector<SqlParameter> found;
  const std::vector<SqlToken> tokens = sql_tokens(sql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const SqlToken& digits = tokens[i + 1];
    if (sql[tokens[i].begin] != '$' || tokens[i].end != digits.begin) continue;
    int number = 0;
    const auto [end, error] =
        std::from_chars(sql.data() + digits.begin, sql.data() + digits.end, number);
    if (error != std::errc{} || end != sql.data() + digits.end) continue;
    found.push_back({number, {tokens[i].begin, digits.end}});
  }
  return found;
}

std::string token_hash(std::string_view sql) {
  std::vector<SqlToken> tokens = sql_tokens(sql);
  while (!tokens.empty() && sql[tokens.back().begin] == ';') tokens.pop_back();
  std::string joined;
  for (const SqlToken& token : tokens) {
    joined += sql.substr(token.begin, token.end - token.begin);
    joined += '\0';
  }
  return base::sha256(joined);
}

}  // namespace tenon::migrate

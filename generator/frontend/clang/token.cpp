#include "frontend/clang/token.hpp"

#include <string>

namespace tenon::frontend::clang {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  // Bytes of UTF-8 belong to identifiers; the compiler has judged them.
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || is_digit(c) ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

class Lexer {
 public:
  Lexer(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& skipped)
      : text_(text), skipped_(skipped) {}

  Tokens run() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    while (at_ < text_.size()) {
      if (!skip_branch()) step();
    }
    return std::move(result_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool skip_branch() {
    while (next_skipped_ < skipped_.size() && skipped_[next_skipped_].second <= at_)
      ++next_skipped_;
    if (next_skipped_ == skipped_.size() || skipped_[next_skipped_].first > at_) return false;
    result_.directives.push_back({at_, skipped_[next_skipped_].second});
    at_ = skipped_[next_skipped_].second;
    line_begins_ = true;  // the range ends at the directive that closes the branch
    return true;
  }

  void step() {
    const char c = peek();
    if (c == '\n') line_begins_ = true;
    if (is_space(c)) {
      ++at_;
    } else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
      at_ += 2;
    } else if (c == '/' && (peek(1) == '/' || peek(1) == '*')) {
      comment();
    } else if (c == '#' && line_begins_) {
      directive();
    } else {
      line_begins_ = false;
      token();
    }
  }

  // The end of the line, with its continuations.
  std::size_t line_end(std::size_t from) const {
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_[i] != '\n') continue;
      const bool continued =
          text_[i - 1] == '\\' || (i >= 2 && text_[i - 1] == '\r' && text_[i - 2] == '\\');
      if (i == 0 || !continued) return i;
    }
    return text_.size();
  }

  void comment() {
    const std::size_t begin = at_;
    if (peek(1) == '/') {
      at_ = line_end(at_ + 1);
    } else {
      const std::size_t close = text_.find("*/", at_ + 2);
      at_ = close == std::string_view::npos ? text_.size() : close + 2;
    }
    result_.comments.push_back({begin, at_});
  }

  // A block comment inside the line may reach over its end.
  void directive() {
    const std::size_t begin = at_;
    std::size_t end = line_end(at_);
    for (std::size_t open = text_.find("/*", at_); open < end; open = text_.find("/*", open)) {
      if (const std::size_t line = text_.find("//", at_); line < open) break;
      const std::size_t close = text_.find("*/", open + 2);
      open = close == std::string_view::npos ? text_.size() : close + 2;
      if (open > end) end = line_end(open);
    }
    at_ = end;
    result_.directives.push_back({begin, end});
  }

  void token() {
    const std::size_t begin = at_;
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      number();
      add(Token::Kind::number, begin);
    } else if (is_word(c)) {
      while (is_word(peek())) ++at_;
      const bool is_prefix = at_ - begin <= 3;
      if (peek() == '"' && is_prefix) {
        const bool raw = text_[at_ - 1] == 'R';
        quoted(raw);
        add(Token::Kind::string, begin);
      } else if (peek() == '\'' && is_prefix) {
        quoted(false);
        add(Token::Kind::character, begin);
      } else {
        add(Token::Kind::identifier, begin);
      }
    } else if (c == '"' || c == '\'') {
      quoted(false);
      add(c == '"' ? Token::Kind::string : Token::Kind::character, begin);
    } else {
      at_ += c == ':' && peek(1) == ':' ? 2 : 1;
      add(Token::Kind::punctuation, begin);
    }
  }

  void number() {
    while (at_ < text_.size()) {
      const char c = peek();
      const bool is_exponent = c == 'e' || c == 'E' || c == 'p' || c == 'P';
      if (is_exponent && (peek(1) == '+' || peek(1) == '-')) {
        at_ += 2;
      } else if (is_word(c) || c == '.' || (c == '\'' && is_word(peek(1)))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  // From the quote on, with a literal's suffix.
  void quoted(bool raw) {
    const char quote = peek();
    if (raw) {
      const std::size_t open = text_.find('(', at_);
      const std::string_view mark =
          open == std::string_view::npos ? "" : text_.substr(at_ + 1, open - at_ - 1);
      const std::string end = ")" + std::string{mark} + "\"";
      const std::size_t close = open == std::string_view::npos ? open : text_.find(end, open);
      at_ = close == std::string_view::npos ? text_.size() : close + end.size();
    } else {
      ++at_;
      while (at_ < text_.size() && peek() != quote && peek() != '\n') {
        // A backslash takes the next character with it, a line end (with its CR) too.
        at_ += peek() != '\\' ? 1 : peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
      }
      if (peek() == quote) ++at_;
    }
    while (is_word(peek())) ++at_;
    if (at_ > text_.size()) at_ = text_.size();
  }

  void add(Token::Kind kind, std::size_t begin) {
    if (at_ > text_.size()) at_ = text_.size();
    result_.tokens.push_back({kind, begin, at_});
  }

  std::string_view text_;
  const std::vector<std::pair<std::size_t, std::size_t>>& skipped_;
  std::size_t next_skipped_ = 0;
  std::size_t at_ = 0;
  bool line_begins_ = true;
  Tokens result_;
};

}  // namespace

Tokens tokenize(std::string_view text,
                const std::vector<std::pair<std::size_t, std::size_t>>& skipped) {
  return Lexer{text, skipped}.run();
}

}  // namespace tenon::frontend::clang

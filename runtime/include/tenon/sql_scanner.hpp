// Reads an SQL text once, past strings, quoted names and comments, and says whether it can be sent
// as one statement of a session. Runs at compile time for literals (statement.hpp) and at run time
// for texts that are put together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tenon/dialect.hpp>

namespace tenon {

/// Why a text cannot be a statement; `none` when it can.
enum class SqlFault : std::uint8_t {
  none,
  empty,
  parameter_order,     ///< parameters are not exactly $1 … $n, first used in ascending order
  parameter_cast,      ///< `$1::type`: SQLite takes all of it as a name and binds NULL
  parameter_form,      ///< `?`, `:name`, `@name` or `$name`, which only SQLite knows
  unterminated,        ///< an open quote or comment
  several_statements,  ///< something follows a semicolon
  transaction_control  ///< BEGIN, COMMIT, ROLLBACK, …: the session does these
};

namespace detail {

struct SqlFacts {
  SqlFault fault = SqlFault::none;
  int parameters = 0;
};

class SqlScanner {
 public:
  constexpr SqlScanner(std::string_view sql, Dialect dialect) : sql_(sql), dialect_(dialect) {}

  constexpr SqlFacts run() {
    while (at_ < sql_.size() && facts_.fault == SqlFault::none) step();
    if (!saw_word_ && facts_.fault == SqlFault::none) facts_.fault = SqlFault::empty;
    return facts_;
  }

 private:
  static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static constexpr bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  }
  static constexpr bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  constexpr char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }
  constexpr void fail(SqlFault fault) { facts_.fault = fault; }

  constexpr void step() {
    const char c = peek();
    if (is_space(c)) {
      ++at_;
    } else if (c == '-' && peek(1) == '-') {
      skip_past("\n", false);
    } else if (c == '/' && peek(1) == '*') {
      skip_past("*/", true);
    } else if (c == ';') {
      ended_ = true;
      ++at_;
    } else if (ended_) {
      fail(SqlFault::several_statements);
    } else {
      read_token(c);
    }
  }

  constexpr void read_token(char c) {
    const bool sqlite = dialect_ == Dialect::sqlite;
    if (c == '\'' || c == '"') {
      skip_quoted(c, false);
    } else if (c == '$') {
      read_dollar();
    } else if (sqlite && (c == '?' || c == '@' || (c == ':' && is_word(peek(1))))) {
      fail(SqlFault::parameter_form);
    } else if (is_word(c)) {
      read_word();
    } else {
      ++at_;
    }
  }

  constexpr void skip_quoted(char quote, bool backslash) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (backslash && peek() == '\\') {
        ++at_;
      } else if (peek() == quote) {
        if (peek(1) != quote) {
          ++at_;
          return;
        }
        ++at_;
      }
    }
    fail(SqlFault::unterminated);
  }

  constexpr void skip_past(std::string_view end, bool must_end) {
    const std::size_t found = sql_.find(end, at_ + 2);
    if (found == std::string_view::npos && must_end) fail(SqlFault::unterminated);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
  }

  constexpr void read_word() {
    const std::size_t start = at_;
    while (is_word(peek()) || peek() == '$') ++at_;
    const std::string_view word = sql_.substr(start, at_ - start);
    if (!saw_word_ && controls_transaction(word)) fail(SqlFault::transaction_control);
    saw_word_ = true;
    // PostgreSQL's E'…' strings know backslashes.
    if (peek() == '\'' && (word == "e" || word == "E")) skip_quoted('\'', true);
  }

  static constexpr bool controls_transaction(std::string_view word) {
    for (const std::string_view verb : {"begin", "start", "commit", "end", "rollback", "abort",
                                        "savepoint", "release", "prepare"}) {
      if (word.size() != verb.size()) continue;
      std::size_t same = 0;
      while (same < verb.size() && (word[same] | 0x20) == verb[same]) ++same;
      if (same == verb.size()) return true;
    }
    return false;
  }

  constexpr void read_dollar() {
    ++at_;
    if (!is_digit(peek())) return skip_dollar_quoted();
    int number = 0;
    for (; is_digit(peek()) && number < 100'000; ++at_) number = number * 10 + (peek() - '0');
    if (number == facts_.parameters + 1) facts_.parameters = number;
    if (number == 0 || number > facts_.parameters) fail(SqlFault::parameter_order);
    if (is_word(peek())) fail(SqlFault::parameter_form);
    if (dialect_ == Dialect::sqlite && peek() == ':') fail(SqlFault::parameter_cast);
  }

  constexpr void skip_dollar_quoted() {
    const std::size_t tag = at_ - 1;
    while (is_word(peek())) ++at_;
    if (dialect_ == Dialect::sqlite || peek() != '$') return fail(SqlFault::parameter_form);
    ++at_;
    const std::string_view end = sql_.substr(tag, at_ - tag);
    const std::size_t found = sql_.find(end, at_);
    if (found == std::string_view::npos) return fail(SqlFault::unterminated);
    at_ = found + end.size();
  }

  std::string_view sql_;
  Dialect dialect_;
  std::size_t at_ = 0;
  bool saw_word_ = false;
  bool ended_ = false;
  SqlFacts facts_;
};

/// What is to be known of `sql` before `dialect` reads it.
constexpr SqlFacts inspect(std::string_view sql, Dialect dialect) {
  return SqlScanner{sql, dialect}.run();
}

}  // namespace detail
}  // namespace tenon

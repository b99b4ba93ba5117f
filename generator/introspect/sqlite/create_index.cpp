#include "introspect/sqlite/create_index.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "introspect/sql_tokens.hpp"

namespace tenon::introspect::sqlite {
namespace {

class IndexParser {
 public:
  explicit IndexParser(const std::string& sql) : sql_(sql), tokens_(tokenize(sql, true)) {}

  schema::Index run() {
    schema::Index index;
    while (!peek().is("on") && !at_end()) {
      if (peek().is("unique")) index.unique = true;
      if (peek().is_identifier()) index.name = identifier(peek());
      ++at_;
    }
    at_ += 3;  // on, the table, the parenthesis
    while (!at_end() && !peek(-1).is(")")) {
      index.parts.push_back(part());
      ++at_;
    }
    if (peek().is("where")) {
      ++at_;
      index.where = text(at_, tokens_.size() - 1);
    }
    return index;
  }

 private:
  const Token& peek(int ahead = 0) const {
    return tokens_[std::min(at_ + static_cast<std::size_t>(ahead), tokens_.size() - 1)];
  }
  bool at_end() const { return peek().kind == Token::Kind::end; }
  std::string identifier(const Token& token) const {
    return token.kind == Token::Kind::word ? sql_.substr(token.begin, token.end - token.begin)
                                           : token.text;
  }

  /// Up to the comma or the parenthesis that ends it.
  schema::IndexPart part() {
    const std::size_t begin = at_;
    for (int depth = 0; !at_end(); ++at_) {
      if (depth == 0 && (peek().is(",") || peek().is(")"))) break;
      if (peek().is("(")) ++depth;
      if (peek().is(")")) --depth;
    }
    std::size_t end = at_;
    schema::IndexPart part;
    if (end > begin + 1 && tokens_[end - 1].is("desc")) part.descending = true;
    if (end > begin + 1 && (part.descending || tokens_[end - 1].is("asc"))) --end;
    if (end == begin + 1 && tokens_[begin].is_identifier()) {
      part.column = identifier(tokens_[begin]);
    } else {
      part.expression = text(begin, end);
    }
    return part;
  }

  /// The tokens in one spelling, without parentheses around them all.
  std::string text(std::size_t begin, std::size_t end) const {
    while (end > begin + 1 && tokens_[begin].is("(") && closes(begin, end - 1)) {
      ++begin;
      --end;
    }
    if (begin >= end) return {};
    const std::size_t from = tokens_[begin].begin;
    return one_spelling(std::string_view{sql_}.substr(from, tokens_[end - 1].end - from));
  }

  bool closes(std::size_t open, std::size_t close) const {
    int depth = 0;
    for (std::size_t i = open; i <= close; ++i) {
      if (tokens_[i].is("(")) ++depth;
      if (tokens_[i].is(")") && --depth == 0) return i == close;
    }
    return false;
  }

  const std::string& sql_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

schema::Index read_create_index(const std::string& sql) { return IndexParser{sql}.run(); }

}  // namespace tenon::introspect::sqlite

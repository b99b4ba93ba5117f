#include "schema/sqlite/tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "base/text.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::sqlite {
namespace {

bool is_word_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::size_t end_of_quotes(const std::string& sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size(); ++at) {
    if (sql[at] != quote) continue;
    if (at + 1 == sql.size() || sql[at + 1] != quote) return at + 1;
    ++at;
  }
  throw Unread{};
}

std::size_t end_of_number(const std::string& sql, std::size_t at) {
  const auto is_part = [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_';
  };
  while (at < sql.size() && is_part(sql[at])) ++at;
  return at;
}

}  // namespace

std::vector<Token> tokens_of(const std::string& sql) {
  static constexpr std::array<std::string_view, 8> pairs = {
      "<>", "!=", "<=", ">=", "==", "||", "::", "->"};
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    Token token{Token::Kind::sign, {}, at, at + 1};
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
      continue;
    }
    if (c == '\'' || c == '"') {
      token.kind = c == '"' ? Token::Kind::name : Token::Kind::text;
      token.end = end_of_quotes(sql, at);
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      token.kind = Token::Kind::number;
      token.end = end_of_number(sql, at);
    } else if (is_word_char(c)) {
      token.kind = Token::Kind::word;
      while (token.end < sql.size() && is_word_char(sql[token.end])) ++token.end;
    } else if (std::find(pairs.begin(), pairs.end(), sql.substr(at, 2)) != pairs.end()) {
      token.end = sql.compare(at, 3, "->>") == 0 ? at + 3 : at + 2;
    }
    token.text = sql.substr(at, token.end - at);
    if (token.kind == Token::Kind::word) {
      for (char& letter : token.text)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    if (token.kind == Token::Kind::name) token.text = token.text.substr(1, token.text.size() - 2);
    at = token.end;
    tokens.push_back(std::move(token));
  }
  tokens.push_back({Token::Kind::end, {}, sql.size(), sql.size()});
  return tokens;
}

std::string with_renamed_column(const std::string& sql, const std::string& from,
                                const std::string& to) {
  std::vector<Token> tokens;
  try {
    tokens = tokens_of(sql);
  } catch (const Unread&) {
    return sql;
  }
  Edits edits;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool is_name = token.kind == Token::Kind::name || token.kind == Token::Kind::word;
    const bool is_called = tokens[i + 1].kind == Token::Kind::sign && tokens[i + 1].text == "(";
    if (is_name && !is_called && base::to_lower(token.text) == base::to_lower(from))
      edits.replace(token, quote_name(to));
  }
  return edits.of(sql);
}

void Edits::enclose(std::size_t begin, std::size_t end, const std::string& before,
                    const std::string& behind) {
  opening_[begin].insert(0, before);
  closing_[end] += behind;
}

void Edits::replace(const Token& token, std::string text) {
  replaced_[token.begin] = {token.end, std::move(text)};
}

std::string Edits::of(const std::string& text) const {
  std::string result;
  for (std::size_t at = 0; at <= text.size();) {
    const auto closes = closing_.find(at);
    if (closes != closing_.end()) result += closes->second;
    const auto opens = opening_.find(at);
    if (opens != opening_.end()) result += opens->second;
    const auto other = replaced_.find(at);
    if (other != replaced_.end()) {
      result += other->second.second;
      at = other->second.first;
    } else {
      if (at < text.size()) result += text[at];
      ++at;
    }
  }
  return result;
}

}  // namespace tenon::schema::sqlite

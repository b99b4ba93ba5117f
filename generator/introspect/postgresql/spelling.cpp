#include "introspect/postgresql/spelling.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "introspect/sql_tokens.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::ColumnType;
using schema::Default;
using Kind = ColumnType::Kind;

/// `name(12,2)` → 12 and 2; not of numbers below zero, as in numeric(3,-2).
bool read_arguments(const std::string& text, const std::string& name, std::vector<int>& arguments) {
  if (text.compare(0, name.size() + 1, name + "(") != 0 || text.back() != ')') return false;
  for (const Token& token : tokenize(text)) {
    if (token.is("-")) return false;
    if (token.kind == Token::Kind::number) arguments.push_back(std::stoi(token.text));
  }
  return true;
}

bool is_numeric(Kind kind) {
  switch (kind) {
    case Kind::int16:
    case Kind::int32:
    case Kind::int64:
    case Kind::float32:
    case Kind::float64:
    case Kind::decimal:
      return true;
    default:
      return false;
  }
}

std::string unhex(const std::string& text) {
  if (text.compare(0, 2, "\\x") != 0) return text;
  std::string bytes;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

/// The elements of a list as the server writes it, '{a,"b c"}'; nothing when one is NULL or a list.
std::optional<std::vector<std::string>> elements_of(const std::string& text, Kind kind) {
  std::vector<std::string> elements;
  if (text == "{}") return elements;
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return std::nullopt;
  std::string element;
  bool is_quoted = false;
  bool was_quoted = false;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      is_quoted = !is_quoted;
      was_quoted = true;
    } else if (c == '\\' && at + 1 < text.size()) {
      element += text[++at];
    } else if (!is_quoted && (c == ',' || at + 1 == text.size())) {
      if (!was_quoted && element == "NULL") return std::nullopt;
      if (kind == Kind::boolean) element = element[0] == 't' ? "true" : "false";
      elements.push_back(kind == Kind::bytes ? unhex(element) : element);
      element.clear();
      was_quoted = false;
    } else if (!is_quoted && c == '{') {
      return std::nullopt;
    } else {
      element += c;
    }
  }
  return elements;
}

/// Drops casts and parentheses: what is left of an enum's check is column = any array [texts], or
/// column = text, or column <@ array [texts] of a list.
std::vector<Token> without_casts(const std::vector<Token>& tokens) {
  std::vector<Token> kept;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("::")) {
      if (tokens[i + 1].is("text") || tokens[i + 1].is("bpchar")) {
        ++i;
      } else if (tokens[i + 1].is("character") && tokens[i + 2].is("varying")) {
        i += 2;
      } else {
        kept.push_back(tokens[i]);
        continue;
      }
      if (tokens[i + 1].is("[") && tokens[i + 2].is("]")) i += 2;
    } else if (!tokens[i].is("(") && !tokens[i].is(")")) {
      kept.push_back(tokens[i]);
    }
  }
  return kept;
}

bool is_of_list(const std::vector<Token>& tokens) {
  return tokens.size() > 2 && tokens[1].is("<") && tokens[2].is("@");
}

/// The texts of `column = 'a' or column = 'b'`; empty when it is something else.
std::vector<std::string> choices_of(const std::vector<Token>& tokens) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i + 3 < tokens.size(); i += 4) {
    const bool is_choice = tokens[i].is_identifier() && tokens[i].text == tokens[0].text &&
                           tokens[i + 1].is("=") && tokens[i + 2].kind == Token::Kind::text;
    const Token& behind = tokens[i + 3];
    if (!is_choice || (behind.kind != Token::Kind::end && !behind.is("or"))) return {};
    texts.push_back(tokens[i + 2].text);
  }
  return tokens.size() % 4 == 0 ? texts : std::vector<std::string>{};
}

/// The texts of `= any array ['a', 'b']`, `= any '{a,b}'`, `= 'a' or …` or `<@ array ['a', 'b']`
/// from position 1 on; empty when it is none of them.
std::vector<std::string> texts_of(const std::vector<Token>& tokens) {
  std::vector<std::string> texts = choices_of(tokens);
  if (!texts.empty()) return texts;
  const bool is_any = tokens.size() > 2 && tokens[1].is("=") && tokens[2].is("any");
  if (is_any && tokens.size() == 5 && tokens[3].kind == Token::Kind::text)
    return elements_of(tokens[3].text, Kind::text).value_or(texts);
  if (tokens.size() < 8 || (!is_any && !is_of_list(tokens)) || !tokens[3].is("array") ||
      !tokens[4].is("[") || !tokens[tokens.size() - 2].is("]")) {
    return {};
  }
  for (std::size_t i = 5; i + 2 < tokens.size(); ++i) {
    const bool is_text = i % 2 == 1;
    if (is_text ? tokens[i].kind != Token::Kind::text : !tokens[i].is(",")) return {};
    if (is_text) texts.push_back(tokens[i].text);
  }
  return texts;
}

}  // namespace

std::string without_outer_parentheses(const std::string& expression) {
  const std::vector<Token> tokens = tokenize(expression);
  if (tokens.size() < 3 || !tokens[0].is("(") || !tokens[tokens.size() - 2].is(")")) {
    return expression;
  }
  int depth = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")")) --depth;
    if (depth == 0) return expression;
  }
  return without_outer_parentheses(expression.substr(1, expression.size() - 2));
}

ColumnType type_of(const std::string& format_type) {
  static const std::map<std::string, Kind> names{
      {"boolean", Kind::boolean},
      {"smallint", Kind::int16},
      {"integer", Kind::int32},
      {"bigint", Kind::int64},
      {"real", Kind::float32},
      {"double precision", Kind::float64},
      {"text", Kind::text},
      {"character varying", Kind::text},
      {"bytea", Kind::bytes},
      {"uuid", Kind::uuid},
      {"numeric", Kind::decimal},
      {"timestamp with time zone", Kind::timestamp},
      {"date", Kind::date},
      {"timestamp without time zone", Kind::local_timestamp},
      {"time without time zone", Kind::time},
      {"interval", Kind::interval},
      {"jsonb", Kind::json},
  };
  ColumnType type;
  const std::size_t size = format_type.size();
  if (size > 2 && format_type.compare(size - 2, 2, "[]") == 0) {
    type = type_of(format_type.substr(0, size - 2));
    // The models know no length of elements.
    const bool is_ours = type.kind != Kind::raw && type.length == 0;
    if (!is_ours) type = {Kind::raw, 0, 0, 0, format_type};
    type.is_list = is_ours;
    return type;
  }
  const auto found = names.find(format_type);
  if (found != names.end()) {
    type.kind = found->second;
    return type;
  }
  std::vector<int> arguments;
  if (read_arguments(format_type, "character varying", arguments) && arguments.size() == 1) {
    type.length = arguments[0];
  } else if (read_arguments(format_type, "numeric", arguments) && arguments.size() == 2) {
    type.kind = Kind::decimal;
    type.precision = arguments[0];
    type.scale = arguments[1];
  } else {
    type.kind = Kind::raw;
    type.raw = format_type;
  }
  return type;
}

Default default_of(const std::string& expression, const ColumnType& type) {
  Default as_it_stands{Default::Kind::expression, expression};
  std::vector<Token> tokens = tokenize(expression);
  // 'x'::"public"."mood": nothing else has a text in front and no operator behind the type.
  if (type.kind == Kind::enumeration && tokens.size() > 2 && tokens[0].kind == Token::Kind::text &&
      tokens[1].is("::")) {
    return {Default::Kind::text, tokens[0].text};
  }
  // 'x'::type, where the type is the column's: whatever follows the cast is its name.
  std::vector<Token> head;
  for (const Token& token : tokens) {
    if (token.is("::") || token.kind == Token::Kind::end) break;
    if (!token.is("(") && !token.is(")")) head.push_back(token);
  }
  if (type.kind == Kind::raw || head.empty() || head.size() > 2) return as_it_stands;
  const bool negative = head.size() == 2 && head[0].is("-");
  if (head.size() == 2 && !negative) return as_it_stands;
  const Token& value = head.back();
  for (std::size_t i = head.size(); i < tokens.size(); ++i) {
    // Anything but a cast behind it makes it an expression.
    const Token& token = tokens[i];
    const bool harmless = (type.is_list && (token.is("[") || token.is("]"))) || token.is("(") ||
                          token.is(")") || token.is("::") || token.is(",") ||
                          token.kind == Token::Kind::word || token.kind == Token::Kind::number ||
                          token.kind == Token::Kind::end || &token == &value ||
                          token.begin == value.begin;
    if (!harmless) return as_it_stands;
  }
  if (type.is_list) {
    std::optional<std::vector<std::string>> elements;
    if (value.kind == Token::Kind::text && !negative) elements = elements_of(value.text, type.kind);
    if (!elements) return as_it_stands;
    return {Default::Kind::list, "", *std::move(elements)};
  }
  if (value.kind == Token::Kind::number && is_numeric(type.kind)) {
    return {Default::Kind::number, (negative ? "-" : "") + value.text};
  }
  if (value.kind == Token::Kind::text && !negative) {
    if (is_numeric(type.kind)) return {Default::Kind::number, value.text};
    if (type.kind == Kind::boolean) return {Default::Kind::boolean, value.text};
    if (type.kind == Kind::bytes) return {Default::Kind::text, unhex(value.text)};
    return {Default::Kind::text, value.text};
  }
  if (type.kind == Kind::boolean && (value.is("true") || value.is("false"))) {
    return {Default::Kind::boolean, value.text};
  }
  return as_it_stands;
}

schema::Check check_of(const schema::Table& table, const std::string& name,
                       const std::string& expression) {
  schema::Check check;
  check.name = name;
  const std::vector<Token> tokens = without_casts(tokenize(expression));
  std::vector<std::string> texts = texts_of(tokens);
  if (!texts.empty() && tokens[0].is_identifier()) {
    const schema::Column* column = table.find(tokens[0].text);
    if (column && column->type.kind == Kind::text && column->type.is_list == is_of_list(tokens)) {
      check.column = column->name;
      check.is_list = column->type.is_list;
      check.values = std::move(texts);
      return check;
    }
  }
  check.expression = without_outer_parentheses(expression);
  return check;
}

}  // namespace tenon::introspect::postgresql

#include "introspect/sqlite/meaning.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "introspect/sql_tokens.hpp"
#include "schema/sql_text.hpp"

namespace tenon::introspect::sqlite {
namespace {

/// An operator and what it is applied to; a leaf has nothing below it.
struct Node {
  std::string op;
  std::vector<Node> parts;
  bool is_literal = false;
};

std::string text_of(const Node& node) {
  if (node.parts.empty()) return node.op;
  std::string text = "(" + node.op;
  for (const Node& part : node.parts) text += " " + text_of(part);
  return text + ")";
}

/// Those of several signs are one token here.
std::vector<Token> joined(const std::vector<Token>& tokens) {
  static const std::set<std::string> operators{
      "<=", ">=", "<>", "!=", "==", "||", "<<", ">>", "->", "->>"};
  std::vector<Token> all;
  for (const Token& token : tokens) {
    const bool goes_on = !all.empty() && all.back().kind == Token::Kind::sign &&
                         token.kind == Token::Kind::sign && all.back().end == token.begin &&
                         operators.count(all.back().text + token.text) != 0;
    if (!goes_on) {
      all.push_back(token);
      continue;
    }
    all.back().text += token.text;
    all.back().end = token.end;
  }
  return all;
}

std::string number_of(const std::string& text) {
  const bool is_hex = text.size() > 2 && (text[1] == 'x' || text[1] == 'X');
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  if (!is_hex) return base::to_lower(text);
  const auto [at, error] = std::from_chars(text.data() + 2, end, value, 16);
  const bool is_read = error == std::errc{} && at == end;
  return is_read ? std::to_string(static_cast<std::int64_t>(value)) : base::to_lower(text);
}

/// `a = 1` is `a in (1)`, and a chain of them is one list, whose order says nothing.
Node as_list(Node lhs, std::vector<Node> values) {
  std::sort(values.begin(), values.end(),
            [](const Node& a, const Node& b) { return text_of(a) < text_of(b); });
  Node list{"in", {std::move(lhs)}};
  std::move(values.begin(), values.end(), std::back_inserter(list.parts));
  return list;
}

bool is_list(const Node& node) {
  return node.op == "in" && std::all_of(node.parts.begin() + 1, node.parts.end(),
                                        [](const Node& part) { return part.is_literal; });
}

/// The alternatives, lists of one thing joined.
Node either(std::vector<Node> parts) {
  std::vector<Node> kept;
  for (Node& part : parts) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Node& one) {
      return is_list(part) && is_list(one) && text_of(one.parts[0]) == text_of(part.parts[0]);
    });
    if (same == kept.end()) {
      kept.push_back(std::move(part));
      continue;
    }
    std::vector<Node> values(same->parts.begin() + 1, same->parts.end());
    std::move(part.parts.begin() + 1, part.parts.end(), std::back_inserter(values));
    *same = as_list(std::move(same->parts[0]), std::move(values));
  }
  if (kept.size() == 1) return std::move(kept.front());
  return {"or", std::move(kept)};
}

/// By the grammar of lang_expr.html, from the loosest operator to the tightest.
class Reader : private TokenReader {
 public:
  explicit Reader(std::string_view sql) : TokenReader(joined(tokenize(sql, true))) {}

  /// "" when there is something that the reader does not know.
  std::string run() {
    const Node node = any();
    return is_known_ && at_end() ? text_of(node) : std::string{};
  }

 private:
  void expect(std::string_view word) {
    if (!accept(word)) is_known_ = false;
  }

  /// `(a or b) or c` is `a or b or c`.
  static void add(std::vector<Node>& parts, Node node, const char* op) {
    if (node.op != op) return parts.push_back(std::move(node));
    std::move(node.parts.begin(), node.parts.end(), std::back_inserter(parts));
  }
  Node any() {
    std::vector<Node> parts;
    do add(parts, all(), "or");
    while (is_known_ && accept("or"));
    return parts.size() == 1 ? std::move(parts.front()) : either(std::move(parts));
  }
  Node all() {
    std::vector<Node> parts;
    do add(parts, negated(), "and");
    while (is_known_ && accept("and"));
    if (parts.size() == 1) return std::move(parts.front());
    return {"and", std::move(parts)};
  }
  Node negated() {
    if (accept("not")) return {"not", {negated()}};
    return equal();
  }

  Node equal() {
    Node left = binary(0);
    while (is_known_) {
      if (accept("=") || accept("==")) {
        Node right = binary(0);
        left = right.is_literal ? as_list(std::move(left), {std::move(right)})
                                : Node{"=", {std::move(left), std::move(right)}};
      } else if (accept("<>") || accept("!=")) {
        left = {"<>", {std::move(left), binary(0)}};
      } else if (accept("isnull")) {
        left = {"is", {std::move(left), {"null", {}}}};
      } else if (accept("notnull") || (peek().is("not") && peek(1).is("null") && skip(2))) {
        left = {"is not", {std::move(left), {"null", {}}}};
      } else if (accept("is")) {
        left = is(std::move(left));
      } else if (!matches(left)) {
        return left;
      }
    }
    return left;
  }
  bool skip(std::size_t count) {
    at_ += count;
    return true;
  }

  Node is(Node left) {
    bool is_not = accept("not");
    if (accept("distinct")) {
      expect("from");
      is_not = !is_not;
    }
    const bool is_truth = peek().is("true") || peek().is("false");
    Node right = is_truth ? Node{tokens_[at_++].text, {}} : binary(0);
    return {is_not ? "is not" : "is", {std::move(left), std::move(right)}};
  }

  /// `in`, `like`, `between` and their kind, with or without `not`.
  bool matches(Node& left) {
    const bool is_not = peek().is("not");
    const Token& word = peek(is_not ? 1 : 0);
    const std::string op = word.kind == Token::Kind::word ? word.text : "";
    static const std::set<std::string> known{"in", "like", "glob", "regexp", "match", "between"};
    if (known.count(op) == 0) return false;
    at_ += is_not ? 2 : 1;
    if (op == "in") {
      expect("(");
      left = as_list(std::move(left), arguments());
    } else if (op == "between") {
      Node least = binary(0);
      expect("and");
      left = {op, {std::move(left), std::move(least), binary(0)}};
    } else {
      left = {op, {std::move(left), binary(0)}};
      if (accept("escape")) left.parts.push_back(binary(0));
    }
    if (is_not) left = {"not", {std::move(left)}};
    return true;
  }

  Node binary(std::size_t level) {
    static const std::vector<std::set<std::string>> levels{{"<", "<=", ">", ">="},
                                                           {"&", "|", "<<", ">>"},
                                                           {"+", "-"},
                                                           {"*", "/", "%"},
                                                           {"||", "->", "->>"}};
    if (level == levels.size()) return collated();
    Node left = binary(level + 1);
    while (is_known_ && peek().kind == Token::Kind::sign && levels[level].count(peek().text) != 0) {
      const std::string op = tokens_[at_++].text;
      left = {op, {std::move(left), binary(level + 1)}};
    }
    return left;
  }

  Node collated() {
    Node node = unary();
    while (is_known_ && accept("collate"))
      node = {"collate", {std::move(node), {base::to_lower(peek().text), {}}}}, ++at_;
    return node;
  }

  Node unary() {
    const bool is_sign = peek().is("-") || peek().is("+") || peek().is("~");
    if (!is_sign) return primary();
    const std::string op = tokens_[at_++].text;
    Node inner = unary();
    const bool is_number = inner.is_literal && inner.op[0] >= '0' && inner.op[0] <= '9';
    if (is_number && op == "+") return inner;
    if (is_number && op == "-") return {"-" + inner.op, {}, true};
    return {op, {std::move(inner)}};
  }

  Node primary() {
    const Token token = peek();
    if (token.kind == Token::Kind::end || !is_known_) return unknown();
    ++at_;
    if (token.kind == Token::Kind::text) return {schema::quote_text(token.text), {}, true};
    if (token.kind == Token::Kind::number) return {number_of(token.text), {}, true};
    if (token.kind == Token::Kind::name) return named(token);
    if (token.is("(")) {
      std::vector<Node> inner = arguments();
      if (inner.size() == 1) return std::move(inner.front());
      return inner.empty() ? unknown() : Node{"row", std::move(inner)};
    }
    return token.kind == Token::Kind::word ? word(token) : unknown();
  }

  Node word(const Token& token) {
    static const std::set<std::string> queries{"select", "exists", "values", "raise", "with"};
    if (queries.count(token.text) != 0) return unknown();
    if (token.is("x") && peek().kind == Token::Kind::text && peek().begin == token.end)
      return {"x" + schema::quote_text(base::to_lower(tokens_[at_++].text)), {}, true};
    if (token.is("null")) return {token.text, {}};
    if (token.is("true") || token.is("false")) return {token.is("true") ? "1" : "0", {}, true};
    if (token.is("case")) return choice();
    if (token.is("cast")) return cast();
    return named(token);
  }

  /// A column or a call.
  Node named(const Token& token) {
    std::string name = schema::quote_name(base::to_lower(token.text));
    while (accept(".")) name += "." + schema::quote_name(base::to_lower(tokens_[at_++].text));
    if (!accept("(")) return {std::move(name), {}};
    if (accept("*")) {
      expect(")");
      return {"call", {{std::move(name), {}}, {"*", {}}}};
    }
    Node call{"call", {{std::move(name), {}}}};
    std::vector<Node> values = arguments();
    std::move(values.begin(), values.end(), std::back_inserter(call.parts));
    return call;
  }

  /// Behind an opening parenthesis, up to the one that closes it.
  std::vector<Node> arguments() {
    std::vector<Node> values;
    if (accept(")")) return values;
    do values.push_back(any());
    while (is_known_ && accept(","));
    expect(")");
    return values;
  }

  Node choice() {
    Node node{"case", {}};
    if (!peek().is("when")) node.parts.push_back(any());
    while (is_known_ && accept("when")) {
      Node condition = any();
      expect("then");
      node.parts.push_back({"when", {std::move(condition), any()}});
    }
    if (accept("else")) node.parts.push_back({"else", {any()}});
    expect("end");
    return node;
  }

  Node cast() {
    expect("(");
    Node value = any();
    expect("as");
    std::string type;
    for (int depth = 0; peek().kind != Token::Kind::end; ++at_) {
      if (depth == 0 && peek().is(")")) break;
      if (peek().is("(")) ++depth;
      if (peek().is(")")) --depth;
      type += " " + base::to_lower(peek().text);
    }
    expect(")");
    return {"cast", {std::move(value), {std::move(type), {}}}};
  }

  Node unknown() {
    is_known_ = false;
    return {};
  }

  bool is_known_ = true;
};

}  // namespace

std::string meaning_of(std::string_view expression) {
  const std::string meaning = Reader{expression}.run();
  return meaning.empty() ? one_spelling(expression) : meaning;
}

}  // namespace tenon::introspect::sqlite

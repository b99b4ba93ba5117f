// SQL of a model over its columns, as SQLite has to say it: a Decimal of up to 18 digits is a whole
// number scaled by its digits behind the point there, and a time a number of microseconds or days.
// What is compared with such a column or added to it is scaled alike, so that a condition holds of
// the same rows on every database. What cannot be read stays as it is.
#include <algorithm>
#include <array>
#include <optional>

#include "base/sql.hpp"
#include "schema/sqlite/spelling.hpp"
#include "schema/sqlite/tokens.hpp"

namespace tenon::schema::sqlite {
namespace {

using Kind = ColumnType::Kind;

/// The number ten to the `digits` times as great, in digits.
std::string shifted(const std::string& number, int digits) {
  if (number.find_first_not_of("0123456789.") != std::string::npos ||
      std::count(number.begin(), number.end(), '.') > 1)
    throw Unread{};
  std::string text = number;
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  text.erase(std::min(point, text.size()), 1);
  point += static_cast<std::size_t>(digits);
  if (text.size() < point) text.resize(point, '0');
  std::string whole = text.substr(0, point);
  std::string fraction = text.substr(point);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return fraction.empty() ? whole : whole + "." + fraction;
}

/// What an expression is: its place, and how its value is scaled.
struct Value {
  std::size_t begin = 0;
  std::size_t end = 0;
  int scale = 0;
  /// Numbers that stand for it alone: they take any scale.
  std::vector<const Token*> numbers;
  std::vector<const Token*> texts;   ///< likewise, of times
  const Token* decimal = nullptr;    ///< the name of a Decimal that is stored as text
  const ColumnType* time = nullptr;  ///< of a column that is stored as a number of time
};

class Reader {
 public:
  Reader(const std::vector<Column>& columns, const std::string& sql)
      : columns_(columns), sql_(sql), tokens_(tokens_of(sql)) {}

  /// `scale` is what the whole shall have, of a computed Decimal.
  std::string run(std::optional<int> scale) {
    Value whole = any();
    if (peek().kind != Token::Kind::end) throw Unread{};
    if (scale && *scale > 0) {
      Value wanted;
      wanted.scale = *scale;
      level({&whole}, wanted);
    }
    return edits_.of(sql_);
  }

 private:
  /// How deep expressions stand in each other: text of a model is no reason to run out of stack.
  class Depth {
   public:
    explicit Depth(int& depth) : depth_(depth) {
      if (++depth_ > 200) throw Unread{};
    }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    ~Depth() { --depth_; }

   private:
    int& depth_;
  };

  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool is(std::string_view text, std::size_t ahead = 0) const {
    const Token& token = peek(ahead);
    return (token.kind == Token::Kind::word || token.kind == Token::Kind::sign) &&
           token.text == text;
  }
  bool take(std::string_view text) {
    if (!is(text)) return false;
    ++at_;
    return true;
  }
  void need(std::string_view text) {
    if (!take(text)) throw Unread{};
  }

  Value any() {
    Value value = all_of();
    while (take("or")) value = plain(value, all_of());
    return value;
  }
  Value all_of() {
    Value value = condition();
    while (take("and")) value = plain(value, condition());
    return value;
  }
  Value condition() {
    const Depth depth{depth_};
    const std::size_t begin = peek().begin;
    if (!take("not")) return comparison();
    Value value = condition();
    value.begin = begin;
    return value;
  }

  /// A truth, over all that these say.
  static Value plain(const Value& first, const Value& last) {
    Value value;
    value.begin = first.begin;
    value.end = last.end;
    return value;
  }

  Value comparison() {
    static constexpr std::array<std::string_view, 8> signs = {
        "=", "==", "<>", "!=", "<", ">", "<=", ">="};
    Value left = sum();
    for (;;) {
      const bool compares = peek().kind == Token::Kind::sign &&
                            std::find(signs.begin(), signs.end(), peek().text) != signs.end();
      if (compares) {
        ++at_;
        Value right = sum();
        compare({&left, &right});
        left = plain(left, right);
      } else if (take("is")) {
        left = known_as(left);
      } else if (is("not") && !is("null", 1)) {
        ++at_;
      } else if (take("between")) {
        Value least = sum();
        need("and");
        Value most = sum();
        compare({&left, &least, &most});
        left = plain(left, most);
      } else if (take("in")) {
        left = one_of(left);
      } else if (take("like") || take("glob") || take("regexp") || take("match")) {
        left = plain(left, sum());
        if (take("escape")) left = plain(left, sum());
      } else if (take("collate")) {
        left.end = peek().end;
        ++at_;
      } else {
        return left;
      }
    }
  }

  /// Behind `is`: null, true, false, or what it is distinct from.
  Value known_as(Value left) {
    take("not");
    if (take("distinct")) {
      need("from");
      Value right = sum();
      compare({&left, &right});
      return plain(left, right);
    }
    if (!take("null") && !take("true") && !take("false")) throw Unread{};
    left = plain(left, left);
    left.end = tokens_[at_ - 1].end;
    return left;
  }

  Value one_of(Value left) {
    need("(");
    std::vector<Value> values;
    do values.push_back(sum());
    while (take(","));
    need(")");
    std::vector<Value*> all{&left};
    for (Value& value : values) all.push_back(&value);
    compare(all);
    left = plain(left, left);
    left.end = tokens_[at_ - 1].end;
    return left;
  }

  Value sum() {
    Value left = product();
    while (is("+") || is("-") || is("||") || is("->") || is("->>")) {
      const bool adds = tokens_[at_++].text.size() == 1;
      Value right = product();
      if (!adds) {
        left = plain(left, right);
        continue;
      }
      // A number of microseconds or days has no other scale.
      if (left.time || right.time) {
        const ColumnType* const time = left.time ? left.time : right.time;
        left = plain(left, right);
        left.time = time;
        continue;
      }
      level({&left, &right});
      Value both = plain(left, right);
      both.scale = std::max(left.scale, right.scale);
      if (!left.numbers.empty() && !right.numbers.empty()) {
        both.numbers = left.numbers;
        both.numbers.insert(both.numbers.end(), right.numbers.begin(), right.numbers.end());
      }
      left = std::move(both);
    }
    return left;
  }

  Value product() {
    Value left = sign();
    while (is("*") || is("/") || is("%")) {
      const std::string& operation = tokens_[at_++].text;
      Value right = sign();
      Value both = plain(left, right);
      if (operation == "*") {
        both.scale = left.scale + right.scale;
      } else if (left.scale != 0 || right.scale != 0) {
        // Whole numbers would lose what is behind the point.
        if (operation == "%" || left.scale < right.scale) throw Unread{};
        edits_.enclose(left.begin, left.end, "(", ") * 1.0");
        both.scale = left.scale - right.scale;
      }
      if (!left.numbers.empty() && !right.numbers.empty()) both.numbers = left.numbers;
      left = std::move(both);
    }
    return left;
  }

  Value sign() {
    const Depth depth{depth_};
    const std::size_t begin = peek().begin;
    if (!take("-") && !take("+")) return primary();
    Value value = sign();
    value.begin = begin;
    return value;
  }

  Value primary() {
    const Token& token = peek();
    Value value;
    value.begin = token.begin;
    value.end = token.end;
    ++at_;
    if (token.kind == Token::Kind::number) {
      value.numbers = {&token};
    } else if (token.kind == Token::Kind::text) {
      value.texts = {&token};
    } else if (token.text == "(" && token.kind == Token::Kind::sign) {
      value = any();
      need(")");
      value.begin = token.begin;
      value.end = tokens_[at_ - 1].end;
    } else if (token.kind == Token::Kind::word && token.text == "case") {
      return choice(token);
    } else if (token.kind == Token::Kind::word && is("(")) {
      return call(token);
    } else if (token.kind == Token::Kind::word || token.kind == Token::Kind::name) {
      if (is(".") || is("::") || peek().kind == Token::Kind::text) throw Unread{};
      look_up(token, value);
    } else {
      throw Unread{};
    }
    return value;
  }

  void look_up(const Token& token, Value& value) const {
    for (const Column& column : columns_) {
      if (column.name != token.text) continue;
      if (is_scaled(column.type)) {
        value.scale = column.type.scale;
      } else if (column.type.kind == Kind::decimal && !column.type.is_list) {
        value.decimal = &token;
      }
      const Kind kind = column.type.kind;
      const bool is_time = kind == Kind::timestamp || kind == Kind::local_timestamp ||
                           kind == Kind::date || kind == Kind::time;
      if (is_time && !column.type.is_list) value.time = &column.type;
    }
  }

  /// Behind `cast`.
  Value conversion(const Token& name) {
    need("(");
    Value result = any();
    need("as");
    if (result.scale != 0 || peek().kind != Token::Kind::word) throw Unread{};
    ++at_;
    need(")");
    result = plain(result, result);
    result.begin = name.begin;
    result.end = tokens_[at_ - 1].end;
    return result;
  }

  Value call(const Token& name) {
    if (name.text == "cast") return conversion(name);
    need("(");
    std::vector<Value> values;
    if (!is(")")) {
      do values.push_back(any());
      while (take(","));
    }
    need(")");
    static constexpr std::array<std::string_view, 5> keeping = {"coalesce", "ifnull", "nullif",
                                                                "min", "max"};
    Value result;
    const bool keeps = std::find(keeping.begin(), keeping.end(), name.text) != keeping.end();
    if (keeps || (name.text == "abs" && values.size() == 1)) {
      result = one_of_them(values);
    } else if (std::any_of(values.begin(), values.end(),
                           [](const Value& value) { return value.scale != 0; })) {
      throw Unread{};
    }
    result.begin = name.begin;
    result.end = tokens_[at_ - 1].end;
    return result;
  }

  /// A value that is any of these.
  Value one_of_them(std::vector<Value>& values) {
    std::vector<Value*> all;
    all.reserve(values.size());
    for (Value& value : values) all.push_back(&value);
    level(all);
    Value result;
    for (const Value& value : values) {
      result.scale = std::max(result.scale, value.scale);
      if (value.time) result.time = value.time;
    }
    return result;
  }

  Value choice(const Token& begin) {
    std::vector<Value> results;
    if (!is("when")) throw Unread{};
    while (take("when")) {
      any();
      need("then");
      results.push_back(any());
    }
    if (take("else")) results.push_back(any());
    need("end");
    Value result = one_of_them(results);
    result.begin = begin.begin;
    result.end = tokens_[at_ - 1].end;
    return result;
  }

  /// A Decimal that is stored as text is compared letter by letter, unless it is made a number.
  void compare(const std::vector<Value*>& values) {
    level(values);
    for (const Value* value : values) {
      if (!value->decimal) continue;
      const Token& name = *value->decimal;
      edits_.replace(name, "cast(" + sql_.substr(name.begin, name.end - name.begin) + " as real)");
    }
  }

  /// Brings all of them to one scale, and texts to the time that they are compared with.
  void level(const std::vector<Value*>& values, const Value& with = {}) {
    int scale = with.scale;
    const ColumnType* time = nullptr;
    for (const Value* value : values) {
      scale = std::max(scale, value->scale);
      if (value->time) time = value->time;
    }
    for (Value* value : values) {
      if (time) {
        for (const Token* text : value->texts)
          edits_.replace(*text, stored_value(*time, text->text));
      }
      if (value->scale == scale || time) continue;
      if (!value->texts.empty()) throw Unread{};
      if (!value->numbers.empty()) {
        for (const Token* number : value->numbers)
          edits_.replace(*number, shifted(number->text, scale - value->scale));
        value->numbers.clear();
      } else if (!is_null(*value)) {
        edits_.enclose(value->begin, value->end, "(",
                       ") * 1" + std::string(static_cast<std::size_t>(scale - value->scale), '0'));
      }
      value->scale = scale;
    }
  }

  bool is_null(const Value& value) const {
    return value.end - value.begin == 4 &&
           (sql_.compare(value.begin, 4, "null") == 0 || sql_.compare(value.begin, 4, "NULL") == 0);
  }

  const std::vector<Column>& columns_;
  const std::string& sql_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Edits edits_;
};

}  // namespace

bool can_mean(const std::vector<Column>& columns, const std::string& sql,
              const ColumnType* result) {
  const bool scales = result != nullptr && is_scaled(*result);
  try {
    Reader{columns, sql}.run(scales ? std::optional<int>{result->scale} : std::nullopt);
    return true;
  } catch (const Unread&) {
    const auto differs = [&](const Column& column) {
      const Kind kind = column.type.kind;
      const bool is_other = kind == Kind::decimal || kind == Kind::timestamp ||
                            kind == Kind::local_timestamp || kind == Kind::date ||
                            kind == Kind::time;
      return is_other && !column.type.is_list && base::mentions(sql, column.name);
    };
    return !scales && std::none_of(columns.begin(), columns.end(), differs);
  }
}

std::string meaning(const std::vector<Column>& columns, const std::string& sql,
                    std::optional<int> scale) {
  if (sql.empty()) return sql;
  try {
    return Reader{columns, sql}.run(scale);
  } catch (const Unread&) {
    return sql;
  }
}

}  // namespace tenon::schema::sqlite

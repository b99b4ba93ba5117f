#include "introspect/sqlite/create_table.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "introspect/sql_tokens.hpp"
#include "introspect/sqlite/names.hpp"

namespace tenon::introspect::sqlite {
namespace {

using schema::Column;
using schema::ColumnType;
using schema::Default;

void split_name(const std::string& name, std::string& schema, std::string& table) {
  const std::size_t point = name.find('.');
  schema = point == std::string::npos ? "" : name.substr(0, point);
  table = point == std::string::npos ? name : name.substr(point + 1);
}

/// Behind what is noted, since tables are built anew without it.
const std::string untold = ", which models cannot say";

class Parser : private TokenReader {
 public:
  Parser(const std::string& sql, std::vector<std::string>* notes)
      : TokenReader(tokenize(sql, true)), sql_(sql), notes_(notes) {}

  schema::Table run() {
    skip_past("table");
    if (accept("if")) {
      accept("not");
      accept("exists");
    }
    split_name(identifier(), table_.schema, table_.name);
    if (!accept("(")) {
      note("is made by a query and left as it is");
      return std::move(table_);
    }
    do {
      if (is_table_constraint()) {
        read_table_constraint();
      } else {
        read_column();
      }
    } while (accept(","));
    spell_names(table_);
    if (table_.primary_key && table_.primary_key->name.empty()) {
      table_.primary_key->name = table_.name + "_pkey";
    }
    // A column of the key is required even when only the key says so.
    if (table_.primary_key) {
      for (const std::string& name : table_.primary_key->columns) {
        if (Column* column = table_.find(name)) column->nullable = false;
      }
    }
    number_rows();
    if (is_without_rowid()) note("is WITHOUT ROWID" + untold);
    return std::move(table_);
  }

 private:
  /// INTEGER PRIMARY KEY numbers its rows, however it is written (lang_createtable.html, 5). Tenon
  /// writes it at the column, and the key that a program gives as a constraint with a name.
  void number_rows() {
    const bool is_table = tokens_.size() > 3 && !is_without_rowid();
    for (Column& column : table_.columns) {
      const bool is_key = table_.primary_key && table_.primary_key->columns.size() == 1 &&
                          table_.primary_key->columns[0] == column.name;
      column.identity = is_table && is_key && !is_key_named_ && integers_.count(column.name) != 0;
    }
  }
  bool is_without_rowid() const {
    for (std::size_t i = tokens_.size() - 1; i > 0 && !tokens_[i].is(")"); --i)
      if (tokens_[i].is("rowid")) return true;
    return false;
  }

  void skip_past(std::string_view word) {
    while (!at_end() && !accept(word)) ++at_;
  }
  void note(const std::string& text) {
    if (notes_) {
      notes_->push_back("table " + schema::display_name(table_.schema, table_.name) + " " + text);
    }
  }
  /// A name; a bare word keeps its case.
  std::string identifier() {
    if (at_end()) return {};
    const Token& token = tokens_[at_++];
    if (token.kind == Token::Kind::word) return sql_.substr(token.begin, token.end - token.begin);
    return token.text;
  }
  std::vector<std::string> identifiers() {
    std::vector<std::string> names;
    if (!accept("(")) return names;
    do {
      names.push_back(identifier());
      while (!at_end() && !peek().is(",") && !peek().is(")")) ++at_;
    } while (accept(","));
    accept(")");
    return names;
  }
  /// Of a key, which may sort its columns otherwise than they are.
  std::vector<std::string> key_columns(const std::string& kind) {
    const std::size_t begin = at_;
    std::vector<std::string> names = identifiers();
    for (std::size_t i = begin; i < at_; ++i)
      if (tokens_[i].is("desc") || (tokens_[i].is("collate") && !tokens_[i + 1].is("binary"))) {
        const std::size_t end = tokens_[at_ - 1].end;
        note("has " + kind + " " + sql_.substr(tokens_[begin].begin, end - tokens_[begin].begin) +
             untold);
        break;
      }
    return names;
  }
  /// The text inside the parentheses that begin here.
  std::string parenthesised() {
    if (!accept("(")) return {};
    const std::size_t begin = peek().begin;
    std::size_t end = begin;
    for (int depth = 1; !at_end(); ++at_) {
      if (peek().is("(")) ++depth;
      if (peek().is(")") && --depth == 0) {
        ++at_;
        break;
      }
      end = peek().end;
    }
    return one_spelling(std::string_view{sql_}.substr(begin, end - begin));
  }

  bool is_table_constraint() const {
    const Token& first = peek();
    return first.kind == Token::Kind::word &&
           (first.is("constraint") || (first.is("primary") && peek(1).is("key")) ||
            (first.is("unique") && peek(1).is("(")) || (first.is("check") && peek(1).is("(")) ||
            (first.is("foreign") && peek(1).is("key")));
  }
  std::string constraint_name() { return accept("constraint") ? identifier() : std::string{}; }

  void read_table_constraint() {
    const std::string name = constraint_name();
    if (accept("primary")) {
      accept("key");
      table_.primary_key = schema::PrimaryKey{name, key_columns("primary key")};
      is_key_named_ = !name.empty();
    } else if (accept("unique")) {
      table_.uniques.push_back({name, key_columns("unique")});
    } else if (accept("check")) {
      add_check(name);
    } else if (accept("foreign")) {
      accept("key");
      schema::ForeignKey key;
      key.name = name;
      key.columns = identifiers();
      accept("references");
      read_reference(std::move(key));
    }
    skip_to_next();
  }

  /// Over what is left of a definition, such as `on conflict …`.
  void skip_to_next() {
    for (int depth = 0; !at_end(); ++at_) {
      if (depth == 0 && (peek().is(",") || peek().is(")"))) return;
      if (peek().is("conflict")) note_conflict();
      if (peek().is("(")) ++depth;
      if (peek().is(")")) --depth;
    }
  }

  void add_check(const std::string& name) {
    schema::Check check;
    check.name = name;
    const std::size_t before = at_;
    check.expression = parenthesised();
    const std::size_t after = at_;
    at_ = before + 1;
    read_enum_check(check, after - 1);
    at_ = after;
    table_.checks.push_back(std::move(check));
  }

  /// `"role" in ('reader', 'author')`, up to the token `end`, is an enum's check.
  void read_enum_check(schema::Check& check, std::size_t end) {
    if (!peek().is_identifier()) return;
    const std::string column = identifier();
    if (!accept("in") || !accept("(")) return;
    std::vector<std::string> values;
    do {
      if (peek().kind != Token::Kind::text) return;
      values.push_back(tokens_[at_++].text);
    } while (accept(","));
    if (!accept(")") || at_ != end) return;
    check.expression.clear();
    check.column = column;
    check.values = std::move(values);
  }

  void read_reference(schema::ForeignKey key) {
    split_name(identifier(), key.schema, key.table);
    key.targets = identifiers();
    while (!at_end()) {
      if (accept("on")) {
        const bool is_delete = accept("delete");
        if (!is_delete) accept("update");
        (is_delete ? key.on_delete : key.on_update) = action();
      } else if (accept("match")) {
        identifier();
      } else if (peek().is("deferrable") || (peek().is("not") && peek(1).is("deferrable"))) {
        read_deferrable(key);
      } else {
        break;
      }
    }
    table_.foreign_keys.push_back(std::move(key));
  }

  void read_deferrable(schema::ForeignKey& key) {
    const bool is_not = accept("not");
    accept("deferrable");
    const bool is_deferred = accept("initially") && peek().is("deferred");
    if (peek().is("deferred") || peek().is("immediate")) ++at_;
    key.deferrable = !is_not && is_deferred;
    if (!is_not && !is_deferred) {
      note("has foreign key " +
           (key.name.empty() ? "(" + base::join(key.columns, ", ") + ")" : key.name) +
           " deferrable, but not deferred from the start");
    }
  }

  schema::Action action() {
    if (accept("cascade")) return schema::Action::cascade;
    if (accept("restrict")) return schema::Action::restrict;
    if (accept("set")) {
      if (accept("null")) return schema::Action::set_null;
      accept("default");
      return schema::Action::set_default;
    }
    accept("no");
    accept("action");
    return schema::Action::no_action;
  }

  static bool starts_column_constraint(const Token& token) {
    for (const char* word : {"constraint", "primary", "not", "null", "unique", "default", "check",
                             "collate", "references", "generated", "as"}) {
      if (token.is(word)) return true;
    }
    return token.is(",") || token.is(")") || token.kind == Token::Kind::end;
  }

  ColumnType type() {
    const std::size_t begin = peek().begin;
    std::size_t end = begin;
    while (!starts_column_constraint(peek())) {
      if (peek().is("(")) {
        while (!at_end() && !peek().is(")")) ++at_;
      }
      end = peek().end;
      ++at_;
    }
    const std::string text = sql_.substr(begin, end - begin);
    std::string lower;
    for (const char c : text) {
      lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    ColumnType type;
    if (lower == "integer" || lower == "int") {
      type.kind = ColumnType::Kind::int64;
      if (lower == "integer") integers_.insert(column_);
    } else if (lower == "real") {
      type.kind = ColumnType::Kind::float64;
    } else if (lower == "blob") {
      type.kind = ColumnType::Kind::bytes;
    } else if (lower != "text") {
      type.kind = ColumnType::Kind::raw;
      type.raw = text;
    }
    return type;
  }

  void read_column() {
    Column column;
    column.name = identifier();
    column_ = column.name;
    column.type = type();
    column.nullable = true;
    while (!peek().is(",") && !peek().is(")") && !at_end()) {
      const std::size_t before = at_;
      read_column_constraint(column);
      if (at_ == before) ++at_;
    }
    table_.columns.push_back(std::move(column));
  }

  /// `abort` is what every constraint has.
  void note_conflict() {
    if (!peek(1).is("abort")) note("has ON CONFLICT " + base::to_upper(peek(1).text) + untold);
  }
  void read_conflict() {
    if (!peek().is("on") || !peek(1).is("conflict")) return;
    ++at_;
    note_conflict();
    at_ += 2;
  }

  void read_column_constraint(Column& column) {
    const std::string name = constraint_name();
    if (accept("primary")) {
      accept("key");
      if (!accept("asc") && accept("desc")) note("has primary key desc" + untold);
      read_conflict();
      if (accept("autoincrement")) note("has AUTOINCREMENT" + untold);
      table_.primary_key = schema::PrimaryKey{name, {column.name}};
    } else if (accept("not")) {
      accept("null");
      column.nullable = false;
    } else if (accept("unique")) {
      table_.uniques.push_back({name, {column.name}});
    } else if (accept("check")) {
      add_check(name);
    } else if (accept("default")) {
      column.initial = initial();
    } else if (accept("references")) {
      schema::ForeignKey key;
      key.name = name;
      key.columns = {column.name};
      read_reference(std::move(key));
    } else if (accept("collate")) {
      read_collation(column);
    } else if (peek().is("on")) {
      read_conflict();
    } else if (peek().is("generated") || peek().is("as")) {
      skip_past("as");
      read_computed(column);
    }
  }

  /// `binary` is what every column has.
  void read_collation(Column& column) {
    const std::string name = identifier();
    const std::string folded = base::to_lower(name);
    if (folded == "nocase" || folded == "rtrim") {
      column.type.collation.text = folded;
    } else if (folded != "binary") {
      note("compares column " + column.name + " by " + name);
    }
  }

  /// One that is not stored is none of ours: its type says so.
  void read_computed(Column& column) {
    const std::string expression = parenthesised();
    if (accept("stored")) {
      column.computed.text = expression;
      return;
    }
    accept("virtual");
    column.type.kind = ColumnType::Kind::raw;
    column.type.raw = "generated always as (" + expression + ")";
  }

  std::optional<Default> initial() {
    if (peek().is("(")) {
      std::string expression = parenthesised();
      if (expression == "null") return std::nullopt;
      return Default{Default::Kind::expression, std::move(expression)};
    }
    std::string sign;
    if (accept("-")) {
      sign = "-";
    } else {
      accept("+");
    }
    if (at_end()) return std::nullopt;
    const Token& token = tokens_[at_++];
    switch (token.kind) {
      case Token::Kind::number:
        return Default{Default::Kind::number, sign + token.text};
      case Token::Kind::text:
        return Default{Default::Kind::text, token.text};
      default:
        break;
    }
    if (token.is("null")) return std::nullopt;
    if (token.is("x") && peek().kind == Token::Kind::text && peek().begin == token.end) {
      return Default{Default::Kind::expression, "x'" + tokens_[at_++].text + "'"};
    }
    if (token.is("true") || token.is("false")) {
      return Default{Default::Kind::number, token.is("true") ? "1" : "0"};
    }
    // Double quotes around what names nothing: SQLite takes it for a text.
    if (token.kind == Token::Kind::name) return Default{Default::Kind::text, token.text};
    return Default{Default::Kind::expression,
                   one_spelling(sql_.substr(token.begin, token.end - token.begin))};
  }

  const std::string& sql_;
  std::vector<std::string>* notes_;
  schema::Table table_;
  std::string column_;              ///< the one that is read
  std::set<std::string> integers_;  ///< columns of the type INTEGER, which is another one than INT
  bool is_key_named_ = false;       ///< the key is a constraint of the table with a name
};

}  // namespace

schema::Table read_create_table(const std::string& sql, std::vector<std::string>* notes) {
  return Parser{sql, notes}.run();
}

}  // namespace tenon::introspect::sqlite

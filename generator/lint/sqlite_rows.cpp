// Statements of SQLite about rows.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "lint/sqlite_reader.hpp"

namespace tenon::lint {
namespace {

/// The word outside of parentheses.
std::size_t find_outside(const StatementText& text, std::string_view word, std::size_t from) {
  int depth = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text.token(i) == "(") ++depth;
    if (text.token(i) == ")") --depth;
    if (depth == 0 && text.is(i, word)) return i;
  }
  return text.size();
}

}  // namespace

/// WITH … DELETE FROM t.
void SqliteReader::read_behind_with() {
  const std::size_t remove = find_outside(text_, "delete", 1);
  const std::size_t update = find_outside(text_, "update", 1);
  if (find_outside(text_, "insert", 1) < text_.size()) return insert();
  if (remove < text_.size()) return write_rows(remove + 2, "delete");
  if (update < text_.size())
    write_rows(update + (text_.word(update + 1) == "or" ? 3 : 1), "update");
}

/// INSERT INTO new (a, b) SELECT x, y FROM old: the copy of a table that is made anew.
void SqliteReader::insert() {
  const std::size_t into = text_.find("into");
  const Name table = name_at(into + 1);
  Action action = on(table, "insert");
  action.words["verb"] = "INSERT";
  find_double_quoted(table, find_outside(text_, "values", table.last), text_.size());
  const std::size_t select = find_outside(text_, "select", table.last);
  const std::size_t from = find_outside(text_, "from", select);
  if (from + 1 < text_.size()) {
    const Name source = name_at(from + 1);
    action.words["source"] = source.name;
    action.words["source text"] = source.text;
    std::vector<std::string> columns;
    if (text_.token(table.last) == "(") {
      const std::size_t close = text_.closing(table.last);
      for (const Piece& piece : text_.pieces(table.last + 1, close))
        columns.push_back(name_at(piece.first).name);
    }
    const std::vector<Piece> values = text_.pieces(select + 1, from);
    for (std::size_t i = 0; i < values.size() && values.size() == columns.size(); ++i) {
      const Name value = name_at(values[i].first);
      if (value.last != values[i].last) continue;
      Action copy = action;
      copy.kind = "copy column";
      copy.column = value.name;
      copy.span = text_.span(values[i].first, values[i].last);
      copy.words["into"] = columns[i];
      copy.words["column"] = value.text;
      actions_.push_back(std::move(copy));
    }
  }
  actions_.push_back(std::move(action));
}

/// VALUES ("a"), SET b = "a": no column stands there, or the table has none of that name.
void SqliteReader::find_double_quoted(const Name& table, std::size_t from, std::size_t to) {
  const bool is_update = text_.word(0) == "update";
  const schema::Table* const known = context_.find({table.schema, table.name});
  for (std::size_t i = from + 1; i < to; ++i) {
    const std::string_view word = text_.token(i);
    if (text_.is(i, "select") || text_.is(i, "from") || text_.is(i, "conflict") ||
        text_.is(i, "returning"))
      return;
    if (word.front() != '"') continue;
    const std::string_view before = text_.token(i - 1);
    const bool is_value = before == "=" || before == "(" || before == "," || before == "||";
    const bool is_name = text_.token(i + 1) == "." || text_.token(i + 1) == "(" ||
                         text_.token(i + 1) == "=" || before == ".";
    if (!is_value || is_name) continue;
    const bool may_be_column =
        is_update && (before != "=" || known == nullptr || known->find(unquoted(word)) != nullptr);
    if (may_be_column) continue;
    Action action = on(table, "double-quoted text");
    action.span = text_.span(i, i + 1);
    action.words["default"] = text_.token(i);
    actions_.push_back(std::move(action));
  }
}

/// CREATE TABLE … AS SELECT … FROM old copies as INSERT does.
void SqliteReader::copy_into(const Name& table) {
  const std::size_t from = find_outside(text_, "from", table.last);
  if (from + 1 >= text_.size()) return;
  Action action = on(table, "insert");
  action.words["source"] = name_at(from + 1).name;
  actions_.push_back(std::move(action));
}

/// Whether the condition is `true`, `1` or `1 = 1`: it chooses nothing.
bool SqliteReader::is_every_row(std::size_t where) const {
  std::size_t last = where + 1;
  while (last < text_.size() && text_.word(last) != "returning" && text_.word(last) != "order" &&
         text_.word(last) != "limit")
    ++last;
  if (last < text_.size() && text_.word(last) == "limit") return false;
  std::vector<std::string> words;
  for (std::size_t i = where + 1; i < last; ++i)
    if (text_.token(i) != "(" && text_.token(i) != ")") words.push_back(text_.word(i));
  if (words.size() == 1) return words[0] == "true" || words[0] == "1";
  return words.size() == 3 && (words[1] == "=" || words[1] == "==") && words[0] == words[2];
}

void SqliteReader::write_rows(std::size_t at, const char* kind) {
  Action action = on(name_at(at), kind);
  action.words["verb"] = base::to_upper(kind);
  const std::size_t where = find_outside(text_, "where", at);
  const bool is_limited = find_outside(text_, "limit", at) < text_.size();
  const bool has_where = where < text_.size();
  if (has_where ? is_every_row(where) : !is_limited) action.flags.insert("every row");
  actions_.push_back(std::move(action));
  if (kind == std::string_view{"update"})
    find_double_quoted(name_at(at), text_.find("set", at), std::min(where, text_.size()));
}

}  // namespace tenon::lint

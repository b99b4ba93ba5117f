#include "lint/sqlite_reader.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace tenon::lint {
namespace {

/// What stands behind DEFAULT; "" where it says none.
std::string default_of(const StatementText& text, const StatementText::Piece& piece) {
  for (std::size_t i = piece.first; i + 1 < piece.last; ++i) {
    if (text.word(i) != "default") continue;
    const std::string value = text.word(i + 1);
    return value == "-" || value == "+" ? value + text.word(i + 2) : value;
  }
  return {};
}

}  // namespace

SqliteReader::Name SqliteReader::name_at(std::size_t i) const {
  Name found;
  found.first = i;
  found.last = text_.name_end(i);
  found.text = text_.text(found.first, found.last);
  std::string_view own = text_.token(found.last - 1);
  std::string bare;
  if (own.size() > 1 && (own.front() == '`' || own.front() == '\'')) {
    bare = own.substr(1, own.size() - 2);
  } else {
    bare = unquoted(own);
  }
  found.name = base::to_lower(bare);
  if (found.last > i + 1) found.schema = base::to_lower(unquoted(text_.token(i)));
  if (found.schema == "main") found.schema.clear();
  const bool is_temporary =
      found.schema.empty() && found.last == i + 1 &&
      context_.new_tables().count({std::string{temporary_schema}, found.name}) != 0;
  if (found.schema == "temp" || is_temporary) found.schema = temporary_schema;
  return found;
}

std::size_t SqliteReader::behind_if(std::size_t i) const {
  if (text_.word(i) != "if") return i;
  return text_.word(i + 1) == "not" ? i + 3 : i + 2;
}

Action SqliteReader::on(const Name& table, std::string kind) const {
  Action action;
  action.kind = std::move(kind);
  action.table = {table.schema, table.name};
  action.span = text_.span(0, table.last);
  action.words["table"] = table.text;
  action.words["name"] = table.text;
  action.words["statement"] = text_.sql();
  return action;
}

void SqliteReader::add_plain(std::string kind) {
  Action action;
  action.kind = std::move(kind);
  action.span = text_.head();
  action.words["statement"] = text_.sql();
  actions_.push_back(std::move(action));
}

std::vector<Action> SqliteReader::read() {
  static const std::map<std::string, void (SqliteReader::*)()> readers = {
      {"alter", &SqliteReader::alter},   {"create", &SqliteReader::create},
      {"drop", &SqliteReader::drop},     {"insert", &SqliteReader::insert},
      {"pragma", &SqliteReader::pragma}, {"replace", &SqliteReader::insert}};
  static const std::map<std::string, std::string> plain = {{"begin", "begin"},
                                                           {"commit", "commit"},
                                                           {"end", "commit"},
                                                           {"rollback", "rollback"},
                                                           {"vacuum", "vacuum"}};
  const std::string verb = text_.word(0);
  if (const auto found = readers.find(verb); found != readers.end()) {
    (this->*found->second)();
  } else if (const auto kind = plain.find(verb); kind != plain.end()) {
    add_plain(kind->second);
  } else if (verb == "update") {
    write_rows(text_.word(1) == "or" ? 3 : 1, "update");
  } else if (verb == "delete") {
    write_rows(2, "delete");
  } else if (verb == "with") {
    read_behind_with();
  } else if (verb == "savepoint" || verb == "release") {
    savepoint();
  }
  look_for_new_words();
  return std::move(actions_);
}

/// Outside of a transaction SAVEPOINT begins one, and its RELEASE ends it.
void SqliteReader::savepoint() {
  const bool begins = text_.word(0) == "savepoint";
  const std::string name = name_at(text_.word(1) == "savepoint" ? 2 : 1).name;
  if (begins && !context_.in_transaction()) {
    add_plain("begin");
    actions_.back().words["savepoint"] = name;
  } else if (!begins && context_.in_block()) {
    if (context_.history_of("begin").back()->word("savepoint") == name) add_plain("commit");
  }
}

void SqliteReader::create() {
  std::size_t at = 1;
  if (text_.word(at) == "temp" || text_.word(at) == "temporary") ++at;
  const bool is_unique = text_.word(at) == "unique";
  if (is_unique) ++at;
  if (text_.word(at) == "table") create_table(at + 1);
  if (text_.word(at) == "index") create_index(at + 1, is_unique);
  if (text_.word(at) != "view" && text_.word(at) != "trigger") return;
  const Name named = name_at(behind_if(at + 1));
  Action action = on(named, "create " + text_.word(at));
  action.words["own name"] = named.name;
  if (text_.word(at) == "trigger") {
    action.table = {};
    action.words["made"] = "trigger " + named.name;
  }
  actions_.push_back(std::move(action));
}

void SqliteReader::create_table(std::size_t at) {
  Name table = name_at(behind_if(at));
  const bool is_temporary = text_.word(1) == "temp" || text_.word(1) == "temporary";
  if (is_temporary) table.schema = temporary_schema;
  if (!is_temporary && table.last == table.first + 1) table.schema.clear();
  Action action = on(table, "create table");
  const std::size_t open = table.last;
  const bool has_columns = text_.token(open) == "(";
  const std::size_t close = has_columns ? text_.closing(open) : text_.size();
  const bool is_strict = has_columns && text_.find("strict", close) < text_.size();
  if (has_columns && !is_strict) action.flags.insert("not strict");
  if (is_strict) action.flags.insert("strict");
  if (text_.word(at) == "if") action.flags.insert("if not exists");
  if (is_temporary) action.flags.insert("temporary");
  actions_.push_back(action);
  if (!has_columns) return copy_into(table);
  for (const Piece& piece : text_.pieces(open + 1, close)) define(table, piece, is_strict);
}

void SqliteReader::define(const Name& table, const Piece& piece, bool is_strict) {
  static const std::vector<std::string> constraints = {"constraint", "primary", "unique", "check",
                                                       "foreign"};
  if (std::find(constraints.begin(), constraints.end(), text_.word(piece.first)) !=
      constraints.end())
    return;
  const Name column = name_at(piece.first);
  Action action = on(table, "define column");
  action.column = column.name;
  action.words["column"] = column.text;
  action.words["type name"] = text_.word(piece.first + 1);
  action.words["default"] = default_of(text_, piece);
  action.span = text_.span(piece.first, piece.last);
  if (text_.says({"not", "null"}, piece)) action.flags.insert("required");
  if (is_strict) action.flags.insert("strict");
  actions_.push_back(std::move(action));
}

void SqliteReader::create_index(std::size_t at, bool is_unique) {
  const Name index = name_at(behind_if(at));
  const Name table = name_at(text_.find("on", index.last) + 1);
  Action action = on(table, "create index");
  action.span = text_.span(0, index.last);
  action.words["index name"] = index.name;
  action.words["name"] = "index " + index.text;
  if (is_unique) action.flags.insert("unique");
  if (text_.find("where", table.last) < text_.size()) action.flags.insert("partial");
  std::vector<std::string> columns;
  for (const Piece& piece : text_.pieces(table.last + 1, text_.closing(table.last)))
    columns.push_back(name_at(piece.first).name);
  action.words["columns"] = base::join(columns, ",");
  actions_.push_back(std::move(action));
}

void SqliteReader::drop() {
  const std::string what = text_.word(1);
  const Name named = name_at(behind_if(2));
  Action action = on(named, "drop " + what);
  action.words["own name"] = named.name;
  if (what == "trigger") {
    action.table = {};
    action.words["made"] = "trigger " + named.name;
  }
  if (what == "index") {
    const auto table = context_.table_of_index("", named.name);
    action.table = table.value_or(schema::TableName{});
    action.words["index name"] = named.name;
  }
  actions_.push_back(std::move(action));
}

void SqliteReader::alter() {
  if (text_.word(1) != "table") return;
  const Name table = name_at(2);
  const std::size_t at = table.last;
  const std::string verb = text_.word(at);
  if (verb == "rename" && text_.word(at + 1) == "to") {
    Action action = on(table, "rename table");
    const Name to = name_at(at + 2);
    action.span = text_.whole();
    action.words["new name"] = to.name;
    action.words["new"] = to.text;
    actions_.push_back(std::move(action));
  } else if (verb == "rename") {
    rename_column(table, text_.word(at + 1) == "column" ? at + 2 : at + 1);
  } else {
    alter_column(table, at);
  }
}

void SqliteReader::rename_column(const Name& table, std::size_t at) {
  Action action = on(table, "rename column");
  const Name from = name_at(at);
  action.span = text_.whole();
  action.column = from.name;
  action.words["column"] = from.text;
  action.words["new name"] = name_at(at + 2).name;
  actions_.push_back(std::move(action));
}

void SqliteReader::alter_column(const Name& table, std::size_t at) {
  const std::string verb = text_.word(at);
  const std::string next = text_.word(at + 1);
  const bool is_constraint = next == "constraint" || next == "check" || next == "foreign" ||
                             next == "primary" || next == "unique";
  if (verb == "alter" || is_constraint) {
    Action action = on(table, "unknown alter");
    action.span = text_.span(at, text_.size());
    actions_.push_back(std::move(action));
    return;
  }
  const std::size_t column = next == "column" ? at + 2 : at + 1;
  if (verb == "add") return add_column(table, column);
  if (verb != "drop") return;
  const Name named = name_at(column);
  Action action = on(table, "drop column");
  action.span = text_.span(at, text_.size());
  action.column = named.name;
  action.words["column"] = named.text;
  actions_.push_back(std::move(action));
}

/// DEFAULT (3), DEFAULT ('a').
bool SqliteReader::is_constant_default() const {
  const std::size_t at = text_.find("default");
  const std::string value = text_.word(at + 2);
  const bool is_literal =
      !value.empty() && (base::is_digit(value.front()) || value.front() == '\'' || value == "null");
  return is_literal && text_.token(at + 3) == ")";
}

/// What SQLite refuses to add. https://sqlite.org/lang_altertable.html, 4.
void SqliteReader::add_column(const Name& table, std::size_t at) {
  const Piece piece{at, text_.size()};
  const Name named = name_at(at);
  Action action = on(table, "add column");
  action.span = text_.span(at, text_.size());
  action.column = named.name;
  action.words["column"] = named.text;
  action.words["type name"] = text_.word(at + 1);
  const std::string value = default_of(text_, piece);
  action.words["default"] = value;
  const bool has_value = !value.empty() && value != "null";
  const bool is_computed = text_.says({"as", "("}, piece);
  std::string why;
  if (text_.says({"primary", "key"}, piece)) why = "no PRIMARY KEY can be added";
  if (text_.says({"unique"}, piece)) why = "no UNIQUE column can be added";
  if (is_computed && text_.says({"stored"}, piece)) why = "no STORED column can be added";
  if (text_.says({"not", "null"}, piece) && !has_value && !is_computed)
    why = "a NOT NULL column needs a default that is not NULL";
  if (base::starts_with(value, "current_") || (value == "(" && !is_constant_default()))
    why = "the default has to be a constant";
  if (text_.says({"references"}, piece) && has_value)
    why = "a column that REFERENCES a table may only have the default NULL";
  action.words["why"] = why;
  if (!why.empty()) action.flags.insert("refused");
  actions_.push_back(std::move(action));
}

void SqliteReader::pragma() {
  add_plain("pragma");
  Action& action = actions_.back();
  const Name named = name_at(1);
  action.span = text_.whole();
  action.words["name"] = named.name;
  std::string value;
  for (std::size_t i = named.last; i < text_.size(); ++i)
    if (text_.token(i) != "=" && text_.token(i) != "(" && text_.token(i) != ")")
      value += text_.word(i);
  action.words["value"] = value;
  if (value == "off" || value == "0" || value == "false" || value == "no")
    action.flags.insert("off");
  if (value.empty()) action.flags.insert("asks");
  if (context_.in_transaction()) action.flags.insert("in transaction");
}

/// What an older SQLite cannot read. https://sqlite.org/changes.html
void SqliteReader::look_for_new_words() {
  struct Word {
    std::string text;
    ServerVersion since;
  };
  std::vector<Word> words;
  for (const Action& action : actions_) {
    if (action.kind == "rename column") words.push_back({"RENAME COLUMN", {3, 25}});
    if (action.kind == "drop column") words.push_back({"DROP COLUMN", {3, 35}});
    if (action.kind == "create table" && action.is("strict")) words.push_back({"STRICT", {3, 37}});
  }
  if (text_.find("returning") < text_.size()) words.push_back({"RETURNING", {3, 35}});
  if (text_.find("generated") < text_.size()) words.push_back({"GENERATED", {3, 31}});
  static const std::vector<std::pair<std::vector<std::string>, Word>> phrases = {
      {{"on", "conflict", "do"}, {"ON CONFLICT DO", {3, 24}}},
      {{"on", "conflict", "("}, {"ON CONFLICT DO", {3, 24}}},
      {{")", "over", "("}, {"OVER", {3, 25}}},
      {{"nulls", "first"}, {"NULLS FIRST", {3, 30}}},
      {{"nulls", "last"}, {"NULLS LAST", {3, 30}}},
      {{"as", "materialized", "("}, {"AS MATERIALIZED", {3, 35}}},
      {{"right", "join"}, {"RIGHT JOIN", {3, 39}}},
      {{"full", "join"}, {"FULL JOIN", {3, 39}}},
      {{"is", "distinct", "from"}, {"IS DISTINCT FROM", {3, 39}}}};
  for (const auto& [phrase, word] : phrases)
    if (text_.says(phrase)) words.push_back(word);
  for (const Word& word : words) {
    if (context_.version() >= word.since) continue;
    add_plain("new word");
    actions_.back().words["word"] = word.text;
    actions_.back().words["since"] =
        std::to_string(word.since.major) + "." + std::to_string(word.since.minor);
  }
}

}  // namespace tenon::lint

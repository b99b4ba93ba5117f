#include "lint/sqlite_shadow.hpp"

#include <algorithm>
#include <array>

#include <tenon/error.hpp>
#include <tenon/row.hpp>

#include "base/text.hpp"
#include "migrate/script.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"

namespace tenon::lint {
namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

bool is_syntax(const std::string& message) {
  return holds(message, "syntax error") || holds(message, "incomplete input") ||
         holds(message, "unrecognized token");
}

/// What another connection may have and this one has not.
bool is_of_the_connection(const std::string& message) {
  static constexpr std::array<std::string_view, 6> parts = {
      "no such function", "no such collation", "no such module",
      "unknown database", "not authorized",    "wrong number of arguments to function"};
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return holds(message, part); });
}

std::string in_quotes(const std::string& name) {
  return "\"" + base::replace_all(name, "\"", "\"\"") + "\"";
}

std::string literal(const std::string& text) {
  return "'" + base::replace_all(text, "'", "''") + "'";
}

/// Those that change the schema, and nothing else.
bool is_ddl(const StatementText& text) {
  const std::string verb = text.word(0);
  return verb == "create" || verb == "alter" || verb == "drop";
}

/// No part of a longer name, and not where the name of a table, column or index has to stand.
bool is_value(const StatementText& text, std::size_t i) {
  const bool is_name =
      i == 0 ||
      text.is_one_of(i - 1, {".", "into", "table", "from", "update", "join", "as", "on", "index",
                             "exists", "column", "collate", "constraint", "references", "view"});
  return !is_name && !text.is_one_of(i + 1, {".", "("});
}

/// Behind a comparison whose left side has no double quotes.
bool is_compared(const StatementText& text, std::size_t i) {
  std::size_t at = i - 1;
  while (at > 1 && text.is_one_of(at, {","}) && text.size() > 1) at -= 2;
  if (text.is(at, "(") && at > 1 && text.is(at - 1, "in")) --at;
  const bool is_comparison =
      text.is_one_of(at, {"=", "==", "<>", "!=", "<", ">", "<=", ">=", "like", "glob", "in", "is"});
  if (!is_comparison) return false;
  const std::size_t left = text.is(at - 1, "not") ? at - 2 : at - 1;
  return text.token(left).front() != '"';
}

}  // namespace

SqliteShadow::SqliteShadow(const Unit& unit)
    : engine_("sqlite://"),
      connection_(engine_.connect()),
      knows_schema_(unit.knows_schema),
      is_runner_(unit.runner == Unit::Runner::tenon) {
  connection_.execute("pragma foreign_keys = off");
  if (knows_schema_) make(unit.before);
}

/// The tables that are there before the first statement.
void SqliteShadow::make(const schema::Schema& schema) {
  const auto dialect = schema::make_dialect("sqlite");
  const schema::Plan plan = dialect->plan(schema::diff({}, schema).operations, {});
  for (const schema::Step& step : plan.steps) {
    // Without it nothing is known of what is there.
    if (!error_of(step.sql).empty()) knows_schema_ = false;
  }
}

std::string SqliteShadow::error_of(const std::string& sql) {
  try {
    connection_.execute(sql);
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

/// Tables that were made up give way, and the pragmas are as the runner has them.
void SqliteShadow::prepare(const UnitStatement& statement, const std::vector<Action>& actions) {
  const bool is_legacy = !statement.rebuilds.empty();
  if (is_legacy != is_legacy_)
    error_of(std::string{"pragma legacy_alter_table = "} + (is_legacy ? "on" : "off"));
  is_legacy_ = is_legacy;
  for (const Action& action : actions) {
    const std::string& table = action.table.name;
    if ((action.kind == "create table" || action.kind == "create view") &&
        made_up_.erase(table) != 0) {
      error_of("drop table if exists " + in_quotes(table));
      if (!action.is("if not exists")) unknown_.erase(table);
    }
    if (action.kind == "create table" && action.is("if not exists") && !knows_schema_)
      unknown_.insert(table);  // what is there may be another one
    if (action.kind == "drop table" && definition(table)) dropped_.push_back(describe(table));
    if (action.kind == "drop index" || action.kind == "drop trigger")
      dropped_by_name_.insert(base::to_lower(action.word("own name")));
    if (action.kind == "rename table" && unknown_.count(table) != 0) {
      unknown_.insert(action.word("new name"));
      if (made_up_.erase(table) != 0) made_up_.insert(action.word("new name"));
    }
  }
}

/// A table that a file takes for granted.
bool SqliteShadow::make_up(const std::string& message) {
  constexpr std::string_view missing = "no such table: ";
  const std::size_t at = message.find(missing);
  if (knows_schema_ || at == message.npos) return false;
  std::string name = message.substr(at + missing.size());
  for (const std::string_view prefix : {"main.", "temp."})
    if (base::starts_with(name, prefix)) name.erase(0, prefix.size());
  // "error in view v: no such table: t" is one when t was dropped here.
  const auto is_it = [&](const Dropped& one) { return one.table == base::to_lower(name); };
  if (at > 0 && std::any_of(dropped_.begin(), dropped_.end(), is_it)) return false;
  if (!error_of("create table " + in_quotes(name) + " (tenon_made_up)").empty()) return false;
  ++objects_;
  made_up_.insert(base::to_lower(name));
  unknown_.insert(base::to_lower(name));
  return true;
}

bool SqliteShadow::mentions_unknown(const StatementText& text) const {
  for (std::size_t i = 0; i < text.size() && !unknown_.empty(); ++i) {
    std::string_view token = text.token(i);
    if (token.size() > 2 && (token.front() == '`' || token.front() == '\''))
      token = token.substr(1, token.size() - 2);
    if (unknown_.count(base::to_lower(unquoted(token))) != 0) return true;
  }
  return false;
}

/// Everything but DDL is read, and not run; a table that is made from a query gets no rows.
std::string SqliteShadow::text_to_run(const StatementText& text) const {
  if (!is_ddl(text)) return text.word(0) == "explain" ? text.sql() : "explain " + text.sql();
  const bool is_table = text.word(1) == "table" || text.word(2) == "table";
  const std::size_t as = text.find("as");
  const bool has_query =
      as + 1 < text.size() && (text.word(as + 1) == "select" || text.word(as + 1) == "with" ||
                               text.word(as + 1) == "values");
  if (text.word(0) != "create" || !is_table || !has_query) return text.sql();
  return text.text(0, as + 1) + " select * from (" + text.text(as + 1, text.size()) + ") limit 0";
}

/// `where a = "x"` of a table without x: this connection says that there is no such column, another
/// one compares with a text.
void SqliteShadow::read_as_texts(const StatementText& text, std::string& sql,
                                 std::string& message) {
  constexpr int most = 100;
  for (int i = 0; i < most && !message.empty(); ++i) {
    const std::size_t before = double_quoted_.size();
    note_double_quoted(text, sql, message);
    if (double_quoted_.size() == before) return;
    message = error_of(sql);
  }
}

/// The column that the message misses, where the text has it in double quotes; a text in `sql`.
void SqliteShadow::note_double_quoted(const StatementText& text, std::string& sql,
                                      const std::string& message) {
  constexpr std::string_view missing = "no such column: ";
  const std::size_t at = message.find(missing);
  if (at == message.npos || at + missing.size() == message.size()) return;
  const std::string named = message.substr(at + missing.size());
  const std::string quoted =
      named.front() == '"' ? named.substr(0, named.rfind('"') + 1) : in_quotes(named);
  for (std::size_t one = 0; one < text.size(); ++one)
    if (text.token(one) == quoted && is_value(text, one))
      double_quoted_.push_back(text.span(one, one + 1));
  sql = base::replace_all(sql, quoted, literal(unquoted(quoted)));
}

/// A statement that has SQLite read the view or trigger that this one makes, which it puts off.
std::string SqliteShadow::probe_of(const StatementText& text) {
  const std::size_t what = text.is(1, "temp") || text.is(1, "temporary") ? 2 : 1;
  const bool is_view = text.is(what, "view");
  if (!text.is(0, "create") || (!is_view && !text.is(what, "trigger"))) return {};
  const std::size_t name = text.is(what + 1, "if") ? what + 4 : what + 1;
  const std::size_t behind = text.name_end(name);
  if (is_view) return "explain select * from " + text.text(name, behind);
  const std::size_t on = text.find("on", behind);
  const std::string table = text.text(on + 1, text.name_end(on + 1));
  if (text.find("insert", behind) < on) return "explain insert into " + table + " default values";
  if (text.find("delete", behind) < on) return "explain delete from " + table;
  Rows rows = connection_.query("select name from pragma_table_info(" +
                                literal(unquoted(text.token(text.name_end(on + 1) - 1))) + ")");
  if (!rows.next()) return {};
  const std::size_t of = text.find("of", behind);
  const std::string column =
      of < on ? text.text(of + 1, of + 2) : in_quotes(rows.row().get<std::string>(0));
  return "explain update " + table + " set " + column + " = " + column;
}

void SqliteShadow::read_inside(const StatementText& text, std::string& sql) {
  const std::string probe = probe_of(text);
  if (probe.empty()) return;
  const bool is_view = base::starts_with(probe, "explain select");
  const std::size_t name = text.find(is_view ? "view" : "trigger") + 1;
  const std::size_t own = text.is(name, "if") ? name + 3 : name;
  const std::string undo =
      (is_view ? "drop view " : "drop trigger ") + text.text(own, text.name_end(own));
  std::string message = error_of(probe);
  constexpr int most = 20;
  for (int i = 0; i < most && !message.empty(); ++i) {
    const std::size_t before = double_quoted_.size();
    std::string again = sql;
    note_double_quoted(text, again, message);
    if (double_quoted_.size() == before) return;
    error_of(undo);
    sql = again;
    error_of(sql);
    message = error_of(probe);
  }
}

/// Of tables that nobody described: what no column is called.
void SqliteShadow::find_by_looks(const StatementText& text) {
  for (std::size_t i = 2; i < text.size(); ++i) {
    const std::string_view token = text.token(i);
    if (token.front() != '"' || !is_value(text, i) || !is_compared(text, i)) continue;
    const bool is_word = std::all_of(token.begin() + 1, token.end() - 1, [](char c) {
      return base::is_lower(c) || base::is_digit(c) || c == '_' || (c >= 'A' && c <= 'Z') ||
             static_cast<unsigned char>(c) >= 0x80;
    });
    if (!is_word || token.size() == 2) double_quoted_.push_back(text.span(i, i + 1));
  }
}

std::optional<SqliteShadow::Refusal> SqliteShadow::run(const StatementText& text,
                                                       const UnitStatement& statement,
                                                       const std::vector<Action>& actions) {
  double_quoted_.clear();
  const auto is_newer = [](const Action& one) { return one.kind == "unknown alter"; };
  if (std::any_of(actions.begin(), actions.end(), is_newer)) {
    for (const Action& one : actions) unknown_.insert(one.table.name);
    return std::nullopt;
  }
  // Each ALTER TABLE has SQLite read its whole schema, and thousands of them would take minutes.
  constexpr std::size_t most_work = 400'000;
  if (text.word(0) == "create") ++objects_;
  if (text.word(0) == "alter") work_ += objects_;
  if (work_ > most_work) return std::nullopt;
  prepare(statement, actions);
  constexpr int most_made_up = 50;
  std::string sql = text_to_run(text);
  std::string message = error_of(sql);
  // A query that stands in parentheses may read otherwise than alone.
  if (!message.empty() && is_ddl(text) && sql != text.sql())
    message = error_of("explain " + text.sql());
  for (int i = 0; i < most_made_up && !message.empty() && make_up(message); ++i)
    message = error_of(sql);
  if (mentions_unknown(text)) {
    find_by_looks(text);
  } else if (!is_runner_) {
    read_as_texts(text, sql, message);
    if (message.empty()) read_inside(text, sql);
  }
  if (message.empty()) return std::nullopt;
  if (is_syntax(message)) return Refusal{true, message, place_of(text, message)};
  const bool is_unsure = mentions_unknown(text) || (!is_runner_ && is_of_the_connection(message));
  if (is_ddl(text))
    for (const Action& one : actions) unknown_.insert(one.table.name);
  // What a file's database has beside its tables, nobody knows.
  const bool is_of_others =
      !knows_schema_ && (holds(message, "no such index") || holds(message, "no such trigger") ||
                         holds(message, "no such view"));
  if (is_unsure || is_of_others) return std::nullopt;
  return Refusal{false, message, text.head()};
}

/// The first token that has SQLite stumble.
base::Span SqliteShadow::place_of(const StatementText& text, const std::string& message) {
  const std::size_t open = message.find('"');
  const std::size_t close = message.rfind('"');
  if (open == message.npos || close <= open) return text.span(text.size() - 1, text.size());
  const std::string near = message.substr(open + 1, close - open - 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view token = text.token(i);
    if (token.substr(0, near.size()) != near && near.substr(0, token.size()) != token) continue;
    const bool is_it = holds(error_of("explain " + text.text(0, i + 1)), "near \"" + near + "\"") ||
                       holds(message, "unrecognized token");
    if (is_it) return text.span(i, i + 1);
  }
  return text.head();
}

std::optional<std::string> SqliteShadow::definition(const std::string& table) {
  Rows rows = connection_.query(
      "select sql from sqlite_master where type = 'table' and "
      "name = " +
      literal(table) + " collate nocase");
  if (!rows.next()) return std::nullopt;
  return rows.row().get<std::string>(0);
}

bool SqliteShadow::has_own_rowid(const std::string& table, const std::string& sql) {
  const std::string lower = base::to_lower(sql);
  if (holds(lower, "without rowid")) return true;
  Rows rows = connection_.query(
      "select count(*), sum(upper(type) = 'INTEGER') from "
      "pragma_table_info(" +
      literal(table) + ") where pk > 0 having count(*) > 0");
  return rows.next() && rows.row().get<std::int64_t>(0) == 1 &&
         rows.row().get<std::int64_t>(1) == 1;
}

SqliteShadow::Dropped SqliteShadow::describe(const std::string& table) {
  Dropped found;
  found.table = table;
  const std::string sql = definition(table).value_or("");
  const bool is_known = unknown_.count(table) == 0;
  found.counts_up = is_known && holds(base::to_lower(sql), "autoincrement");
  found.has_rowid = is_known && !has_own_rowid(table, sql);
  Rows rows = connection_.query(
      "select type, name from sqlite_master where type in ('index', 'trigger') and sql is not null "
      "and tbl_name = " +
      literal(table) + " collate nocase order by 1, 2");
  while (rows.next())
    found.objects.push_back({rows.row().get<std::string>(0), rows.row().get<std::string>(1)});
  return found;
}

std::vector<SqliteShadow::Loss> SqliteShadow::losses() {
  std::vector<Loss> found;
  for (const Dropped& one : dropped_) {
    const std::optional<std::string> now = definition(one.table);
    if (!now) continue;
    for (const Object& object : one.objects) {
      // A schema says which indexes there are to be, and the runner takes triggers along.
      if (knows_schema_ && (is_runner_ || object.type == "index")) continue;
      Rows rows =
          connection_.query("select 1 from sqlite_master where type = " + literal(object.type) +
                            " and name = " + literal(object.name) + " collate nocase");
      if (!rows.next() && dropped_by_name_.count(base::to_lower(object.name)) == 0)
        found.push_back({one.table, object.type + " " + object.name});
    }
    if (one.counts_up && !holds(base::to_lower(*now), "autoincrement"))
      found.push_back({one.table, "AUTOINCREMENT"});
    if (one.has_rowid && !is_runner_ && !has_own_rowid(one.table, *now))
      found.push_back({one.table, "rowid"});
  }
  return found;
}

}  // namespace tenon::lint

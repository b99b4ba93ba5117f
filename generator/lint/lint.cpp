#include "lint/lint.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "lint/allow.hpp"
#include "lint/context.hpp"
#include "lint/lock_table.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"
#include "lint/rule.hpp"
#include "lint/sqlite_reader.hpp"
#include "lint/sqlite_shadow.hpp"
#include "lint/statement_text.hpp"
#include "migrate/sql_syntax.hpp"
#include "schema/hazard.hpp"

namespace tenon::lint {
namespace {

/// The words of an action, and the lines that lead into another transaction.
std::string fill(std::string_view pattern, const Action& action, const Context& context) {
  const std::string line = "-- tenon: statement group=";
  int group = context.group();
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}', std::min(open, pattern.size()));
    if (open == pattern.npos || close == pattern.npos) break;
    text += pattern.substr(0, open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    if (name == "outside") {
      text += context.is_runner() ? line + std::to_string(++group) + " no-transaction"
                                  : "-- outside of a transaction";
    } else if (name == "rebuild") {
      text += context.is_runner()
                  ? line + std::to_string(++group) + " rebuilds=…\n-- new table, copy, drop, rename"
                  : "pragma foreign_keys = off; -- before BEGIN\nbegin;\n-- new table, copy, drop, "
                    "rename, indexes, triggers\npragma foreign_key_check; -- no row\ncommit;";
    } else if (name == "version") {
      const ServerVersion version = context.version();
      text += std::to_string(version.major);
      if (context.unit().dialect == "sqlite") text += "." + std::to_string(version.minor);
    } else if (name == "then") {
      text += context.is_runner() ? line + std::to_string(++group) : "-- in the next transaction";
    } else {
      const auto word = action.words.find(name);
      text += word != action.words.end() ? word->second : "{" + std::string{name} + "}";
    }
    pattern.remove_prefix(close + 1);
  }
  return text.append(pattern);
}

/// Names that safe forms make up, no longer than a name may be.
void add_made_names(Action& action) {
  action.words["target"] = action.word(action.word("view").empty() ? "table" : "view");
  if (!action.column.empty()) {
    action.words["helper"] = spelled(action.column.substr(0, 50) + "_not_null");
    action.words["new column"] = spelled(action.column.substr(0, 58) + "_new");
  }
  if (action.table.name.empty()) return;
  action.words["bare"] = spelled(action.table.name.substr(0, 56) + "_unused");
  // As the text says it: nothing where it names no schema.
  const std::string named = action.word("table");
  const std::string schema = named.substr(0, named.rfind('.') + 1);
  action.words["unused"] = schema + action.word("bare");
  action.words["bare table"] = spelled(action.table.name);
  if (!action.word("new name").empty())
    action.words["renamed"] = schema + spelled(action.word("new name"));
  action.words["sequence"] =
      schema + spelled((action.table.name + "_" + action.column).substr(0, 59) + "_seq");
}

/// A relation of the table of locks as the statement calls it.
std::string relation_name(const std::string& role, const Action& action) {
  std::string named = action.word(role);
  if (!named.empty()) return named;
  return role == "default" ? "the default partition" : "the " + role;
}

void add_facts(const Action& action, Finding& finding) {
  const StatementClass* const facts = find_class(action.kind);
  if (facts == nullptr) return;
  for (const Lock& lock : facts->locks) {
    finding.locks.push_back({relation_name(lock.relation, action), std::string{to_text(lock.mode)},
                             std::string{waiting(lock.mode)}});
  }
  for (const std::string& role : facts->rewrites)
    finding.rewrites.push_back(relation_name(role, action));
  for (const std::string& role : facts->scans) finding.scans.push_back(relation_name(role, action));
}

bool applies(const Rule& rule, const Action& action, const Context& context) {
  const bool is_about = rule.kinds.empty() || std::find(rule.kinds.begin(), rule.kinds.end(),
                                                        action.kind) != rule.kinds.end();
  if (!is_about) return false;
  if (rule.applies != nullptr) return rule.applies(action, context);
  return !context.is_new(action.table);
}

/// That data goes is accepted in the head of a script; that a slip takes it along is not.
bool is_accepted(const Rule& rule, const Action& action, const Context& context) {
  const bool is_table = rule.name == "drop-table" || rule.name == "recreate-table";
  if (!is_table && rule.name != "drop-column") return false;
  const schema::Item item{action.table, is_table ? std::string{} : action.column};
  return context.unit().accepted_losses.count(schema::loss_of(item).message) != 0;
}

void judge_action(const Action& action, const Context& context, std::vector<Finding>& findings) {
  for (const Rule& rule : rules(context.unit().dialect)) {
    if (!applies(rule, action, context)) continue;
    if (is_accepted(rule, action, context)) continue;
    Finding finding;
    finding.rule = rule.name;
    finding.severity = rule.severity;
    finding.hazard = rule.hazard;
    finding.message = fill(rule.message, action, context);
    finding.span = action.span;
    finding.note = fill(rule.note, action, context);
    const bool has_safe = context.version() >= rule.safe_since;
    const std::string safe = has_safe ? fill(rule.safe, action, context) : std::string{};
    if (!safe.empty()) finding.safe = base::split_lines(safe);
    if (context.unit().dialect == "postgresql") add_facts(action, finding);
    findings.push_back(std::move(finding));
  }
}

/// A command of psql: what it reads or runs is not here.
std::vector<Action> read_psql(const StatementText& text) {
  static const std::set<std::string, std::less<>> unread = {
      "i", "ir", "include", "include_relative", "gexec", "!", "c", "connect", "copy"};
  if (unread.count(text.word(1)) == 0) return {};
  Action action;
  action.kind = "unread code";
  action.span = text.whole();
  action.words["what"] = "psql's " + text.sql();
  return {std::move(action)};
}

std::vector<Action> read_postgresql(const StatementText& text, const base::Span& span,
                                    const Context& context, base::Diagnostics& diagnostics) {
  if (text.word(0) == "\\") return read_psql(text);
  constexpr std::string_view perform = "perform";
  std::string sql = text.sql();
  if (text.word(0) == perform) sql.replace(0, perform.size(), "select ");
  const migrate::SyntaxTree tree = migrate::syntax_tree(sql);
  if (tree.error) {
    const std::size_t at = std::min(span.begin + tree.error->at, span.end - 1);
    const bool is_end = tree.error->at >= text.sql().size();
    diagnostics.error(
        "sql-syntax", {span.source, at, at + 1},
        "PostgreSQL cannot read this: " + (is_end ? "it ends too early" : tree.error->message));
    return {};
  }
  const nlohmann::json parsed = nlohmann::json::parse(tree.json);
  std::vector<Action> actions;
  for (const nlohmann::json& one : parsed.at("stmts")) {
    for (Action& action : PostgresqlReader{context, text}.read(one))
      actions.push_back(std::move(action));
  }
  return actions;
}

/// SQLite: the indexes of a table that was made anew.
void add_lost_indexes(const Context& context, std::vector<Action>& found) {
  const std::deque<Action>& history = context.history();
  for (auto drop = history.begin(); drop != history.end(); ++drop) {
    if (drop->kind != "drop table") continue;
    const auto is_made = [&](const Action& rename) {
      return std::any_of(history.begin(), history.end(), [&](const Action& one) {
        return one.kind == "create table" && one.table == rename.table;
      });
    };
    // One that was there before has its own indexes.
    const auto comes_back = std::find_if(drop, history.end(), [&](const Action& one) {
      return one.kind == "rename table" && one.word("new name") == drop->table.name && is_made(one);
    });
    if (comes_back == history.end()) continue;
    for (const schema::Table& table : context.unit().after.tables) {
      if (sqlite_name(table.schema, table.name) != drop->table.name) continue;
      for (const schema::Index& index : table.indexes) {
        const bool is_indexed = std::any_of(drop, history.end(), [&](const Action& one) {
          return one.kind == "create index" &&
                 one.word("index name") == sqlite_name(table.schema, index.name);
        });
        if (is_indexed) continue;
        found.push_back(*drop);
        found.back().kind = "index not made again";
        found.back().words["missing"] = "index " + spelled(index.name);
      }
    }
  }
}

/// What goes and does not come back under its name.
void add_gone(const Context& context, std::vector<Action>& found) {
  static const std::map<std::string, std::vector<std::string>, std::less<>> makers = {
      {"drop view", {"create view", "create table"}},
      {"drop materialized view", {"create view", "create table"}},
      {"drop function", {"create function"}},
      {"drop procedure", {"create function"}},
      {"drop routine", {"create function"}},
      {"drop trigger", {"create trigger"}},
      {"drop column", {"add column that is generated", "add column"}},
      {"rename object", {"create type", "create function"}}};
  const std::deque<Action>& history = context.history();
  for (auto drop = history.begin(); drop != history.end(); ++drop) {
    const auto maker = makers.find(drop->kind);
    if (maker == makers.end() || context.is_new(drop->table)) continue;
    const bool has_own_name = drop->table.name.empty() || drop->kind == "drop trigger";
    const std::string own_name = drop->word("own name");
    const bool is_column = drop->kind == "drop column";
    const auto comes_back = std::any_of(drop, history.end(), [&](const Action& one) {
      const bool makes =
          std::find(maker->second.begin(), maker->second.end(), one.kind) != maker->second.end();
      const bool is_same = is_column ? one.column == drop->column
                                     : !has_own_name || one.word("own name") == own_name;
      return makes && is_same && one.table == drop->table;
    });
    if (comes_back) continue;
    found.push_back(*drop);
    found.back().kind = "gone: " + drop->kind;
  }
}

/// What only the end of the text tells.
std::vector<Action> left_open(const Context& context) {
  std::vector<Action> found;
  const std::deque<Action>& history = context.history();
  const auto comes = [&](std::string_view kind, const schema::TableName& table) {
    return std::any_of(history.begin(), history.end(),
                       [&](const Action& one) { return one.kind == kind && one.table == table; });
  };
  for (auto one = history.rbegin(); one != history.rend() && context.in_block(); ++one) {
    if (one->kind != "begin") continue;
    found.push_back(*one);
    found.back().kind = "open transaction";
    break;
  }
  for (const Action& one : history) {
    if (one.kind != "enable row level security" || comes("create policy", one.table)) continue;
    found.push_back(one);
    found.back().kind = "row security without policy";
  }
  add_gone(context, found);
  if (context.unit().dialect == "sqlite") add_lost_indexes(context, found);
  return found;
}

/// One run over the statements of a unit.
class Judge {
 public:
  Judge(const Unit& unit, const Servers& servers, const base::Sources& sources,
        base::Diagnostics& diagnostics)
      : sources_(sources), diagnostics_(diagnostics), context_(unit, servers.of(unit.dialect)) {
    if (unit.dialect == "sqlite") shadow_.emplace(unit);
  }

  void run() {
    for (const UnitStatement& statement : context_.unit().statements) judge_statement(statement);
    for (const Action& action : left_open(context_)) judge_action(action, context_, findings_);
    if (shadow_) add_losses();
  }
  const Context& context() const { return context_; }
  std::vector<Finding>& findings() { return findings_; }

 private:
  /// A function that calls itself is not read for ever.
  static constexpr int deepest = 8;

  void judge_statement(const UnitStatement& statement) {
    context_.enter(statement);
    const base::Span& span = statement.span;
    const bool is_sqlite = shadow_.has_value();
    const StatementText text{sources_.text(span.source), span,
                             is_sqlite ? migrate::Quoting::sqlite : migrate::Quoting::standard};
    std::vector<Action> actions = shadow_ ? read_sqlite(text, statement)
                                          : read_postgresql(text, span, context_, diagnostics_);
    for (Action& action : actions) {
      add_made_names(action);
      judge_action(action, context_, findings_);
      context_.follow(action);
      if (action.kind == "do" || action.kind == "call") judge_inside(action, statement);
    }
  }

  /// SQLite itself is asked, but what a rule knows better is not told twice.
  std::vector<Action> read_sqlite(const StatementText& text, const UnitStatement& statement) {
    std::vector<Action> actions = SqliteReader{context_, text}.read();
    const auto refusal = shadow_->run(text, statement, actions);
    if (!refusal) return actions;
    if (refusal->is_syntax) {
      diagnostics_.error("sql-syntax", refusal->span,
                         "SQLite cannot read this: " + refusal->message);
      return {};
    }
    Action refused;
    refused.kind = "refused";
    refused.span = refusal->span;
    refused.words["why"] = refusal->message;
    std::vector<Finding> told;
    for (Action action : actions) {
      add_made_names(action);
      judge_action(action, context_, told);
    }
    const bool is_known = std::any_of(told.begin(), told.end(),
                                      [](const Finding& one) { return one.hazard == "fails"; });
    if (!is_known) actions.push_back(std::move(refused));
    return actions;
  }

  /// What a table that was made anew has lost.
  void add_losses() {
    for (const SqliteShadow::Loss& loss : shadow_->losses()) {
      for (const Action* const drop : context_.history_of("drop table")) {
        if (drop->table.name != loss.table) continue;
        Action lost = *drop;
        lost.kind = loss.what == "rowid"           ? "rowids changed"
                    : loss.what == "AUTOINCREMENT" ? "autoincrement lost"
                                                   : "index not made again";
        lost.words["missing"] = loss.what;
        judge_action(lost, context_, findings_);
        break;
      }
    }
  }

  /// Code runs in the transaction of the statement that runs it, or in one of its own.
  void judge_inside(const Action& action, const UnitStatement& around) {
    if (depth_ >= deepest) return;
    ++depth_;
    UnitStatement inner = around;
    inner.is_transactional = true;
    for (const base::Span& span : action.inner) {
      inner.span = span;
      judge_statement(inner);
    }
    --depth_;
    context_.enter(around);
  }

  const base::Sources& sources_;
  base::Diagnostics& diagnostics_;
  Context context_;
  std::optional<SqliteShadow> shadow_;
  std::vector<Finding> findings_;
  int depth_ = 0;
};

}  // namespace

std::vector<Finding> judge(const Unit& unit, const Servers& servers, const base::Sources& sources,
                           base::Diagnostics& diagnostics) {
  Judge judge{unit, servers, sources, diagnostics};
  judge.run();
  std::vector<Finding> findings =
      apply(read_allowances(unit, sources), std::move(judge.findings()));
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.span.begin < b.span.begin; });
  return findings;
}

std::vector<schema::TableName> created_tables(const Unit& unit, const base::Sources& sources) {
  base::Diagnostics ignored;
  Judge judge{unit, {}, sources, ignored};
  judge.run();
  std::vector<schema::TableName> created;
  for (const schema::TableName& table : judge.context().new_tables())
    if (table.schema != temporary_schema) created.push_back(table);
  return created;
}

}  // namespace tenon::lint

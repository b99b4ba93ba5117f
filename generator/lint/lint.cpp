#include "lint/lint.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "lint/allow.hpp"
#include "lint/constant_rows.hpp"
#include "lint/context.hpp"
#include "lint/left_open.hpp"
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
    } else if (name == "clear") {
      text += action.word("clear");
      if (context.is_runner() && !action.word("clear").empty())
        text += line + std::to_string(group) + " no-transaction\n";
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
    action.words["helper"] = spelled(shortened(action.column, 50) + "_not_null");
    action.words["new column"] = spelled(shortened(action.column, 58) + "_new");
  }
  if (action.table.name.empty()) return;
  action.words["bare"] = spelled(shortened(action.table.name, 56) + "_unused");
  // As the text says it: nothing where it names no schema.
  const std::string named = action.word("table");
  const std::string schema = named.substr(0, named.rfind('.') + 1);
  action.words["unused"] = schema + action.word("bare");
  action.words["bare table"] = spelled(action.table.name);
  if (!action.word("new name").empty())
    action.words["renamed"] = schema + spelled(action.word("new name"));
  action.words["sequence"] =
      schema + spelled(shortened(action.table.name + "_" + action.column, 59) + "_seq");
}

/// A relation of the table of locks as the statement calls it.
std::string relation_name(const std::string& role, const Action& action) {
  std::string named = action.word(role);
  if (!named.empty()) return named;
  return role == "default" ? "the default partition" : "the " + role;
}

void add_facts(const Action& action, Finding& finding) {
  constexpr std::string_view gone = "gone: ";
  std::string_view kind = action.row_name();
  if (base::starts_with(kind, gone)) kind.remove_prefix(gone.size());
  const StatementClass* const facts = find_class(kind);
  if (facts == nullptr) return;
  for (const Lock& lock : facts->locks) {
    const LockMode mode = lock.relation == "table" ? std::max(lock.mode, action.held) : lock.mode;
    finding.locks.push_back({relation_name(lock.relation, action), std::string{to_text(mode)},
                             std::string{waiting(mode)}});
  }
  for (const std::string& role : facts->rewrites)
    finding.rewrites.push_back(relation_name(role, action));
  for (const std::string& role : facts->scans) finding.scans.push_back(relation_name(role, action));
}

LockMode lock_of(const Action& action) {
  const StatementClass* const facts = find_class(action.row_name());
  LockMode mode = LockMode::access_share;
  if (facts == nullptr) return mode;
  for (const Lock& lock : facts->locks)
    if (lock.relation == "table") mode = std::max(mode, lock.mode);
  return mode;
}

/// ALTER TABLE takes the strongest lock that one of its commands needs, before the first of them.
void share_locks(std::vector<Action>& actions) {
  std::map<schema::TableName, LockMode> strongest;
  for (const Action& action : actions) {
    LockMode& mode = strongest[action.table];
    mode = std::max(mode, lock_of(action));
  }
  for (Action& action : actions)
    if (!action.table.name.empty()) action.held = strongest[action.table];
}

bool applies(const Rule& rule, const Action& action, const Context& context) {
  const bool is_about = rule.kinds.empty() || std::find(rule.kinds.begin(), rule.kinds.end(),
                                                        action.kind) != rule.kinds.end();
  if (!is_about || action.is("of new")) return false;
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
  std::string sql = without_constant_rows(text);
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
    if (!is_sqlite) share_locks(actions);
    for (Action& action : actions) {
      add_made_names(action);
      mark_new(action);
      judge_action(action, context_, findings_);
      context_.follow(action);
      if (action.kind == "do" || action.kind == "call") judge_inside(action, statement);
    }
  }

  /// What the same change made: nobody knows it yet.
  void mark_new(Action& action) const {
    const bool makes = base::starts_with(action.kind, "create ");
    if (!makes && context_.is_new_object(action.word("made"))) action.flags.insert("of new");
    if (!context_.is_new(action.table)) return;
    action.flags.insert("new table");
    if (action.is("parent in use")) action.words["target"] = action.word("parent");
  }

  /// SQLite itself is asked, but what a rule knows better is not told twice.
  std::vector<Action> read_sqlite(const StatementText& text, const UnitStatement& statement) {
    std::vector<Action> actions = SqliteReader{context_, text}.read();
    const auto refusal = shadow_->run(text, statement, actions);
    add_double_quoted(text, actions);
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

  /// Those that the tokens do not tell.
  void add_double_quoted(const StatementText& text, std::vector<Action>& actions) const {
    for (const base::Span& place : shadow_->double_quoted()) {
      const auto is_it = [&](const Action& one) {
        return one.kind == "double-quoted text" && one.span.begin == place.begin;
      };
      if (std::any_of(actions.begin(), actions.end(), is_it)) continue;
      Action quoted;
      quoted.kind = "double-quoted text";
      quoted.span = place;
      quoted.words["default"] =
          text.sql().substr(place.begin - text.whole().begin, place.end - place.begin);
      actions.push_back(std::move(quoted));
    }
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

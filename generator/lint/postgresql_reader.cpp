#include "lint/postgresql_reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

/// "0", "0ms": a timeout that is none.
bool is_zero(const std::string& text) {
  const std::size_t behind = text.find_first_not_of("0123456789");
  const std::string digits = text.substr(0, behind);
  const bool is_number = behind == text.npos || base::is_lower(text[behind]) || text[behind] == ' ';
  return !digits.empty() && is_number && digits.find_first_not_of('0') == digits.npos;
}

}  // namespace

PostgresqlReader::Relation PostgresqlReader::relation(const Json& range) const {
  Relation found;
  found.name = context_.resolve(text_of(range, "schemaname"), text_of(range, "relname"));
  found.first = text_.token_at(place_of(range));
  found.last = text_.name_end(found.first);
  found.text = text_.text(found.first, found.last);
  return found;
}

PostgresqlReader::Relation PostgresqlReader::new_relation(const Json& range) const {
  Relation found = relation(range);
  found.name = text_of(range, "relpersistence") == "t"
                   ? schema::TableName{std::string{temporary_schema}, text_of(range, "relname")}
                   : context_.resolve_new(text_of(range, "schemaname"), text_of(range, "relname"));
  return found;
}

Action PostgresqlReader::on(const Relation& relation, std::string kind,
                            const base::Span& span) const {
  Action action;
  action.kind = std::move(kind);
  action.table = relation.name;
  action.span = span;
  action.words["table"] = relation.text;
  // Nobody reads a longer one again, and each action of it would hold a copy.
  constexpr std::size_t longest = 10'000;
  action.words["statement"] = text_.sql().size() > longest ? "…" : text_.sql();
  return action;
}

Action& PostgresqlReader::add(Action action) {
  if (context_.is_partitioned(action.table)) look_at_partitions(action);
  return actions_.emplace_back(std::move(action));
}

void PostgresqlReader::add_plain(std::string kind) {
  Action action;
  action.kind = std::move(kind);
  action.span = text_.head();
  action.words["statement"] = text_.sql();
  add(std::move(action));
}

std::vector<Action> PostgresqlReader::read(const Json& statement) {
  using Read = void (PostgresqlReader::*)(const Json&);
  using Self = PostgresqlReader;
  static const std::map<std::string_view, Read> readers = {
      {"AlterDatabaseSetStmt", &Self::change_setting},
      {"AlterDatabaseStmt", &Self::change_setting},
      {"AlterDefaultPrivilegesStmt", &Self::change_rights},
      {"AlterDomainStmt", &Self::alter_domain},
      {"AlterEnumStmt", &Self::alter_enum},
      {"AlterExtensionStmt", &Self::alter_extension},
      {"AlterFunctionStmt", &Self::alter_function},
      {"AlterObjectSchemaStmt", &Self::set_schema},
      {"AlterOwnerStmt", &Self::change_rights},
      {"AlterPolicyStmt", &Self::policy},
      {"AlterRoleSetStmt", &Self::change_setting},
      {"AlterRoleStmt", &Self::change_rights},
      {"AlterSystemStmt", &Self::change_setting},
      {"AlterTableMoveAllStmt", &Self::move_all},
      {"AlterTableStmt", &Self::alter_table},
      {"CallStmt", &Self::call},
      {"ClusterStmt", &Self::cluster},
      {"CompositeTypeStmt", &Self::create_type},
      {"CopyStmt", &Self::copy},
      {"CreateDomainStmt", &Self::create_domain},
      {"CreateForeignTableStmt", &Self::create_foreign_table},
      {"CreateTableSpaceStmt", &Self::run_alone},
      {"CreatedbStmt", &Self::run_alone},
      {"DiscardStmt", &Self::discard},
      {"CreateSubscriptionStmt", &Self::subscribe},
      {"AlterSubscriptionStmt", &Self::subscribe},
      {"DropSubscriptionStmt", &Self::run_alone},
      {"DropTableSpaceStmt", &Self::run_alone},
      {"CreateEnumStmt", &Self::create_type},
      {"CreateFunctionStmt", &Self::create_function},
      {"CreatePolicyStmt", &Self::policy},
      {"CreateRoleStmt", &Self::change_rights},
      {"CreateSchemaStmt", &Self::create_schema},
      {"CreateSeqStmt", &Self::create_sequence},
      {"CreateStmt", &Self::create_table},
      {"CreateTableAsStmt", &Self::create_table_as},
      {"CreateTrigStmt", &Self::create_trigger},
      {"DeleteStmt", &Self::remove},
      {"DoStmt", &Self::run_code},
      {"DropOwnedStmt", &Self::drop_owned},
      {"DropRoleStmt", &Self::change_rights},
      {"DropStmt", &Self::drop},
      {"DropdbStmt", &Self::drop_database},
      {"ExecuteStmt", &Self::execute},
      {"GrantRoleStmt", &Self::change_rights},
      {"GrantStmt", &Self::grant},
      {"IndexStmt", &Self::create_index},
      {"InsertStmt", &Self::insert},
      {"LockStmt", &Self::lock},
      {"MergeStmt", &Self::merge},
      {"ReassignOwnedStmt", &Self::change_rights},
      {"RefreshMatViewStmt", &Self::refresh},
      {"ReindexStmt", &Self::reindex},
      {"RenameStmt", &Self::rename},
      {"RuleStmt", &Self::create_rule},
      {"SelectStmt", &Self::select},
      {"TransactionStmt", &Self::transaction},
      {"TruncateStmt", &Self::truncate},
      {"UpdateStmt", &Self::update},
      {"VacuumStmt", &Self::vacuum},
      {"VariableSetStmt", &Self::set},
      {"ViewStmt", &Self::create_view},
  };
  const Json& tree = member(statement, "stmt");
  for (const auto& [name, node] : tree.items()) {
    const auto found = readers.find(name);
    if (found != readers.end()) (this->*found->second)(node);
    static const std::set<std::string_view> run_queries = {
        "SelectStmt", "InsertStmt",  "UpdateStmt",        "DeleteStmt",       "MergeStmt",
        "CopyStmt",   "ExplainStmt", "CreateTableAsStmt", "DeclareCursorStmt"};
    const bool is_plan = name == "ExplainStmt" && !has_option(member(node, "options"), "analyze");
    if (run_queries.count(name) != 0 && !is_plan) look_inside(node);
    if (name == "ExplainStmt" && !is_plan) call_functions(member(node, "query"));
  }
  look_for_long_names();
  look_for_new_values();
  look_for_new_words(tree);
  return std::move(actions_);
}

/// WITH gone AS (DELETE …): what writes inside of another statement, or behind EXPLAIN ANALYZE.
void PostgresqlReader::look_inside(const Json& node) {
  if (node.is_array()) {
    for (const Json& child : node) look_inside(child);
  } else if (node.is_object()) {
    for (const auto& [name, child] : node.items()) {
      if (name == "DeleteStmt") remove(child);
      if (name == "UpdateStmt") update(child);
      if (name == "InsertStmt") insert(child);
      look_inside(child);
    }
  }
}

/// What an older PostgreSQL cannot read. https://www.postgresql.org/docs/release/
void PostgresqlReader::look_for_new_words(const Json& tree) {
  struct Word {
    bool is_there;
    const char* text;
    int since;
  };
  const auto does = [&](std::string_view kind) {
    return std::any_of(actions_.begin(), actions_.end(),
                       [&](const Action& action) { return action.kind == kind; });
  };
  const auto says = [&](const std::vector<std::string>& words) { return text_.says(words); };
  const bool is_table = tree.contains("CreateStmt") || tree.contains("AlterTableStmt");
  const Json& trigger = member(tree, "CreateTrigStmt");
  std::set<std::string_view> nodes;
  find_nodes(tree, nodes);
  const auto holds = [&](const char* node) { return nodes.count(node) != 0; };
  const std::array<Word, 19> words = {{
      {is_table && says({"partition", "by"}), "PARTITION BY", 10},
      {is_table && says({"as", "identity"}), "an identity column", 10},
      {is_table && says({"partition", "by", "hash"}), "PARTITION BY HASH", 11},
      {holds("is_default"), "a default partition", 11},
      {is_table && says({"always", "as", "("}), "a generated column", 12},
      {says({"as", "materialized", "("}), "AS MATERIALIZED", 12},
      {tree.contains("DropdbStmt") && says({"force"}), "DROP DATABASE (FORCE)", 13},
      {tree.contains("AlterTableStmt") && says({"set", "compression"}), "SET COMPRESSION", 14},
      {tree.contains("ViewStmt") && says({"security_invoker"}), "security_invoker", 15},
      {holds("indexIncludingParams"), "INCLUDE", 11},
      {holds("CallStmt") || text_.word(1) == "procedure", "a procedure", 11},
      {does("reindex concurrently"), "REINDEX CONCURRENTLY", 12},
      {does("drop expression"), "DROP EXPRESSION", 13},
      {does("detach partition concurrently"), "DETACH PARTITION CONCURRENTLY", 14},
      {is_true(trigger, "replace"), "CREATE OR REPLACE TRIGGER", 14},
      {tree.contains("CreateFunctionStmt") && holds("sql_body"), "BEGIN ATOMIC", 14},
      {holds("nulls_not_distinct"), "NULLS NOT DISTINCT", 15},
      {tree.contains("MergeStmt"), "MERGE", 15},
      {does("set access method"), "SET ACCESS METHOD", 15},
  }};
  for (const Word& word : words) {
    if (!word.is_there || context_.version() >= ServerVersion{word.since, 0}) continue;
    add_plain("new word");
    actions_.back().words["word"] = word.text;
    actions_.back().words["since"] = std::to_string(word.since);
  }
}

/// A value that this transaction adds to an enum that was there before: nothing may use it yet.
void PostgresqlReader::look_for_new_values() {
  const std::string verb = text_.word(0);
  if (context_.history_of("add enum value").empty()) return;
  if (verb == "comment" || (verb == "alter" && text_.word(1) == "type")) return;
  for (const Action& done : context_.done()) {
    if (done.kind != "add enum value" || done.is("of new") || !context_.in_transaction()) continue;
    const std::size_t at = text_.find(done.word("literal"));
    if (at >= text_.size()) continue;
    add_plain("new enum value");
    actions_.back().span = text_.span(at, at + 1);
  }
}

/// PostgreSQL cuts names at 63 bytes without an error.
void PostgresqlReader::look_for_long_names() {
  constexpr std::size_t longest = 63;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const std::string_view token = text_.token(i);
    if (token.size() <= longest) continue;
    const bool is_name = !token.empty() && token.front() != '\'' && token.front() != '$' &&
                         !base::is_digit(token.front()) && text_.token(i).find('\'') == token.npos;
    if (!is_name || unquoted(token).size() <= longest) continue;
    add_plain("long name");
    actions_.back().span = text_.span(i, i + 1);
    actions_.back().words["name"] = token;
    actions_.back().words["cut"] = shortened(unquoted(token), longest);
  }
}

/// An index is where its table is.
std::string PostgresqlReader::in_schema_of(const Relation& table, const std::string& index) const {
  const bool has_schema = table.last > table.first + 1;
  return (has_schema ? text_.text(table.first, table.last - 1) : std::string{}) +
         (index.empty() ? "…" : spelled(index));
}

/// What a build that failed leaves has to go first, if it did not go already.
std::string PostgresqlReader::clearing(const Relation& table, const std::string& index) const {
  if (context_.was_cleared(index)) return {};
  return "drop index concurrently if exists " + in_schema_of(table, index) + ";\n";
}

void PostgresqlReader::create_index(const Json& node) {
  const Relation table = relation(member(node, "relation"));
  const bool is_concurrent = is_true(node, "concurrent");
  const std::size_t index = text_.find("index");
  Action action = on(table, is_concurrent ? "create index concurrently" : "create index",
                     text_.span(0, index + (is_concurrent ? 2 : 1)));
  if (text_.is(table.first - 1, "only") && !is_concurrent) {
    action.flags.insert("on only");
    action.row = "create index on only";
  }
  const std::string name = text_of(node, "idxname");
  action.words["index name"] = name;
  action.words["name"] = name.empty() ? "an index" : "index " + spelled(name);
  std::size_t named = index + (is_concurrent ? 2 : 1);
  if (text_.word(named) == "if") named += 3;
  action.words["concurrent form"] =
      text_.text(0, index + 1) + " concurrently " + text_.text(named, text_.size());
  action.words["only form"] = text_.text(0, index + 1) + " " + text_.text(named, table.first) +
                              " only " + text_.text(table.first, text_.size());
  action.words["partition form"] =
      text_.text(0, index + 1) + " concurrently … on … " + text_.text(table.last, text_.size());
  action.words["qualified index"] = in_schema_of(table, name);
  action.words["clear"] = name.empty() ? std::string{} : clearing(table, name);
  action.words["without if"] =
      text_.text(0, index + (is_concurrent ? 2 : 1)) + " " + text_.text(named, text_.size());
  action.words["then create"] = "\n" + text_.sql() + ";";
  const Json& parts = member(node, "indexParams");
  if (!parts.empty()) action.words["first column"] = text_of(member(parts[0], "IndexElem"), "name");
  const std::string method = text_of(node, "accessMethod");
  if (parts.size() > 3 && (method.empty() || method == "btree")) action.flags.insert("wide");
  if (member(node, "whereClause").is_object()) action.flags.insert("partial");
  if (is_true(node, "unique")) action.flags.insert("unique");
  if (is_true(node, "if_not_exists")) action.flags.insert("if not exists");
  add(std::move(action));
}

/// What no transaction may have around it.
void PostgresqlReader::run_alone(const Json&) { add_plain("run alone"); }

/// What asks the other server, unless it is told not to.
void PostgresqlReader::subscribe(const Json& node) {
  const std::string kind = text_of(node, "kind");
  const bool asks = kind.empty() || kind == "ALTER_SUBSCRIPTION_REFRESH" ||
                    kind.find("PUBLICATION") != std::string::npos;
  static constexpr std::array<const char*, 3> options = {"connect", "create_slot", "refresh"};
  const Json& given = member(node, "options");
  const bool is_told = std::any_of(options.begin(), options.end(), [&](const char* name) {
    return names_option(given, name) && !has_option(given, name);
  });
  if (asks && !is_told) run_alone(node);
}

/// DISCARD ALL resets what was set.
void PostgresqlReader::discard(const Json& node) {
  if (text_of(node, "target") != "DISCARD_ALL") return;
  run_alone(node);
  add_plain("set");
  actions_.back().flags = {"off", "everything"};
}

void PostgresqlReader::transaction(const Json& node) {
  static const std::map<std::string, std::string> kinds = {{"TRANS_STMT_BEGIN", "begin"},
                                                           {"TRANS_STMT_START", "begin"},
                                                           {"TRANS_STMT_COMMIT", "commit"},
                                                           {"TRANS_STMT_PREPARE", "commit"},
                                                           {"TRANS_STMT_ROLLBACK", "rollback"}};
  const auto kind = kinds.find(text_of(node, "kind"));
  if (kind != kinds.end()) add_plain(kind->second);
  if (is_true(node, "chain")) add_plain("begin");
}

void PostgresqlReader::set(const Json& node) {
  add_plain("set");
  Action& action = actions_.back();
  action.span = text_.whole();
  action.words["name"] = text_of(node, "name");
  const Json& values = member(node, "args");
  std::vector<std::string> texts;
  for (std::size_t i = 0; values.is_array() && i < values.size(); ++i) {
    const Json& value = member(values[i], "A_Const");
    texts.push_back(text_of(member(value, "sval"), "sval"));
    if (member(value, "ival").is_object() && member(member(value, "ival"), "ival").is_null())
      action.flags.insert("off");  // 0
    if (is_zero(texts.back())) action.flags.insert("off");
  }
  action.words["value"] = base::join(texts, ",");
  if (is_true(node, "is_local")) action.flags.insert("local");
  const std::string kind = text_of(node, "kind");
  if (kind != "VAR_SET_VALUE") action.flags.insert("off");
  if (kind == "VAR_RESET_ALL") action.flags.insert("everything");
}

}  // namespace tenon::lint

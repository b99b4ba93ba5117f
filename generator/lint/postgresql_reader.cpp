#include "lint/postgresql_reader.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {

PostgresqlReader::Relation PostgresqlReader::relation(const Json& range) const {
  Relation found;
  found.name = table_name(text_of(range, "schemaname"), text_of(range, "relname"));
  found.first = text_.token_at(place_of(range));
  found.last = text_.name_end(found.first);
  found.text = text_.text(found.first, found.last);
  return found;
}

Action PostgresqlReader::on(const Relation& relation, std::string kind,
                            const base::Span& span) const {
  Action action;
  action.kind = std::move(kind);
  action.table = relation.name;
  action.span = span;
  action.words["table"] = relation.text;
  action.words["statement"] = text_.sql();
  return action;
}

Action& PostgresqlReader::add(Action action) { return actions_.emplace_back(std::move(action)); }

void PostgresqlReader::add_plain(std::string kind) {
  Action action;
  action.kind = std::move(kind);
  action.span = text_.head();
  action.words["statement"] = text_.sql();
  add(std::move(action));
}

std::vector<Action> PostgresqlReader::read(const Json& statement) {
  using Read = void (PostgresqlReader::*)(const Json&);
  static const std::map<std::string_view, Read> readers = {
      {"AlterDomainStmt", &PostgresqlReader::alter_domain},
      {"AlterEnumStmt", &PostgresqlReader::alter_enum},
      {"AlterExtensionStmt", &PostgresqlReader::alter_extension},
      {"AlterObjectSchemaStmt", &PostgresqlReader::set_schema},
      {"AlterPolicyStmt", &PostgresqlReader::policy},
      {"AlterTableStmt", &PostgresqlReader::alter_table},
      {"ClusterStmt", &PostgresqlReader::cluster},
      {"CreateDomainStmt", &PostgresqlReader::create_domain},
      {"CreateFunctionStmt", &PostgresqlReader::create_function},
      {"CreatePolicyStmt", &PostgresqlReader::policy},
      {"CreateStmt", &PostgresqlReader::create_table},
      {"CreateTableAsStmt", &PostgresqlReader::create_table_as},
      {"CreateTrigStmt", &PostgresqlReader::create_trigger},
      {"DeleteStmt", &PostgresqlReader::remove},
      {"DoStmt", &PostgresqlReader::run_code},
      {"DropStmt", &PostgresqlReader::drop},
      {"DropdbStmt", &PostgresqlReader::drop_database},
      {"GrantStmt", &PostgresqlReader::grant},
      {"IndexStmt", &PostgresqlReader::create_index},
      {"InsertStmt", &PostgresqlReader::insert},
      {"RefreshMatViewStmt", &PostgresqlReader::refresh},
      {"ReindexStmt", &PostgresqlReader::reindex},
      {"RenameStmt", &PostgresqlReader::rename},
      {"TransactionStmt", &PostgresqlReader::transaction},
      {"TruncateStmt", &PostgresqlReader::truncate},
      {"UpdateStmt", &PostgresqlReader::update},
      {"VacuumStmt", &PostgresqlReader::vacuum},
      {"VariableSetStmt", &PostgresqlReader::set},
  };
  const Json& tree = member(statement, "stmt");
  for (const auto& [name, node] : tree.items()) {
    const auto found = readers.find(name);
    if (found != readers.end()) (this->*found->second)(node);
  }
  look_for_long_names();
  return std::move(actions_);
}

/// PostgreSQL cuts names at 63 bytes without an error.
void PostgresqlReader::look_for_long_names() {
  constexpr std::size_t longest = 63;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const std::string_view token = text_.token(i);
    const bool is_name = !token.empty() && token.front() != '\'' && token.front() != '$' &&
                         !base::is_digit(token.front()) && text_.token(i).find('\'') == token.npos;
    if (!is_name || unquoted(token).size() <= longest) continue;
    add_plain("long name");
    actions_.back().span = text_.span(i, i + 1);
    actions_.back().words["name"] = token;
    actions_.back().words["cut"] = unquoted(token).substr(0, longest);
  }
}

void PostgresqlReader::create_index(const Json& node) {
  const Relation table = relation(member(node, "relation"));
  const bool is_concurrent = is_true(node, "concurrent");
  const std::size_t index = text_.find("index");
  Action action = on(table, is_concurrent ? "create index concurrently" : "create index",
                     text_.span(0, index + (is_concurrent ? 2 : 1)));
  const std::string name = text_of(node, "idxname");
  action.words["index name"] = name;
  action.words["name"] = name.empty() ? "an index" : "index " + spelled(name);
  action.words["concurrent form"] = text_.text(0, index + 1) + " concurrently" +
                                    text_.sql().substr(text_.text(0, index + 1).size());
  action.words["qualified index"] =
      (table.last > table.first + 1 ? text_.text(table.first, table.last - 1) : std::string{}) +
      (name.empty() ? "…" : spelled(name));
  std::size_t named = index + (is_concurrent ? 2 : 1);
  if (text_.word(named) == "if") named += 3;
  action.words["without if"] =
      text_.text(0, index + (is_concurrent ? 2 : 1)) + " " + text_.text(named, text_.size());
  action.words["then create"] = "\n" + text_.sql() + ";";
  const Json& parts = member(node, "indexParams");
  if (!parts.empty()) action.words["first column"] = text_of(member(parts[0], "IndexElem"), "name");
  if (parts.size() > 3) action.flags.insert("wide");
  if (is_true(node, "unique")) action.flags.insert("unique");
  if (is_true(node, "if_not_exists")) action.flags.insert("if not exists");
  add(std::move(action));
}

void PostgresqlReader::drop(const Json& node) {
  static const std::map<std::string, std::string> kinds = {
      {"OBJECT_TABLE", "drop table"},        {"OBJECT_INDEX", "drop index"},
      {"OBJECT_SCHEMA", "drop schema"},      {"OBJECT_SEQUENCE", "drop sequence"},
      {"OBJECT_VIEW", "drop view"},          {"OBJECT_MATVIEW", "drop materialized view"},
      {"OBJECT_TYPE", "drop type"},          {"OBJECT_TRIGGER", "drop trigger"},
      {"OBJECT_POLICY", "drop policy"},      {"OBJECT_DOMAIN", "drop domain"},
      {"OBJECT_EXTENSION", "drop extension"}};
  const auto kind = kinds.find(text_of(node, "removeType"));
  if (kind == kinds.end()) return;
  const bool is_concurrent = is_true(node, "concurrent");
  std::size_t at = kind->second == "drop materialized view" ? 3 : 2;
  if (text_.word(at) == "concurrently") ++at;
  if (text_.word(at) == "if") at += 2;
  for (const Piece& piece : text_.pieces(at)) {
    const std::size_t last = text_.name_end(piece.first);
    const std::size_t own = last - 1;
    Relation named;
    named.text = text_.text(piece.first, last);
    named.name = table_name(own > piece.first ? unquoted(text_.token(piece.first)) : std::string{},
                            unquoted(text_.token(own)));
    Action action = on(named, kind->second + (is_concurrent ? " concurrently" : ""),
                       text_.span(piece.first, last));
    action.words["name"] = named.text;
    if (text_of(node, "behavior") == "DROP_CASCADE") action.flags.insert("cascade");
    if (is_true(node, "missing_ok")) action.flags.insert("if exists");
    if (kind->second == "drop table") name_parents(action);
    if (kind->second == "drop index") {
      action.words["index name"] = named.name.name;
      action.words["index"] = named.text;
      action.words["qualified index"] = named.text;
      action.words["then create"] = "";
      action.words["table"] = "its table";
      const auto table = context_.table_of_index(named.name.schema, named.name.name);
      action.table = table.value_or(schema::TableName{});
      if (table) action.words["table"] = spelled(table->name);
    }
    add(std::move(action));
  }
}

/// Tables that a dropped one refers to are locked likewise.
void PostgresqlReader::name_parents(Action& action) const {
  const schema::Table* const known = context_.find(action.table);
  if (known == nullptr || known->foreign_keys.empty()) return;
  std::vector<std::string> names;
  for (const schema::ForeignKey& key : known->foreign_keys) {
    const std::string name =
        (key.schema.empty() ? "" : spelled(key.schema) + ".") + spelled(key.table);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  action.kind = "drop table with foreign key";
  action.words["parent"] = base::join(names, ", ");
}

void PostgresqlReader::rename(const Json& node) {
  static const std::map<std::string, std::string> kinds = {
      {"OBJECT_TABLE", "rename table"},   {"OBJECT_COLUMN", "rename column"},
      {"OBJECT_SCHEMA", "rename schema"}, {"OBJECT_INDEX", "rename index"},
      {"OBJECT_VIEW", "rename table"},    {"OBJECT_TABCONSTRAINT", "rename constraint"}};
  const auto kind = kinds.find(text_of(node, "renameType"));
  if (kind == kinds.end()) return;
  Action action = on({}, kind->second, text_.head());
  if (member(node, "relation").is_object())
    action = on(relation(member(node, "relation")), kind->second, text_.whole());
  action.column = text_of(node, "subname");
  action.words["column"] = spelled(action.column);
  action.words["name"] = spelled(action.column);
  action.words["new name"] = text_of(node, "newname");
  action.words["new"] = spelled(text_of(node, "newname"));
  add(std::move(action));
}

void PostgresqlReader::transaction(const Json& node) {
  static const std::map<std::string, std::string> kinds = {{"TRANS_STMT_BEGIN", "begin"},
                                                           {"TRANS_STMT_START", "begin"},
                                                           {"TRANS_STMT_COMMIT", "commit"},
                                                           {"TRANS_STMT_ROLLBACK", "rollback"}};
  const auto kind = kinds.find(text_of(node, "kind"));
  if (kind != kinds.end()) add_plain(kind->second);
}

void PostgresqlReader::set(const Json& node) {
  add_plain("set");
  Action& action = actions_.back();
  action.words["name"] = text_of(node, "name");
  const Json& values = member(node, "args");
  const bool is_zero =
      values.is_array() && values.size() == 1 &&
      (text_.word(text_.size() - 1) == "0" || text_.word(text_.size() - 1) == "'0'");
  if (text_of(node, "kind") != "VAR_SET_VALUE" || is_zero) action.flags.insert("off");
}

}  // namespace tenon::lint

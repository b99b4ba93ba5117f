// CREATE TABLE: what it means for the tables that are there, and for its own.
#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {

void PostgresqlReader::create_table(const Json& node) {
  const Relation table = new_relation(member(node, "relation"));
  Action action = on(table, "create table", text_.span(0, table.last));
  if (text_of(member(node, "relation"), "relpersistence") == "t") action.flags.insert("temporary");
  if (is_true(node, "if_not_exists")) action.flags.insert("if not exists");
  if (member(node, "partspec").is_object()) action.flags.insert("partitioned");
  action.words["name"] = table.text;
  const Json& elements = member(node, "tableElts");
  const bool is_part = member(node, "partbound").is_object();
  if (!has_key(elements) && !is_part) action.flags.insert("no key");
  if (is_part) {
    const Relation parent = relation(member(member(node, "inhRelations").at(0), "RangeVar"));
    Action partition = on(parent, "create partition", action.span);
    partition.words["name"] = table.text;
    partition.part = table.name;
    const std::size_t bound = text_.find("for", table.last);
    partition.words["bound"] = bound < text_.size() ? text_.text(bound, text_.size()) : "default";
    add(std::move(partition));
  }
  add(action);
  if (!elements.is_array()) return;
  std::set<std::string> columns;
  std::set<std::string> keys;
  for (const Json& element : elements) {
    const Json& constraint = member(element, "Constraint");
    if (text_of(constraint, "contype") != "CONSTR_PRIMARY") continue;
    const std::vector<std::string> list = strings(member(constraint, "keys"));
    if (list.size() == 1) keys.insert(list.front());
  }
  for (const Json& element : elements) {
    const Json& column = member(element, "ColumnDef");
    if (column.is_object()) define_column(table, column, keys, columns);
    const Json& constraint = member(element, "Constraint");
    if (text_of(constraint, "contype") == "CONSTR_FOREIGN") refer(table, constraint, {});
  }
}

/// A table that is made from a query has no key; LIKE takes one along when it says so.
bool PostgresqlReader::has_key(const Json& elements) const {
  if (!elements.is_array()) return false;
  return std::any_of(elements.begin(), elements.end(), [](const Json& element) {
    constexpr std::uint64_t with_indexes = 1U << 6U;  // parsenodes.h: CREATE_TABLE_LIKE_INDEXES
    const Json& options = member(member(element, "TableLikeClause"), "options");
    const bool copies = options.is_number() && (options.get<std::uint64_t>() & with_indexes) != 0;
    return copies || is_key(element);
  });
}

void PostgresqlReader::create_table_as(const Json& node) {
  const bool is_view = text_of(node, "objtype") == "OBJECT_MATVIEW";
  const Json& range = member(member(node, "into"), "rel");
  const Relation table = new_relation(range);
  Action action = on(table, "create table", text_.span(0, table.last));
  if (is_view) {
    action.flags.insert("view");
  } else {
    action.flags.insert("no key");
  }
  if (text_of(range, "relpersistence") == "t") action.flags.insert("temporary");
  if (is_true(node, "if_not_exists")) action.flags.insert("if not exists");
  add(std::move(action));
  find_repeated_results(table, member(node, "query"),
                        strings(member(member(node, "into"), "colNames")));
}

void PostgresqlReader::create_view(const Json& node) {
  const Relation view = new_relation(member(node, "view"));
  Action action = on(view, "create view", text_.span(0, view.last));
  action.words["view"] = view.text;
  action.words["table"] = "what it reads";
  const bool may_be_there =
      is_true(node, "replace") && !context_.is_new(view.name) &&
      !(context_.is_runner() &&
        context_.unit().before.find_view(view.name.schema, view.name.name) == nullptr);
  if (may_be_there) action.kind = "replace view";
  add(std::move(action));
  find_repeated_results(view, member(node, "query"), strings(member(node, "aliases")));
}

void PostgresqlReader::create_foreign_table(const Json& node) {
  const Relation table = new_relation(member(member(node, "base"), "relation"));
  add(on(table, "create foreign table", text_.span(0, table.last)));
}

/// Its tables may stand inside of the statement.
void PostgresqlReader::create_schema(const Json& node) {
  std::string name = text_of(node, "schemaname");
  if (name.empty()) name = text_of(member(node, "authrole"), "rolename");
  add_plain("create schema");
  actions_.back().words["name"] = name;
  actions_.back().words["made"] = object_key("schema", {name});
  if (is_true(node, "if_not_exists")) actions_.back().flags.insert("if not exists");
  if (!member(node, "schemaElts").is_array()) return;
  for (Json element : member(node, "schemaElts")) {
    if (!element.contains("CreateStmt")) continue;
    element["CreateStmt"]["relation"]["schemaname"] = name;
    create_table(element["CreateStmt"]);
  }
}

bool PostgresqlReader::is_key(const Json& element) {
  if (text_of(member(element, "Constraint"), "contype") == "CONSTR_PRIMARY") return true;
  const Json& constraints = member(member(element, "ColumnDef"), "constraints");
  if (!constraints.is_array()) return false;
  for (const Json& one : constraints)
    if (text_of(member(one, "Constraint"), "contype") == "CONSTR_PRIMARY") return true;
  return false;
}

void PostgresqlReader::define_column(const Relation& table, const Json& column,
                                     const std::set<std::string>& keys,
                                     std::set<std::string>& columns) {
  const std::string name = text_of(column, "colname");
  const std::size_t first = text_.token_at(place_of(column));
  Action action = column_action(table, "define column", name, {first, first + 1});
  action.words["type name"] = type_name(member(column, "typeName"));
  if (is_key(Json{{"ColumnDef", column}}) || keys.count(name) != 0) action.flags.insert("key");
  if (member(member(column, "typeName"), "typmods").is_array()) action.flags.insert("limited");
  if (!columns.insert(name).second) {
    Action twice = action;
    twice.kind = "duplicate column";
    add(std::move(twice));
  }
  if (table.name.schema == temporary_schema) return;  // it does not last
  add(action);
  if (!member(column, "constraints").is_array()) return;
  for (const Json& one : member(column, "constraints")) {
    const Json& constraint = member(one, "Constraint");
    if (text_of(constraint, "contype") == "CONSTR_FOREIGN") refer(table, constraint, name);
  }
}

/// A foreign key of a new table.
void PostgresqlReader::refer(const Relation& table, const Json& constraint,
                             const std::string& column) {
  const Relation parent = relation(member(constraint, "pktable"));
  const std::size_t references = text_.find("references", text_.token_at(place_of(constraint)));
  Action action = on(table, "create table with foreign key",
                     text_.span(references, text_.name_end(references + 1)));
  if (context_.is_new(parent.name) || parent.name == table.name) return;
  std::vector<std::string> keys = strings(member(constraint, "fk_attrs"));
  if (!column.empty()) keys = {column};
  for (std::string& key : keys) key = spelled(key);
  action.words["parent"] = parent.text;
  action.flags.insert("parent in use");
  std::string name = text_of(constraint, "conname");
  if (name.empty()) name = table.name.name + "_" + base::join(keys, "_") + "_fkey";
  action.words["name"] = spelled(name);
  std::vector<std::string> targets;
  for (const std::string& target : strings(member(constraint, "pk_attrs")))
    targets.push_back(spelled(target));
  action.words["clause"] = "constraint " + spelled(name) + " foreign key (" +
                           base::join(keys, ", ") + ") references " + parent.text +
                           (targets.empty() ? "" : " (" + base::join(targets, ", ") + ")");
  add(std::move(action));
}

}  // namespace tenon::lint

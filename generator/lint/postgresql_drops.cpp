// What goes, and what gets another name.
#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

schema::TableName name_of(const std::vector<std::string>& names, const Context& context) {
  if (names.empty()) return {};
  const std::size_t own = names.size() - 1;
  return context.resolve(own > 0 ? names[own - 1] : std::string{}, names[own]);
}

bool is_of_table(const std::string& kind) {
  return kind == "trigger" || kind == "policy" || kind == "rule";
}

/// One that is found by the name of a table, or has one itself.
bool is_relation(const std::string& kind) {
  return is_of_table(kind) || kind == "table" || kind == "view" || kind == "materialized view" ||
         kind == "index";
}

bool is_routine(const std::string& kind) {
  return kind == "drop function" || kind == "drop procedure" || kind == "drop routine" ||
         kind == "drop aggregate";
}

}  // namespace

void PostgresqlReader::drop(const Json& node) {
  const std::string object = object_kind(text_of(node, "removeType"));
  // Its rows are elsewhere, but programs read them by this name.
  const std::string kind = object == "foreign table" ? "table" : object;
  const bool is_concurrent = is_true(node, "concurrent");
  std::size_t at = 2 + static_cast<std::size_t>(std::count(object.begin(), object.end(), ' '));
  if (text_.word(at) == "concurrently") ++at;
  if (text_.word(at) == "if") at += 2;
  const std::vector<Piece> pieces = text_.pieces(at);
  const Json& objects = member(node, "objects");
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const Piece piece = i < pieces.size() ? pieces[i] : Piece{0, text_.size()};
    const std::size_t last = text_.name_end(piece.first);
    std::vector<std::string> names = object_names(objects[i]);
    Relation named;
    named.text = text_.text(piece.first, last);
    Action action = on(named, "drop " + kind + (is_concurrent ? " concurrently" : ""),
                       text_.span(piece.first, last));
    if (is_of_table(kind)) {
      names.pop_back();
      const std::size_t table = text_.find("on", last) + 1;
      action.words["table"] = text_.text(table, text_.name_end(table));
    }
    if (is_relation(kind)) {
      action.table = name_of(names, context_);
    } else {
      action.words["made"] = object_key(kind, names);
    }
    action.words["name"] = named.text;
    action.words["object"] = object + " " + named.text;
    action.words["own name"] = unquoted(text_.token(last - 1));
    if (text_of(node, "behavior") == "DROP_CASCADE") action.flags.insert("cascade");
    if (is_true(node, "missing_ok")) action.flags.insert("if exists");
    if (kind == "view" || kind == "materialized view") action.words["view"] = named.text;
    if (kind == "table") name_parents(action);
    if (kind == "index") name_indexed(action, names);
    name_what_goes_along(action);
    const bool cuts = kind == "table" && action.is("cascade");
    named.name = action.table;
    add(std::move(action));
    if (cuts) cut_keys(named, {}, text_.span(piece.first, last));
  }
}

/// CASCADE drops the foreign keys that refer to the table, to this column of it if there is one.
void PostgresqlReader::cut_keys(const Relation& parent, const std::string& column,
                                const base::Span& span) {
  for (const auto& [table, key] : context_.referring_to(parent.name)) {
    const bool is_it = column.empty() || std::find(key->targets.begin(), key->targets.end(),
                                                   column) != key->targets.end();
    if (!is_it) continue;
    Relation child;
    child.name = {table->schema, table->name};
    child.text = (table->schema.empty() ? "" : spelled(table->schema) + ".") + spelled(table->name);
    Action action = on(child, "drop foreign key", span);
    action.words["constraint"] = key->name;
    action.words["name"] = spelled(key->name);
    action.words["object"] = "constraint " + spelled(key->name);
    action.words["parent"] = parent.text;
    add(std::move(action));
  }
}

/// Who else is locked: where CASCADE does not say which tables those are, in words.
void PostgresqlReader::name_what_goes_along(Action& action) const {
  struct Along {
    const char* row;
    const char* tables;
  };
  static const std::map<std::string, Along, std::less<>> rows = {
      {"drop type", {"drop type cascade", "each table that has a column of it"}},
      {"drop domain", {"drop type cascade", "each table that has a column of it"}},
      {"drop sequence", {"drop sequence cascade", "each table whose default counts by it"}},
      {"drop schema", {"drop schema cascade", "each table in it, and what uses one"}},
      {"drop view", {"drop view cascade", ""}},
      {"drop materialized view", {"drop view cascade", ""}}};
  static const Along routine = {"drop function cascade",
                                "each table whose trigger, default, index or policy calls it"};
  if (const auto whole = context_.whole_of(action.table); whole && action.kind == "drop table") {
    action.row = "drop partition";
    action.words["parent"] = *whole;
  }
  if (!action.is("cascade") || action.row == "drop partition") return;
  action.words["child"] = depends_on_it;
  const bool is_table = base::starts_with(action.kind, "drop table");
  if (is_table && context_.find(action.table) == nullptr) action.row = "drop table cascade";
  const auto found = rows.find(action.kind);
  if (found != rows.end()) {
    action.row = found->second.row;
    action.words["child"] = "each view that reads it";
    if (action.table.name.empty()) action.words["table"] = found->second.tables;
  } else if (is_routine(action.kind)) {
    action.row = routine.row;
    action.words["table"] = routine.tables;
  } else if (action.table.name.empty() && action.kind != "drop index") {
    action.row = "drop object cascade";
    action.words["table"] = "each table that uses it";
  }
  if (action.table.name.empty() && !action.row.empty()) action.flags.insert("locks unnamed tables");
}

void PostgresqlReader::name_indexed(Action& action, const std::vector<std::string>& names) const {
  const schema::TableName index =
      table_name(names.size() > 1 ? names[names.size() - 2] : std::string{}, names.back());
  action.words["index name"] = index.name;
  action.words["index"] = action.word("name");
  action.words["qualified index"] = action.word("name");
  action.words["then create"] = "";
  action.words["table"] = "its table";
  const auto table = context_.table_of_index(index.schema, index.name);
  action.table = table.value_or(schema::TableName{});
  if (table) action.words["table"] = spelled(table->name);
}

void PostgresqlReader::drop_owned(const Json&) {
  add_plain("drop owned");
  actions_.back().span = text_.whole();
  const std::size_t by = text_.find("by");
  actions_.back().words["role"] = text_.text(by + 1, by + 2);
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

/// The foreign keys of a column go with it.
void PostgresqlReader::name_keys_of(Action& action) const {
  const schema::Table* const known = context_.find(action.table);
  if (known == nullptr) return;
  std::vector<std::string> names;
  for (const schema::ForeignKey& key : known->foreign_keys) {
    const auto& columns = key.columns;
    if (std::find(columns.begin(), columns.end(), action.column) == columns.end()) continue;
    names.push_back((key.schema.empty() ? "" : spelled(key.schema) + ".") + spelled(key.table));
  }
  if (names.empty()) return;
  action.row = "drop column with foreign key";
  action.words["parent"] = base::join(names, ", ");
}

void PostgresqlReader::rename(const Json& node) {
  static const std::map<std::string, std::string> kinds = {
      {"OBJECT_FOREIGN_TABLE", "rename table"}, {"OBJECT_AGGREGATE", "rename object"},
      {"OBJECT_ROUTINE", "rename object"},      {"OBJECT_TRIGGER", "rename trigger"},
      {"OBJECT_RULE", "change rule"},           {"OBJECT_POLICY", "rename policy"},
      {"OBJECT_TABLE", "rename table"},         {"OBJECT_COLUMN", "rename column"},
      {"OBJECT_SCHEMA", "rename schema"},       {"OBJECT_INDEX", "rename index"},
      {"OBJECT_VIEW", "rename table"},          {"OBJECT_TABCONSTRAINT", "rename constraint"},
      {"OBJECT_MATVIEW", "rename table"},       {"OBJECT_FUNCTION", "rename object"},
      {"OBJECT_PROCEDURE", "rename object"},    {"OBJECT_TYPE", "rename object"},
      {"OBJECT_DOMAIN", "rename object"},       {"OBJECT_SEQUENCE", "rename object"},
      {"OBJECT_ROLE", "rename object"},         {"OBJECT_DATABASE", "rename object"},
      {"OBJECT_ATTRIBUTE", "rename column"}};
  const auto kind = kinds.find(text_of(node, "renameType"));
  if (kind == kinds.end()) return;
  Action action = on({}, kind->second, text_.head());
  if (member(node, "relation").is_object())
    action = on(relation(member(node, "relation")), kind->second, text_.whole());
  const std::string renamed = object_kind(text_of(node, "renameType"));
  if (kind->second == "rename object" || kind->second == "rename schema")
    action.words["made"] =
        object_key(renamed, renamed == "schema" ? std::vector<std::string>{text_of(node, "subname")}
                            : action.table.name.empty()
                                ? object_names(member(node, "object"))
                                : std::vector<std::string>{action.table.schema, action.table.name});
  if (renamed == "attribute")
    action.words["made"] = object_key("type", {action.table.schema, action.table.name});
  action.column = text_of(node, "subname");
  action.words["column"] = spelled(action.column);
  action.words["name"] =
      action.column.empty() ? text_.text(2, text_.name_end(2)) : spelled(action.column);
  if (action.column.empty())
    action.words["own name"] = unquoted(text_.token(text_.name_end(2) - 1));
  action.words["object"] = object_kind(text_of(node, "renameType")) + " " + action.word("name");
  action.words["new name"] = text_of(node, "newname");
  action.words["old name"] = action.table.name;
  action.words["new"] = spelled(text_of(node, "newname"));
  if (kind->second == "rename policy") action.row = "alter policy";
  if (kind->second == "rename constraint") action.words["constraint"] = text_of(node, "subname");
  add(std::move(action));
}

void PostgresqlReader::set_schema(const Json& node) {
  const std::string kind = object_kind(text_of(node, "objectType"));
  if (!member(node, "relation").is_object()) {
    if (kind == "extension") return;
    add_plain("rename object");
    actions_.back().words["object"] = kind + " " + text_.text(2, text_.name_end(2));
    return;
  }
  Action action = on(relation(member(node, "relation")), "set schema", text_.whole());
  action.words["new schema"] = text_of(node, "newschema");
  action.words["new"] = spelled(action.word("new schema"));
  add(std::move(action));
}

}  // namespace tenon::lint

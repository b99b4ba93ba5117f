// What is no ALTER TABLE: rows, types, triggers, rights, maintenance.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

bool has_option(const nlohmann::json& options, std::string_view name) {
  return options.is_array() &&
         std::any_of(options.begin(), options.end(), [&](const nlohmann::json& option) {
           return text_of(member(option, "DefElem"), "defname") == name;
         });
}

/// The first name that occurs twice.
std::string repeated(const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (const std::string& name : names)
    if (!seen.insert(name).second) return name;
  return {};
}

std::vector<std::string> target_names(const nlohmann::json& list) {
  std::vector<std::string> names;
  if (!list.is_array()) return names;
  for (const nlohmann::json& item : list)
    names.push_back(text_of(member(item, "ResTarget"), "name"));
  return names;
}

}  // namespace

void PostgresqlReader::write_rows(const Json& node, const char* kind) {
  const Relation table = relation(member(node, "relation"));
  Action action = on(table, kind, text_.span(0, table.last));
  action.words["verb"] = base::to_upper(kind);
  const bool has_where = member(node, "whereClause").is_object();
  if (!has_where) action.flags.insert("every row");
  if (member(node, "usingClause").is_array() || member(node, "fromClause").is_array())
    action.flags.insert("joined");
  const Json& select = member(member(node, "selectStmt"), "SelectStmt");
  if (member(select, "fromClause").is_array()) action.flags.insert("from rows");
  const std::string twice = repeated(target_names(
      kind == std::string_view{"insert"} ? member(node, "cols") : member(node, "targetList")));
  action.words["texts"] = text_.sql();
  add(action);
  if (twice.empty()) return;
  action.kind = "duplicate column";
  action.words["column"] = spelled(twice);
  add(std::move(action));
}

void PostgresqlReader::insert(const Json& node) { write_rows(node, "insert"); }
void PostgresqlReader::update(const Json& node) { write_rows(node, "update"); }
void PostgresqlReader::remove(const Json& node) { write_rows(node, "delete"); }

void PostgresqlReader::truncate(const Json& node) {
  const bool is_cascade = text_of(node, "behavior") == "DROP_CASCADE";
  for (const Json& item : member(node, "relations")) {
    const Relation table = relation(member(item, "RangeVar"));
    Action action = on(table, is_cascade ? "truncate cascade" : "truncate",
                       text_.span(table.first, table.last));
    action.words["child"] = "each table that refers to it";
    action.words["rest"] = is_cascade ? ", and each table that refers to it" : "";
    add(std::move(action));
  }
}

void PostgresqlReader::alter_enum(const Json& node) {
  add_plain(member(node, "oldVal").is_string() ? "rename enum value" : "add enum value");
  Action& action = actions_.back();
  action.span = text_.whole();
  action.words["type"] = base::join(strings(member(node, "typeName")), ".");
  action.words["old"] = "'" + text_of(node, "oldVal") + "'";
  action.words["value"] = "'" + text_of(node, "newVal") + "'";
  if (!member(node, "newValNeighbor").is_string()) action.flags.insert("at the end");
}

void PostgresqlReader::alter_domain(const Json& node) {
  const Json& constraint = member(member(node, "def"), "Constraint");
  if (text_of(node, "subtype") != "C") return;
  add_plain(is_true(constraint, "skip_validation") ? "alter domain add check not valid"
                                                   : "alter domain add check");
  Action& action = actions_.back();
  const std::vector<std::string> name = strings(member(node, "typeName"));
  action.words["domain"] = base::join(name, ".");
  action.words["table"] = "each table that has a column of it";
  std::string constraint_name = text_of(constraint, "conname");
  if (constraint_name.empty()) constraint_name = name.back() + "_check";
  action.words["name"] = spelled(constraint_name);
  const std::size_t check = text_.find("check");
  action.words["check"] = parenthesized_at(check + 1);
}

void PostgresqlReader::create_domain(const Json& node) {
  add_plain("create domain");
  const std::vector<std::string> name = strings(member(node, "domainname"));
  actions_.back().words["name"] = name.empty() ? std::string{} : name.back();
  if (holds(member(node, "constraints"), "raw_expr")) actions_.back().flags.insert("checked");
}

void PostgresqlReader::create_trigger(const Json& node) {
  Action action = on(relation(member(node, "relation")), "create trigger", text_.whole());
  action.words["name"] = spelled(text_of(node, "trigname"));
  add(std::move(action));
}

void PostgresqlReader::create_function(const Json& node) {
  add_plain("create function");
  Action& action = actions_.back();
  bool is_definer = false;
  bool has_path = false;
  for (const Json& item : member(node, "options")) {
    const Json& option = member(item, "DefElem");
    const std::string name = text_of(option, "defname");
    if (name == "security")
      is_definer = is_true(member(member(option, "arg"), "Boolean"), "boolval");
    if (name != "set") continue;
    const Json& set = member(member(option, "arg"), "VariableSetStmt");
    has_path = has_path || text_of(set, "name") == "search_path";
  }
  action.words["name"] = base::join(strings(member(node, "funcname")), ".");
  if (is_definer && !has_path) action.flags.insert("definer without path");
}

void PostgresqlReader::policy(const Json& node) {
  add(on(relation(member(node, "table")), "create policy", text_.whole()));
}

void PostgresqlReader::grant(const Json& node) {
  add_plain(is_true(node, "is_grant") ? "grant" : "revoke");
}

void PostgresqlReader::alter_extension(const Json& node) {
  add_plain("alter extension");
  actions_.back().words["name"] = spelled(text_of(node, "extname"));
}

void PostgresqlReader::set_schema(const Json& node) {
  if (!member(node, "relation").is_object()) return;
  Action action = on(relation(member(node, "relation")), "set schema", text_.whole());
  action.words["new"] = spelled(text_of(node, "newschema"));
  add(std::move(action));
}

void PostgresqlReader::vacuum(const Json& node) {
  if (!is_true(node, "is_vacuumcmd")) return;
  const std::string kind = has_option(member(node, "options"), "full") ? "vacuum full" : "vacuum";
  if (!member(node, "rels").is_array()) {
    add_plain(kind);
    actions_.back().words["table"] = "each table";
    return;
  }
  for (const Json& item : member(node, "rels")) {
    const Json& range = member(member(item, "VacuumRelation"), "relation");
    add(on(relation(range), kind, text_.whole()));
    actions_.back().words["verb"] = "VACUUM FULL";
  }
}

void PostgresqlReader::cluster(const Json& node) {
  if (!member(node, "relation").is_object()) return;
  Action action = on(relation(member(node, "relation")), "cluster", text_.whole());
  action.words["verb"] = "CLUSTER";
  action.words["index"] = "its index";
  add(std::move(action));
}

void PostgresqlReader::reindex(const Json& node) {
  const bool is_index = text_of(node, "kind") == "REINDEX_OBJECT_INDEX";
  const bool is_concurrent = has_option(member(node, "params"), "concurrently");
  if (!member(node, "relation").is_object()) {
    add_plain(is_concurrent ? "reindex concurrently" : "reindex table");
    Action& all = actions_.back();
    all.words["name"] = "each index of it";
    all.words["table"] = text_.word(1) + " " + spelled(text_of(node, "name"));
    all.words["index"] = "each index";
    all.words["concurrent form"] =
        text_.text(0, 2) + " concurrently " + text_.text(2, text_.size());
    return;
  }
  const Relation named = relation(member(node, "relation"));
  Action action = on(named, is_index ? "reindex" : "reindex table", text_.whole());
  if (is_concurrent) action.kind = "reindex concurrently";
  if (is_index) {
    const auto table = context_.table_of_index(named.name.schema, named.name.name);
    action.table = table.value_or(schema::TableName{});
    action.words["table"] = table ? spelled(table->name) : "its table";
  }
  action.words["index"] = is_index ? named.text : "each of its indexes";
  action.words["name"] = named.text;
  const std::size_t at = text_.find(is_index ? "index" : "table");
  action.words["concurrent form"] =
      text_.text(0, at + 1) + " concurrently " + text_.text(at + 1, text_.size());
  add(std::move(action));
}

void PostgresqlReader::refresh(const Json& node) {
  const bool is_concurrent = is_true(node, "concurrent");
  Action action =
      on(relation(member(node, "relation")),
         is_concurrent ? "refresh materialized view concurrently" : "refresh materialized view",
         text_.whole());
  action.words["view"] = action.word("table");
  action.words["table"] = "what it reads";
  add(std::move(action));
}

void PostgresqlReader::run_code(const Json&) { add_plain("do"); }

void PostgresqlReader::drop_database(const Json& node) {
  add_plain("drop database");
  actions_.back().words["name"] = spelled(text_of(node, "dbname"));
}

}  // namespace tenon::lint

// What is no ALTER TABLE: types, triggers, rights, maintenance.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "lint/code_body.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
void PostgresqlReader::alter_enum(const Json& node) {
  add_plain(member(node, "oldVal").is_string() ? "rename enum value" : "add enum value");
  Action& action = actions_.back();
  action.span = text_.whole();
  action.words["type"] = base::join(strings(member(node, "typeName")), ".");
  action.words["made"] = object_key("type", strings(member(node, "typeName")));
  action.words["old"] = "'" + text_of(node, "oldVal") + "'";
  action.words["value"] = "'" + text_of(node, "newVal") + "'";
  action.words["literal"] = "'" + base::replace_all(text_of(node, "newVal"), "'", "''") + "'";
  if (!member(node, "newValNeighbor").is_string()) action.flags.insert("at the end");
}

void PostgresqlReader::alter_domain(const Json& node) {
  const Json& constraint = member(member(node, "def"), "Constraint");
  const std::string subtype = text_of(node, "subtype");
  if (subtype != "C" && subtype != "O" && subtype != "V") return;
  const bool is_required = subtype == "O";
  add_plain(is_required                              ? "alter domain set not null"
            : subtype == "V"                         ? "validate domain check"
            : is_true(constraint, "skip_validation") ? "alter domain add check not valid"
                                                     : "alter domain add check");

  Action& action = actions_.back();
  const std::vector<std::string> name = strings(member(node, "typeName"));
  action.words["made"] = object_key("type", name);
  action.words["domain"] = base::join(name, ".");
  action.words["table"] = "each table that has a column of it";
  if (is_required || action.kind == "alter domain add check")
    action.flags.insert("locks unnamed tables");
  std::string constraint_name = text_of(constraint, "conname");
  if (subtype == "V") constraint_name = text_of(node, "name");
  if (constraint_name.empty()) constraint_name = name.back() + (is_required ? "_given" : "_check");
  action.words["name"] = spelled(constraint_name);
  if (subtype != "C") return;
  const std::size_t check = text_.find("check");
  action.words["check"] = parenthesized_at(check + 1);
}

void PostgresqlReader::create_domain(const Json& node) {
  add_plain("create domain");
  Action& action = actions_.back();
  const std::vector<std::string> name = strings(member(node, "domainname"));
  action.words["made"] = object_key("type", name);
  for (const Json& item : member(node, "constraints")) {
    const std::string kind = text_of(member(item, "Constraint"), "contype");
    if (kind == "CONSTR_CHECK" || kind == "CONSTR_NOTNULL") action.flags.insert("checked");
  }
  if (is_checked_domain(type_name(member(node, "typeName")))) action.flags.insert("checked");
}

void PostgresqlReader::create_type(const Json& node) {
  add_plain("create type");
  const std::vector<std::string> name = strings(member(node, "typeName"));
  const Json& relation = member(node, "typevar");
  const std::vector<std::string> all =
      name.empty()
          ? std::vector<std::string>{text_of(relation, "schemaname"), text_of(relation, "relname")}
          : name;
  actions_.back().words["own name"] = all.back();
  actions_.back().words["made"] = object_key("type", all);
}

void PostgresqlReader::create_trigger(const Json& node) {
  Action action = on(relation(member(node, "relation")), "create trigger", text_.whole());
  action.words["own name"] = text_of(node, "trigname");
  action.words["name"] = spelled(action.word("own name"));
  add(std::move(action));
}

void PostgresqlReader::create_rule(const Json& node) {
  add(on(relation(member(node, "relation")), "create rule", text_.whole()));
}

void PostgresqlReader::create_function(const Json& node) {
  add_plain("create function");
  Action& action = actions_.back();
  bool is_definer = false;
  bool has_path = false;
  std::string language = "sql";
  for (const Json& item : member(node, "options")) {
    const Json& option = member(item, "DefElem");
    const std::string name = text_of(option, "defname");
    if (name == "security")
      is_definer = is_true(member(member(option, "arg"), "Boolean"), "boolval");
    if (name == "language") language = text_of(member(member(option, "arg"), "String"), "sval");
    if (name != "set") continue;
    const Json& set = member(member(option, "arg"), "VariableSetStmt");
    has_path = has_path || text_of(set, "name") == "search_path";
  }
  const std::vector<std::string> names = strings(member(node, "funcname"));
  action.words["name"] = base::join(names, ".");
  action.words["own name"] = names.empty() ? std::string{} : names.back();
  action.words["made"] = object_key("function", names);
  if (is_true(node, "replace")) action.flags.insert("if not exists");
  if (is_definer && !has_path) action.flags.insert("definer without path");
  CodeBody body = read_body(text_, language);
  // What nobody can read is told of where it is called.
  if (body.unread.empty()) {
    action.inner = std::move(body.statements);
  } else {
    action.flags.insert("unread");
  }
}

/// Who it runs as, and with which search_path, is the only danger in it.
void PostgresqlReader::alter_function(const Json& node) {
  const std::vector<std::string> names =
      strings(member(member(member(node, "func"), "ObjectWithArgs"), "objname"));
  const std::vector<std::string> own =
      names.empty() ? strings(member(member(node, "func"), "objname")) : names;
  add_plain("alter function");
  Action& action = actions_.back();
  action.words["name"] = base::join(own, ".");
  action.words["own name"] = own.empty() ? std::string{} : own.back();
  bool is_definer = false;
  for (const Json& item : member(node, "actions")) {
    const Json& option = member(item, "DefElem");
    const std::string name = text_of(option, "defname");
    if (name == "security")
      is_definer = is_true(member(member(option, "arg"), "Boolean"), "boolval");
    const Json& set = member(member(option, "arg"), "VariableSetStmt");
    if (name == "set" && text_of(set, "name") == "search_path") action.flags.insert("sets path");
  }
  if (is_definer && !action.is("sets path")) action.flags.insert("definer without path");
}

void PostgresqlReader::create_sequence(const Json& node) {
  const Json& range = member(node, "sequence");
  add_plain("create sequence");
  Action& action = actions_.back();
  action.words["made"] =
      object_key("sequence", {text_of(range, "schemaname"), text_of(range, "relname")});
  if (is_true(node, "if_not_exists")) action.flags.insert("if not exists");
}

void PostgresqlReader::policy(const Json& node) {
  const char* const kind = text_.word(0) == "alter" ? "alter policy" : "create policy";
  add(on(relation(member(node, "table")), kind, text_.whole()));
}

void PostgresqlReader::grant(const Json& node) {
  add_plain(is_true(node, "is_grant") ? "grant" : "revoke");
  const Json& objects = member(node, "objects");
  if (text_of(node, "targtype") != "ACL_TARGET_OBJECT" || !objects.is_array()) return;
  // Nobody has used a new one so far.
  const std::string kind = object_kind(text_of(node, "objtype"));
  const bool is_new = std::all_of(objects.begin(), objects.end(), [&](const Json& object) {
    const Json& range = member(object, "RangeVar");
    if (!range.is_object()) return context_.is_new_object(object_key(kind, object_names(object)));
    return context_.is_new(relation(range).name) ||
           context_.is_new_object(
               object_key("sequence", {text_of(range, "schemaname"), text_of(range, "relname")}));
  });
  if (is_new) actions_.back().flags.insert("of new");
}

void PostgresqlReader::alter_extension(const Json& node) {
  add_plain("alter extension");
  actions_.back().words["name"] = spelled(text_of(node, "extname"));
}

/// Roles, owners, and what new objects allow whom.
void PostgresqlReader::change_rights(const Json& node) {
  add_plain("change rights");
  if (member(node, "object").is_object())
    actions_.back().words["made"] =
        object_key(object_kind(text_of(node, "objectType")), object_names(member(node, "object")));
}

void PostgresqlReader::change_setting(const Json&) {
  const bool is_system = text_.word(1) == "system";
  if (text_.find("tablespace") < text_.size()) return add_plain("run alone");
  add_plain(is_system ? "alter system" : "change setting");
  Action& action = actions_.back();
  action.span = text_.whole();
  action.words["of"] = is_system ? "the server" : text_.text(1, text_.name_end(2));
}

void PostgresqlReader::vacuum(const Json& node) {
  if (!is_true(node, "is_vacuumcmd")) return;
  const std::string kind = has_option(member(node, "options"), "full") ? "vacuum full" : "vacuum";
  if (!member(node, "rels").is_array()) {
    add_plain(kind);
    actions_.back().words["table"] = "each table";
    actions_.back().words["verb"] = "VACUUM FULL";
    return;
  }
  for (const Json& item : member(node, "rels")) {
    const Json& range = member(member(item, "VacuumRelation"), "relation");
    add(on(relation(range), kind, text_.whole()));
    actions_.back().words["verb"] = "VACUUM FULL";
  }
}

void PostgresqlReader::cluster(const Json& node) {
  if (member(node, "relation").is_object()) {
    add(on(relation(member(node, "relation")), "cluster", text_.whole()));
  } else {
    add_plain("run alone");
    add_plain("cluster");
    actions_.back().words["table"] = "each table that was clustered before";
  }
  actions_.back().words["verb"] = "CLUSTER";
  actions_.back().words["index"] = "its index";
}

/// ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b.
void PostgresqlReader::move_all(const Json& node) {
  add_plain("set tablespace");
  actions_.back().words["table"] =
      "each " + text_.word(1) + " of " + spelled(text_of(node, "orig_tablespacename"));
}

void PostgresqlReader::reindex(const Json& node) {
  const bool is_index = text_of(node, "kind") == "REINDEX_OBJECT_INDEX";
  const bool is_concurrent = has_option(member(node, "params"), "concurrently");
  if (!member(node, "relation").is_object()) {
    if (!is_concurrent) add_plain("run alone");
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
  if (is_true(node, "skipData")) action.flags.insert("without rows");
  add(std::move(action));
}

/// DO: its statements are judged as if they stood there.
void PostgresqlReader::run_code(const Json& node) {
  std::string language = "plpgsql";
  for (const Json& item : member(node, "args")) {
    const Json& option = member(item, "DefElem");
    if (text_of(option, "defname") == "language")
      language = text_of(member(member(option, "arg"), "String"), "sval");
  }
  const CodeBody body = read_body(text_, language);
  add_plain("do");
  actions_.back().inner = body.statements;
  for (const CodeBody::Unread& one : body.unread) {
    add_plain("unread code");
    actions_.back().span = one.span;
    actions_.back().words["what"] = one.what;
  }
}

void PostgresqlReader::drop_database(const Json& node) {
  add_plain("drop database");
  actions_.back().words["name"] = spelled(text_of(node, "dbname"));
}

}  // namespace tenon::lint

// ALTER TABLE: each of its commands is one thing that it does, some of them several.
#include <algorithm>
#include <map>
#include <optional>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "lint/column_change.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

/// "a is not null": the column a.
std::string not_null_column(const nlohmann::json& expression) {
  const nlohmann::json& test = member(expression, "NullTest");
  if (text_of(test, "nulltesttype") != "IS_NOT_NULL") return {};
  const std::vector<std::string> fields =
      strings(member(member(member(test, "arg"), "ColumnRef"), "fields"));
  return fields.empty() ? std::string{} : fields.back();
}

bool is_serial(const std::string& type) {
  static const std::map<std::string, int> names = {{"serial", 4},      {"serial4", 4},
                                                   {"bigserial", 8},   {"serial8", 8},
                                                   {"smallserial", 2}, {"serial2", 2}};
  return names.count(type) != 0;
}

/// The default that is none.
bool is_null(const nlohmann::json& expression) {
  const nlohmann::json& constant = member(expression, "A_Const");
  if (constant.is_object()) return is_true(constant, "isnull") || constant.contains("Null");
  const nlohmann::json& cast = member(expression, "TypeCast");
  return cast.is_object() && is_null(member(cast, "arg"));
}

std::string joined(const std::vector<std::string>& names) { return base::join(names, "_"); }

}  // namespace

void PostgresqlReader::alter_table(const Json& node) {
  const std::string type = text_of(node, "objtype");
  const Json& parts = member(node, "cmds");
  // Of an index only its place, of a type its attributes: the columns of what has that type.
  const auto has = [&](const char* subtype) {
    return std::all_of(parts.begin(), parts.end(), [&](const Json& one) {
      return text_of(member(one, "AlterTableCmd"), "subtype") == subtype;
    });
  };
  const bool is_other = (type == "OBJECT_INDEX" && has("AT_SetTableSpace")) ||
                        (type == "OBJECT_TYPE" && has("AT_DropColumn"));
  if (type != "OBJECT_TABLE" && type != "OBJECT_MATVIEW" && !is_other) return;
  const Relation table = relation(member(node, "relation"));
  const Json& commands = parts;
  std::size_t from = table.last;
  if (text_.token(from) == "*") ++from;
  const std::vector<Piece> pieces = text_.pieces(from);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const Piece whole{0, text_.size()};
    const Piece& piece = pieces.size() == commands.size() ? pieces[i] : whole;
    alter_one(table, member(commands[i], "AlterTableCmd"), piece);
  }
}

void PostgresqlReader::alter_one(const Relation& table, const Json& command, const Piece& piece) {
  static const std::map<std::string, std::string> plain = {
      {"AT_DropColumn", "drop column"},
      {"AT_ColumnDefault", "set default"},
      {"AT_DropNotNull", "drop not null"},
      {"AT_SetStatistics", "set statistics"},
      {"AT_SetStorage", "set storage"},
      {"AT_SetRelOptions", "set options"},
      {"AT_ReplicaIdentity", "replica identity"},
      {"AT_EnableRowSecurity", "enable row level security"},
      {"AT_DisableRowSecurity", "disable row level security"},
      {"AT_ForceRowSecurity", "force row level security"},
      {"AT_NoForceRowSecurity", "force row level security"},
      {"AT_AddIdentity", "add identity"},
      {"AT_DropIdentity", "drop identity"},
      {"AT_DropExpression", "drop expression"},
      {"AT_AddInherit", "inherit"},
      {"AT_DropInherit", "inherit"},
      {"AT_ChangeOwner", "change owner"},
      {"AT_EnableTrig", "enable trigger"},
      {"AT_EnableTrigAll", "enable trigger"},
      {"AT_EnableTrigUser", "enable trigger"},
      {"AT_SetAccessMethod", "set access method"},
      {"AT_DisableTrig", "disable trigger"},
      {"AT_DisableTrigAll", "disable trigger"},
      {"AT_DisableTrigUser", "disable trigger"},
      {"AT_SetLogged", "set logged"},
      {"AT_SetUnLogged", "set logged"},
      {"AT_SetTableSpace", "set tablespace"},
  };
  const std::string subtype = text_of(command, "subtype");
  const Json& def = member(command, "def");
  if (subtype == "AT_AddColumn") return add_column(table, member(def, "ColumnDef"), piece);
  if (subtype == "AT_AddConstraint") return add_constraint(table, member(def, "Constraint"), piece);
  if (subtype == "AT_AlterColumnType") return change_type(table, command, piece);
  if (subtype == "AT_ValidateConstraint") return validate(table, command, piece);
  if (subtype == "AT_DropConstraint") return drop_constraint(table, command, piece);
  if (subtype == "AT_SetNotNull") return set_not_null(table, command, piece);
  if (alter_partition(table, command, piece)) return;
  const auto kind = plain.find(subtype);
  if (kind == plain.end()) return;
  add(column_action(table, kind->second, text_of(command, "name"), piece));
  Action& action = actions_.back();
  if (text_of(command, "behavior") == "DROP_CASCADE") action.flags.insert("cascade");
  action.words["object"] = "column " + action.word("column");
  if (kind->second == "disable trigger") {
    action.words["which"] = subtype == "AT_DisableTrig"      ? "trigger " + action.word("column")
                            : subtype == "AT_DisableTrigAll" ? "no foreign key and no trigger"
                                                             : "no trigger";
    action.words["verb"] = subtype == "AT_DisableTrig" ? "does not run" : "runs";
  }
}

bool PostgresqlReader::alter_partition(const Relation& table, const Json& command,
                                       const Piece& piece) {
  const Json& parts = member(member(command, "def"), "PartitionCmd");
  if (!parts.is_object()) return false;
  const std::string subtype = text_of(command, "subtype");
  if (subtype != "AT_AttachPartition" && subtype != "AT_DetachPartition") return false;
  const Relation partition = relation(member(parts, "name"));
  const bool attaches = subtype == "AT_AttachPartition";
  Action action = on(table, attaches ? "attach partition" : "detach partition",
                     text_.span(piece.first, piece.last));
  if (is_true(parts, "concurrent")) action.kind = "detach partition concurrently";
  action.words["partition"] = partition.text;
  action.words["name"] = partition.text;
  if (attaches && context_.is_new(partition.name)) action.flags.insert("new partition");
  add(std::move(action));
  return true;
}

std::string PostgresqlReader::parenthesized_at(std::size_t token) const {
  return parenthesized(text_, token);
}

Action PostgresqlReader::column_action(const Relation& table, std::string kind,
                                       const std::string& column, const Piece& piece) const {
  Action action = on(table, std::move(kind), text_.span(piece.first, piece.last));
  action.column = column;
  action.words["column"] = spelled(column);
  action.words["bare column"] = column;
  return action;
}

void PostgresqlReader::add_column(const Relation& table, const Json& column, const Piece& piece) {
  Action action = column_action(table, "add column", text_of(column, "colname"), piece);
  const std::vector<std::string> type = strings(member(member(column, "typeName"), "names"));
  action.words["type name"] = type.empty() ? std::string{} : type.back();
  action.words["why"] = "";
  bool is_filled = false;
  bool is_required = false;
  if (is_checked_domain(action.word("type name"))) action.kind = "add column of checked domain";
  if (is_serial(action.word("type name"))) {
    action.kind = "add column of serial";
    is_filled = true;
  }
  for (const Json& item : member(column, "constraints")) {
    const Json& constraint = member(item, "Constraint");
    const std::string kind = text_of(constraint, "contype");
    if (kind == "CONSTR_DEFAULT" && is_null(member(constraint, "raw_expr"))) continue;
    is_required = is_required || kind == "CONSTR_NOTNULL" || kind == "CONSTR_PRIMARY";
    if (kind == "CONSTR_DEFAULT" || kind == "CONSTR_IDENTITY" || kind == "CONSTR_GENERATED")
      is_filled = true;
    if (kind == "CONSTR_IDENTITY") action.kind = "add column of identity";
    if (kind == "CONSTR_GENERATED") action.kind = "add column that is generated";
    if (kind != "CONSTR_DEFAULT") continue;
    const std::size_t first = text_.token_at(place_of(constraint));
    action.words["default"] = expression_text(text_, first + 1, piece.last);
    const bool is_same = is_same_for_all(member(constraint, "raw_expr"));
    if (!is_same) action.kind = "add column with volatile default";
    if (is_same && context_.version() < ServerVersion{11, 0}) {
      action.kind = "add column with volatile default";
      action.words["why"] = ", or so the server takes it before version 11";
    }
  }
  action.words["definition"] = plain_column(text_, piece);
  action.words["then required"] =
      is_required ? "\n-- then NOT NULL, by a check that was validated" : "";
  if (is_required) action.flags.insert("required");
  if (is_filled) action.flags.insert("filled");
  add(action);
  if (is_required && !is_filled) {
    action.kind = "add required column";
    add(action);
  }
  for (const Json& item : member(column, "constraints"))
    add_column_constraint(table, member(item, "Constraint"), action);
}

/// One that the same text creates: of others nothing is known.
bool PostgresqlReader::is_checked_domain(const std::string& type) const {
  const std::vector<const Action*>& domains = context_.history_of("create domain");
  return std::any_of(domains.begin(), domains.end(), [&](const Action* domain) {
    return domain->word("name") == type && domain->is("checked");
  });
}

/// What stands behind a column that is added.
void PostgresqlReader::add_column_constraint(const Relation& table, const Json& constraint,
                                             const Action& column) {
  static const std::map<std::string, std::string> kinds = {
      {"CONSTR_CHECK", "add column with check"},
      {"CONSTR_UNIQUE", "add column with key"},
      {"CONSTR_PRIMARY", "add column with key"},
      {"CONSTR_FOREIGN", "add column with reference"}};
  const auto kind = kinds.find(text_of(constraint, "contype"));
  if (kind == kinds.end()) return;
  Action action = column;
  action.kind = kind->second;
  action.words["parent"] = "";
  const bool is_reference = kind->second == "add column with reference";
  if (is_reference) action.words["parent"] = relation(member(constraint, "pktable")).text;
  // Without a value there is nothing to look for in the other table.
  const bool is_looked_up = is_reference && column.is("filled");
  if (is_looked_up) {
    action.kind = "add foreign key";
    action.flags.insert("named");  // what stands in a column nobody names
  }
  const bool is_key = kind->second == "add column with key";
  const bool is_check = kind->second == "add column with check";
  std::string name = text_of(constraint, "conname");
  if (name.empty())
    name = table.name.name + "_" + column.column +
           (is_key     ? "_key"
            : is_check ? "_check"
                       : "_fkey");
  action.words["constraint"] = name;
  action.words["name"] = spelled(name);
  if (is_looked_up)
    action.words["clause"] = "constraint " + spelled(name) + " foreign key (" +
                             spelled(column.column) + ") references " + action.word("parent");
  if (is_check) {
    const std::size_t check = text_.find("check", text_.token_at(place_of(constraint)));
    action.words["check"] = parenthesized(text_, check + 1);
  }
  add(std::move(action));
}

void PostgresqlReader::add_constraint(const Relation& table, const Json& constraint,
                                      const Piece& piece) {
  const std::string type = text_of(constraint, "contype");
  Action action = on(table, "", text_.span(piece.first, piece.last));
  std::vector<std::string> keys = strings(member(constraint, "keys"));
  if (type == "CONSTR_FOREIGN") keys = strings(member(constraint, "fk_attrs"));
  const std::string index = text_of(constraint, "indexname");
  const bool is_valid = !is_true(constraint, "skip_validation");
  std::string ending = "_check";
  if (type == "CONSTR_CHECK") action.kind = is_valid ? "add check" : "add check not valid";
  if (type == "CONSTR_FOREIGN") ending = "_fkey";
  if (type == "CONSTR_UNIQUE") {
    action.kind = index.empty() ? "add unique" : "add unique using index";
    ending = "_key";
  } else if (type == "CONSTR_PRIMARY") {
    action.kind = index.empty() ? "add primary key" : "add primary key using index";
    ending = "_pkey";
    keys.clear();
  } else if (type == "CONSTR_EXCLUSION") {
    action.kind = "add exclude";
    ending = "_excl";
  }
  std::string name = text_of(constraint, "conname");
  const bool is_named = !name.empty();
  if (!is_named) name = table.name.name + (keys.empty() ? "" : "_" + joined(keys)) + ending;
  std::size_t first = piece.first + 1;
  action.words["constraint"] = name;
  action.words["name"] = spelled(name);
  if (is_named && text_.word(first) == "constraint") first += 2;
  action.words["clause"] = "constraint " + spelled(name) + " " + text_.text(first, piece.last);
  if (is_named) action.flags.insert("named");
  std::vector<std::string> columns;
  for (const std::string& key : strings(member(constraint, "keys")))
    columns.push_back(spelled(key));
  action.words["columns"] = base::join(columns, ", ");
  action.words["not null column"] = not_null_column(member(constraint, "raw_expr"));
  if (type == "CONSTR_FOREIGN") return add_foreign_key(table, constraint, action);
  if (!action.kind.empty()) add(std::move(action));
}

void PostgresqlReader::add_foreign_key(const Relation&, const Json& constraint,
                                       const Action& base) {
  Action action = base;
  const Relation parent = relation(member(constraint, "pktable"));
  action.kind =
      is_true(constraint, "skip_validation") ? "add foreign key not valid" : "add foreign key";
  action.words["parent"] = parent.text;
  std::vector<std::string> columns = strings(member(constraint, "fk_attrs"));
  action.words["first column"] = columns.empty() ? std::string{} : columns.front();
  for (std::string& column : columns) column = spelled(column);
  action.words["key columns"] = base::join(columns, ", ");
  if (context_.is_new(parent.name)) action.flags.insert("new parent");
  add(std::move(action));
}

void PostgresqlReader::validate(const Relation& table, const Json& command, const Piece& piece) {
  Action action = on(table, "validate check", text_.span(piece.first, piece.last));
  const std::string name = text_of(command, "name");
  action.words["constraint"] = name;
  action.words["name"] = spelled(name);
  for (const Action* const done : context_.history_of("add foreign key not valid")) {
    if (done->table != table.name || done->word("constraint") != name) continue;
    action.kind = "validate foreign key";
    action.words["parent"] = done->word("parent");
  }
  const bool is_of_this = std::any_of(actions_.begin(), actions_.end(), [&](const Action& done) {
    return done.kind.find("not valid") != std::string::npos && done.word("constraint") == name;
  });
  if (is_of_this) action.flags.insert("added here");
  add(std::move(action));
}

void PostgresqlReader::drop_constraint(const Relation& table, const Json& command,
                                       const Piece& piece) {
  Action action = on(table, "drop check", text_.span(piece.first, piece.last));
  const std::string name = text_of(command, "name");
  action.words["constraint"] = name;
  action.words["name"] = spelled(name);
  action.words["object"] = "constraint " + spelled(name);
  if (text_of(command, "behavior") == "DROP_CASCADE") action.flags.insert("cascade");
  const schema::Table* const known = context_.find(table.name);
  if (known != nullptr) {
    for (const schema::ForeignKey& key : known->foreign_keys) {
      if (key.name != name) continue;
      action.kind = "drop foreign key";
      action.words["parent"] =
          (key.schema.empty() ? "" : spelled(key.schema) + ".") + spelled(key.table);
    }
  }
  add(std::move(action));
}

void PostgresqlReader::set_not_null(const Relation& table, const Json& command,
                                    const Piece& piece) {
  const std::string column = text_of(command, "name");
  const bool is_proven =
      context_.version() >= ServerVersion{12, 0} && context_.proves_not_null(table.name, column);
  add(column_action(table, is_proven ? "set not null that a check proves" : "set not null", column,
                    piece));
}

void PostgresqlReader::change_type(const Relation& table, const Json& command, const Piece& piece) {
  const std::string column = text_of(command, "name");
  Action action = column_action(table, "change type", column, piece);
  const std::size_t type = text_.find("type", piece.first);
  std::size_t last = type + 1;
  while (last < piece.last && text_.word(last) != "using" && text_.word(last) != "collate") ++last;
  action.words["type"] = text_.text(type + 1, last);
  const std::vector<std::string> names =
      strings(member(member(member(member(command, "def"), "ColumnDef"), "typeName"), "names"));
  action.words["type name"] = names.empty() ? std::string{} : names.back();
  const schema::Column* const known = context_.find(table.name, column);
  action.words["from"] = known != nullptr ? schema::describe(known->type) : std::string{"?"};
  if (known == nullptr) action.flags.insert("unknown type");
  const bool is_converted = text_.find("using", last) < piece.last;
  if (known != nullptr && !is_converted &&
      is_free_change(*known, action.word("type"), context_.version()))
    action.kind = "change type in the catalogue";
  if (known != nullptr && narrows(*known, action.word("type"))) action.flags.insert("narrower");
  const bool is_collated = text_.find("collate", last) < piece.last;
  if (action.kind == "change type in the catalogue" && is_collated)
    action.kind = "change collation of indexed column";
  action.words["index"] = "each of its indexes";
  add(std::move(action));
}

}  // namespace tenon::lint

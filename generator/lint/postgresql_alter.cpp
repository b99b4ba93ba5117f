// ALTER TABLE: each of its commands is one thing that it does, some of them several.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "lint/column_change.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

bool is_serial(const std::string& type) {
  static const std::map<std::string, int> names = {{"serial", 4},      {"serial4", 4},
                                                   {"bigserial", 8},   {"serial8", 8},
                                                   {"smallserial", 2}, {"serial2", 2}};
  return names.count(type) != 0;
}

/// USING a, or a::text where it becomes text.
bool converts_nothing(const nlohmann::json& definition, const std::string& column) {
  const nlohmann::json* expression = &member(definition, "raw_default");
  const nlohmann::json& cast = member(*expression, "TypeCast");
  if (cast.is_object()) {
    const nlohmann::json& type = member(definition, "typeName");
    if (without_places(member(cast, "typeName")) != without_places(type)) return false;
    expression = &member(cast, "arg");
  }
  const std::vector<std::string> fields =
      strings(member(member(*expression, "ColumnRef"), "fields"));
  return !fields.empty() && fields.back() == column;
}

bool is_indexed(const schema::Table& table, const std::string& column) {
  const auto has = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  return (table.primary_key && has(table.primary_key->columns)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const schema::Unique& unique) { return has(unique.columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [&](const schema::Index& index) {
           return std::any_of(index.parts.begin(), index.parts.end(), [&](const auto& part) {
             return part.column == column || base::mentions(part.expression, column);
           });
         });
}

bool attaches(const std::string& subtype) { return subtype == "AT_AttachPartition"; }

/// Of an index only its place, of a type its attributes: the columns of what has that type. The
/// rows of a foreign table are elsewhere.
bool matters(const std::string& object, const std::string& subtype) {
  if (object == "OBJECT_TABLE" || object == "OBJECT_MATVIEW") return true;
  if (object == "OBJECT_INDEX") return subtype == "AT_SetTableSpace";
  if (object == "OBJECT_TYPE") return subtype == "AT_DropColumn";
  if (object == "OBJECT_FOREIGN_TABLE" && subtype == "AT_DropColumn") return true;
  return subtype == "AT_ChangeOwner";
}

/// The default that is none.
bool is_null(const nlohmann::json& expression) {
  const nlohmann::json& constant = member(expression, "A_Const");
  if (constant.is_object()) return is_true(constant, "isnull") || constant.contains("Null");
  const nlohmann::json& cast = member(expression, "TypeCast");
  return cast.is_object() && is_null(member(cast, "arg"));
}

}  // namespace

void PostgresqlReader::alter_table(const Json& node) {
  const std::string type = text_of(node, "objtype");
  const Relation table = relation(member(node, "relation"));
  const Json& commands = member(node, "cmds");
  std::size_t from = table.last;
  if (text_.token(from) == "*") ++from;
  const std::vector<Piece> pieces = text_.pieces(from);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const Piece whole{0, text_.size()};
    const Piece& piece = pieces.size() == commands.size() ? pieces[i] : whole;
    const Json& command = member(commands[i], "AlterTableCmd");
    if (type == "OBJECT_INDEX" && attaches(text_of(command, "subtype"))) {
      attach_index(command);
    } else if (matters(type, text_of(command, "subtype"))) {
      alter_one(table, command, piece);
    } else if (type == "OBJECT_VIEW") {
      Action action = on(table, "alter view", text_.span(piece.first, piece.last));
      action.row = "replace view";
      action.words["view"] = table.text;
      action.words["table"] = "what it reads";
      add(std::move(action));
    }
  }
  find_repeated_columns(table, commands);
}

/// ADD COLUMN a, ADD COLUMN a: the server refuses it, but for IF NOT EXISTS.
void PostgresqlReader::find_repeated_columns(const Relation& table, const Json& commands) {
  std::set<std::string> added;
  for (const Json& one : commands) {
    const Json& command = member(one, "AlterTableCmd");
    const bool adds = text_of(command, "subtype") == "AT_AddColumn";
    if (!adds || is_true(command, "missing_ok")) continue;
    const Json& column = member(member(command, "def"), "ColumnDef");
    const std::string name = text_of(column, "colname");
    if (added.insert(name).second) continue;
    const std::size_t first = text_.token_at(place_of(column));
    add(column_action(table, "duplicate column", name, {first, first + 1}));
  }
}

void PostgresqlReader::alter_one(const Relation& table, const Json& command, const Piece& piece) {
  static const std::map<std::string, std::string> plain = {
      {"AT_DropColumn", "drop column"},
      {"AT_ColumnDefault", "set default"},
      {"AT_DropNotNull", "drop not null"},
      {"AT_SetStatistics", "set statistics"},
      {"AT_SetStorage", "set storage"},
      {"AT_SetCompression", "set compression"},
      {"AT_AlterConstraint", "alter constraint"},
      {"AT_SetIdentity", "set identity"},
      {"AT_EnableRule", "change rule"},
      {"AT_EnableAlwaysRule", "change rule"},
      {"AT_EnableReplicaRule", "change rule"},
      {"AT_DisableRule", "change rule"},
      {"AT_AddOf", "set type"},
      {"AT_DropOf", "set type"},
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
      {"AT_EnableAlwaysTrig", "enable trigger"},
      {"AT_EnableReplicaTrig", "enable trigger"},
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
  const bool is_cascade = text_of(command, "behavior") == "DROP_CASCADE";
  if (is_cascade) action.flags.insert("cascade");
  action.words["object"] = "column " + action.word("column");
  if (kind->second == "disable trigger") {
    action.words["which"] = subtype == "AT_DisableTrig"      ? "trigger " + action.word("column")
                            : subtype == "AT_DisableTrigAll" ? "no foreign key and no trigger"
                                                             : "no trigger";
    action.words["verb"] = subtype == "AT_DisableTrig" ? "does not run" : "runs";
  }
  if (subtype == "AT_DropColumn") name_keys_of(action);
  if (!is_cascade || subtype != "AT_DropColumn") return;
  if (context_.find(table.name) == nullptr) {
    action.row = "drop column cascade";
    action.words["child"] = text_.is(1, "type") ? "each table of that type" : depends_on_it;
  }
  cut_keys(table, text_of(command, "name"), text_.span(piece.first, piece.last));
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
  action.words["type name"] = type_name(member(column, "typeName"));
  if (member(member(column, "typeName"), "typmods").is_array()) action.flags.insert("limited");
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
  name_referred(actions_.back(), member(column, "constraints"));
  if (is_required && !is_filled) {
    action.kind = "add required column";
    add(action);
  }
  for (const Json& item : member(column, "constraints"))
    add_column_constraint(table, member(item, "Constraint"), action);
}

/// One that the same text creates: of others nothing is known.
bool PostgresqlReader::is_checked_domain(const std::string& type) const {
  const std::string key = "type " + type;
  const auto is_it = [&](const Action* one) {
    return one->word("made") == key && (one->kind != "create domain" || one->is("checked"));
  };
  for (const char* const kind :
       {"create domain", "alter domain add check", "alter domain set not null"}) {
    const std::vector<const Action*>& found = context_.history_of(kind);
    if (std::any_of(found.begin(), found.end(), is_it)) return true;
  }
  return false;
}

/// The table that the column refers to is locked along with it.
void PostgresqlReader::name_referred(Action& action, const Json& constraints) const {
  if (action.kind != "add column" || action.is("filled") || !constraints.is_array()) return;
  for (const Json& item : constraints) {
    const Json& constraint = member(item, "Constraint");
    if (text_of(constraint, "contype") != "CONSTR_FOREIGN") continue;
    action.row = "add column with reference";
    action.words["parent"] = relation(member(constraint, "pktable")).text;
  }
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
  const bool is_primary = kind->first == "CONSTR_PRIMARY";
  action.words["key"] = is_primary ? "primary key" : "unique";
  std::string name = text_of(constraint, "conname");
  if (name.empty())
    name = table.name.name + (is_primary ? "_pkey"
                              : is_key   ? "_" + column.column + "_key"
                              : is_check ? "_" + column.column + "_check"
                                         : "_" + column.column + "_fkey");
  action.words["clear"] = clearing(table, name);
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
  const Json& def = member(member(command, "def"), "ColumnDef");
  action.words["type name"] = type_name(member(def, "typeName"));
  const schema::Column* const known = context_.find(table.name, column);
  action.words["from"] = known != nullptr ? schema::describe(known->type) : std::string{"?"};
  action.words["unless"] = known != nullptr ? ""
                                            : "; nothing here tells its old type, as --at does: "
                                              "varchar, say, becomes text without that";
  const bool is_converted =
      text_.find("using", last) < piece.last && !converts_nothing(def, column);
  if (known != nullptr && !is_converted &&
      is_free_change(*known, action.word("type"), context_.version(), context_.is_utc()))
    action.kind = "change type in the catalogue";
  if (known != nullptr && narrows(*known, action.word("type"))) action.flags.insert("narrower");
  const bool is_collated = text_.find("collate", last) < piece.last;
  if (action.kind == "change type in the catalogue" && is_collated &&
      is_indexed(*context_.find(table.name), column))
    action.kind = "change collation of indexed column";
  action.words["index"] = "each of its indexes";
  add(std::move(action));
}

}  // namespace tenon::lint

// ALTER TABLE … ADD, VALIDATE and DROP CONSTRAINT.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "lint/column_change.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

/// The columns of which the expression says that they are not null.
std::vector<std::string> not_null_columns(const nlohmann::json& expression,
                                          bool is_negated = false) {
  const nlohmann::json& logic = member(expression, "BoolExpr");
  const std::string sign = text_of(logic, "boolop");
  const nlohmann::json& parts = member(logic, "args");
  std::vector<std::string> found;
  if (sign == "NOT_EXPR") return not_null_columns(parts[0], !is_negated);
  if (sign == (is_negated ? "OR_EXPR" : "AND_EXPR")) {
    for (const nlohmann::json& part : parts)
      for (std::string& one : not_null_columns(part, is_negated)) found.push_back(std::move(one));
    return found;
  }
  const nlohmann::json& test = member(expression, "NullTest");
  if (text_of(test, "nulltesttype") != (is_negated ? "IS_NULL" : "IS_NOT_NULL")) return {};
  const std::vector<std::string> fields =
      strings(member(member(member(test, "arg"), "ColumnRef"), "fields"));
  if (!fields.empty()) found.push_back(fields.back());
  return found;
}

std::string joined(const std::vector<std::string>& names) { return base::join(names, "_"); }

}  // namespace

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
  action.words["clear"] = clearing(table, name);
  if (is_named && text_.word(first) == "constraint") first += 2;
  action.words["clause"] = "constraint " + spelled(name) + " " + text_.text(first, piece.last);
  if (is_named) action.flags.insert("named");
  std::vector<std::string> columns;
  for (const std::string& key : strings(member(constraint, "keys")))
    columns.push_back(spelled(key));
  action.words["columns"] = base::join(columns, ", ");
  action.columns = not_null_columns(member(constraint, "raw_expr"));
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
  if (!context_.is_new(parent.name)) action.flags.insert("parent in use");
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

/// The foreign key that has this name, as far as anything is known of it.
std::optional<std::string> PostgresqlReader::parent_of(const Relation& table,
                                                       const std::string& name) const {
  std::optional<std::string> parent;
  const schema::Table* const known = context_.find(table.name);
  if (known != nullptr) {
    for (const schema::ForeignKey& key : known->foreign_keys)
      if (key.name == name)
        parent = (key.schema.empty() ? "" : spelled(key.schema) + ".") + spelled(key.table);
  } else if (base::ends_with(name, "_fkey")) {
    parent = "the table that it refers to";  // as the server calls them itself
  }
  for (const char* const kind : {"add foreign key", "add foreign key not valid"}) {
    for (const Action* const done : context_.history_of(kind))
      if (done->table == table.name && done->word("constraint") == name)
        parent = done->word("parent");
  }
  return parent;
}

void PostgresqlReader::drop_constraint(const Relation& table, const Json& command,
                                       const Piece& piece) {
  Action action = on(table, "drop check", text_.span(piece.first, piece.last));
  const std::string name = text_of(command, "name");
  action.words["constraint"] = name;
  action.words["name"] = spelled(name);
  action.words["object"] = "constraint " + spelled(name);
  const bool is_cascade = text_of(command, "behavior") == "DROP_CASCADE";
  if (is_cascade) action.flags.insert("cascade");
  if (const std::optional<std::string> parent = parent_of(table, name)) {
    action.kind = "drop foreign key";
    action.words["parent"] = *parent;
  }
  add(std::move(action));
  const schema::Table* const known = context_.find(table.name);
  if (!is_cascade || known == nullptr) return;
  std::vector<std::string> keys;
  if (known->primary_key && known->primary_key->name == name) keys = known->primary_key->columns;
  for (const schema::Unique& unique : known->uniques)
    if (unique.name == name) keys = unique.columns;
  if (!keys.empty()) cut_keys(table, keys.front(), text_.span(piece.first, piece.last));
}

}  // namespace tenon::lint

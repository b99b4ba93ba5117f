// ALTER TABLE … ADD, VALIDATE and DROP CONSTRAINT.
#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
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

std::string without_not_valid(const StatementText& text, std::size_t first, std::size_t last) {
  std::size_t at = first;
  while (at < last && !(text.is(at, "not") && text.is(at + 1, "valid"))) ++at;
  if (at == last) return text.text(first, last);
  return base::join({text.text(first, at), text.text(at + 2, last)}, at + 2 < last ? " " : "");
}

/// As the server calls them itself, and safe forms the one that goes again.
bool tells_its_kind(const std::string& name) {
  static constexpr std::array<std::string_view, 5> ends = {"_check", "_key", "_pkey", "_excl",
                                                           "_not_null"};
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return base::ends_with(name, end); });
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
  action.words["valid clause"] =
      "constraint " + spelled(name) + " " + without_not_valid(text_, first, piece.last);
  if (is_named) action.flags.insert("named");
  std::vector<std::string> columns;
  for (const std::string& key : strings(member(constraint, "keys")))
    columns.push_back(spelled(key));
  action.words["columns"] = base::join(columns, ", ");
  action.columns = not_null_columns(member(constraint, "raw_expr"));
  if (type == "CONSTR_FOREIGN") return add_foreign_key(table, constraint, action);
  if (!action.kind.empty()) add(std::move(action));
}

void PostgresqlReader::add_foreign_key(const Relation& table, const Json& constraint,
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
  const bool is_valid = action.kind == "add foreign key";
  if (is_valid && do_partitions_have(table, action.word("parent"))) {
    action.flags.insert("proven");
    action.row = "add foreign key that partitions have";
    action.words["default"] = "each partition";
  }
  add(std::move(action));
}

/// Whether this text has given a partition, or what is named like one, the same key before.
bool PostgresqlReader::do_partitions_have(const Relation& table, const std::string& parent) const {
  const std::vector<const Action*>& keys = context_.history_of("validate foreign key");
  return std::any_of(keys.begin(), keys.end(), [&](const Action* one) {
    const std::optional<std::string> whole = context_.whole_of(one->table);
    const bool is_named = base::starts_with(one->table.name, table.name.name + "_");
    return one->word("parent") == parent && (whole ? *whole == table.text : is_named);
  });
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

bool PostgresqlReader::is_made_here(const Relation& table, const std::string& name) const {
  const std::deque<Action>& history = context_.history();
  return std::any_of(history.begin(), history.end(), [&](const Action& one) {
    return one.table == table.name && one.word("constraint") == name &&
           base::starts_with(one.kind, "add ");
  });
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
  const schema::Table* const known = context_.find(table.name);
  if (const std::optional<std::string> parent = parent_of(table, name)) {
    action.kind = "drop foreign key";
    action.words["parent"] = *parent;
  } else if (is_cascade && known == nullptr) {
    action.row = "drop primary key that is referred to";
    action.words["child"] = depends_on_it;
  } else if (known == nullptr && !is_made_here(table, name) && !tells_its_kind(name)) {
    action.kind = "drop unknown constraint";
    action.row = "drop foreign key";
    action.words["parent"] = "the table that it refers to";
  }
  add(std::move(action));
  if (!is_cascade || known == nullptr) return;
  std::vector<std::string> keys;
  if (known->primary_key && known->primary_key->name == name) keys = known->primary_key->columns;
  for (const schema::Unique& unique : known->uniques)
    if (unique.name == name) keys = unique.columns;
  if (!keys.empty()) cut_keys(table, keys.front(), text_.span(piece.first, piece.last));
}

}  // namespace tenon::lint

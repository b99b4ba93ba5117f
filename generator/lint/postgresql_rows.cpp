// Statements about rows: what is written, emptied, locked, and which functions are called.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"
#include "lint/server_functions.hpp"

namespace tenon::lint {
namespace {

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
  for (const nlohmann::json& item : list) {
    const nlohmann::json& target = member(item, "ResTarget");
    // a[1] and a.b are parts of one column.
    if (!member(target, "indirection").is_array()) names.push_back(text_of(target, "name"));
  }
  return names;
}

}  // namespace

/// Whether every row is so, or nearly every one: true, 1 = 1, id = id, a required column that is
/// not null.
bool PostgresqlReader::is_every_row(const Json& condition, const Relation& table) const {
  if (!condition.is_object()) return true;
  if (is_true(member(member(condition, "A_Const"), "boolval"), "boolval")) return true;
  const Json& cast = member(condition, "TypeCast");
  if (cast.is_object()) {
    const std::string text =
        text_of(member(member(member(cast, "arg"), "A_Const"), "sval"), "sval");
    return text == "t" || text == "true" || text == "1";
  }
  const Json& test = member(condition, "NullTest");
  if (text_of(test, "nulltesttype") == "IS_NOT_NULL") {
    const std::vector<std::string> fields =
        strings(member(member(member(test, "arg"), "ColumnRef"), "fields"));
    const schema::Column* const known =
        fields.empty() ? nullptr : context_.find(table.name, fields.back());
    return known != nullptr && !known->nullable;
  }
  const Json& logic = member(condition, "BoolExpr");
  const Json& parts = member(logic, "args");
  const auto is_so = [&](const Json& part) { return is_every_row(part, table); };
  if (text_of(logic, "boolop") == "AND_EXPR") return std::all_of(parts.begin(), parts.end(), is_so);
  if (text_of(logic, "boolop") == "OR_EXPR") return std::any_of(parts.begin(), parts.end(), is_so);
  const Json& compared = member(condition, "A_Expr");
  const std::vector<std::string> sign = strings(member(compared, "name"));
  const bool is_equal =
      !sign.empty() && (sign.back() == "=" || sign.back() == ">=" || sign.back() == "<=");
  const bool is_unequal = !sign.empty() && (sign.back() == "<>" || sign.back() == "!=");
  const Json left = without_places(member(compared, "lexpr"));
  const Json right = without_places(member(compared, "rexpr"));
  const bool is_constant = left.contains("A_Const") && right.contains("A_Const");
  return (is_equal && left == right) || (is_unequal && is_constant && left != right);
}

/// `delete from users` inside of another statement, too.
std::size_t PostgresqlReader::verb_before(const Relation& table) const {
  std::size_t at = table.first;
  while (at > 0 && text_.word(at) != "delete" && text_.word(at) != "update" &&
         text_.word(at) != "insert" && text_.word(at) != "merge")
    --at;
  return at;
}

void PostgresqlReader::write_rows(const Json& node, const char* kind) {
  const Relation table = relation(member(node, "relation"));
  Action action = on(table, kind, text_.span(verb_before(table), table.last));
  action.words["verb"] = base::to_upper(kind);
  if (is_every_row(member(node, "whereClause"), table)) action.flags.insert("every row");
  if (member(node, "usingClause").is_array() || member(node, "fromClause").is_array())
    action.flags.insert("joined");
  const Json& select = member(member(node, "selectStmt"), "SelectStmt");
  if (member(select, "fromClause").is_array()) action.flags.insert("from rows");
  std::string twice = repeated(target_names(
      kind == std::string_view{"insert"} ? member(node, "cols") : member(node, "targetList")));
  if (twice.empty())
    twice = repeated(target_names(member(member(node, "onConflictClause"), "targetList")));
  add(action);
  if (twice.empty()) return;
  action.kind = "duplicate column";
  action.words["column"] = spelled(twice);
  add(std::move(action));
}

void PostgresqlReader::insert(const Json& node) { write_rows(node, "insert"); }
void PostgresqlReader::update(const Json& node) { write_rows(node, "update"); }
void PostgresqlReader::remove(const Json& node) { write_rows(node, "delete"); }

/// The tables that refer to it, those that refer to these, and so on.
std::vector<std::string> PostgresqlReader::emptied_along(const schema::TableName& table) const {
  std::vector<schema::TableName> found = {table};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const schema::TableName parent = found[i];
    for (const auto& [child, key] : context_.referring_to(parent)) {
      const schema::TableName name{child->schema, child->name};
      if (std::find(found.begin(), found.end(), name) != found.end()) continue;
      found.push_back(name);
      names.push_back((name.schema.empty() ? "" : spelled(name.schema) + ".") + spelled(name.name));
    }
  }
  return names;
}

void PostgresqlReader::truncate(const Json& node) {
  const bool is_cascade = text_of(node, "behavior") == "DROP_CASCADE";
  for (const Json& item : member(node, "relations")) {
    const Relation table = relation(member(item, "RangeVar"));
    Action action = on(table, is_cascade ? "truncate cascade" : "truncate",
                       text_.span(table.first, table.last));
    const std::vector<std::string> children = emptied_along(table.name);
    action.words["child"] =
        children.empty() ? "each table that refers to it" : base::join(children, ", ");
    action.words["rest"] = is_cascade ? ", and each table that refers to it" : "";
    add(std::move(action));
  }
}

/// The rows that no condition behind WHEN MATCHED chooses.
void PostgresqlReader::merge(const Json& node) {
  const Relation table = relation(member(node, "relation"));
  std::set<std::string> done;
  for (const Json& item : member(node, "mergeWhenClauses")) {
    const Json& when = member(item, "MergeWhenClause");
    const std::string type = text_of(when, "commandType");
    const std::string kind = type == "CMD_DELETE"   ? "delete"
                             : type == "CMD_UPDATE" ? "update"
                             : type == "CMD_INSERT" ? "insert"
                                                    : "";
    if (kind.empty() || !done.insert(kind).second) continue;
    Action action = on(table, kind, text_.span(0, table.last));
    action.words["verb"] = "MERGE";
    action.flags.insert("joined");
    action.flags.insert("from rows");
    add(std::move(action));
  }
}

void PostgresqlReader::copy(const Json& node) {
  const bool is_from = is_true(node, "is_from");
  const Json& range = member(node, "relation");
  if (is_true(node, "is_program")) {
    add_plain("copy program");
    actions_.back().span = text_.whole();
  }
  if (!is_from || !range.is_object()) return;
  const Relation table = relation(range);
  Action action = on(table, "insert", text_.span(0, table.last));
  action.words["verb"] = "COPY";
  action.flags.insert("from rows");
  add(std::move(action));
}

void PostgresqlReader::lock(const Json& node) {
  // Modes as the server numbers them, from 1; the weak ones stop no writer.
  static constexpr std::array<std::string_view, 9> modes = {
      "",      "access share",        "row share", "row exclusive",   "share update exclusive",
      "share", "share row exclusive", "exclusive", "access exclusive"};
  const Json& mode = member(node, "mode");
  const std::size_t number = mode.is_number_unsigned() ? mode.get<std::size_t>() : 8;
  constexpr std::size_t share = 5;
  if (number < share || number >= modes.size()) return;
  for (const Json& item : member(node, "relations")) {
    const Relation table = relation(member(item, "RangeVar"));
    Action action = on(table, "lock table in " + std::string{modes[number]} + " mode",
                       text_.span(table.first, table.last));
    action.words["mode"] = base::to_upper(modes[number]);
    add(std::move(action));
  }
}

/// SELECT … INTO makes a table; a function that is called may do anything.
void PostgresqlReader::select(const Json& node) {
  const Json& into = member(node, "intoClause");
  if (into.is_object()) {
    const Relation table = new_relation(member(into, "rel"));
    add(on(table, "create table", text_.span(0, table.last)));
    actions_.back().flags.insert("no key");
    if (text_of(member(into, "rel"), "relpersistence") == "t")
      actions_.back().flags.insert("temporary");
    find_repeated_results(table, node, {});
  }
  call_functions(node);
}

void PostgresqlReader::call(const Json& node) {
  call_functions({{"FuncCall", member(node, "funccall")}});
}

void PostgresqlReader::call_functions(const Json& tree) {
  if (tree.is_array()) {
    for (const Json& child : tree) call_functions(child);
    return;
  }
  if (!tree.is_object()) return;
  for (const auto& [name, child] : tree.items()) call_functions(child);
  const Json& call = member(tree, "FuncCall");
  if (!call.is_object()) return;
  const std::vector<std::string> name = strings(member(call, "funcname"));
  if (!name.empty() && name.back() == "set_config") return set_config(member(call, "args"));
  if (leaves_tables_alone(name)) return;
  const std::size_t first = text_.token_at(place_of(call));
  Action action;
  action.kind = "call";
  action.span = text_.span(first, text_.name_end(first));
  action.words["statement"] = text_.sql();
  action.words["what"] = text_.text(first, text_.name_end(first)) + "()";
  if (const std::vector<base::Span>* const body = context_.body_of(name.back())) {
    action.inner = *body;
    action.flags.insert("read");
  }
  add(std::move(action));
}

/// The same as SET.
void PostgresqlReader::set_config(const Json& arguments) {
  if (!arguments.is_array() || arguments.size() != 3) return;
  const auto text = [&](std::size_t i) {
    return text_of(member(member(arguments[i], "A_Const"), "sval"), "sval");
  };
  add_plain("set");
  Action& action = actions_.back();
  action.words["name"] = text(0);
  action.words["value"] = base::replace_all(text(1), " ", "");
  if (text(1) == "0") action.flags.insert("off");
  if (is_true(member(member(arguments[2], "A_Const"), "boolval"), "boolval"))
    action.flags.insert("local");
}

/// Of a statement that was prepared, perhaps elsewhere.
void PostgresqlReader::execute(const Json& node) {
  add_plain("unread code");
  actions_.back().words["what"] = "the prepared statement " + spelled(text_of(node, "name"));
}

}  // namespace tenon::lint

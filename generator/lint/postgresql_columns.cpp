// The columns that a query gives: CREATE VIEW and CREATE TABLE AS refuse two of one name.
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

using nlohmann::json;

/// How the server calls the column of an expression without AS; none: nobody knows, as of `*`.
std::optional<std::string> implied_name(const json& expression) {
  static const std::map<std::string, std::string> words = {
      {"A_Const", "?column?"},  {"A_Expr", "?column?"},       {"BoolExpr", "?column?"},
      {"NullTest", "?column?"}, {"CoalesceExpr", "coalesce"}, {"A_ArrayExpr", "array"}};
  if (!expression.is_object() || expression.empty()) return std::nullopt;
  const std::string& node = expression.begin().key();
  const json& inner = expression.begin().value();
  std::vector<std::string> names;
  if (node == "ColumnRef") names = strings(member(inner, "fields"));
  if (node == "FuncCall") names = strings(member(inner, "funcname"));
  if (node == "TypeCast") {
    std::optional<std::string> own = implied_name(member(inner, "arg"));
    if (own && *own != "?column?") return own;
    names = strings(member(member(inner, "typeName"), "names"));
  }
  if (!names.empty() && !names.back().empty()) return names.back();
  const bool is_operator = node != "A_Expr" || text_of(inner, "kind") == "AEXPR_OP";
  const auto word = words.find(node);
  if (word == words.end() || !is_operator) return std::nullopt;
  return word->second;
}

/// Of UNION the first query names them.
const json& naming_query(const json& query) {
  const json* found = &member(query, "SelectStmt");
  if (found->is_null()) found = &query;
  while (member(*found, "larg").is_object()) found = &member(*found, "larg");
  return *found;
}

}  // namespace

void PostgresqlReader::find_repeated_results(const Relation& made, const Json& query,
                                             const std::vector<std::string>& aliases) {
  const Json& targets = member(naming_query(query), "targetList");
  if (!targets.is_array()) return;
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Json& target = member(targets[i], "ResTarget");
    std::optional<std::string> name = text_of(target, "name");
    if (name->empty()) name = implied_name(member(target, "val"));
    // Behind `*` nobody knows which column the next alias is for.
    if (!name && !aliases.empty() && i < aliases.size()) return;
    if (i < aliases.size()) name = aliases[i];
    if (!name || ++seen[*name] != 2) continue;
    const std::size_t first = i < aliases.size() ? made.first : text_.token_at(place_of(target));
    add(column_action(made, "duplicate column", *name, {first, text_.name_end(first)}));
  }
}

}  // namespace tenon::lint

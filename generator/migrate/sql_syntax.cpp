#include "migrate/sql_syntax.hpp"

#include <pg_query.h>

#include <algorithm>

namespace tenon::migrate {

SyntaxTree syntax_tree(const std::string& sql) {
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  SyntaxTree tree;
  if (result.error != nullptr) {
    const int at = std::max(result.error->cursorpos, 1) - 1;  // from 1; 0 = it says none
    tree.error = SyntaxError{result.error->message, static_cast<std::size_t>(at)};
  } else if (result.parse_tree != nullptr) {
    tree.json = result.parse_tree;
  }
  pg_query_free_parse_result(result);
  return tree;
}

std::optional<SyntaxError> syntax_error(const std::string& sql) { return syntax_tree(sql).error; }

}  // namespace tenon::migrate

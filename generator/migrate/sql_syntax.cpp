#include "migrate/sql_syntax.hpp"

#include <pg_query.h>

#include <algorithm>

namespace tenon::migrate {
namespace {

/// PostgreSQL counts characters, and texts are UTF-8.
std::size_t byte_of(const std::string& sql, std::size_t character) {
  std::size_t at = 0;
  while (at < sql.size()) {
    const bool begins = (static_cast<unsigned char>(sql[at]) & 0xc0U) != 0x80;
    if (begins && character-- == 0) break;
    ++at;
  }
  return at;
}

}  // namespace

SyntaxTree syntax_tree(const std::string& sql) {
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  SyntaxTree tree;
  if (result.error != nullptr) {
    const int at = std::max(result.error->cursorpos, 1) - 1;  // from 1; 0 = it says none
    tree.error = SyntaxError{result.error->message, byte_of(sql, static_cast<std::size_t>(at))};
  } else if (result.parse_tree != nullptr) {
    tree.json = result.parse_tree;
  }
  pg_query_free_parse_result(result);
  return tree;
}

SyntaxTree function_tree(const std::string& sql) {
  const PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(sql.c_str());
  SyntaxTree tree;
  if (result.error != nullptr) {
    tree.error = SyntaxError{result.error->message, 0};
  } else if (result.plpgsql_funcs != nullptr) {
    tree.json = result.plpgsql_funcs;
  }
  pg_query_free_plpgsql_parse_result(result);
  return tree;
}

std::optional<SyntaxError> syntax_error(const std::string& sql) { return syntax_tree(sql).error; }

}  // namespace tenon::migrate

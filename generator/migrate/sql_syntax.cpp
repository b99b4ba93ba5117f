#include "migrate/sql_syntax.hpp"

#include <pg_query.h>

#include <algorithm>

namespace tenon::migrate {

std::optional<SyntaxError> syntax_error(const std::string& sql) {
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  std::optional<SyntaxError> error;
  if (result.error != nullptr) {
    const int at = std::max(result.error->cursorpos, 1) - 1;  // from 1; 0 = it says none
    error = SyntaxError{result.error->message, static_cast<std::size_t>(at)};
  }
  pg_query_free_parse_result(result);
  return error;
}

}  // namespace tenon::migrate

// SQL as PostgreSQL's own parser reads it (libpg_query), before a database sees it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace tenon::migrate {

struct SyntaxError {
  std::string message;  ///< the parser's: syntax error at or near "from"
  std::size_t at = 0;   ///< the byte of the text that it stumbled over; its size: behind the end
};

/// Why the text, which holds no NUL, is not one or more statements. Whether names exist and types
/// fit, no parser knows.
std::optional<SyntaxError> syntax_error(const std::string& sql);

/// What the parser understood, as libpg_query's JSON: {"stmts": [{"stmt": {"IndexStmt": {…}}, …}]},
/// places in bytes, zeros left out.
struct SyntaxTree {
  std::string json;
  std::optional<SyntaxError> error;
};

SyntaxTree syntax_tree(const std::string& sql);

/// The same of the body of a CREATE FUNCTION or DO in PL/pgSQL; an error has no place.
SyntaxTree function_tree(const std::string& sql);

}  // namespace tenon::migrate

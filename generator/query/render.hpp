// Statements as text: one renderer for all dialects, which asks a dialect for the few places where
// they differ.
#pragma once

#include <string>
#include <vector>

#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::query {

/// The statement's text, one clause a line, without a semicolon; "" where this database needs no
/// such statement.
std::string render(const Statement& statement, const schema::Dialect& dialect);

/// "\"id\", \"email\"": the columns as a select list.
std::string column_list(const std::vector<Column>& columns, const schema::Dialect& dialect);

}  // namespace tenon::query

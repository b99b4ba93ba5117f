// Statements as text: one renderer for all dialects, which asks a dialect for the few places where
// they differ.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::query {

/// Lists of columns, or of their parameters, that a text calls by name: from the list to its name.
using NamedLists = std::map<std::string, std::string>;

/// The statement's text, one clause a line, without a semicolon; "" where this database needs no
/// such statement.
std::string render(const Statement& statement, const schema::Dialect& dialect,
                   const NamedLists& lists = {});

/// "\"id\", \"email\"": the columns as a select list.
std::string column_list(const std::vector<Column>& columns, const schema::Dialect& dialect);

/// "$1, $2": the parameters of so many columns.
std::string parameter_list(std::size_t count, const schema::Dialect& dialect);

/// The columns as what is read: each behind `prefix`, as a text where its type is read as one.
std::string read_list(const std::vector<Column>& columns, const std::string& prefix,
                      const schema::Dialect& dialect);

/// What stands before the columns of an order: the table, where a bare name would mean what is read
/// instead of the column.
std::string table_prefix(const std::vector<Ordering>& orderings, const Table& table,
                         const schema::Dialect& dialect);

/// "order by …", each column behind `prefix`. NULLs are the greatest values in every order of ours,
/// on every database.
std::string order_by(const std::vector<Ordering>& orderings, const std::string& prefix,
                     const schema::Dialect& dialect);

/// The text of one kind of tree, which has its own file.
std::string render_related(const Related& related, const schema::Dialect& dialect);

}  // namespace tenon::query

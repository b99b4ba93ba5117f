// Which changes of a column's type leave the table as it is, and pieces of a column's definition.
#pragma once

#include <string>

#include "lint/statement_text.hpp"
#include "lint/unit.hpp"
#include "schema/schema.hpp"

namespace tenon::lint {

/// Whether PostgreSQL changes the catalogue alone; `type` as the SQL says it.
bool is_free_change(const schema::Column& column, const std::string& type, ServerVersion version,
                    bool is_utc);

/// Whether a value of the column may not fit the type, or only without some of its digits.
bool narrows(const schema::Column& column, const std::string& type);

/// The expression that begins with token `first`, up to the word of a next constraint.
std::string expression_text(const StatementText& text, std::size_t first, std::size_t last);

/// "x bigint" of `add column x bigint default … not null`.
std::string plain_column(const StatementText& text, const StatementText::Piece& piece);

/// From the parenthesis that is token `first` to the one that closes it.
std::string parenthesized(const StatementText& text, std::size_t first);

}  // namespace tenon::lint

// Reads what PostgreSQL prints: type names, default expressions, checks.
#pragma once

#include <string>

#include "schema/schema.hpp"

namespace tenon::introspect::postgresql {

/// `character varying(80)` → text(80); a type that Tenon has no word for is raw.
schema::ColumnType type_of(const std::string& format_type);

/// `'reader'::text` → the text reader; an expression that is no literal stays SQL.
schema::Default default_of(const std::string& expression, const schema::ColumnType& type);

/// `((a > 0))` → `a > 0`; what is not in one pair of parentheses stays.
std::string without_outer_parentheses(const std::string& expression);

/// Recognises “column is one of these texts” in the forms that PostgreSQL gives it; anything else
/// stays an expression, without its outer parentheses.
schema::Check check_of(const schema::Table& table, const std::string& name,
                       const std::string& expression);

}  // namespace tenon::introspect::postgresql

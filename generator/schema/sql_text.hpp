// The few spellings that all our dialects share: quoting, lists, enum checks, foreign keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace tenon::schema {

/// "users", quotes doubled.
std::string quote_name(std::string_view name);
/// 'it''s', for databases whose strings know no backslash escapes.
std::string quote_text(std::string_view text);
/// PostgreSQL: a DO statement, quoted by a word that the body does not have; no semicolon.
std::string do_block(const std::string& body);
/// ("a", "b")
std::string column_list(const std::vector<std::string>& columns);
/// ("a", "b" desc, (lower("c"))); where NULLs stand is left out.
std::string index_columns(const Index& index);
/// "a" desc, as it stands in an index; an expression in parentheses.
std::string index_part(const IndexPart& part);
/// The inside of a check's parentheses.
std::string check_expression(const Check& check);
/// constraint "name" check (…)
std::string check_clause(const Check& check);
/// ` on delete cascade on update set null deferrable initially deferred`, or "".
std::string action_clause(const ForeignKey& key);
/// Lines with a comma between them, indented by two.
std::string clauses(const std::vector<std::string>& lines);
/// The column's value as 32 hexadecimal digits when the text is a UUID, else "".
std::string uuid_digits(std::string_view text);

}  // namespace tenon::schema

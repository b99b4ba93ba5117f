#include "introspect/postgresql/called_code.hpp"

#include "introspect/sql_tokens.hpp"

namespace tenon::introspect::postgresql {
namespace {

/// Functions in C are an extension's, and as much the server's as its own.
constexpr const char* names_sql = R"(
with written as (
  select p.oid, p.proname::text as name
  from pg_catalog.pg_proc p
  join pg_catalog.pg_language l on l.oid = p.prolang
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where l.lanname not in ('internal', 'c') and p.provolatile <> 'v'
    and n.nspname not in ('pg_catalog', 'information_schema')
)
select name, 'function ' || name || '()' from written
union all
select o.oprname::text, 'operator ' || o.oprname
from written w join pg_catalog.pg_operator o on o.oprcode = w.oid
union all
select t.typname::text, 'a cast to ' || t.typname
from written w
join pg_catalog.pg_cast c on c.castfunc = w.oid
join pg_catalog.pg_type t on t.oid = c.casttarget)";

/// An operator is several signs without a space between them.
std::string operator_at(const std::vector<Token>& tokens, std::size_t at) {
  std::string text;
  for (std::size_t i = at; tokens[i].kind == Token::Kind::sign; ++i) {
    if (i > at && tokens[i].begin != tokens[i - 1].end) break;
    text += tokens[i].text;
  }
  return text;
}

}  // namespace

std::string CalledCode::named_in(const std::string& sql) {
  const std::vector<Token> tokens = tokenize(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_sign = tokens[i].kind == Token::Kind::sign;
    if (!is_sign && !tokens[i].is_identifier()) continue;
    const auto found = names().find(is_sign ? operator_at(tokens, i) : tokens[i].text);
    if (found != names().end()) return found->second;
  }
  return {};
}

const CalledCode::Names& CalledCode::names() {
  if (names_) return *names_;
  names_.emplace();
  Rows rows = connection_.query(names_sql);
  while (rows.next())
    names_->insert({rows.row().get<std::string>(0), rows.row().get<std::string>(1)});
  return *names_;
}

}  // namespace tenon::introspect::postgresql

#include "lint/code_body.hpp"

#include <algorithm>
#include <cstddef>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "lint/postgresql_tree.hpp"
#include "lint/statement_cut.hpp"
#include "migrate/sql_syntax.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {
namespace {

using nlohmann::json;

/// A piece of PL/pgSQL that is SQL.
struct Query {
  enum class Kind { statement, call, dynamic, word };
  Kind kind = Kind::statement;
  std::size_t line = 0;
  std::string sql;
};

std::string query_of(const json& statement, std::string_view name) {
  return text_of(member(member(statement, name), "PLpgSQL_expr"), "query");
}

void add_query(const std::string& node, const json& statement, std::vector<Query>& found) {
  const json& place = member(statement, "lineno");
  Query query;
  query.line = place.is_number_unsigned() ? place.get<std::size_t>() : 1;
  if (node == "PLpgSQL_stmt_execsql") {
    query.sql = query_of(statement, "sqlstmt");
  } else if (node == "PLpgSQL_stmt_perform") {
    query.kind = Query::Kind::call;
    query.sql = query_of(statement, "expr");
  } else if (node == "PLpgSQL_stmt_call") {
    query.sql = query_of(statement, "expr");
  } else if (node == "PLpgSQL_stmt_dynexecute" || node == "PLpgSQL_stmt_dynfors") {
    query.kind = Query::Kind::dynamic;
    query.sql = query_of(statement, "query");
  } else if (node == "PLpgSQL_stmt_commit" || node == "PLpgSQL_stmt_rollback") {
    query.kind = Query::Kind::word;
    query.sql = node == "PLpgSQL_stmt_commit" ? "commit" : "rollback";
  } else {
    return;
  }
  found.push_back(std::move(query));
}

void find_queries(const json& tree, std::vector<Query>& found) {
  if (tree.is_object()) {
    for (const auto& [name, child] : tree.items()) {
      add_query(name, child, found);
      find_queries(child, found);
    }
  } else if (tree.is_array()) {
    for (const json& child : tree) find_queries(child, found);
  }
}

/// Where each query stands in the body.
class Places {
 public:
  Places(std::string_view body, const base::Span& span) : body_(body), span_(span) {}

  void add(const Query& query, CodeBody& code) {
    // PERFORM stands there, and PL/pgSQL says SELECT.
    const bool is_call = query.kind == Query::Kind::call && query.sql.size() > verb_size;
    const std::string sql =
        is_call ? std::string{"perform"} + query.sql.substr(verb_size) : query.sql;
    const std::size_t at = find(sql, query.line);
    if (at == body_.npos) {
      code.unread.push_back({span_, "a statement of this code"});
      return;
    }
    const base::Span place{span_.source, span_.begin + at, span_.begin + at + sql.size()};
    const std::size_t quote = quote_of(sql);
    if (query.kind != Query::Kind::dynamic) {
      code.statements.push_back(place);
    } else if (quote > 0) {
      code.statements.push_back({place.source, place.begin + quote, place.end - quote});
    } else {
      code.unread.push_back({place, "EXECUTE of a text that is put together"});
    }
  }

 private:
  static constexpr std::size_t verb_size = std::string_view{"SELECT"}.size();

  std::size_t line_start(std::size_t line) const {
    std::size_t at = 0;
    while (line > 1 && at < body_.size()) {
      const std::size_t end = body_.find('\n', at);
      if (end == body_.npos) break;
      at = end + 1;
      --line;
    }
    return at;
  }

  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  /// PL/pgSQL has blanks where the body has INTO.
  bool is_at(std::string_view sql, std::size_t at) const {
    if (at + sql.size() > body_.size()) return false;
    for (std::size_t i = 0; i < sql.size(); ++i)
      if (sql[i] != ' ' && lower(sql[i]) != lower(body_[at + i])) return false;
    return true;
  }

  std::size_t find(std::string_view sql, std::size_t line) {
    const std::size_t start = line_start(line);
    for (std::size_t at = std::max(start, behind_); at < body_.size(); ++at) {
      if (!is_at(sql, at)) continue;
      behind_ = at + sql.size();
      return at;
    }
    for (std::size_t at = start; at < body_.size(); ++at)
      if (is_at(sql, at)) return at;
    return body_.npos;
  }

  /// How long the quote is of the one literal, with nothing doubled in it, that this is; else 0.
  static std::size_t quote_of(std::string_view sql) {
    if (migrate::sql_tokens(sql).size() != 1 || sql.size() < 3) return 0;
    const std::size_t quote = sql.front() == '$' ? sql.find('$', 1) + 1 : 1;
    if (sql.size() <= 2 * quote || (sql.front() != '$' && sql.front() != '\'')) return 0;
    const std::string_view inside = sql.substr(quote, sql.size() - 2 * quote);
    return sql.front() == '\'' && inside.find('\'') != inside.npos ? 0 : quote;
  }

  std::string_view body_;
  base::Span span_;
  std::size_t behind_ = 0;
};

/// The text between the quotes: the last one of a string is the body, but for DO's LANGUAGE.
std::size_t body_token(const StatementText& text) {
  std::size_t found = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view token = text.token(i);
    const bool is_text = token.size() >= 2 && (token.front() == '\'' || token.front() == '$');
    const bool is_body =
        text.word(0) == "do" ? text.word(i - 1) != "language" : i > 0 && text.word(i - 1) == "as";
    if (is_text && is_body) found = i;
  }
  return found;
}

void cut_sql(std::string_view body, const base::Span& span, CodeBody& code) {
  for (const TextRange& one : cut_statements(body, "postgresql").statements)
    code.statements.push_back({span.source, span.begin + one.begin, span.begin + one.end});
}

}  // namespace

CodeBody read_body(const StatementText& text, std::string_view language) {
  CodeBody code;
  const std::size_t at = body_token(text);
  base::Span span = text.span(at, at + 1);
  std::string_view body = text.token(at);
  const std::size_t atomic = text.find("atomic");
  if (at >= text.size() && language == "sql" && atomic + 2 < text.size()) {
    // BEGIN ATOMIC …; END, which is no text.
    const std::string inside = text.text(atomic + 1, text.size() - 1);
    cut_sql(inside, text.span(atomic + 1, text.size() - 1), code);
    return code;
  }
  const std::size_t quote = body.empty() || body.front() == '\'' ? 1 : body.find('$', 1) + 1;
  const bool is_doubled = !body.empty() && body.front() == '\'' && body.find("''") != body.npos;
  if (at >= text.size() || body.size() < 2 * quote || is_doubled) {
    code.unread.push_back({text.head(), "this code"});
    return code;
  }
  body = body.substr(quote, body.size() - 2 * quote);
  span = {span.source, span.begin + quote, span.end - quote};
  if (language == "sql") {
    cut_sql(body, span, code);
    return code;
  }
  const migrate::SyntaxTree tree =
      language == "plpgsql" ? migrate::function_tree(text.sql()) : migrate::SyntaxTree{};
  if (language != "plpgsql" || tree.error) {
    code.unread.push_back({text.head(), "this code"});
    return code;
  }
  std::vector<Query> queries;
  find_queries(json::parse(tree.json), queries);
  std::stable_sort(queries.begin(), queries.end(),
                   [](const Query& a, const Query& b) { return a.line < b.line; });
  Places places{body, span};
  for (const Query& query : queries) places.add(query, code);
  return code;
}

}  // namespace tenon::lint

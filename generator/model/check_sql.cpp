#include <string>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// Where the text that begins with this quote ends, or npos. A doubled quote is a part of it.
std::size_t end_of_quoted(const std::string& sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size(); ++at) {
    if (sql[at] != quote) continue;
    if (at + 1 == sql.size() || sql[at + 1] != quote) return at;
    ++at;
  }
  return std::string::npos;
}

}  // namespace

std::string problem_of_sql(const std::string& sql) {
  if (base::trim(sql).empty()) return "is empty";
  int depth = 0;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char c = sql[at];
    if (c == '\0') return "has a NUL";
    if (c == '\'' || c == '"') {
      at = end_of_quoted(sql, at);
      if (at == std::string::npos) return std::string{"has a "} + c + " that is not closed";
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth < 0) {
      return "has a ) too many";
    } else if (c == ';') {
      return "has a ;";
    } else if (sql.compare(at, 2, "--") == 0 || sql.compare(at, 2, "/*") == 0) {
      return "has a comment";
    }
  }
  return depth == 0 ? "" : "has a ( that is not closed";
}

bool check_sql_expression(const Name& sql, std::string_view what, Diagnostics& diagnostics,
                          std::string_view example) {
  const std::string problem = problem_of_sql(sql.value);
  if (problem.empty()) return true;
  diagnostics.error(codes::bad_sql, sql.span, "the SQL of " + std::string{what} + " " + problem,
                    "write one expression, as \"" + std::string{example} + "\"");
  return false;
}

void build_checks(EntityDraft& built, Diagnostics& diagnostics) {
  std::vector<const CheckWords*> known;
  for (const CheckWords& words : built.words.checks) {
    const bool good = check_sql_expression(words.sql, "a check", diagnostics);
    if (!check_sql_name(words.name, "a check", diagnostics) || !good) continue;
    const CheckWords* other = nullptr;
    for (const CheckWords* one : known)
      if (one->name.value == words.name.value) other = one;
    if (other != nullptr) {
      diagnostics
          .error(codes::duplicate_name, words.name.span,
                 quote(built.entity.name) + " has two checks named " + quote(words.name.value),
                 "give one of them another name")
          .notes.push_back({"the other one", other->name.span});
      continue;
    }
    known.push_back(&words);
    built.entity.checks.push_back({words.sql.value, words.name.value});
  }
}

}  // namespace tenon::model

#include "lint/unit.hpp"

#include <stdexcept>

#include "base/text.hpp"
#include "lint/lint.hpp"
#include "lint/statement_text.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {
namespace {

bool is_trigger(const std::string& text, const std::vector<migrate::SqlToken>& tokens,
                std::size_t first) {
  const auto word = [&](std::size_t i) {
    return i < tokens.size()
               ? base::to_lower(text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin))
               : std::string{};
  };
  if (word(first) != "create") return false;
  return word(first + 1) == "trigger" || word(first + 2) == "trigger";
}

}  // namespace

Unit unit_of(const migrate::StoredRevision& revision, const std::string& dialect,
             const schema::Schema& before, const std::vector<schema::TableName>& created) {
  const migrate::DialectScripts& scripts = revision.dialects.at(dialect);
  Unit unit;
  unit.source = scripts.up_source;
  unit.dialect = dialect;
  unit.runner = Unit::Runner::tenon;
  unit.before = before;
  unit.after = before;
  try {
    schema::apply(revision.operations, unit.after);
  } catch (const std::logic_error&) {
    unit.after = {};  // `fold` tells of it
  }
  unit.knows_schema = true;
  unit.accepts_loss = !scripts.up.accepted.empty();
  unit.new_tables = created;
  for (const migrate::ScriptStatement& one : scripts.up.statements)
    unit.statements.push_back({one.text, one.group, one.is_transactional, one.rebuilds});
  return unit;
}

Unit unit_of_file(const base::Sources& sources, int source, const std::string& dialect,
                  base::Diagnostics& diagnostics) {
  const std::string& text = sources.text(source);
  Unit unit;
  unit.source = source;
  unit.dialect = dialect;
  bool unterminated = false;
  const std::vector<migrate::SqlToken> tokens = migrate::sql_tokens(text, &unterminated);
  if (unterminated)
    diagnostics.error("sql-syntax", {source, text.size(), text.size()},
                      "a quote or comment of this file does not end");
  std::size_t first = 0;
  int depth = 0;  // BEGIN ATOMIC and a trigger's body hold statements
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool is_end = i == tokens.size();
    const std::string_view token =
        is_end ? std::string_view{";"}
               : std::string_view{text}.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    const std::string word = base::to_lower(token);
    const bool has_body = dialect == "sqlite" && is_trigger(text, tokens, first);
    if (has_body && (word == "begin" || word == "case")) ++depth;
    if (has_body && word == "end") --depth;
    if (word == "atomic" && i > first) ++depth;
    if (!has_body && depth > 0 && word == "end") --depth;
    if (token != ";" || (depth > 0 && !is_end)) continue;
    if (i > first) {
      const int group = static_cast<int>(unit.statements.size());
      unit.statements.push_back(
          {{source, tokens[first].begin, tokens[i - 1].end}, group, false, {}});
    }
    first = i + 1;
    depth = 0;
  }
  return unit;
}

}  // namespace tenon::lint

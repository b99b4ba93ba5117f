#include "lint/unit.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "lint/lint.hpp"
#include "lint/statement_text.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {
namespace {

/// Cuts a file into statements: at semicolons, but for those inside a body.
class Splitter {
 public:
  Splitter(const std::string& text, const std::string& dialect, base::Diagnostics& diagnostics,
           int source)
      : text_(text), source_(source), is_sqlite_(dialect == "sqlite") {
    bool unterminated = false;
    tokens_ = migrate::sql_tokens(text, &unterminated);
    if (unterminated) {
      diagnostics.error("sql-syntax", {source, text.size(), text.size()},
                        "a quote or comment of this file does not end");
    }
  }

  std::vector<UnitStatement> run() {
    std::size_t first = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= tokens_.size(); ++i) {
      while (i == first && !is_sqlite_ && word(i) == "\\") {
        first = i = line_end(i);  // a command to psql
      }
      const bool is_end = i >= tokens_.size();
      if (!is_end && has_body(first)) depth += step(first, i);
      if (!is_end && (word(i) != ";" || depth > 0)) continue;
      if (i > first) add(first, i);
      first = i + 1;
      depth = 0;
    }
    return std::move(found_);
  }

 private:
  std::string word(std::size_t i) const {
    if (i >= tokens_.size()) return {};
    return base::to_lower(text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin));
  }

  /// The first token of the next line.
  std::size_t line_end(std::size_t i) const {
    const std::size_t end = std::min(text_.find('\n', tokens_[i].begin), text_.size());
    while (i < tokens_.size() && tokens_[i].begin < end) ++i;
    return i;
  }

  /// A trigger of SQLite, a function of PostgreSQL.
  bool has_body(std::size_t first) const {
    if (word(first) != "create") return false;
    for (std::size_t i = first + 1; i < first + 4; ++i) {
      const std::string name = word(i);
      if (is_sqlite_ ? name == "trigger" : name == "function" || name == "procedure") return true;
    }
    return false;
  }

  /// How much deeper the body is behind this token.
  int step(std::size_t first, std::size_t i) {
    if (i == first) is_inside_ = false;
    const std::string name = word(i);
    const bool begins = name == "begin" && (is_sqlite_ || word(i + 1) == "atomic");
    if (begins) is_inside_ = true;
    if (begins || (is_inside_ && name == "case")) return 1;
    return is_inside_ && name == "end" ? -1 : 0;
  }

  void add(std::size_t first, std::size_t last) {
    const int group = static_cast<int>(found_.size());
    const bool has_mark = first == 0 && base::starts_with(text_, "\xEF\xBB\xBF");
    found_.push_back({{source_, tokens_[first].begin + (has_mark ? 3 : 0), tokens_[last - 1].end},
                      group,
                      false,
                      {}});
  }

  const std::string& text_;
  int source_;
  bool is_sqlite_;
  bool is_inside_ = false;
  std::vector<migrate::SqlToken> tokens_;
  std::vector<UnitStatement> found_;
};

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

void set_schema(Unit& unit, const schema::Schema& before) {
  unit.before = before;
  unit.after = before;
  unit.knows_schema = true;
}

Unit unit_of_file(const base::Sources& sources, int source, const std::string& dialect,
                  base::Diagnostics& diagnostics) {
  const std::string& text = sources.text(source);
  Unit unit;
  unit.source = source;
  unit.dialect = dialect;
  const std::size_t nul = text.find('\0');
  if (nul != std::string::npos) {
    diagnostics.error("sql-syntax", {source, nul, nul + 1}, "there is a NUL byte in this text");
    return unit;
  }
  unit.statements = Splitter{text, dialect, diagnostics, source}.run();
  return unit;
}

}  // namespace tenon::lint

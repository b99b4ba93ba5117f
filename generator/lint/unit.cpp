#include "lint/unit.hpp"

#include <charconv>
#include <stdexcept>
#include <system_error>

#include "base/text.hpp"
#include "lint/lint.hpp"
#include "lint/statement_cut.hpp"

namespace tenon::lint {

std::optional<ServerVersion> parse_version(std::string_view text) {
  ServerVersion version;
  const char* const end = text.data() + text.size();
  const auto major = std::from_chars(text.data(), end, version.major);
  if (major.ec != std::errc{} || version.major < 0) return std::nullopt;
  if (major.ptr == end) return version;
  const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
  const bool is_minor = *major.ptr == '.' && minor.ec == std::errc{} && version.minor >= 0;
  // A third number is a release that changes no SQL.
  if (!is_minor || (minor.ptr != end && *minor.ptr != '.')) return std::nullopt;
  return version;
}

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
  for (const auto& [loss, reason] : scripts.up.accepted) unit.accepted_losses.insert(loss);
  unit.new_tables = created;
  for (const migrate::ScriptStatement& one : scripts.up.statements) {
    if (!one.code.empty()) continue;  // nobody reads C++ here
    unit.statements.push_back({one.text, one.group, one.is_transactional, one.rebuilds});
  }
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
  const std::size_t invalid = base::find_invalid_utf8(text);
  if (invalid != std::string::npos) {
    diagnostics.error("sql-syntax", {source, invalid, invalid + 1}, "this text is no UTF-8 here");
    return unit;
  }
  const CutText cut = cut_statements(text, dialect);
  for (const TextRange& one : cut.statements) {
    const int group = static_cast<int>(unit.statements.size());
    unit.statements.push_back({{source, one.begin, one.end}, group, false, {}});
  }
  for (const TextRange& rows : cut.data) unit.data.push_back({source, rows.begin, rows.end});
  if (cut.open != std::string::npos) {
    diagnostics.error("sql-syntax", {source, cut.open, cut.open + 1},
                      "the quote or comment that begins here does not end");
  }
  return unit;
}

}  // namespace tenon::lint

#include "schema/postgresql/grants.hpp"

#include <optional>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

/// Sequences by what they give keys to: their own names may have been cut or changed.
std::string grant_sequences(const std::vector<std::string>& sequences, const std::string& role) {
  std::string text =
      "declare\n"
      "  keys text;\n"
      "begin\n"
      "  foreach keys in array array[\n";
  for (std::size_t i = 0; i < sequences.size(); ++i)
    text += "    " + sequences[i] + (i + 1 < sequences.size() ? ",\n" : "\n");
  text +=
      "  ] loop\n"
      "    execute pg_catalog.format('grant usage, update on sequence %s to %I', keys, " +
      quote_text(role) +
      ");\n"
      "  end loop;\n"
      "end\n";
  std::string quotes = "$keys$";
  while (text.find(quotes) != std::string::npos) quotes.insert(1, "_");
  return "do " + quotes + "\n" + text + quotes + ";\n";
}

/// The sequence that a default draws from, as `nextval('…')` names it; "" where it draws from none.
std::string sequence_of(const Column& column) {
  if (!column.initial || column.initial->kind != Default::Kind::expression) return {};
  static const std::regex draw{R"(\bnextval\s*\(\s*'((?:[^']|'')+)')", std::regex::icase};
  std::smatch found;
  if (!std::regex_search(column.initial->text, found, draw)) return {};
  return base::replace_all(found[1].str(), "''", "'");
}

/// Of `audit.numbers` or `"Audit".numbers`; none where the name has no schema.
std::optional<std::string> schema_of(const std::string& sequence) {
  const bool is_quoted = !sequence.empty() && sequence[0] == '"';
  const std::size_t end = is_quoted ? sequence.find("\".") : sequence.find('.');
  if (end == std::string::npos) return std::nullopt;
  return is_quoted ? base::replace_all(sequence.substr(1, end - 1), "\"\"", "\"")
                   : base::to_lower(sequence.substr(0, end));
}

}  // namespace

std::string grants(const Schema& schema, const std::vector<TableName>& read,
                   const std::string& role, const Spelling& spelling) {
  const std::string to = " to " + quote_name(role) + ";\n";
  std::set<std::string> schemas{spelling.default_schema()};  // of the history
  std::string tables;
  std::vector<std::string> sequences;
  std::set<std::string> draws;
  const auto seen = [&](const std::string& name) {
    schemas.insert(name.empty() ? spelling.default_schema() : name);
  };
  for (const Table& table : schema.tables) {
    seen(table.schema);
    const std::string name = spelling.name(table.schema, table.name);
    tables += "grant select, insert, update, delete on " + name + to;
    for (const Column& column : table.columns) {
      if (const std::string drawn = sequence_of(column); !drawn.empty()) {
        draws.insert("grant usage on sequence " + drawn + to);
        if (const auto owner = schema_of(drawn)) schemas.insert(*owner);
      }
      if (!column.identity) continue;
      sequences.push_back("pg_catalog.pg_get_serial_sequence(" + quote_text(name) + ", " +
                          quote_text(column.name) + ")");
    }
  }
  std::set<TableName> views{read.begin(), read.end()};
  for (const View& view : schema.views) views.insert({view.schema, view.name});
  for (const TableName& view : views) {
    seen(view.schema);
    tables += "grant select on " + spelling.name(view) + to;
  }
  std::string script =
      "-- What the role of an application needs to use this data layer, and no more.\n"
      "-- The owner of the tables runs it after each upgrade; running it again changes nothing.\n"
      "-- Before PostgreSQL 15, also: revoke create on schema public from public;\n";
  for (const std::string& name : schemas)
    script += "grant usage on schema " + quote_name(name) + to;
  script += tables + "grant select on " + spelling.name("", "tenon_history") + to;
  for (const std::string& draw : draws) script += draw;
  return sequences.empty() ? script : script + grant_sequences(sequences, role);
}

}  // namespace tenon::schema::postgresql

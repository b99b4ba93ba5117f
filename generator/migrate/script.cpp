#include "migrate/script.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "migrate/sql_tokens.hpp"
#include "schema/sql_text.hpp"

namespace tenon::migrate {
namespace {

constexpr std::string_view loses_data_code = "loses_data";

int count_groups(const Script& script) {
  int groups = 0;
  int last = 0;
  for (const ScriptStatement& statement : script.statements) {
    if (groups == 0 || statement.group != last) ++groups;
    last = statement.group;
  }
  return groups;
}

std::string transactions_line(const Script& script) {
  if (script.statements.empty()) return "-- Nothing to run.\n";
  const bool is_mixed =
      std::any_of(script.statements.begin(), script.statements.end(),
                  [](const ScriptStatement& statement) { return !statement.is_transactional; });
  const int groups = count_groups(script);
  if (groups == 1 && !is_mixed) return "-- Runs in one transaction.\n";
  return "-- Runs in " + std::to_string(groups) + " groups" +
         (is_mixed ? ", not all of them inside a transaction" : ", one transaction each") +
         "; after a stop the next run goes on with the group that did not end.\n";
}

std::string name_text(const std::string& name) {
  if (base::is_identifier(name)) return name;
  return "\"" + base::replace_all(name, "\"", "\"\"") + "\"";
}

/// ` batch=5000 table=public.users key=id`
std::string batches_text(const schema::Batches& batches) {
  std::vector<std::string> key;
  for (const std::string& column : batches.key) key.push_back(name_text(column));
  return " batch=" + std::to_string(batches.rows) + " table=" + name_text(batches.table.schema) +
         "." + name_text(batches.table.name) + " key=" + base::join(key, ",");
}

std::string hash_of(const ScriptStatement& statement) {
  return token_hash(statement.code.empty() ? statement.sql : "code " + statement.code);
}

StatementBatches to_runtime(const schema::Batches& batches) {
  if (batches.rows == 0) return {};
  return {batches.rows,
          schema::quote_name(batches.table.schema) + "." + schema::quote_name(batches.table.name),
          batches.key};
}

/// A comment line cannot hold a line break.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

std::string head(const Script& script) {
  std::string text = "-- tenon: revision " + script.id + "\n-- tenon: parents " +
                     (script.parents.empty() ? "none" : base::join(script.parents, " ")) +
                     "\n-- tenon: script " + script.dialect + " " +
                     std::string{to_text(script.direction)} + "\n-- tenon: message " +
                     one_line(script.message) + "\n" + transactions_line(script);
  for (const schema::Hazard& hazard : script.hazards) {
    text += "-- tenon: hazard " + hazard.code + ": " + one_line(hazard.message) + "\n";
  }
  if (script.loses_data()) {
    text += script.accepted.empty()
                ? "-- tenon: accept? loses_data: write here why the data may go, and take the "
                  "question mark away\n"
                : "-- tenon: accept loses_data: " + one_line(script.accepted) + "\n";
  }
  if (!script.edited.empty()) text += "-- tenon: edited data-only: " + script.edited + "\n";
  return text;
}

}  // namespace

std::string_view to_text(Direction direction) { return direction == Direction::up ? "up" : "down"; }

bool Script::loses_data() const {
  return std::any_of(hazards.begin(), hazards.end(),
                     [](const schema::Hazard& hazard) { return hazard.code == loses_data_code; });
}

bool Script::has_code() const {
  return std::any_of(statements.begin(), statements.end(),
                     [](const ScriptStatement& statement) { return !statement.code.empty(); });
}

ScriptStatement code_statement(std::string name) {
  ScriptStatement statement;
  statement.code = std::move(name);
  return statement;
}

Script make_script(const schema::Plan& plan) {
  Script script;
  for (const schema::Step& step : plan.steps) {
    ScriptStatement statement;
    statement.sql = step.sql;
    statement.comment = step.comment;
    statement.group = step.group + 1;
    statement.is_transactional = step.transactional;
    statement.rebuilds = step.rebuilds;
    statement.batches = step.batches;
    statement.was = step.was;
    script.statements.push_back(std::move(statement));
    for (const schema::Hazard& hazard : step.hazards) {
      const bool is_known =
          std::find(script.hazards.begin(), script.hazards.end(), hazard) != script.hazards.end();
      if (!is_known) script.hazards.push_back(hazard);
    }
  }
  return script;
}

bool holds_markers(std::string_view sql) {
  for (const std::string& line : base::split_lines(sql))
    if (base::starts_with(base::trim(line), marker)) return true;
  return false;
}

std::string write_script(const Script& script) {
  std::string text = head(script);
  const bool says_group = count_groups(script) > 1;
  for (const ScriptStatement& statement : script.statements) {
    text += "\n-- tenon: statement";
    if (says_group) text += " group=" + std::to_string(statement.group);
    if (!statement.is_transactional) text += " no-transaction";
    if (!statement.rebuilds.empty()) {
      std::vector<std::string> names;
      for (const std::string& name : statement.rebuilds) names.push_back(name_text(name));
      text += " rebuilds=" + base::join(names, ",");
    }
    if (statement.undoes >= 0) text += " undoes=" + std::to_string(statement.undoes);
    if (statement.stopped_from >= 0) {
      text += " stopped=" + std::to_string(statement.stopped_from) + "-" +
              std::to_string(statement.stopped_to);
    }
    if (statement.batches.rows > 0) text += batches_text(statement.batches);
    if (!statement.code.empty()) text += " code=" + statement.code;
    if (holds_markers(statement.sql)) text += " holds-markers";
    text += "\n";
    if (!statement.was.empty()) {
      for (const std::string& line : base::split_lines(statement.was))
        text += std::string{marker} + " was " + line + "\n";
    }
    if (!statement.comment.empty()) text += "-- " + one_line(statement.comment) + "\n";
    if (statement.code.empty()) text += statement.sql + ";\n";
  }
  return text;
}

std::vector<std::string> token_hashes(const Script& script) {
  std::vector<std::string> hashes;
  for (const ScriptStatement& statement : script.statements) {
    hashes.push_back(hash_of(statement));
  }
  return hashes;
}

MigrationScript to_runtime(const Script& script) {
  MigrationScript made;
  std::string checksum;
  for (const ScriptStatement& statement : script.statements) {
    checksum = base::sha256(checksum.append(hash_of(statement)));
    made.statements.push_back({statement.sql, checksum, statement.group, statement.is_transactional,
                               statement.rebuilds, statement.undoes, statement.stopped_from,
                               statement.stopped_to, to_runtime(statement.batches), statement.was,
                               statement.code});
  }
  if (!script.accepted.empty()) return made;
  for (const schema::Hazard& hazard : script.hazards) {
    if (hazard.code == loses_data_code) made.unaccepted.push_back(hazard.message);
  }
  return made;
}

}  // namespace tenon::migrate

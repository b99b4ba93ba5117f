#include "migrate/script.hpp"

#include <algorithm>
#include <optional>

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

bool is_loss(const schema::Hazard& hazard) { return hazard.code == loses_data_code; }

std::string accept_line(const std::string& reason) {
  if (!reason.empty()) return "-- tenon: accept loses_data: " + one_line(reason) + "\n";
  return "-- tenon: accept? loses_data: write here why the data may go, and take the question "
         "mark away\n";
}

std::string head(const Script& script) {
  std::string text = "-- tenon: revision " + script.id + "\n-- tenon: parents " +
                     (script.parents.empty() ? "none" : base::join(script.parents, " ")) +
                     "\n-- tenon: script " + script.dialect + " " +
                     std::string{to_text(script.direction)} + "\n-- tenon: message " +
                     one_line(script.message) + "\n" + transactions_line(script);
  text += hazard_lines(script);
  if (!script.edited.empty()) text += "-- tenon: edited data-only: " + script.edited + "\n";
  return text;
}

}  // namespace

std::string_view to_text(Direction direction) { return direction == Direction::up ? "up" : "down"; }

std::string transactions_line(const Script& script) {
  if (script.statements.empty()) return "-- Nothing to run.\n";
  const bool is_mixed =
      std::any_of(script.statements.begin(), script.statements.end(),
                  [](const ScriptStatement& statement) { return !statement.is_transactional; });
  const int groups = count_groups(script);
  if (groups == 1 && !is_mixed) return "-- Runs in one transaction.\n";
  if (groups == 1) return "-- Runs in no transaction; after a stop the next run repeats it.\n";
  return "-- Runs in " + std::to_string(groups) + " groups" +
         (is_mixed ? ", not all of them inside a transaction" : ", one transaction each") +
         "; after a stop the next run goes on with the group that did not end.\n";
}

std::string hazard_lines(const Script& script) {
  std::string text;
  std::optional<std::string> open;  // the reason of the losses that no line answers yet
  for (const schema::Hazard& hazard : script.hazards) {
    if (is_loss(hazard)) {
      const auto accepted = script.accepted.find(hazard.message);
      const std::string reason = accepted == script.accepted.end() ? "" : accepted->second;
      if (open && *open != reason) text += accept_line(*open);
      open = reason;
    }
    text += "-- tenon: hazard " + hazard.code + ": " + one_line(hazard.message) + "\n";
  }
  return open ? text + accept_line(*open) : text;
}

bool Script::loses_data() const { return std::any_of(hazards.begin(), hazards.end(), is_loss); }

std::vector<std::string> Script::unaccepted() const {
  std::vector<std::string> losses;
  for (const schema::Hazard& hazard : hazards)
    if (is_loss(hazard) && accepted.count(hazard.message) == 0) losses.push_back(hazard.message);
  return losses;
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
  made.unaccepted = script.unaccepted();
  return made;
}

}  // namespace tenon::migrate

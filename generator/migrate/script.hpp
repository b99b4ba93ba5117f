// One file of a revision: the SQL of one direction for one database, with what the runner has to
// know in comment lines that begin with `-- tenon:`. FORMAT.md is the contract.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/revision.hpp>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "schema/plan.hpp"

namespace tenon::migrate {

/// What our own lines begin with.
inline constexpr std::string_view marker = "-- tenon:";

/// Behind the marker: a word to `tenon lint`, which may stand anywhere in a script.
inline constexpr std::string_view allow_word = "allow";

/// Behind the marker, below a statement's line: the column that it drops, or the table that it
/// takes the place of, as it was planned from.
inline constexpr std::string_view was_word = "was";

/// Whether a text of the model inside this SQL has a line that looks like one of ours.
bool holds_markers(std::string_view sql);

enum class Direction { up, down };

std::string_view to_text(Direction direction);

/// A statement of a script.
struct ScriptStatement {
  /// From its first token to its last, without a semicolon at the end; "" of a step in C++.
  std::string sql;
  std::string comment;
  int group = 1;
  bool is_transactional = true;
  std::vector<std::string> rebuilds;
  base::Span span;       ///< of its marker line
  base::Span text = {};  ///< of `sql`
  /// See MigrationStatement; -1 = not said.
  int undoes = -1;
  int stopped_from = -1;
  int stopped_to = -1;
  schema::Batches batches = {};
  std::string was = {};
  std::string code = {};  ///< the name of a step in C++, which stands in place of SQL

  friend bool operator==(const ScriptStatement& a, const ScriptStatement& b) {
    return a.sql == b.sql && a.group == b.group && a.is_transactional == b.is_transactional &&
           a.rebuilds == b.rebuilds && a.undoes == b.undoes && a.stopped_from == b.stopped_from &&
           a.stopped_to == b.stopped_to && a.batches == b.batches && a.was == b.was &&
           a.code == b.code;
  }
};

struct Script {
  std::string id;
  std::vector<std::string> parents;
  std::string message;
  std::string dialect;  ///< "postgresql", "sqlite"
  Direction direction = Direction::up;
  std::vector<schema::Hazard> hazards;
  /// Why a loss may happen, by the message of its hazard; none: nobody has said so.
  std::map<std::string, std::string> accepted;
  std::string edited;  ///< why the SQL differs from what was generated, "" when it may not
  std::vector<ScriptStatement> statements;

  bool loses_data() const;
  /// What its hazards say of losses that nobody has accepted.
  std::vector<std::string> unaccepted() const;
  bool has_code() const;
};

/// The plan as a script; its hazards are those of the steps, each once.
Script make_script(const schema::Plan& plan);

/// For people: in how many transactions the script runs.
std::string transactions_line(const Script& script);

/// The lines of its hazards, and below those that lose data why they may, or the question.
std::string hazard_lines(const Script& script);

/// The file's text.
std::string write_script(const Script& script);

/// Reads a file's text. What is wrong is reported with its place [revision-script]; the script is
/// usable only when nothing was.
Script parse_script(const base::Sources& sources, int source, base::Diagnostics& diagnostics);

/// A statement that runs the step in C++ of this name.
ScriptStatement code_statement(std::string name);

/// The token hash of each statement, as revision.json holds them.
std::vector<std::string> token_hashes(const Script& script);

/// As the runner takes it: each checksum is a hash over the statement's tokens and the checksum
/// before it.
MigrationScript to_runtime(const Script& script);

}  // namespace tenon::migrate

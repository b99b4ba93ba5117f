#include "command/offline.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "command/failure.hpp"
#include "command/offline_batches.hpp"
#include "command/offline_others.hpp"
#include "command/offline_place.hpp"
#include "command/offline_reader.hpp"
#include "command/offline_rebuild.hpp"
#include "command/offline_triggers.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

constexpr const char* history_schema = "public";

/// Of the session on PostgreSQL; the query in a block, since shells print what queries give.
std::string settings() {
  return "set client_min_messages = warning;\n" +
         schema::do_block("begin\n  perform * from (\n" + detail::settings_query(5000, false) +
                          ") as settings;\nend") +
         ";\n";
}

const migrate::Script& find_script(const migrate::StoredRevision& revision,
                                   const std::string& dialect, migrate::Direction direction) {
  const auto scripts = revision.dialects.find(dialect);
  if (scripts == revision.dialects.end()) {
    throw Failure{user_error, "revision '" + revision.id + "' has no script for " + dialect, ""};
  }
  return direction == migrate::Direction::up ? scripts->second.up : scripts->second.down;
}

/// What the runner does around its work, in words of the database's own shell.
class Writer {
 public:
  Writer(const migrate::Store& store, const std::string& dialect, migrate::Direction direction)
      : store_(store),
        is_sqlite_(dialect == "sqlite"),
        is_up_(direction == migrate::Direction::up) {}

  void begin_script() {
    text_ += is_sqlite_ ? "-- For `sqlite3 file.db <script.sql`.\n.bail on\n"
                        : "-- For `psql -f script.sql`.\n\\set ON_ERROR_STOP on\n";
    if (is_sqlite_) {
      text_ += "pragma foreign_keys = on;\n";
    } else {
      text_ += settings() +
               schema::do_block("begin\n  if not pg_catalog.pg_try_advisory_lock(" +
                                std::to_string(detail::migration_lock_key()) +
                                ") then\n    raise exception 'another migrator is at work on "
                                "this database';\n  end if;\nend") +
               ";\n";
    }
    text_ += detail::history_table_sql(dialect(), history_schema) + ";\n\n";
  }

  void revision(const migrate::StoredRevision& revision, const migrate::Script& script) {
    comment("Revision " + revision.id + " (" + revision.message + "), " + (is_up_ ? "up" : "down"));
    for (const schema::Hazard& hazard : script.hazards)
      comment("Hazard " + hazard.code + ": " + hazard.message);
    const MigrationScript made = migrate::to_runtime(script);
    const bool rebuilds = is_sqlite_ && rebuilds_tables(made);
    if (rebuilds)
      text_ +=
          "-- A table that is built anew stops it when it has what the revision does not know;\n"
          "-- `tenon upgrade` keeps indexes among that, and compares spellings less strictly.\n";
    text_ += "\n";
    if (rebuilds && !std::exchange(is_reading_, true)) text_ += begin_reading();
    for (const MigrationStatement& statement : made.statements) refuse_code(revision, statement);
    has_row_ = false;
    if (!is_sqlite_) text_ += refuse_place(revision);
    std::size_t begin = 0;
    do {
      std::size_t end = begin;
      while (end < made.statements.size() &&
             made.statements[end].group == made.statements[begin].group) {
        ++end;
      }
      group(revision, made, begin, end);
      begin = end;
    } while (begin < made.statements.size());
  }

  std::string end_script() {
    if (is_reading_) text_ += end_reading();
    if (!is_sqlite_) {
      text_ += "select pg_catalog.pg_advisory_unlock(" +
               std::to_string(detail::migration_lock_key()) + ");\n";
    }
    return std::move(text_);
  }

 private:
  /// A message of several lines stays one comment.
  void comment(const std::string& text) {
    text_ +=
        "-- " + base::join(base::split_lines(base::replace_all(text, "\r", "\n")), "\n-- ") + "\n";
  }

  Dialect dialect() const { return is_sqlite_ ? Dialect::sqlite : Dialect::postgresql; }

  /// Views are left alone by ALTER TABLE in its old form.
  void group(const migrate::StoredRevision& revision, const MigrationScript& script,
             std::size_t begin, std::size_t end) {
    if (has_batches(script, begin, end)) return batches(revision, script, begin, end);
    const bool is_outside = begin < end && !script.statements[begin].is_transactional;
    const bool rebuilds = begin < end && !script.statements[begin].rebuilds.empty();
    if (rebuilds) text_ += "pragma foreign_keys = off;\npragma legacy_alter_table = on;\n";
    if (is_outside) text_ += "set lock_timeout = 0;\n";
    if (!is_outside) text_ += is_sqlite_ ? "begin immediate;\n\n" : "begin;\n\n";
    if (is_sqlite_ && begin == 0) text_ += refuse_place(revision);
    const std::vector<MigrationStatement> all(
        script.statements.begin() + static_cast<std::ptrdiff_t>(begin),
        script.statements.begin() + static_cast<std::ptrdiff_t>(end));
    const bool drops = is_sqlite_ && std::any_of(all.begin(), all.end(), drops_table);
    if (drops) text_ += remember_keys();
    if (drops || rebuilds) text_ += remember_views();
    if (rebuilds) text_ += remember_strays(all) + save_triggers(all);
    for (const MigrationStatement& one : all) {
      if (one.stopped_from >= 0) continue;  // those are for a way up that stopped
      if (rebuilds)
        text_ += give_trigger_back(one) + compare_live(one, all) + compare_rows(one, all);
      if (!is_sqlite_) text_ += refuse_others(one);
      // In its old form, foreign keys of other tables would go on naming the old table.
      const bool is_new_form = rebuilds && renames_table(one, all);
      if (is_new_form) text_ += "pragma legacy_alter_table = off;\n";
      text_ += one.sql + ";\n";
      if (is_new_form) text_ += "pragma legacy_alter_table = on;\n";
      text_ += "\n";
    }
    if (rebuilds) text_ += restore_numbers(all);
    if (drops || rebuilds) text_ += check_views();
    if (rebuilds) text_ += restore_triggers(all) + check_strays(all);
    if (drops || rebuilds) text_ += "drop table temp.tenon_views;\n\n";
    if (drops) text_ += check_keys();
    record(revision, script, end);
    if (!is_outside) text_ += "commit;\n";
    if (!is_sqlite_ && std::any_of(all.begin(), all.end(), sets_for_session))
      text_ += "reset session authorization;\nreset role;\n" + settings();
    else if (is_outside)
      text_ += "set lock_timeout = '5s';\n";
    if (rebuilds) text_ += "pragma legacy_alter_table = off;\npragma foreign_keys = on;\n";
    text_ += "\n";
  }

  std::string refuse_place(const migrate::StoredRevision& revision) const {
    return command::refuse_place(store_, revision,
                                 is_up_ ? migrate::Direction::up : migrate::Direction::down,
                                 detail::history_table_name(dialect(), history_schema), is_sqlite_);
  }

  void refuse_code(const migrate::StoredRevision& revision,
                   const MigrationStatement& statement) const {
    if (statement.code.empty()) return;
    throw Failure{user_error,
                  "revision '" + revision.id + "' (" + revision.message + ") runs the C++ step '" +
                      statement.code + "' on the way " + (is_up_ ? "up" : "down") +
                      ", which no script can",
                  "print the ways to it and from it, from:to, and between them run the program "
                  "that has it"};
  }

  static bool rebuilds_tables(const MigrationScript& script) {
    return std::any_of(script.statements.begin(), script.statements.end(),
                       [](const MigrationStatement& one) { return !one.rebuilds.empty(); });
  }

  static bool sets_for_session(const MigrationStatement& statement) {
    return detail::sets_for_session(statement.sql);
  }

  static bool drops_table(const MigrationStatement& statement) {
    return base::starts_with(base::to_lower(statement.sql.substr(0, 10)), "drop table");
  }

  static bool has_batches(const MigrationScript& script, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (script.statements[i].batches.rows > 0) return true;
    return false;
  }

  BatchedRevision batched(const migrate::StoredRevision& revision) const {
    return {revision.id, is_up_, detail::history_table_name(dialect(), history_schema)};
  }

  /// The history has a row of the revision before the first range writes into it.
  void batches(const migrate::StoredRevision& revision, const MigrationScript& script,
               std::size_t begin, std::size_t end) {
    if (begin == 0) record_alone(revision, script, 0);
    text_ += batches_text(batched(revision), script, begin, end);
    record_alone(revision, script, end);
  }

  void record_alone(const migrate::StoredRevision& revision, const MigrationScript& script,
                    std::size_t end) {
    text_ += "begin;\n";
    record(revision, script, end);
    text_ += "commit;\n\n";
  }

  /// The row of the history, as the runner keeps it.
  void record(const migrate::StoredRevision& revision, const MigrationScript& script,
              std::size_t end) {
    const bool is_last = end == script.statements.size();
    const std::string table = detail::history_table_name(dialect(), history_schema);
    const std::string id = schema::quote_text(revision.id);
    if (is_last && !is_up_) {
      text_ += "delete from " + table + " where \"id\" = " + id + ";\n";
      for (const std::vector<std::string>& way : revision.replaces) {
        for (const std::string& old : way)
          text_ += "delete from " + table + " where \"id\" = " + schema::quote_text(old) + ";\n";
      }
      return;
    }
    const std::string checksum =
        schema::quote_text(end > 0 ? script.statements[end - 1].checksum : std::string{});
    const std::string state = is_last ? "'applied'" : is_up_ ? "'upgrading'" : "'downgrading'";
    if (is_up_ && !std::exchange(has_row_, true)) {
      const std::string now =
          is_sqlite_ ? "cast(strftime('%s', 'now') as integer) * 1000000" : "pg_catalog.now()";
      text_ += "insert into " + table +
               " (\"id\", \"message\", \"checksum\", \"applied_at\", \"duration_ms\", "
               "\"statements\", \"state\")\nvalues (" +
               id + ", " + schema::quote_text(revision.message) + ", " + checksum + ", " + now +
               ", 0, " + std::to_string(end) + ", " + state + ");\n";
      return;
    }
    text_ += "update " + table + "\nset \"checksum\" = " + checksum +
             ", \"statements\" = " + std::to_string(end) + ", \"state\" = " + state +
             "\nwhere \"id\" = " + id + ";\n";
  }

  const migrate::Store& store_;
  bool is_sqlite_;
  bool is_up_;
  bool is_reading_ = false;  ///< the script has what compares tables
  bool has_row_ = false;     ///< of the revision at hand, on its way up
  std::string text_;
};

}  // namespace

std::string offline_script(const migrate::Store& store, const std::vector<std::string>& ids,
                           const std::string& dialect, migrate::Direction direction) {
  if (ids.empty()) return {};
  Writer writer{store, dialect, direction};
  writer.begin_script();
  for (const std::string& id : ids) {
    const migrate::StoredRevision& revision = store.find(id);
    writer.revision(revision, find_script(revision, dialect, direction));
  }
  return writer.end_script();
}

}  // namespace tenon::command

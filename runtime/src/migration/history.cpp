#include "migration/history.hpp"

#include <charconv>
#include <limits>

#include <tenon/error.hpp>

#include "migration/batches.hpp"

namespace tenon::detail {
namespace {

std::string quote(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + "\"";
}

/// Behind the state, where older versions read nothing.
constexpr std::string_view adopted = " adopted";

std::string_view to_text(AppliedRevision::State state) {
  switch (state) {
    case AppliedRevision::State::upgrading:
      return "upgrading";
    case AppliedRevision::State::downgrading:
      return "downgrading";
    case AppliedRevision::State::applied:
      break;
  }
  return "applied";
}

/// "downgrading 7": the way up had stopped after statement 7 when the way down began. Behind it,
/// how far a statement in batches has come.
std::string state_text(const AppliedRevision& revision) {
  std::string text{to_text(revision.state)};
  if (revision.reached >= 0) text += " " + std::to_string(revision.reached);
  if (revision.is_adopted) text += adopted;
  if (revision.batch) text += " " + batch_text(*revision.batch);
  return text;
}

std::optional<BatchPosition> batch_of(std::string_view text) {
  const std::size_t after = text.find(" after ");
  if (after == std::string_view::npos) return std::nullopt;
  std::optional<BatchPosition> position = batch_position_of(text.substr(after + 1));
  if (position) return position;
  throw Error{ErrorKind::migration, "the history table holds the state '" + std::string{text} +
                                        "', which this version does not know"};
}

int reached_of(std::string_view text) {
  const std::size_t space = text.find(' ');
  int reached = -1;
  if (space != std::string_view::npos) {
    std::from_chars(text.data() + space + 1, text.data() + text.size(), reached);
  }
  return reached;
}

int number_of(std::int64_t statements) {
  if (statements >= 0 && statements <= std::numeric_limits<int>::max())
    return static_cast<int>(statements);
  throw Error{ErrorKind::migration,
              "the history table says that " + std::to_string(statements) + " statements have run"};
}

AppliedRevision::State state_of(std::string_view text) {
  text = text.substr(0, text.find(' '));
  if (text == "applied") return AppliedRevision::State::applied;
  if (text == "upgrading") return AppliedRevision::State::upgrading;
  if (text == "downgrading") return AppliedRevision::State::downgrading;
  throw Error{ErrorKind::migration, "the history table holds the state '" + std::string{text} +
                                        "', which this version does not know"};
}

}  // namespace

std::string history_table_name(Dialect dialect, std::string_view schema) {
  const std::string table = "\"tenon_history\"";
  return dialect == Dialect::postgresql ? quote(schema) + "." + table : table;
}

std::string history_table_sql(Dialect dialect, std::string_view schema) {
  const bool is_sqlite = dialect == Dialect::sqlite;
  const std::string time = is_sqlite ? "integer" : "timestamp with time zone";
  const std::string number = is_sqlite ? "integer" : "bigint";
  return "create table if not exists " + history_table_name(dialect, schema) +
         " (\n"
         "  \"id\" text not null primary key,\n"
         "  \"message\" text not null,\n"
         "  \"checksum\" text not null,\n"
         "  \"applied_at\" " +
         time +
         " not null,\n"
         "  \"duration_ms\" " +
         number +
         " not null,\n"
         "  \"statements\" " +
         number +
         " not null,\n"
         "  \"state\" text not null\n"
         ")" +
         (is_sqlite ? " strict" : "");
}

History::History(Connection& connection, std::string_view schema)
    : connection_(connection),
      schema_(schema),
      table_(history_table_name(connection.dialect(), schema)) {}

bool History::exists() {
  if (connection_.dialect() == Dialect::sqlite) {
    return connection_
        .query("select 1 from sqlite_master where type = 'table' and name = 'tenon_history'")
        .next();
  }
  return connection_
      .query(
          "select 1\n"
          "from pg_catalog.pg_class c\n"
          "join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
          "where c.relname = 'tenon_history' and n.nspname::pg_catalog.text = $1",
          {schema_})
      .next();
}

void History::create() {
  if (exists()) return;
  connection_.execute(history_table_sql(connection_.dialect(), schema_));
}

std::vector<AppliedRevision> History::select(std::string_view clause, Params params) {
  Rows rows = connection_.query(
      "select \"id\", \"message\", \"checksum\", \"applied_at\", \"duration_ms\", \"statements\","
      " \"state\"\nfrom " +
          table_ + "\n" + std::string{clause},
      params);
  std::vector<AppliedRevision> found;
  while (rows.next()) {
    const Row& row = rows.row();
    AppliedRevision revision;
    row.get(0, revision.id);
    row.get(1, revision.message);
    row.get(2, revision.checksum);
    row.get(3, revision.applied_at);
    row.get(4, revision.duration_ms);
    revision.statements = number_of(row.get<std::int64_t>(5));
    const std::string state = row.get<std::string>(6);
    revision.state = state_of(state);
    revision.reached = reached_of(state);
    revision.batch = batch_of(state);
    revision.is_adopted = state.find(adopted) != std::string::npos;
    found.push_back(std::move(revision));
  }
  return found;
}

std::vector<AppliedRevision> History::read() {
  return select("order by \"applied_at\", \"id\"", {});
}

std::optional<AppliedRevision> History::find(std::string_view id) {
  std::vector<AppliedRevision> found = select("where \"id\" = $1", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void History::put(const AppliedRevision& revision) {
  const Rows rows = connection_.query(
      "insert into " + table_ +
          " (\"id\", \"message\", \"checksum\", \"applied_at\", \"duration_ms\", \"statements\","
          " \"state\")\n"
          "values ($1, $2, $3, $4, $5, $6, $7)\n"
          "on conflict (\"id\") do update set\n"
          "  \"message\" = excluded.\"message\",\n"
          "  \"checksum\" = excluded.\"checksum\",\n"
          "  \"applied_at\" = excluded.\"applied_at\",\n"
          "  \"duration_ms\" = excluded.\"duration_ms\",\n"
          "  \"statements\" = excluded.\"statements\",\n"
          "  \"state\" = excluded.\"state\"",
      {revision.id, revision.message, revision.checksum, revision.applied_at, revision.duration_ms,
       std::int64_t{revision.statements}, state_text(revision)});
}

void History::remove(std::string_view id) {
  const Rows rows = connection_.query("delete from " + table_ + " where \"id\" = $1", {id});
}

}  // namespace tenon::detail

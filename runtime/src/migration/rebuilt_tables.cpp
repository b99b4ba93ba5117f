#include "migration/rebuilt_tables.hpp"

#include <algorithm>
#include <utility>

#include <tenon/error.hpp>

#include "migration/saved_objects.hpp"
#include "migration/sql_meaning.hpp"
#include "migration/sql_words.hpp"
#include "migration/table_definition.hpp"

namespace tenon::detail {
namespace {

std::string enumerated(const std::vector<std::string>& things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
    text += things[i];
  }
  return text;
}

struct Rename {
  std::string from;
  std::string to;
};

/// Of `alter table … rename to …`; empty in any other statement.
Rename rename_in(std::string_view sql) {
  SqlWords words{sql};
  if (!words.next().is("alter") || !words.next().is("table")) return {};
  Rename rename{words.next().name(), {}};
  SqlWord word = words.next();
  if (word.is(".")) {
    rename.from = words.next().name();
    word = words.next();
  }
  if (!word.is("rename") || !words.next().is("to")) return {};
  rename.to = words.next().name();
  return rename;
}

/// What the statement that fills the table reads: its words behind `select`, folded.
std::set<std::string> read_into(const std::string& table, const std::vector<std::string>& group) {
  std::set<std::string> read;
  for (const std::string& sql : group) {
    SqlWords words{sql};
    if (!words.next().is("insert")) continue;
    SqlWord word = words.next();
    while (word.kind != SqlWord::Kind::end && !word.is("into")) word = words.next();
    if (words.next().name() != table) continue;
    while (word.kind != SqlWord::Kind::end && !word.is("select")) word = words.next();
    for (; word.kind != SqlWord::Kind::end; word = words.next()) read.insert(word.name());
  }
  return read;
}

Error would_be_lost(const std::string& table, const std::vector<std::string>& unknown) {
  return Error{
      ErrorKind::migration,
      "table '" + table +
          "' has what this revision does not know, and would lose it as it is built anew: " +
          enumerated(unknown) +
          "; to keep it, write it into the revision's new table, and a column into the "
          "copy, too; to let it go, write it into the lines '-- tenon: was', or take it "
          "away by hand before"};
}

}  // namespace

RebuiltTables::RebuiltTables(Connection& connection, std::vector<std::string> group)
    : connection_(connection), group_(std::move(group)) {}

void RebuiltTables::before(const std::string& sql, const std::string& was) {
  if (!was.empty()) compare(sql, was);
  const NamedInSql named = named_in(sql);
  if (named.type != "table") return;
  if (named.verb == "create") made_.insert(named.name);
  if (named.verb != "drop") return;
  if (!is_made_anew(named.name)) return;
  count_rows(named.name);
  keep(named.name);
}

void RebuiltTables::compare(const std::string& sql, const std::string& was) {
  const std::vector<std::string> known = split_statements(was);
  if (known.empty()) return;
  const std::string table = named_in(known.front()).name;
  const std::string live = kept_sql("table", table);
  if (live.empty()) return;  // the copy will say so
  const std::string helper = named_in(sql).name;
  const TableDefinition there = read_table_definition(live);
  const TableDefinition planned = read_table_definition(known.front());
  const TableDefinition made = read_table_definition(sql);
  std::vector<std::string> unknown = unknown_parts(there, planned, made, read_into(helper, group_));
  find_other_indexes(table, known, unknown);
  for (const Conversion& one : silent_conversions(there, planned, made)) {
    Rows rows =
        connection_.query("select cast(" + in_double_quotes(one.column) + " as text)\nfrom " +
                          in_double_quotes(table) + "\nwhere " + one.condition + "\nlimit 1");
    if (rows.next())
      unknown.push_back("values of column " + one.column + " that " + one.what + ", as " +
                        rows.row().get<std::string>(0));
  }
  if (!unknown.empty()) throw would_be_lost(table, unknown);
  helpers_[table] = helper;
}

void RebuiltTables::find_other_indexes(const std::string& table,
                                       const std::vector<std::string>& known,
                                       std::vector<std::string>& unknown) {
  for (const Index& index : indexes_of(table)) {
    const std::string name = folded_name(index.name);
    const std::string meaning = index_meaning(index.sql);
    const auto is_it = [&](const std::string& sql) {
      return named_in(sql).type == "index" && named_in(sql).name == name;
    };
    const auto planned = std::find_if(known.begin(), known.end(), is_it);
    const std::string made = made_sql(name);
    const bool is_others = planned == known.end() && made.empty();  // it comes back
    const bool is_same = (planned != known.end() && index_meaning(*planned) == meaning) ||
                         (!made.empty() && index_meaning(made) == meaning);
    if (!is_others && !is_same)
      unknown.push_back("index " + index.name + " as it is (" + index.sql + ")");
  }
}

void RebuiltTables::count_rows(const std::string& table) {
  const auto helper = helpers_.find(table);
  if (helper == helpers_.end() || kept_sql("table", helper->second).empty()) return;
  Rows rows =
      connection_.query("select (select count(*) from " + in_double_quotes(table) +
                        "), (select count(*) from " + in_double_quotes(helper->second) + ")");
  rows.next();
  const auto all = rows.row().get<std::int64_t>(0);
  const auto copied = rows.row().get<std::int64_t>(1);
  if (all == copied) return;
  throw Error{ErrorKind::migration,
              "table '" + table + "' has " + std::to_string(all) + " rows, and its copy has " +
                  std::to_string(copied) +
                  ": rows that may go are deleted in a statement of their own, before the copy"};
}

void RebuiltTables::keep(const std::string& table) {
  for (Index& index : indexes_of(table)) {
    if (made_sql(folded_name(index.name)).empty()) indexes_.push_back(std::move(index));
  }
  if (kept_sql("table", "sqlite_sequence").empty()) return;
  Rows rows = connection_.query(
      "select seq\nfrom sqlite_sequence\nwhere lower(name) = $1 and seq is not null", {table});
  if (rows.next()) numbers_[table] = rows.row().get<std::int64_t>(0);
}

void RebuiltTables::restore() {
  for (const Index& index : indexes_) {
    const bool is_in_place = kept_sql("table", folded_name(index.table)).empty() ||
                             !kept_sql("index", folded_name(index.name)).empty();
    if (is_in_place) continue;
    try {
      connection_.execute(index.sql);
    } catch (const Error& error) {
      Error failure{ErrorKind::migration,
                    "the index '" + index.name + "' of '" + index.table +
                        "', which is none of the revision's, does not fit the new table: " +
                        error.what() + "; drop it by hand, or in a statement before the table's"};
      throw failure.set_statement(index.sql);
    }
  }
  for (const auto& [table, number] : numbers_) restore_number(table, number);
}

void RebuiltTables::restore_number(const std::string& table, std::int64_t number) {
  const TableDefinition made = read_table_definition(kept_sql("table", table));
  const bool counts =
      std::any_of(made.parts.begin(), made.parts.end(), [](const TableDefinition::Part& part) {
        return part.meaning.rfind("autoincrement", 0) == 0;
      });
  if (!counts) return;
  const Rows added = connection_.query(
      "insert into sqlite_sequence (name, seq)\nselect name, 0\nfrom sqlite_master\n"
      "where type = 'table' and lower(name) = $1\n"
      "  and not exists (select 1 from sqlite_sequence where lower(name) = $1)",
      {table});
  const Rows set = connection_.query(
      "update sqlite_sequence\nset seq = max(seq, $1)\nwhere lower(name) = $2", {number, table});
}

std::vector<RebuiltTables::Index> RebuiltTables::indexes_of(const std::string& table) {
  Rows rows = connection_.query(
      "select name, tbl_name, sql\nfrom sqlite_master\n"
      "where type = 'index' and lower(tbl_name) = $1 and sql is not null\norder by rowid",
      {table});
  std::vector<Index> indexes;
  while (rows.next()) {
    const Row& row = rows.row();
    indexes.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)});
  }
  return indexes;
}

std::string RebuiltTables::kept_sql(const std::string& type, const std::string& name) {
  Rows rows = connection_.query(
      "select sql\nfrom sqlite_master\nwhere type = $1 and lower(name) = $2", {type, name});
  return rows.next() ? rows.row().get<std::string>(0) : std::string{};
}

bool RebuiltTables::is_made_anew(const std::string& table) const {
  if (helpers_.count(table) != 0) return true;
  // A script that somebody has written: what gets the name has been made for it.
  return std::any_of(group_.begin(), group_.end(), [&](const std::string& sql) {
    const Rename rename = rename_in(sql);
    return rename.to == table && made_.count(rename.from) != 0;
  });
}

std::string RebuiltTables::made_sql(const std::string& index) const {
  for (const std::string& sql : group_) {
    const NamedInSql named = named_in(sql);
    if (named.verb == "create" && named.type == "index" && named.name == index) return sql;
  }
  return {};
}

}  // namespace tenon::detail

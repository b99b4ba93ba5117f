#include "command/offline_rebuild.hpp"

#include <algorithm>

#include "base/sql.hpp"
#include "base/text.hpp"
#include "command/offline_reader.hpp"
#include "command/offline_triggers.hpp"
#include "migrate/sql_tokens.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

/// A list for IN, in lower case; never empty.
std::string in_list(const std::vector<std::string>& names) {
  std::string text = "''";
  for (const std::string& name : names) text += ", " + schema::quote_text(base::to_lower(name));
  return "(" + text + ")";
}

/// A new table with AUTOINCREMENT.
bool counts_up(const MigrationStatement& statement) {
  return !statement.was.empty() && base::mentions(statement.sql, "autoincrement");
}

/// Rows that refer to nothing, with how many they are.
std::string strays(const std::vector<MigrationStatement>& group) {
  const std::string names = in_list(named_tables(group));
  return "select k.\"table\" as child, k.parent, count(*) as found\nfrom (\n  select name\n  "
         "from main.sqlite_master m\n  where type = 'table' and (lower(name) in " +
         names +
         "\n    or exists (select 1 from pragma_foreign_key_list(m.name) where lower(\"table\") "
         "in " +
         names +
         "))\n  limit -1 offset 0\n) t\njoin pragma_foreign_key_check(t.name) k\n"
         "group by 1, 2";
}

/// In lower case; "" of another statement.
std::string dropped_table(const MigrationStatement& statement) {
  const bool is_drop = base::starts_with(base::to_lower(statement.sql.substr(0, 10)), "drop table");
  const std::vector<std::string> names = named_tables({statement});
  return is_drop && !names.empty() ? names.front() : std::string{};
}

/// Whether a statement gives another table the name.
bool is_made_anew(const std::string& table, const std::vector<MigrationStatement>& group) {
  return std::any_of(group.begin(), group.end(), [&](const MigrationStatement& one) {
    const bool is_rename = base::mentions(one.sql, "rename") &&
                           base::starts_with(base::to_lower(one.sql.substr(0, 11)), "alter table");
    const std::vector<std::string> names = named_tables({one});
    return is_rename && names.size() == 2 &&
           std::find(names.begin(), names.end(), table) != names.end();
  });
}

/// The words of a statement in lower case, names without their quotes.
std::vector<std::string> words_of(const std::string& sql) {
  std::vector<std::string> words;
  for (const migrate::SqlToken& token : migrate::sql_tokens(sql)) {
    std::string word = base::to_lower(sql.substr(token.begin, token.end - token.begin));
    if (word.size() > 2 && word.front() == '"')
      word = base::replace_all(word.substr(1, word.size() - 2), "\"\"", "\"");
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

bool renames_table(const MigrationStatement& statement,
                   const std::vector<MigrationStatement>& group) {
  const std::vector<std::string> words = words_of(statement.sql);
  if (words.size() != 6 || words[0] != "alter" || words[3] != "rename" || words[4] != "to")
    return false;
  return std::none_of(group.begin(), group.end(), [&](const MigrationStatement& one) {
    return !one.was.empty() && base::to_lower(made_table(one)) == words[2];
  });
}

std::string compare_rows(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group) {
  const std::string table = dropped_table(statement);
  if (table.empty()) return {};
  bool is_there = true;
  for (const MigrationStatement& one : group) {
    if (&one == &statement) is_there = false;
    const std::string name = rebuilt_table(one);
    if (name.empty() || base::to_lower(name) != table) continue;
    if (!is_there) return {};  // another one gets the name, and is made anew after that
    return stop_if("not all rows of " + name + " were copied",
                   "select 1\nwhere (select count(*) from " + schema::quote_name(name) +
                       ") <> (select count(*) from " + schema::quote_name(made_table(one)) + ")") +
           (counts_up(one)
                ? "create temp table if not exists tenon_numbers (name text, seq integer);\n"
                  "insert into temp.tenon_numbers\nselect name, seq\nfrom "
                  "main.sqlite_sequence\nwhere lower(name) = " +
                      schema::quote_text(table) + ";\n\n"
                : "");
  }
  return is_made_anew(table, group) ? compare_indexes_of(table, group) : std::string{};
}

std::string restore_numbers(const std::vector<MigrationStatement>& group) {
  if (std::none_of(group.begin(), group.end(), counts_up)) return {};
  return "insert into main.sqlite_sequence (name, seq)\nselect name, seq\nfrom temp.tenon_numbers\n"
         "where name not in (select name from main.sqlite_sequence);\n"
         "update main.sqlite_sequence\nset seq = max(seq, ifnull((select n.seq from "
         "temp.tenon_numbers n where n.name = sqlite_sequence.name), seq));\n"
         "drop table temp.tenon_numbers;\n\n";
}

std::string remember_views() {
  return "create temp table tenon_views as\nselect name\nfrom pragma_table_list\n"
         "where schema = 'main' and type = 'view' and ncol > 0;\n\n";
}

std::string check_views() {
  // A view without a column is one that cannot be read.
  const std::string views =
      "from temp.tenon_views\nwhere name in (select name from pragma_table_list where schema = "
      "'main' and type = 'view' and ncol <= 0)";
  return "select 'the view ' || name || ' does not fit the new tables'\n" + views + ";\n" +
         stop_if("a view does not fit the new tables", "select 1\n" + views);
}

std::string remember_strays(const std::vector<MigrationStatement>& group) {
  return "create temp table tenon_strays as\n" + strays(group) + ";\n\n";
}

std::string check_strays(const std::vector<MigrationStatement>& group) {
  return stop_if("a row refers to nothing",
                 "select 1\nfrom (" + strays(group) +
                     ") s\nwhere found > ifnull((select o.found from temp.tenon_strays o where "
                     "o.child = s.child and o.parent = s.parent), 0)") +
         "drop table temp.tenon_strays;\n\n";
}

std::string remember_keys() {
  return "create temp table tenon_keys as\n"
         "select m.name as child, lower(k.\"table\") as parent\n"
         "from main.sqlite_master m\njoin pragma_foreign_key_list(m.name) k\n"
         "where m.type = 'table'\n"
         "  and lower(k.\"table\") in (select lower(name) from main.sqlite_master where type = "
         "'table');\n\n";
}

std::string check_keys() {
  return stop_if("a table that stays has a foreign key to one that goes",
                 "select 1\nfrom temp.tenon_keys\n"
                 "where child in (select name from main.sqlite_master where type = 'table')\n"
                 "  and parent not in (select lower(name) from main.sqlite_master where type = "
                 "'table')\n"
                 "  and exists (select 1 from pragma_foreign_key_list(child) k where "
                 "lower(k.\"table\") = parent)") +
         "drop table temp.tenon_keys;\n\n";
}

}  // namespace tenon::command

#include "command/offline_rebuild.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "base/sql.hpp"
#include "base/text.hpp"
#include "introspect/sqlite/create_index.hpp"
#include "introspect/sqlite/create_table.hpp"
#include "migrate/sql_tokens.hpp"
#include "schema/schema.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

std::vector<std::string> statements_in(const std::string& sql) {
  std::vector<std::string> statements;
  std::size_t begin = 0;
  for (const migrate::SqlToken& token : migrate::sql_tokens(sql)) {
    if (sql[token.begin] != ';') continue;
    statements.push_back(sql.substr(begin, token.begin - begin));
    begin = token.end;
  }
  statements.push_back(sql.substr(begin));
  return statements;
}

bool begins_with(const std::string& sql, std::string_view words) {
  return base::starts_with(base::to_lower(sql.substr(0, words.size())), words);
}

schema::Table table_in(const std::string& sql) {
  return introspect::sqlite::read_create_table(sql, nullptr);
}

std::string name_of(const schema::Table& table) {
  return table.schema.empty() ? table.name : table.schema + "." + table.name;
}

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

std::size_t occurrences(const std::string& sql, std::string_view word) {
  const std::string text = base::to_lower(sql);
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + word.size()))
    ++count;
  return count;
}

/// Words for what pragmas do not tell of.
constexpr std::array<std::string_view, 9> telling{"autoincrement", "check",   "collate",
                                                  "conflict",      "default", "deferred",
                                                  "generated",     "unique",  "without"};

std::string compare_words(const std::string& table, const std::string& was,
                          const std::string& made) {
  std::string text;
  for (const std::string_view word : telling) {
    const std::string quoted = "'" + std::string{word} + "'";
    text += stop_if(
        table + " says '" + std::string{word} + "' where this script does not know of it",
        "select 1\nfrom main.sqlite_master\nwhere type = 'table' and lower(name) = " +
            schema::quote_text(base::to_lower(table)) + "\n  and length(sql) - length(replace(" +
            "lower(sql), " + quoted + ", '')) > " +
            std::to_string(std::max(occurrences(was, word), occurrences(made, word)) *
                           word.size()));
  }
  return text;
}

}  // namespace

std::string stop_if(const std::string& message, const std::string& query) {
  return "create temp table tenon_check (found integer constraint " + schema::quote_name(message) +
         " check (found is null));\ninsert into temp.tenon_check " + query +
         "\nlimit 1;\ndrop table temp.tenon_check;\n\n";
}

std::string compare_live(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group) {
  if (statement.was.empty()) return {};
  const std::vector<std::string> known = statements_in(statement.was);
  const schema::Table was = table_in(known.front());
  const schema::Table made = table_in(statement.sql);
  const std::string name = name_of(was);
  const std::string quoted = schema::quote_text(name);
  std::vector<std::string> columns;
  std::vector<std::string> required;
  std::vector<std::string> keys;
  for (const schema::Table* table : {&was, &made}) {
    for (const schema::Column& column : table->columns) {
      columns.push_back(column.name);
      if (!column.nullable) required.push_back(column.name);
    }
    for (const schema::ForeignKey& key : table->foreign_keys) {
      const std::string target = key.schema.empty() ? key.table : key.schema + "." + key.table;
      for (const std::string& column : key.columns) keys.push_back(column + " " + target);
    }
  }
  std::vector<std::string> indexes;
  for (std::size_t i = 1; i < known.size(); ++i)
    indexes.push_back(introspect::sqlite::read_create_index(known[i]).name);
  for (const MigrationStatement& one : group) {
    const bool makes_index =
        begins_with(one.sql, "create index") || begins_with(one.sql, "create unique index");
    if (makes_index) indexes.push_back(introspect::sqlite::read_create_index(one.sql).name);
  }
  return stop_if(name + " has a column that this script does not know",
                 "select 1\nfrom pragma_table_xinfo(" + quoted + ")\nwhere lower(name) not in " +
                     in_list(columns)) +
         stop_if(name + " requires a column that this script lets be NULL",
                 "select 1\nfrom pragma_table_xinfo(" + quoted +
                     ")\nwhere \"notnull\" and lower(name) not in " + in_list(required)) +
         stop_if(name + " has a foreign key that this script does not know",
                 "select 1\nfrom pragma_foreign_key_list(" + quoted +
                     ")\nwhere lower(\"from\" || ' ' || \"table\") not in " + in_list(keys)) +
         stop_if(name + " has an index that this script does not know, and `tenon upgrade` keeps",
                 "select 1\nfrom main.sqlite_master\nwhere type = 'index' and sql is not null and "
                 "lower(tbl_name) = " +
                     schema::quote_text(base::to_lower(name)) + "\n  and lower(name) not in " +
                     in_list(indexes)) +
         compare_words(name, known.front(), statement.sql);
}

std::string compare_rows(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group) {
  for (const MigrationStatement& one : group) {
    if (one.was.empty()) continue;
    const std::string name = name_of(table_in(statements_in(one.was).front()));
    if (statement.sql != "drop table " + schema::quote_name(name)) continue;
    return stop_if("not all rows of " + name + " were copied",
                   "select 1\nwhere (select count(*) from " + schema::quote_name(name) +
                       ") <> (select count(*) from " +
                       schema::quote_name(name_of(table_in(one.sql))) + ")") +
           (counts_up(one)
                ? "create temp table if not exists tenon_numbers (name text, seq integer);\n"
                  "insert into temp.tenon_numbers\nselect name, seq\nfrom "
                  "main.sqlite_sequence\nwhere name = " +
                      schema::quote_text(name) + ";\n\n"
                : "");
  }
  return {};
}

std::string restore_numbers(const std::vector<MigrationStatement>& group) {
  if (std::none_of(group.begin(), group.end(), counts_up)) return {};
  return "insert into main.sqlite_sequence (name, seq)\nselect name, seq\nfrom temp.tenon_numbers\n"
         "where name not in (select name from main.sqlite_sequence);\n"
         "update main.sqlite_sequence\nset seq = max(seq, ifnull((select n.seq from "
         "temp.tenon_numbers n where n.name = sqlite_sequence.name), seq));\n"
         "drop table temp.tenon_numbers;\n\n";
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

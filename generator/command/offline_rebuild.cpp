#include "command/offline_rebuild.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
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

/// As pragma foreign_key_list tells it.
std::string action_word(schema::Action action) {
  switch (action) {
    case schema::Action::no_action:
      return "no action";
    case schema::Action::restrict:
      return "restrict";
    case schema::Action::cascade:
      return "cascade";
    case schema::Action::set_null:
      return "set null";
    case schema::Action::set_default:
      break;
  }
  return "set default";
}

/// What a spelling may differ in without another meaning goes from both sides.
constexpr std::array<std::string_view, 9> spelling{" ", "\n", "\t", "\"", "`",
                                                   "(", ")",  ";",  "asc"};

std::string bare_sql(const std::string& sql) {
  std::string text = base::to_lower(sql);
  for (const std::string_view part : spelling) {
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at))
      text.erase(at, part.size());
  }
  return text;
}

std::string bare_column(const std::string& column) {
  std::string text = "lower(" + column + ")";
  for (const std::string_view part : spelling) {
    const std::string literal = part == "\n"   ? "char(10)"
                                : part == "\t" ? "char(9)"
                                               : schema::quote_text(std::string{part});
    text = "replace(" + text + ", " + literal + ", '')";
  }
  return text;
}

std::string compare_indexes(const std::string& table, const std::vector<std::string>& names,
                            const std::vector<std::string>& indexes) {
  std::vector<std::string> texts;
  texts.reserve(indexes.size());
  for (const std::string& sql : indexes) texts.push_back(bare_sql(sql));
  const std::string live =
      "select 1\nfrom main.sqlite_master\nwhere type = 'index' and sql is not null and "
      "lower(tbl_name) = " +
      schema::quote_text(base::to_lower(table)) + "\n  and ";
  return stop_if(table + " has an index that this script does not know, and `tenon upgrade` keeps",
                 live + "lower(name) not in " + in_list(names)) +
         stop_if(table + " has an index of another meaning than this script knows",
                 live + bare_column("sql") + " not in " + in_list(texts));
}

/// The tables that the statements may write.
std::vector<std::string> named_tables(const std::vector<MigrationStatement>& group) {
  std::set<std::string> names;
  for (const MigrationStatement& one : group) {
    bool is_next = false;
    for (const migrate::SqlToken& token : migrate::sql_tokens(one.sql)) {
      std::string word = base::to_lower(one.sql.substr(token.begin, token.end - token.begin));
      const bool is_between = word == "if" || word == "not" || word == "exists" || word == "main" ||
                              word == "." || word == "or" || word == "replace";
      if (is_next && is_between) continue;
      if (is_next) {
        if (word.size() > 2 && word.front() == '"') word = word.substr(1, word.size() - 2);
        names.insert(word);
      }
      is_next =
          word == "table" || word == "into" || word == "from" || word == "update" || word == "to";
    }
  }
  return {names.begin(), names.end()};
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

/// Compiles the triggers of a table, and runs none.
std::string fire_none(const schema::Table& made, const std::string& name) {
  const std::string table = schema::quote_name(name);
  std::string first;
  std::string sets;
  for (const schema::Column& column : made.columns) {
    const bool is_computed = !column.computed.empty() || column.type.raw.rfind("generated", 0) == 0;
    if (is_computed) continue;
    const std::string quoted = schema::quote_name(column.name);
    if (first.empty()) first = quoted;
    sets += (sets.empty() ? "" : ", ") + quoted + " = " + quoted;
  }
  if (first.empty()) return {};
  return "-- Compiles the triggers of " + name +
         ": one that does not fit stops here.\ninsert into " + table + " (" + first + ") select " +
         first + " from " + table + " where false;\nupdate " + table + " set " + sets +
         " where false;\ndelete from " + table + " where false;\n";
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
  std::vector<std::string> primary;
  for (const schema::Table* table : {&was, &made}) {
    for (const schema::Column& column : table->columns) {
      columns.push_back(column.name);
      if (!column.nullable) required.push_back(column.name);
    }
    for (const schema::ForeignKey& key : table->foreign_keys) {
      const std::string target = key.schema.empty() ? key.table : key.schema + "." + key.table;
      for (const std::string& column : key.columns)
        keys.push_back(column + " " + target + " " + action_word(key.on_update) + " " +
                       action_word(key.on_delete));
    }
    if (table->primary_key)
      primary.insert(primary.end(), table->primary_key->columns.begin(),
                     table->primary_key->columns.end());
  }
  std::vector<std::string> indexes;
  for (std::size_t i = 1; i < known.size(); ++i) indexes.push_back(known[i]);
  for (const MigrationStatement& one : group) {
    const bool makes_index =
        begins_with(one.sql, "create index") || begins_with(one.sql, "create unique index");
    if (makes_index) indexes.push_back(one.sql);
  }
  std::vector<std::string> index_names;
  index_names.reserve(indexes.size());
  for (const std::string& sql : indexes)
    index_names.push_back(introspect::sqlite::read_create_index(sql).name);
  return stop_if(name + " has a column that this script does not know",
                 "select 1\nfrom pragma_table_xinfo(" + quoted + ")\nwhere lower(name) not in " +
                     in_list(columns)) +
         stop_if(name + " requires a column that this script lets be NULL",
                 "select 1\nfrom pragma_table_xinfo(" + quoted +
                     ")\nwhere \"notnull\" and lower(name) not in " + in_list(required)) +
         stop_if(name + " has a foreign key that this script does not know",
                 "select 1\nfrom pragma_foreign_key_list(" + quoted +
                     ")\nwhere lower(\"from\" || ' ' || \"table\" || ' ' || on_update || ' ' || "
                     "on_delete) not in " +
                     in_list(keys)) +
         stop_if(name + " has a primary key that this script does not know",
                 "select 1\nfrom pragma_table_xinfo(" + quoted +
                     ")\nwhere pk and lower(name) not in " + in_list(primary)) +
         compare_indexes(name, index_names, indexes) +
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

std::string remember_works(const std::vector<MigrationStatement>& group) {
  return "create temp table tenon_views as\nselect name\nfrom pragma_table_list\n"
         "where schema = 'main' and type = 'view' and ncol > 0;\n"
         "create temp table tenon_strays as\n" +
         strays(group) + ";\n\n";
}

std::string check_works(const std::vector<MigrationStatement>& group) {
  // A view without a column is one that cannot be read.
  const std::string views =
      "from temp.tenon_views\nwhere name in (select name from pragma_table_list where schema = "
      "'main' and type = 'view' and ncol <= 0)";
  std::string text = "select 'the view ' || name || ' does not fit the new tables'\n" + views +
                     ";\n" + stop_if("a view does not fit the new tables", "select 1\n" + views);
  for (const MigrationStatement& one : group) {
    if (one.was.empty()) continue;
    text += fire_none(table_in(one.sql), name_of(table_in(statements_in(one.was).front())));
  }
  return text + "\n" +
         stop_if("a row refers to nothing",
                 "select 1\nfrom (" + strays(group) +
                     ") s\nwhere found > ifnull((select o.found from temp.tenon_strays o where "
                     "o.child = s.child and o.parent = s.parent), 0)") +
         "drop table temp.tenon_views;\ndrop table temp.tenon_strays;\n\n";
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

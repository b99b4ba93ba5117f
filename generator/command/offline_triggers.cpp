#include "command/offline_triggers.hpp"

#include <set>

#include "base/text.hpp"
#include "command/offline_reader.hpp"
#include "introspect/sqlite/create_table.hpp"
#include "migrate/sql_tokens.hpp"
#include "schema/schema.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

/// `('a'), ('b')`
std::string rows_of(const std::vector<std::string>& names) {
  std::string rows;
  for (const std::string& name : names)
    rows += (rows.empty() ? "(" : ", (") + schema::quote_text(name) + ")";
  return rows;
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

constexpr const char* restore =
    "pragma writable_schema = on;\n"
    "insert into main.sqlite_master (type, name, tbl_name, rootpage, sql)\n"
    "select 'trigger', name, tbl_name, 0, sql\nfrom temp.tenon_triggers t\n"
    "where name not in (select name from main.sqlite_master where type = 'trigger')\n"
    "  and tbl_name in (select name from main.sqlite_master where type in ('table', 'view'))";

/// Renaming makes SQLite read every view and trigger that there is. Only those may be there that
/// the tables have to do with, and no view that could not be read before.
std::string probe() {
  return std::string{
             "-- As it renames a table, SQLite reads all triggers and views: one that does "
             "not fit stops here.\n"} +
         restore +
         "\n  and tbl_name not in (select name from temp.tenon_broken)"
         "\n  and exists (select 1 from temp.tenon_named n where n.name = lower(t.tbl_name)\n"
         "    or instr(lower(t.sql), n.name)\n"
         "    or instr(lower(t.sql), replace(n.name, '\"', '\"\"')));\n"
         "delete from main.sqlite_master where type = 'view' and name in (select name from "
         "temp.tenon_broken);\n"
         "pragma writable_schema = reset;\npragma legacy_alter_table = off;\n"
         "create table main.__tenon_probe (id integer);\n"
         "alter table main.__tenon_probe rename to __tenon_probed;\ndrop table "
         "main.__tenon_probed;\n"
         "pragma legacy_alter_table = on;\npragma writable_schema = on;\n"
         "insert into main.sqlite_master (type, name, tbl_name, rootpage, sql)\n"
         "select 'view', name, name, 0, sql\nfrom temp.tenon_broken;\n"
         "delete from main.sqlite_master where type = 'trigger' and name in (select name from "
         "temp.tenon_triggers);\npragma writable_schema = reset;\n\n";
}

/// Columns of UPDATE OF that are none: SQLite says nothing, and the trigger is never fired.
constexpr const char* unknown_columns =
    "select t.name, w.text as column_name\nfrom temp.tenon_triggers t\n"
    "join temp.tenon_heads h on h.name = t.name\n"
    "join temp.tenon_words w on w.name = t.name and w.n > h.begins and w.n < h.ends and w.text <> "
    "','\n"
    "where case when t.tbl_name in (select name from temp.tenon_broken) then false\n"
    "    else w.text not in (select lower(name) from pragma_table_xinfo(t.tbl_name)) end";

/// Of the tables that are named; a column that is computed counts for nobody who names none.
constexpr const char* columns =
    "select lower(m.name) as name, lower(x.name) as column_name, x.hidden\nfrom (\n"
    "  select name\n  from main.sqlite_master\n"
    "  where type = 'table' and lower(name) in (select name from temp.tenon_named)\n"
    "  limit -1 offset 0\n) m\njoin pragma_table_xinfo(m.name) x";

/// Triggers of other tables that name a column which went, or none of a table whose columns are
/// other ones. SQLite looks at that as it fires them, and no statement fires those of a table that
/// the script does not know.
std::string doubtful(const std::vector<MigrationStatement>& group) {
  std::string rebuilt;
  for (const MigrationStatement& one : group) {
    const std::string name = rebuilt_table(one);
    if (!name.empty())
      rebuilt += (rebuilt.empty() ? "" : ", ") + schema::quote_text(base::to_lower(name));
  }
  const std::string others =
      "temp.tenon_triggers t\njoin temp.tenon_words w on w.name = t.name\nwhere lower(t.tbl_name) "
      "not in (" +
      rebuilt +
      ")\n  and t.name in (select name from main.sqlite_master where type = 'trigger')\n"
      "  and o.name in (select m.text from temp.tenon_words m where m.name = t.name)\n  and ";
  return "from (\n  select t.name, o.name as table_name\nfrom (\n  select name, column_name from "
         "temp.tenon_columns\n  except\n  select name, column_name from (\n" +
         std::string{columns} + ")\n) o, " + others +
         "w.text = o.column_name and w.before <> '.'\nunion\nselect t.name, o.name\nfrom (\n"
         "  select name, count(*) from temp.tenon_columns where hidden = 0 group by name\n"
         "  except\n  select name, count(*) from (\n" +
         std::string{columns} + ") where hidden = 0 group by name\n) o, " + others +
         "(w.text = o.name and w.before = 'into' and w.behind <> '('\n"
         "    or w.text = '*' and w.before in ('select', 'distinct', 'all', ',', '.'))\n)";
}

}  // namespace

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
        if (word.size() > 2 && word.front() == '"')
          word = base::replace_all(word.substr(1, word.size() - 2), "\"\"", "\"");
        names.insert(word);
      }
      is_next =
          word == "table" || word == "into" || word == "from" || word == "update" || word == "to";
    }
  }
  return {names.begin(), names.end()};
}

std::string save_triggers(const std::vector<MigrationStatement>& group) {
  return "create temp table tenon_named (name text);\ninsert into temp.tenon_named\nvalues " +
         rows_of(named_tables(group)) +
         ";\ninsert into temp.tenon_named\nselect lower(name) from main.sqlite_master where type "
         "= 'view';\n"
         "create temp table tenon_columns as\n" +
         columns +
         ";\ncreate temp table tenon_triggers as\nselect name, tbl_name, sql\nfrom "
         "main.sqlite_master\n"
         "where type = 'trigger'\norder by rowid;\n"
         "create temp table tenon_broken as\nselect name, sql\nfrom main.sqlite_master\n"
         "where type = 'view' and name not in (select name from temp.tenon_views);\n"
         "insert into temp.tenon_text select 'trigger', name, sql from temp.tenon_triggers;\n"
         "create temp table tenon_words as\nselect name, n, kind, text, lag(text) over beside as "
         "before, lead(text) over beside as behind\nfrom temp.tenon_word\n"
         "window beside as (partition by name order by n);\n"
         "delete from temp.tenon_text;\n"
         "create temp table tenon_heads as\nselect name, min(n) filter (where text = 'of' and "
         "before = 'update') as begins,\n  min(n) filter (where text = 'on') as ends\nfrom "
         "temp.tenon_words\nwhere kind = 'word'\ngroup by name\nhaving begins < ends;\n"
         "create temp table tenon_never as\n" +
         unknown_columns +
         ";\n.once /dev/null\n.dbconfig defensive off\npragma writable_schema = on;\n"
         "delete from main.sqlite_master where type = 'trigger';\n"
         "pragma writable_schema = reset;\n\n";
}

std::string restore_triggers(const std::vector<MigrationStatement>& group) {
  const std::string never = std::string{"from (\n"} + unknown_columns +
                            "\n) u\nwhere (name, column_name) not in (select name, column_name "
                            "from temp.tenon_never)\n  and name in (select name from "
                            "main.sqlite_master where type = 'trigger')";
  std::string fired;
  for (const MigrationStatement& one : group) {
    const std::string name = rebuilt_table(one);
    if (name.empty()) continue;
    fired += fire_none(introspect::sqlite::read_create_table(one.sql, nullptr), name);
  }
  const std::string doubts = doubtful(group);
  return probe() + restore + "\norder by t.rowid;\npragma writable_schema = reset;\n\n" +
         "select 'the trigger ' || name || ' is about column ' || column_name || ', which goes'\n" +
         never + ";\n" + stop_if("a trigger is about a column that goes", "select 1\n" + never) +
         "select 'the trigger ' || name || ' writes or reads ' || table_name\n" + doubts + ";\n" +
         stop_if(
             "a trigger may not fit a table that has other columns now: `tenon upgrade` finds "
             "out whether it does",
             "select 1\n" + doubts) +
         fired +
         "\ndrop table temp.tenon_never;\ndrop table temp.tenon_heads;\n"
         "drop table temp.tenon_words;\ndrop table temp.tenon_broken;\n"
         "drop table temp.tenon_triggers;\ndrop table temp.tenon_columns;\n"
         "drop table temp.tenon_named;\n\n";
}

std::string give_trigger_back(const MigrationStatement& statement) {
  std::vector<std::string> words;
  for (const migrate::SqlToken& token : migrate::sql_tokens(statement.sql)) {
    words.push_back(base::to_lower(statement.sql.substr(token.begin, token.end - token.begin)));
    if (words.size() == 6) break;
  }
  const bool is_trigger =
      words.size() > 2 && (words[0] == "create" || words[0] == "drop") && words[1] == "trigger";
  if (!is_trigger) return {};
  std::size_t at = 2;
  while (at + 1 < words.size() &&
         (words[at] == "if" || words[at] == "not" || words[at] == "exists" || words[at] == "main" ||
          words[at] == "."))
    ++at;
  std::string name = words[at];
  if (name.size() > 2 && name.front() == '"')
    name = base::replace_all(name.substr(1, name.size() - 2), "\"\"", "\"");
  const std::string quoted = schema::quote_text(name);
  return std::string{restore} + "\n  and lower(name) = " + quoted +
         ";\npragma writable_schema = reset;\n"
         "delete from temp.tenon_triggers where lower(name) = " +
         quoted + ";\n";
}

}  // namespace tenon::command

#include "command/offline_reader.hpp"

#include <cstddef>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "introspect/sqlite/create_index.hpp"
#include "introspect/sqlite/create_table.hpp"
#include "migrate/sql_tokens.hpp"
#include "schema/schema.hpp"
#include "schema/sql_text.hpp"

namespace tenon::command {
namespace {

constexpr const char* reader =
    R"sql(-- From here to the first revision: how this script reads what the database keeps of its tables,
-- word by word (tenon_word) and part by part (tenon_part), so that it can tell what it would lose.
create temp table tenon_text (side text, name text, sql text);
create temp view tenon_word as
with recursive step (side, name, sql, at, size) as (
  select side, name, sql, 1, 0
  from temp.tenon_text
  union all
  select side, name, sql, at + size,
    (select case
        when ltrim(r, char(9, 10, 12, 13, 32)) <> r
          then length(r) - length(ltrim(r, char(9, 10, 12, 13, 32)))
        when r glob '--*' then ifnull(nullif(instr(r, char(10)), 0), length(r))
        when r glob '/[*]*' then ifnull(nullif(instr(substr(r, 3), '*/') + 3, 3), length(r))
        when r glob '["''`]*'
          then ifnull(nullif(instr(substr(r, 2), substr(r, 1, 1)) + 1, 1), length(r))
        when r glob '[[]*' then ifnull(nullif(instr(r, ']'), 0), length(r))
        when r glob '[a-zA-Z0-9_$]*' then length(r) - length(ltrim(r,
          '0123456789_$abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'))
        else 1
      end
      from (select substr(sql, at + size) as r))
  from step
  where at + size <= length(sql)
), piece as (
  select side, name, at, substr(sql, at, size) as text,
    case
      when ltrim(substr(sql, at, 1), char(9, 10, 12, 13, 32)) = '' then 'space'
      when substr(sql, at, 2) in ('--', '/*') then 'space'
      when substr(sql, at, 1) = '''' then 'text'
      when substr(sql, at, 1) in ('"', '`', '[') then 'name'
      when unicode(substr(sql, at, 1)) > 127 then 'word'
      when substr(sql, at, 1) glob '[a-zA-Z0-9_$]' then 'word'
      else 'sign'
    end as kind
  from step
  where size > 0
), begun as (
  select *, lag(kind) over beside is kind
      and (kind = 'word' or kind in ('text', 'name')
        and lag(substr(text, -1)) over beside = substr(text, 1, 1)) as goes_on
  from piece
  window beside as (partition by side, name order by at)
), glued as (
  select *, sum(not goes_on) over (partition by side, name order by at) as n,
    kind = 'name' and goes_on as is_quote
  from begun
), whole as (
  select side, name, n, kind, lead(at) over beside is null as is_last,
    group_concat(case kind
      when 'text' then text
      when 'name' then lower(substr(text, 2 - is_quote, length(text) - 2 + is_quote))
      else lower(text)
    end, '') over beside as text
  from glued
  where kind <> 'space'
  window beside as (partition by side, name, n order by at)
)
select side, name, n, kind, text
from whole
where is_last;

create temp view tenon_part as
with nested as (
  select *, lag(text) over beside as before, lead(text) over beside as behind,
    sum(case when kind <> 'sign' then 0 when text = '(' then 1 when text = ')' then -1 else 0 end)
      over beside as depth
  from temp.tenon_word
  where side in ('live', 'was', 'made')
  window beside as (partition by side, name order by n)
), bracketed as (
  select *, max(depth) over beside > 0 as is_inside,
    max(depth) over beside > 0 and depth = 0 as is_option
  from nested
  window beside as (partition by side, name order by n)
), item as (
  select *, sum(kind = 'sign' and (text = ',' and depth < 2 or text = ')' and depth = 0))
      over (partition by side, name order by n) as item
  from bracketed
  where is_inside
), headed as (
  select *, row_number() over beside as i, nth_value(text, 2) over whole as head,
    nth_value(kind, 2) over whole = 'word' and nth_value(text, 2) over whole
      in ('constraint', 'primary', 'unique', 'check', 'foreign') as is_rule
  from item
  window beside as (partition by side, name, item order by n),
    whole as (beside rows between unbounded preceding and unbounded following)
), cut as (
  select *, sum(kind = 'word' and depth = 1 and (i > 2 or is_rule) and
      (text in ('constraint', 'primary', 'unique', 'check', 'foreign')
        or not is_rule and (text in ('collate', 'references', 'generated')
          or text = 'not' and behind <> 'deferrable'
          or text = 'null' and before not in ('not', 'set', 'default')
          or text = 'default' and before <> 'set'
          or text = 'as' and before <> 'always')))
      over (partition by side, name, item order by n) as segment
  from headed
), said as (
  select *, lead(n) over beside is null as is_last, row_number() over beside as size,
    group_concat(iif(i > 2 or is_rule or is_option, text, null), ' ') over beside as words
  from cut
  where i > 1
  window beside as (partition by side, name, item, segment order by n)
), plain as (
  select side, name, segment, is_option, size,
    iif(is_rule or is_option, null, head) as column_name,
    replace(replace(replace(ifnull(words, ''), ' on delete no action', ''),
      ' on update no action', ''), ' on conflict abort', '') as words
  from said
  where is_last
)
select side, name, column_name,
  case
    when column_name is not null and segment = 0 then 'type'
    when is_option then 'option'
    else 'rule'
  end as kind,
  case
    when column_name is null or segment = 0 or words glob 'check (*' then words
    when words = 'unique' or words glob 'unique *'
      then 'unique ( ' || column_name || ' )' || substr(words, 7)
    when words glob 'primary key asc*'
      then 'primary key ( ' || column_name || ' )' || substr(words, 16)
    when words glob 'primary key*'
      then 'primary key ( ' || column_name || ' )' || substr(words, 12)
    when words glob 'references *' then 'foreign key ( ' || column_name || ' ) ' || words
    when words = 'default true' then column_name || ' default 1'
    when words = 'default false' then column_name || ' default 0'
    when words glob 'default ''[0-9]*''' and trim(words, 'default ''0123456789') = ''
      then column_name || ' default ' || trim(words, 'default ''')
    when words glob 'default ( * )'
      then column_name || ' default ' || substr(words, 11, length(words) - 12)
    when words glob 'generated always as *'
      then column_name || rtrim(substr(words, 17), ' virtual')
    else column_name || ' ' || words
  end as words
from plain
where not (words glob 'constraint *' and size = 2)
  and words not in ('null', 'default null', 'collate binary', ')', ',')
  and (kind <> 'option' or words <> ';');

-- What the live table has and would lose: it is neither in the new table nor in what that was
-- planned from. What is said of a column that goes, goes with it.
create temp table tenon_said (side text, name text, column_name text, kind text, words text);
create temp table tenon_copied (column_name text);
create temp view tenon_unknown as
with part as (
  select *,
    case
      when words = 'any' then 'any'
      when words like '%int%' then 'integer'
      when words like '%char%' or words like '%clob%' or words like '%text%' then 'text'
      when words like '%blob%' or words = '' then 'blob'
      when words like '%real%' or words like '%floa%' or words like '%doub%' then 'real'
      else 'numeric'
    end as affinity,
    iif(words glob 'foreign key (*) references * ( *',
      substr(words, 1, behind + instr(substr(words, behind), '( ') - 3)
        || substr(words, behind + instr(substr(words, behind), ')')), null) as bare
  from (
    select *, instr(words, ') references ') + 13 as behind
    from temp.tenon_said
  )
), known_column as (
  select live.column_name, live.words, live.affinity, was.affinity as planned, made.words as now
  from part live
  left join part was
    on was.side = 'was' and was.kind = 'type' and was.column_name = live.column_name
  left join part made
    on made.side = 'made' and made.kind = 'type' and made.column_name = live.column_name
  where live.side = 'live' and live.kind = 'type'
)
select 'column ' || column_name || ' with its values' as what
from known_column
where planned is null
  and (now is null or column_name not in (select column_name from temp.tenon_copied))
union all
select 'type ' || ifnull(nullif(words, ''), 'ANY') || ' of column ' || column_name
from known_column
where planned is not null and words <> now and planned <> 'any'
  and planned || ' ' || affinity not in ('integer integer', 'integer numeric', 'real real',
    'real numeric', 'text text', 'text blob', 'text numeric', 'text any', 'blob blob',
    'blob numeric', 'numeric numeric')
union all
select live.words
from part live
where side = 'live' and kind <> 'type'
  and not exists (
    select 1
    from part known
    where known.side <> 'live' and known.kind = live.kind
      and (known.words = live.words or known.bare = live.words or known.words = live.bare
        or live.words = live.column_name || ' not null'
          and known.words glob 'primary key (*'
          and instr(known.words, ' ' || live.column_name || ' ')))
  and not exists (
    select 1
    from known_column gone
    where gone.now is null and (gone.column_name = live.column_name
      or instr(' ' || live.words || ' ', ' ' || gone.column_name || ' ')));

-- What an index says, but for its name.
create temp view tenon_index as
with part as (
  select *,
    min(iif(kind = 'word' and text = 'on', n, null)) over (partition by side, name) as made_on
  from temp.tenon_word
  where side like '%index' and not (kind = 'word' and text = 'asc')
), said as (
  select side, name, lead(n) over beside is null as is_last,
    group_concat(iif(n > made_on or n < made_on and kind = 'word' and text = 'unique',
      text, null), ' ') over beside as words
  from part
  window beside as (partition by side, name order by n)
)
select side, name, words
from said
where is_last;
)sql";

/// In the order in which they may go.
constexpr const char* end_of_reader =
    "drop view temp.tenon_index;\ndrop view temp.tenon_unknown;\ndrop view temp.tenon_part;\n"
    "drop view temp.tenon_word;\ndrop table temp.tenon_said;\ndrop table temp.tenon_copied;\n"
    "drop table temp.tenon_text;\n";

/// A statement for each semicolon.
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

bool makes_index(const std::string& sql) {
  return begins_with(sql, "create index") || begins_with(sql, "create unique index");
}

std::string table_name(const std::string& sql) {
  const schema::Table table = introspect::sqlite::read_create_table(sql, nullptr);
  return table.schema.empty() ? table.name : table.schema + "." + table.name;
}

std::string index_name(const std::string& sql) {
  return base::to_lower(introspect::sqlite::read_create_index(sql).name);
}

/// A word as SQLite compares names.
std::string name_in(const std::string& sql, const migrate::SqlToken& token) {
  std::string word = base::to_lower(sql.substr(token.begin, token.end - token.begin));
  if (word.size() < 2 || word.front() != '"') return word;
  return base::replace_all(word.substr(1, word.size() - 2), "\"\"", "\"");
}

/// Behind a query of such rows, for temp.tenon_text.
std::string text_row(const std::string& side, const std::string& name, const std::string& sql) {
  return "union all values (" + schema::quote_text(side) + ", " + schema::quote_text(name) + ", " +
         schema::quote_text(sql) + ")\n";
}

/// Columns of the new table that are words behind `select` of the statement that fills it.
std::string copied_columns(const schema::Table& made,
                           const std::vector<MigrationStatement>& group) {
  std::set<std::string> columns;
  for (const schema::Column& column : made.columns) columns.insert(base::to_lower(column.name));
  const std::string helper = made.schema.empty() ? made.name : made.schema + "." + made.name;
  std::string rows;
  for (const MigrationStatement& one : group) {
    if (!begins_with(one.sql, "insert into " + schema::quote_name(base::to_lower(helper))))
      continue;
    bool is_read = false;
    for (const migrate::SqlToken& token : migrate::sql_tokens(one.sql)) {
      const std::string word = name_in(one.sql, token);
      const bool is_copied = is_read && columns.erase(word) != 0;
      if (is_copied) rows += (rows.empty() ? "(" : ", (") + schema::quote_text(word) + ")";
      is_read = is_read || word == "select";
    }
  }
  return rows;
}

std::string compare_indexes(const std::string& table, const std::string& rows) {
  return "insert into temp.tenon_text\nselect 'live index', lower(name), sql\nfrom "
         "main.sqlite_master\nwhere type = 'index' and sql is not null and lower(tbl_name) = " +
         schema::quote_text(base::to_lower(table)) + "\n" + rows + ";\n" +
         stop_if(
             table + " has an index that this script does not know, and `tenon upgrade` keeps",
             "select 1\nfrom temp.tenon_index\nwhere side = 'live index'\n"
             "  and name not in (select name from temp.tenon_text where side <> 'live index')") +
         stop_if(table + " has an index of another meaning than this script knows",
                 "select 1\nfrom temp.tenon_index\nwhere side = 'live index'\n"
                 "  and (name, words) not in (select name, words from temp.tenon_index where side "
                 "<> 'live index')") +
         "delete from temp.tenon_text;\n\n";
}

std::string rows_of_indexes(const std::vector<MigrationStatement>& group) {
  std::string rows;
  for (const MigrationStatement& one : group)
    if (makes_index(one.sql)) rows += text_row("made index", index_name(one.sql), one.sql);
  return rows;
}

}  // namespace

std::string begin_reading() { return std::string{reader} + "\n"; }
std::string end_reading() { return end_of_reader; }

std::string stop_if(const std::string& message, const std::string& query) {
  return "create temp table tenon_check (found integer constraint " + schema::quote_name(message) +
         " check (found is null));\ninsert into temp.tenon_check " + query +
         "\nlimit 1;\ndrop table temp.tenon_check;\n\n";
}

std::string rebuilt_table(const MigrationStatement& statement) {
  return statement.was.empty() ? "" : table_name(statements_in(statement.was).front());
}

std::string made_table(const MigrationStatement& statement) { return table_name(statement.sql); }

std::string compare_live(const MigrationStatement& statement,
                         const std::vector<MigrationStatement>& group) {
  if (statement.was.empty()) return {};
  const std::vector<std::string> known = statements_in(statement.was);
  const std::string table = rebuilt_table(statement);
  const std::string name = schema::quote_text(base::to_lower(table));
  const std::string copied =
      copied_columns(introspect::sqlite::read_create_table(statement.sql, nullptr), group);
  std::string indexes = rows_of_indexes(group);
  for (std::size_t i = 1; i < known.size(); ++i)
    indexes += text_row("known index", index_name(known[i]), known[i]);
  return "-- What " + table + " is, what this was planned from, and what it becomes.\n" +
         "insert into temp.tenon_text\nselect 'live', " + name +
         ", sql\nfrom main.sqlite_master\nwhere type = 'table' and lower(name) = " + name + "\n" +
         text_row("was", base::to_lower(table), known.front()) +
         text_row("made", base::to_lower(table), statement.sql) +
         ";\ninsert into temp.tenon_said select * from temp.tenon_part;\n" +
         "delete from temp.tenon_text;\n" +
         (copied.empty() ? "" : "insert into temp.tenon_copied values " + copied + ";\n") +
         "select " + schema::quote_text(table + " has what this script does not know: ") +
         " || what from temp.tenon_unknown;\n" +
         stop_if(table + " has what this script does not know, and would lose it",
                 "select 1\nfrom temp.tenon_unknown") +
         "delete from temp.tenon_said;\ndelete from temp.tenon_copied;\n\n" +
         compare_indexes(table, indexes);
}

std::string compare_indexes_of(const std::string& table,
                               const std::vector<MigrationStatement>& group) {
  return compare_indexes(table, rows_of_indexes(group));
}

}  // namespace tenon::command

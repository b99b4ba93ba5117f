#include "fault/twenty_steps.hpp"

#include <tenon/connection.hpp>
#include <tenon/statement.hpp>

namespace tenon::test {
namespace {

struct Group {
  bool is_transactional = true;
  std::vector<std::string> statements;
  std::vector<std::string> rebuilds;
};

MigrationScript script_of(const std::vector<Group>& groups) {
  MigrationScript script;
  std::string before;
  int number = 0;
  for (const Group& group : groups) {
    ++number;
    for (const std::string& sql : group.statements) {
      before = std::to_string(hash_of(before + "|" + sql));
      script.statements.push_back({sql, before, number, group.is_transactional, group.rebuilds});
    }
  }
  return script;
}

std::vector<Group> postgresql_up() {
  return {
      {true,
       {"alter table public.parent add column a integer",
        "alter table public.parent add column b text default 'x'",
        "update public.parent set a = n + 1",
        "create table public.extra (id integer primary key, parent_id integer)"},
       {}},
      {true,
       {"insert into public.extra select id, id from public.parent",
        "alter table public.extra add constraint extra_parent foreign key (parent_id) "
        "references public.parent (id) not valid",
        "create view public.names as select id, name from public.parent",
        "comment on table public.extra is 'more'"},
       {}},
      {false,
       {"drop index concurrently if exists public.parent_n",
        "create index concurrently parent_n on public.parent (n)"},
       {}},
      {true,
       {"alter table public.extra validate constraint extra_parent",
        "alter table public.child add column seen boolean not null default false",
        "update public.child set seen = true where id % 2 = 0",
        "alter table public.parent rename column b to label"},
       {}},
      {true,
       {"insert into public.extra select id + 1000, id from public.parent where id <= 10",
        "drop view public.names", "create view public.names as select id, label from public.parent",
        "alter table public.child alter column note set default ''",
        "delete from public.extra where id = 5", "alter table public.extra rename to more"},
       {}}};
}

std::vector<Group> postgresql_down() {
  return {
      {true, {"drop view public.names", "drop table public.more"}, {}},
      {false, {"drop index concurrently if exists public.parent_n"}, {}},
      {true,
       {"alter table public.child drop column seen",
        "alter table public.child alter column note drop default"},
       {}},
      {true,
       {"alter table public.parent drop column a", "alter table public.parent drop column label"},
       {}}};
}

const char* const parent_after =
    "create table \"new parent\" (id integer primary key, name text not null, n integer not null, "
    "a integer) strict";
const char* const parent_before =
    "create table \"new parent\" (id integer primary key, name text not null, n integer) strict";

std::vector<Group> sqlite_up() {
  return {
      {true,
       {"alter table parent add column a integer", "update parent set a = n + 1",
        "create table extra (id integer primary key, parent_id integer references parent) strict",
        "insert into extra select id, id from parent"},
       {}},
      {true,
       {"create index parent_n on parent (n)", "create view names as select id, name from parent",
        "create trigger touch after update on parent begin update extra set parent_id = parent_id; "
        "end"},
       {}},
      {true,
       {parent_after, "insert into \"new parent\" select id, name, n, a from parent",
        "drop table parent", "alter table \"new parent\" rename to parent",
        "create index parent_n on parent (n)"},
       {"parent"}},
      {true,
       {"alter table child add column seen integer not null default 0",
        "update child set seen = 1 where id % 2 = 0",
        "alter table child rename column note to remark"},
       {}},
      {true,
       {"insert into extra select id + 1000, id from parent where id <= 10", "drop trigger touch",
        "delete from extra where id = 5", "create index extra_parent on extra (parent_id)",
        "alter table extra rename to more"},
       {}}};
}

std::vector<Group> sqlite_down() {
  return {
      {true, {"drop view names", "drop table more"}, {}},
      {true,
       {"alter table child rename column remark to note", "alter table child drop column seen"},
       {}},
      {true,
       {parent_before, "insert into \"new parent\" select id, name, n from parent",
        "drop index parent_n", "drop table parent", "alter table \"new parent\" rename to parent"},
       {"parent"}}};
}

std::vector<std::string> texts(Connection& connection, const std::string& sql) {
  std::vector<std::string> found;
  Rows rows = connection.query(sql);
  while (rows.next()) {
    found.push_back(rows.row().get<std::optional<std::string>>(0).value_or("null"));
  }
  return found;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + "\n";
  return all;
}

std::string sqlite_fingerprint(Connection& connection) {
  std::string all =
      joined(texts(connection,
                   "select type || ' ' || name || ' ' || replace(coalesce(sql, ''), '\"', '') from "
                   "sqlite_master where tbl_name <> 'tenon_history' order by 1"));
  for (const std::string& table :
       texts(connection,
             "select name from sqlite_master where type = 'table' and name <> 'tenon_history' "
             "order by 1")) {
    const std::string columns =
        joined(texts(connection,
                     "select group_concat('quote(\"' || name || '\")', ' || ') from "
                     "pragma_table_info('" +
                         table + "')"));
    const std::string rows =
        joined(texts(connection, "select " + columns + " from " + table + " order by 1"));
    all += table + " " + std::to_string(hash_of(rows)) + "\n";
  }
  return all;
}

std::string postgresql_fingerprint(Connection& connection) {
  std::string all = joined(texts(
      connection,
      "select x from (\n"
      "  select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '"
      " || coalesce(column_default, '') x\n"
      "  from information_schema.columns where table_schema = 'public'\n"
      "  union all select pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index\n"
      "  where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)\n"
      "  union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint\n"
      "  where connamespace = 'public'::regnamespace\n"
      "  union all select viewname || ' ' || definition from pg_views where schemaname = 'public'\n"
      ") all_of_it where x not like '%tenon_history%' order by 1"));
  for (const std::string& table :
       texts(connection,
             "select tablename::text from pg_tables where schemaname = 'public' and tablename <> "
             "'tenon_history' order by 1")) {
    all += table + " " +
           joined(texts(connection,
                        "select md5(coalesce(string_agg(t::text, '|' order by "
                        "t::text), '')) from public." +
                            table + " t"));
  }
  return all;
}

}  // namespace

std::string synchronous(const PrivateServer& server) {
  return server.url() + "&options=-csynchronous_commit%3Don";
}

void empty(Engine& engine) {
  if (engine.dialect() == Dialect::sqlite) return;
  Connection connection = engine.connect();
  connection.execute("drop schema public cascade");
  connection.execute("create schema public");
}

void fill(Engine& engine) {
  Connection connection = engine.connect();
  const bool is_sqlite = connection.dialect() == Dialect::sqlite;
  const std::string end = is_sqlite ? ") strict" : ")";
  connection.execute("create table parent (id integer primary key, name text not null, n integer" +
                     end);
  connection.execute(
      "create table child (id integer primary key, parent_id integer not null references parent on "
      "delete cascade, note text" +
      end);
  connection.execute(
      "with recursive i (n) as (select 1 union all select n + 1 from i where n < 300) insert into "
      "parent select n, 'name ' || n, n % 7 from i");
  connection.execute(
      "with recursive i (n) as (select 1 union all select n + 1 from i where n < 600) insert into "
      "child select n, (n + 1) / 2, 'note' from i");
}

Revision twenty_steps() {
  return {"aa1",
          {},
          "twenty steps",
          {{Dialect::postgresql, script_of(postgresql_up()), script_of(postgresql_down())},
           {Dialect::sqlite, script_of(sqlite_up()), script_of(sqlite_down())}}};
}

Revision first_steps(std::size_t count) {
  Revision revision = twenty_steps();
  for (Revision::Scripts& scripts : revision.scripts) scripts.up.statements.resize(count);
  return revision;
}

std::vector<std::size_t> resting_places(const MigrationScript& script) {
  std::vector<std::size_t> places{0};
  const std::vector<MigrationStatement>& all = script.statements;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool ends_group = i + 1 == all.size() || all[i + 1].group != all[i].group;
    if (ends_group || !all[i].is_transactional) places.push_back(i + 1);
  }
  return places;
}

std::string fingerprint(Engine& engine) {
  Connection connection = engine.connect();
  return connection.dialect() == Dialect::sqlite ? sqlite_fingerprint(connection)
                                                 : postgresql_fingerprint(connection);
}

std::string count_of_rows(Engine& engine) {
  Connection connection = engine.connect();
  return joined(texts(connection,
                      "select cast((select count(*) from parent) as text) || ' ' || cast((select "
                      "count(*) from child) as text)"));
}

}  // namespace tenon::test

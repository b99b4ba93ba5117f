#include "dialect/cases.hpp"

namespace tenon::dialect_test {
namespace {

using namespace schema;
using Kind = ColumnType::Kind;

const TableName users{"", "users"};
const TableName posts{"", "posts"};
const TableName events{"audit", "events"};
const TableName hours{"", "hours"};

Column column(const char* name, Kind kind, bool nullable = false) {
  Column result;
  result.name = name;
  result.type.kind = kind;
  result.nullable = nullable;
  return result;
}
Column with_default(Column column, Default::Kind kind, const char* text) {
  column.initial = Default{kind, text};
  return column;
}
Column with_length(Column column, int length) {
  column.type.length = length;
  return column;
}
Column collated(Column column, base::SqlText collation) {
  column.type.collation = std::move(collation);
  return column;
}
Column numeric(const char* name, int precision, int scale) {
  Column result = column(name, Kind::decimal);
  result.type.precision = precision;
  result.type.scale = scale;
  return result;
}
Column identity(const char* name) {
  Column result = column(name, Kind::int64);
  result.identity = true;
  return result;
}
Column with_comment(Column column, const char* comment) {
  column.comment = comment;
  return column;
}

Check role_check(std::vector<std::string> values) {
  return {"users_role_check", "", "role", std::move(values)};
}

EnumType mood(std::vector<std::string> values) { return {"", "mood", std::move(values)}; }

Column of_mood(const char* name, const char* schema = "") {
  Column result = column(name, Kind::enumeration, true);
  result.type.enum_schema = schema;
  result.type.enum_name = "mood";
  return result;
}

Column of_role() {
  Column result = column("role", Kind::enumeration);
  result.type.enum_name = "role";
  return result;
}

Check mood_check(std::vector<std::string> values) {
  return {"users_mood_check", "", "mood", std::move(values)};
}

Table moods() {
  Table table;
  table.name = "moods";
  table.columns = {identity("id"), with_default(of_mood("mood"), Default::Kind::text, "it's ok")};
  table.primary_key = PrimaryKey{"moods_pkey", {"id"}};
  table.checks = {{"moods_mood_check", "", "mood", {"sad", "it's ok"}}};
  return table;
}

ForeignKey author_key(Action on_delete) {
  return {"posts_author_id_fkey", {"author_id"}, "", "users", {"id"}, on_delete, Action::no_action};
}

Table every_type() {
  Table table;
  table.name = "samples";
  table.comment = "one column's worth of each type";
  table.columns = {
      identity("id"),
      with_default(column("flag", Kind::boolean), Default::Kind::boolean, "true"),
      with_default(column("small", Kind::int16), Default::Kind::number, "-1"),
      column("medium", Kind::int32, true),
      with_default(column("single", Kind::float32), Default::Kind::number, "1.5"),
      column("big", Kind::float64, true),
      with_default(column("body", Kind::text), Default::Kind::text, "it's\n\"so\"\\"),
      with_length(column("title", Kind::text), 80),
      with_default(column("blob", Kind::bytes), Default::Kind::text, "a'b"),
      with_default(column("key", Kind::uuid), Default::Kind::text,
                   "0190f5d4-7c3b-7a51-8f00-123456789abc"),
      with_default(numeric("price", 10, 2), Default::Kind::number, "12.5"),
      with_default(numeric("large", 30, 4), Default::Kind::number, "12.5"),
      with_default(column("any_number", Kind::decimal), Default::Kind::number, "12.5"),
      with_default(column("seen_at", Kind::timestamp), Default::Kind::text,
                   "2026-11-21T10:15:00.25+01:00"),
      with_default(column("made_at", Kind::timestamp), Default::Kind::expression, "now()"),
      with_comment(with_default(column("born", Kind::date), Default::Kind::text, "1969-12-31"),
                   "before the epoch"),
      with_default(column("begins", Kind::local_timestamp), Default::Kind::text,
                   "2026-11-21T10:15:00.25"),
      with_default(column("made", Kind::local_timestamp), Default::Kind::expression,
                   "localtimestamp"),
      with_default(column("opens", Kind::time), Default::Kind::text, "10:15:00"),
      with_default(column("closed", Kind::time), Default::Kind::expression, "localtime"),
      with_default(column("wait", Kind::interval), Default::Kind::text, "P1DT2H"),
      with_default(column("notes", Kind::json), Default::Kind::text, "{\"it's\": []}"),
  };
  table.primary_key = PrimaryKey{"samples_pkey", {"id"}};
  table.uniques = {{"samples_title_key", {"title", "small"}}};
  table.checks = {{"samples_medium_check", "medium > 0", "", {}},
                  {"samples_title_check", "", "title", {"a", "it's"}}};
  table.indexes = {{"samples_born_idx", {{"born", true}, {"small", false}}, false}};
  return table;
}

Table pair(const char* name, const char* other) {
  Table table;
  table.name = name;
  table.columns = {identity("id"), column("other_id", Kind::int64, true)};
  table.primary_key = PrimaryKey{std::string{name} + "_pkey", {"id"}};
  table.foreign_keys = {{std::string{name} + "_other_id_fkey", {"other_id"}, "", other, {"id"}}};
  return table;
}

View adults() { return {"crm", "adults", {"select id, name from users where age >= 18"}, "grown"}; }

// Of no table, so that other cases can change each of them.
View people_view() { return {"", "someone", {"select 1 as id, 'Ada' as name"}, "it's for people"}; }

View changed_people() {
  View view = people_view();
  view.query = {"select 2 as id, 'Bob' as name", {{"sqlite", "select 3 as id, 'Eve' as name"}}};
  return view;
}

View names_of_people() { return {"audit", "names", {"select name from someone"}, ""}; }

Operation alter(const TableName& table, Column from, Column to, std::string backfill = {}) {
  return AlterColumn{table, std::move(from), std::move(to), std::move(backfill)};
}

Operation become(const char* name, Kind from, Kind to) {
  return alter(hours, column(name, from), column(name, to));
}

std::vector<Case> make_cases() {
  Table half = pair("a", "b");
  half.foreign_keys.clear();
  Table link;
  link.schema = "audit";
  link.name = "reads";
  link.columns = {column("user_id", Kind::int64), column("post_id", Kind::int64)};
  link.primary_key = PrimaryKey{"reads_pkey", {"user_id", "post_id"}};
  link.foreign_keys = {
      {"reads_user_id_fkey", {"user_id"}, "", "users", {"id"}, Action::cascade, Action::cascade}};
  const Column role = with_default(column("role", Kind::text), Default::Kind::text, "reader");
  const Column bio = column("bio", Kind::text, true);
  const Column age = column("age", Kind::int32);
  return {
      {"create_table_of_every_type", {CreateTable{every_type()}}},
      {"create_table_that_references_old_ones", {CreateTable{link}}},
      {"create_tables_in_a_circle",
       {CreateTable{half}, CreateTable{pair("b", "a")},
        AddForeignKey{{"", "a"}, pair("a", "b").foreign_keys[0]}}},
      {"drop_table", {DropTable{*base_schema().find("", "posts")}}},
      {"rename_table", {RenameTable{users, {"", "people"}}}},
      {"set_table_comment", {SetTableComment{users, "who can sign in", "it's people"}}},
      {"add_nullable_column",
       {AddColumn{users, with_comment(column("nick", Kind::text, true), "short"), ""}}},
      {"add_column_with_default",
       {AddColumn{users, with_default(column("logins", Kind::int32), Default::Kind::number, "0"),
                  ""}}},
      {"add_column_with_volatile_default",
       {AddColumn{
           users,
           with_default(column("token", Kind::text), Default::Kind::expression, "lower('ABC')"),
           ""}}},
      {"add_required_column_with_backfill",
       {AddColumn{users, column("slug", Kind::text), "lower(\"name\")"}}},
      {"add_part_of_object",
       {AddColumn{users, numeric("fee", 10, 2), "1", "\"age\" is not null"},
        AlterColumn{users, bio, bio, "'-'", "\"age\" is not null"}}},
      {"add_required_column_that_may_fail", {AddColumn{users, column("slug", Kind::text), ""}}},
      {"drop_column", {DropColumn{users, bio}}},
      {"rename_column", {RenameColumn{users, "name", "full_name"}}},
      {"make_required", {alter(users, bio, column("bio", Kind::text), "''")}},
      {"make_nullable", {alter(users, age, column("age", Kind::int32, true))}},
      {"change_default", {alter(users, role, with_default(role, Default::Kind::text, "author"))}},
      {"widen_integer", {alter(users, age, column("age", Kind::int64))}},
      {"integer_to_text", {alter(users, age, column("age", Kind::text))}},
      {"more_digits", {alter(events, numeric("cost", 10, 2), numeric("cost", 12, 4))}},
      {"timestamp_to_date",
       {alter(events, column("at", Kind::timestamp), column("at", Kind::date))}},
      {"timestamp_to_local",
       {become("moment", Kind::timestamp, Kind::local_timestamp),
        become("begins", Kind::local_timestamp, Kind::timestamp)}},
      {"local_to_parts",
       {become("moment", Kind::timestamp, Kind::time),
        become("begins", Kind::local_timestamp, Kind::date),
        become("day", Kind::date, Kind::local_timestamp)}},
      {"local_to_time", {become("begins", Kind::local_timestamp, Kind::time)}},
      {"text_to_times",
       {become("told", Kind::text, Kind::local_timestamp), become("said", Kind::text, Kind::time),
        become("meant", Kind::text, Kind::interval), become("noted", Kind::text, Kind::json)}},
      {"times_to_text",
       {become("begins", Kind::local_timestamp, Kind::text),
        become("opens", Kind::time, Kind::text), become("waits", Kind::interval, Kind::text),
        become("notes", Kind::json, Kind::text)}},
      {"collation", {alter(users, bio, collated(bio, {"de-x-icu", {{"sqlite", "nocase"}}}))}},
      {"collation_of_sqlite_alone",
       {alter(users, bio, collated(bio, {"", {{"sqlite", "nocase"}}}))}},
      {"add_column_with_collations",
       {AddColumn{users, collated(column("nick", Kind::text, true), {"\"app\".\"any\""}), ""},
        AddColumn{users, collated(column("code", Kind::text, true), {"RTRIM"}), ""}}},
      {"column_comment", {alter(users, age, with_comment(age, "in years"))}},
      {"drop_identity", {alter(events, identity("id"), column("id", Kind::int64))}},
      {"primary_key",
       {DropPrimaryKey{events, {"events_pkey", {"id"}}},
        alter(events, identity("id"), column("id", Kind::int64)),
        AddPrimaryKey{events, {"events_key", {"id", "at"}}}}},
      {"primary_key_under_the_name_of_the_old_one",
       {DropPrimaryKey{events, {"events_pkey", {"id"}}},
        AddPrimaryKey{events, {"events_pkey", {"id", "at"}}}}},
      {"primary_key_that_cannot_wait",
       {DropPrimaryKey{events, {"events_pkey", {"id"}}},
        alter(events, identity("id"), column("id", Kind::int64, true)),
        AddPrimaryKey{events, {"events_key", {"at"}}}}},
      {"add_unique", {AddUnique{users, {"users_name_key", {"name"}}}}},
      {"drop_unique", {DropUnique{users, {"users_email_key", {"email"}}}}},
      {"foreign_key_action",
       {DropForeignKey{posts, author_key(Action::cascade)},
        AddForeignKey{posts, author_key(Action::restrict)}}},
      {"foreign_key_of_two_columns_looked_at_late",
       {AddUnique{users, {"users_id_name_key", {"id", "name"}}},
        AddForeignKey{posts,
                      {"posts_author_fkey",
                       {"author_id", "title"},
                       "",
                       "users",
                       {"id", "name"},
                       Action::cascade,
                       Action::no_action,
                       true}}}},
      {"add_check", {AddCheck{users, {"users_age_check", "age >= 0", "", {}}}}},
      {"enum_gets_a_value",
       {DropCheck{users, role_check({"reader", "author"})},
        AddCheck{users, role_check({"reader", "author", "admin"})}}},
      {"enum_gets_a_value_while_a_column_elsewhere_is_renamed",
       {DropCheck{users, role_check({"reader", "author"})},
        RenameColumn{posts, "title", "headline"},
        AddCheck{users, role_check({"reader", "author", "admin"})}}},
      {"enum_loses_a_value",
       {DropCheck{users, role_check({"reader", "author"})},
        AddCheck{users, role_check({"reader"})}}},
      {"enum_renames_a_value",
       {DropCheck{users, role_check({"reader", "author"})},
        RenameValue{users, "role", "author", "it's a writer"},
        AddCheck{users, role_check({"reader", "it's a writer"})}}},
      {"enum_renames_values_and_gets_one",
       {DropCheck{users, role_check({"reader", "author"})},
        RenameValue{users, "role", "reader", "member"},
        RenameValue{users, "role", "author", "writer"},
        AddCheck{users, role_check({"member", "writer", "guest"})}}},
      {"enum_has_another_value_in_place_of_one",
       {DropCheck{users, role_check({"reader", "author"})},
        AddCheck{users, role_check({"reader", "writer"})}}},
      {"enum_renames_a_value_of_a_renamed_column",
       {DropCheck{users, role_check({"reader", "author"})}, RenameColumn{users, "role", "part"},
        RenameValue{users, "part", "author", "writer"},
        AddCheck{users, {"users_part_check", "", "part", {"reader", "writer"}}}}},
      {"enum_type_and_a_table_of_it", {CreateEnum{mood({"sad", "it's ok"})}, CreateTable{moods()}}},
      {"enum_type_in_a_schema_that_is_new",
       {CreateEnum{{"crm", "mood", {"sad"}}}, AddColumn{users, of_mood("mood", "crm"), ""}}},
      {"enum_type_gets_values",
       {CreateEnum{mood({"sad", "glad"})}, AddColumn{users, of_mood("mood"), ""},
        AlterEnum{mood({"sad", "glad"}), mood({"angry", "sad", "ok", "glad", "wild"}), {}}}},
      {"enum_type_gets_a_default_that_is_new",
       {CreateEnum{mood({"sad", "glad"})},
        AddColumn{users, with_default(of_mood("mood"), Default::Kind::text, "sad"), ""},
        AlterEnum{mood({"sad", "glad"}), mood({"sad", "glad", "wild"}), {}},
        AlterColumn{users, with_default(of_mood("mood"), Default::Kind::text, "sad"),
                    with_default(of_mood("mood"), Default::Kind::text, "wild"), ""}}},
      {"enum_type_renames_a_value",
       {CreateEnum{mood({"sad", "glad"})},
        AddColumn{users, with_default(of_mood("mood"), Default::Kind::text, "sad"), ""},
        AddCheck{users, mood_check({"sad", "glad"})}, DropCheck{users, mood_check({"sad", "glad"})},
        AlterEnum{mood({"sad", "glad"}), mood({"it's sad", "glad"}), {{"sad", "it's sad"}}},
        AlterColumn{users, with_default(of_mood("mood"), Default::Kind::text, "sad"),
                    with_default(of_mood("mood"), Default::Kind::text, "it's sad"), ""},
        RenameValue{users, "mood", "sad", "it's sad"},
        AddCheck{users, mood_check({"it's sad", "glad"})}}},
      {"enum_type_loses_a_value_and_has_another_order",
       {CreateEnum{mood({"sad", "ok", "glad"})},
        AddColumn{users, with_default(of_mood("mood"), Default::Kind::text, "ok"), ""},
        AddColumn{posts, of_mood("mood"), ""},
        AlterEnum{mood({"sad", "ok", "glad"}), mood({"ok", "sad"}), {}}}},
      {"enum_text_becomes_a_type",
       {CreateEnum{{"", "role", {"reader", "author"}}},
        DropCheck{users, role_check({"reader", "author"})},
        AlterColumn{users, with_default(column("role", Kind::text), Default::Kind::text, "reader"),
                    with_default(of_role(), Default::Kind::text, "reader"), ""},
        AddCheck{users, role_check({"reader", "author"})}}},
      {"create_view", {CreateView{adults()}}},
      {"change_a_view_that_another_one_reads",
       {DropView{names_of_people()}, DropView{people_view()}, CreateView{changed_people()},
        CreateView{names_of_people()}}},
      {"change_a_view_and_a_table",
       {DropView{names_of_people()}, RenameColumn{users, "name", "full_name"},
        CreateView{names_of_people()}}},
      {"drop_view", {DropView{names_of_people()}}},
      {"set_view_comment", {SetViewComment{{"", "someone"}, "it's for people", ""}}},
      {"create_index",
       {CreateIndex{users, {"users_age_idx", {{"age", true}, {"name", false}}, false}}}},
      {"create_index_of_some_rows",
       {CreateIndex{users, {"users_live_idx", {{"email", false}}, true, "bio is null"}}}},
      {"create_index_over_an_expression",
       {CreateIndex{users,
                    {"users_expr_idx",
                     {{"", false, "lower(email)"}, {"age", true}, {"", true, "age + 1"}},
                     false}}}},
      {"create_index_with_an_order_of_nulls",
       {CreateIndex{users,
                    {"users_age_idx",
                     {{"age", false, "", IndexPart::Nulls::first},
                      {"name", true, "", IndexPart::Nulls::last}},
                     false,
                     "",
                     "",
                     {"bio", "email"}}}}},
      {"create_and_drop_indexes_of_other_methods",
       {CreateIndex{users, {"users_name_idx", {{"name", false}}, false, "", "hash"}},
        CreateIndex{users, {"users_age_idx", {{"age", false}}, false, "age > 0", "brin"}},
        DropIndex{users, {"users_age_idx", {{"age", false}}, false, "age > 0", "brin"}}}},
      {"create_index_outside_the_default_schema",
       {CreateIndex{events, {"users_name_idx", {{"cost", false}}, false}}}},
      {"drop_index_outside_the_default_schema",
       {CreateIndex{events, {"users_name_idx", {{"cost", false}}, false}},
        DropIndex{events, {"users_name_idx", {{"cost", false}}, false}}}},
      {"create_unique_index", {CreateIndex{users, {"users_age_idx", {{"age", false}}, true}}}},
      {"drop_index", {DropIndex{posts, {"posts_author_id_idx", {{"author_id", false}}, false}}}},
      {"rename_constraints",
       {RenameConstraint{users, RenameConstraint::Kind::constraint, "users_email_key", "mail"},
        RenameConstraint{posts, RenameConstraint::Kind::index, "posts_author_id_idx",
                         "by_author"}}},
      {"drop_column_behind_what_may_fail",
       {DropTable{*base_schema().find("", "posts")}, DropColumn{users, bio},
        AddUnique{users, {"users_name_key", {"name"}}}}},
      {"drop_column_before_its_name_is_taken",
       {DropColumn{users, bio}, RenameColumn{users, "name", "bio"}}},
      {"several_changes_of_a_table",
       {DropCheck{users, role_check({"reader", "author"})}, DropColumn{users, bio},
        RenameColumn{users, "name", "full_name"},
        alter(users, age, column("age", Kind::int64, true)),
        AddColumn{users, column("slug", Kind::text), "lower(\"full_name\")"},
        AddUnique{users, {"users_slug_key", {"slug"}}}}},
  };
}

}  // namespace

Schema base_schema() {
  Table people;
  people.name = "users";
  people.comment = "who can sign in";
  people.columns = {identity("id"),
                    with_length(column("email", Kind::text), 200),
                    column("name", Kind::text),
                    with_default(column("role", Kind::text), Default::Kind::text, "reader"),
                    column("bio", Kind::text, true),
                    column("age", Kind::int32)};
  people.primary_key = PrimaryKey{"users_pkey", {"id"}};
  people.uniques = {{"users_email_key", {"email"}}};
  people.checks = {role_check({"reader", "author"})};
  Table articles;
  articles.name = "posts";
  articles.columns = {identity("id"), column("author_id", Kind::int64),
                      column("title", Kind::text)};
  articles.primary_key = PrimaryKey{"posts_pkey", {"id"}};
  articles.foreign_keys = {author_key(Action::cascade)};
  articles.indexes = {{"posts_author_id_idx", {{"author_id", false}}, false}};
  Table log;
  log.schema = "audit";
  log.name = "events";
  log.columns = {identity("id"), column("at", Kind::timestamp), numeric("cost", 10, 2)};
  log.primary_key = PrimaryKey{"events_pkey", {"id"}};
  Table times;
  times.name = "hours";
  times.columns = {column("moment", Kind::timestamp), column("begins", Kind::local_timestamp),
                   column("day", Kind::date),         column("opens", Kind::time),
                   column("waits", Kind::interval),   column("notes", Kind::json),
                   column("told", Kind::text),        column("said", Kind::text),
                   column("meant", Kind::text),       column("noted", Kind::text)};
  Schema schema;
  schema.tables = {people, articles, log, times};
  schema.views = {people_view(), names_of_people()};
  return schema;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> list = make_cases();
  return list;
}

}  // namespace tenon::dialect_test

// Every type, default, key, check and index that the model language has, executed: afterwards a
// live database differs in nothing from what was wanted, however the models spell it.
#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "base/files.hpp"
#include "frontend/clang/read.hpp"
#include "frontend/json/read.hpp"
#include "introspect/introspect.hpp"
#include "laws/plan_runner.hpp"
#include "lower/lower.hpp"
#include "model/check.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using schema::Column;
using schema::ColumnType;
using schema::Default;
using schema::Operations;
using schema::Schema;
using schema::Table;
using Kind = ColumnType::Kind;

struct Form {
  ColumnType type;
  std::vector<Default> defaults;
};

ColumnType type(Kind kind, int length = 0, int precision = 0, int scale = 0) {
  ColumnType made;
  made.kind = kind;
  made.length = length;
  made.precision = precision;
  made.scale = scale;
  return made;
}

std::vector<Default> numbers(const std::vector<std::string>& texts) {
  std::vector<Default> made;
  for (const std::string& text : texts) made.push_back({Default::Kind::number, text});
  return made;
}

std::vector<Default> texts(const std::vector<std::string>& texts) {
  std::vector<Default> made;
  for (const std::string& text : texts) made.push_back({Default::Kind::text, text});
  return made;
}

Form list_of(ColumnType element, const std::vector<std::vector<std::string>>& defaults) {
  element.is_list = true;
  Form form{element, {}};
  for (const std::vector<std::string>& elements : defaults)
    form.defaults.push_back({Default::Kind::list, "", elements});
  return form;
}

ColumnType declared(Kind kind, base::SqlText sql, int precision = 0, int scale = 0) {
  ColumnType made = type(kind, 0, precision, scale);
  made.declared = std::move(sql);
  return made;
}

ColumnType collated(base::SqlText collation, int length = 0) {
  ColumnType made = type(Kind::text, length);
  made.collation = std::move(collation);
  return made;
}

std::vector<Form> forms() {
  const std::vector<Default> moments{{Default::Kind::expression, "now()"},
                                     {Default::Kind::expression, "CURRENT_TIMESTAMP"},
                                     {Default::Kind::text, "2026-11-21T10:15:00Z"},
                                     {Default::Kind::text, "1969-12-31 23:59:59.999999+00:00"}};
  const std::vector<Default> decimals = numbers({"0", "1.5", "-12.34", "12345678.9"});
  return {
      {type(Kind::boolean), {{Default::Kind::boolean, "true"}, {Default::Kind::boolean, "false"}}},
      {type(Kind::int16), numbers({"0", "-1", "32767"})},
      {type(Kind::int32), numbers({"0", "-2147483648", "7"})},
      {type(Kind::int64), numbers({"0", "-9223372036854775807", "9223372036854775807"})},
      {type(Kind::float32), numbers({"0", "1.5", "-2", "1e30"})},
      {type(Kind::float64), numbers({"0", "0.1", "-2.5", "1e300", "1e-7"})},
      {type(Kind::text), texts({"", "a", "it's", "a\nb", "ä", "null", "1", "x::text", "a\\b"})},
      {type(Kind::text, 40), texts({"", "reader", "it's"})},
      {type(Kind::bytes), texts({"", "abc"})},
      {type(Kind::uuid), texts({"0190f5d4-7c3b-7a51-8f00-123456789abc"})},
      {type(Kind::decimal), decimals},
      {type(Kind::decimal, 0, 10, 2), decimals},
      {type(Kind::decimal, 0, 30, 5), decimals},
      {type(Kind::timestamp), moments},
      {type(Kind::date),
       {{Default::Kind::expression, "current_date"},
        {Default::Kind::text, "2026-11-21"},
        {Default::Kind::text, "1969-12-31"}}},
      {type(Kind::local_timestamp),
       {{Default::Kind::expression, "localtimestamp"},
        {Default::Kind::expression, "now()"},
        {Default::Kind::text, "2026-11-21T10:15:00"},
        {Default::Kind::text, "1969-12-31 23:59:59.999999"}}},
      {type(Kind::time),
       {{Default::Kind::expression, "localtime"},
        {Default::Kind::expression, "current_time"},
        {Default::Kind::text, "10:15:00"},
        {Default::Kind::text, "23:59:59.999999"}}},
      {type(Kind::interval),
       {{Default::Kind::expression, "'P1DT2H'"}, {Default::Kind::text, "P1M-2DT3H"}}},
      {type(Kind::json),
       {{Default::Kind::expression, "'{\"a\":[1,2]}'"},
        {Default::Kind::text, "{}"},
        {Default::Kind::text, "[1,{\"it's\":null}]"}}},
      {declared(Kind::text, {"varchar(40)"}), texts({"it's"})},
      {declared(Kind::text, {"CHAR ( 5 )", {{"sqlite", "any"}}}), texts({"a"})},
      {declared(Kind::text, {"inet"}), texts({"10.0.0.1"})},
      {declared(Kind::text, {"interval day to second(3)"}), {}},
      {declared(Kind::text, {"pg_catalog.xml"}), texts({"<a/>"})},
      {declared(Kind::text, {"bit varying(3)"}), texts({"101"})},
      {declared(Kind::int32, {"int2"}), numbers({"7"})},
      {declared(Kind::decimal, {"decimal(12,4)"}, 12, 4), decimals},
      {declared(Kind::timestamp, {"timestamp(3) with time zone"}), {}},
      {declared(Kind::timestamp, {"timestamptz(0)"}), {}},
      {declared(Kind::float64, {"float8"}), numbers({"1.5"})},
      {declared(Kind::boolean, {"bool"}), {{Default::Kind::boolean, "true"}}},
      {collated({"C"}), texts({"it's"})},
      {collated({"und-x-icu", {{"sqlite", "nocase"}}}), texts({"a"})},
      {collated({"", {{"postgresql", "\"pg_catalog\".\"POSIX\""}, {"sqlite", "rtrim"}}}),
       texts({""})},
      {collated({"", {{"sqlite", "binary"}}}, 20), texts({"a"})},
      list_of(type(Kind::boolean), {{}, {"true", "false"}}),
      list_of(type(Kind::int16), {{}, {"-32768", "32767"}}),
      list_of(type(Kind::int32), {{"1"}}),
      list_of(type(Kind::int64), {{"-9223372036854775807", "0"}}),
      list_of(type(Kind::float32), {{"0.1", "2"}}),
      list_of(type(Kind::float64), {{"0.1", "1e300", "-2", "100000", "1e-7"}}),
      list_of(type(Kind::text), {{},
                                 {""},
                                 {"a", "NULL", "null", "{}", "a,b", "\"", "\\", "it's", "a\nb", "ä",
                                  " ", "x::text[]", "-1", "\x01"}}),
      list_of(type(Kind::bytes), {{}}),
      list_of(type(Kind::uuid), {{}}),
      list_of(type(Kind::decimal), {{"1.50", "-2"}}),
      list_of(type(Kind::decimal, 0, 10, 2), {{}, {"1.5", "-2"}}),
      list_of(type(Kind::timestamp), {{}}),
      list_of(type(Kind::date), {{}}),
      list_of(type(Kind::local_timestamp), {{}}),
      list_of(type(Kind::time), {{}}),
      list_of(type(Kind::interval), {{}})};
}

/// A column for each type, required, nullable, and with each default.
std::vector<Column> all_columns() {
  std::vector<Column> columns;
  for (const Form& form : forms()) {
    Column column;
    column.type = form.type;
    const auto add = [&] {
      column.name = "c" + std::to_string(columns.size());
      columns.push_back(column);
    };
    add();
    column.nullable = true;
    add();
    column.nullable = false;
    for (const Default& initial : form.defaults) {
      column.initial = initial;
      add();
    }
  }
  return columns;
}

Table table_named(const std::string& schema, const std::string& name) {
  Table table;
  table.schema = schema;
  table.name = name;
  Column id;
  id.name = "id";
  id.type = type(Kind::int64);
  id.identity = true;
  table.columns = {id};
  table.primary_key = schema::PrimaryKey{name + "_pkey", {"id"}};
  return table;
}

/// Enum types of two schemas, one of them of two tables; a key that goes from one to the other, an
/// index and a check that speak of their values.
void add_enums(Schema& made, std::vector<std::string> values = {"sad", "it's \"ok\"\\", "glad"}) {
  made.enums = {{"", "mood", values}, {"audit", "mood", {"only"}}};
  for (const char* schema : {"", "audit"}) {
    Table table = table_named(schema, std::string{schema} + "moods");
    Column mood;
    mood.name = "mood";
    mood.type = type(Kind::enumeration);
    mood.type.enum_name = "mood";
    mood.initial = Default{Default::Kind::text, values[1]};
    table.columns.push_back(mood);
    Column other = mood;
    other.name = "other";
    other.type.enum_schema = "audit";
    other.nullable = true;
    other.initial = Default{Default::Kind::expression, "'only'"};
    table.columns.push_back(other);
    table.checks = {{table.name + "_mood_check", "", "mood", values},
                    {table.name + "_other_check", "", "other", {"only"}},
                    {table.name + "_sane", "mood <> 'glad' or other <> 'only'", "", {}}};
    table.uniques = {{table.name + "_mood_key", {"mood"}}};
    table.indexes = {{table.name + "_mood_idx", {{"mood", false}}, false, "mood <> 'sad'"}};
    if (*schema != '\0') table.foreign_keys = {{"moods_fkey", {"mood"}, "", "moods", {"mood"}}};
    made.tables.push_back(table);
  }
}

/// Tables in two schemas with keys of every action, checks, and indexes of every form.
Schema all_forms() {
  Schema made;
  Table all = table_named("", "all_forms");
  for (Column& column : all_columns()) all.columns.push_back(column);
  all.comment = "it's all";
  all.columns[1].comment = "a \"flag\"";
  all.uniques = {{"all_forms_c5_c6_key", {"c5", "c6"}}, {"all_forms_id_c9_key", {"id", "c9"}}};
  all.checks = {{"all_forms_texts", "c32 <> 'it''s (nobody); --' or length(c32) > 30", "", {}},
                {"all_forms_c5_check", "\"c5\" > 0 AND  c6 is not NULL", "", {}},
                {"all_forms_c32_check", "", "c32", {"a", "it's", ""}}};
  all.indexes = {{"all_forms_a_idx", {{"c5", true}, {"c6", false}}, false},
                 {"all_forms_b_idx", {{"c9", false}}, true},
                 {"all_forms_partial_idx", {{"c9", false}}, true, "c32 <> 'it''s' and \"c5\" > 0"},
                 {"all_forms_expr_idx",
                  {{"", false, "lower(c32)"}, {"c9", true}, {"", true, "c5 + c9"}},
                  false,
                  "c5 is not null"},
                 {"all_forms_nulls_idx",
                  {{"c5", false, "", schema::IndexPart::Nulls::first},
                   {"c6", true, "", schema::IndexPart::Nulls::last},
                   {"", false, "-c9", schema::IndexPart::Nulls::first}},
                  false,
                  "",
                  "",
                  {"c7", "c32"}},
                 {"all_forms_hash_idx", {{"c32", false}}, false, "", "hash"},
                 {"all_forms_gin_idx",
                  {{"", false, "to_tsvector('simple'::regconfig, c32)"}},
                  false,
                  "",
                  "gin"},
                 {"all_forms_brin_idx", {{"c5", false}, {"c6", false}}, false, "", "brin"}};
  made.tables.push_back(all);
  int n = 0;
  for (const schema::Action action :
       {schema::Action::no_action, schema::Action::restrict, schema::Action::cascade,
        schema::Action::set_null, schema::Action::set_default}) {
    Table child = table_named(n % 2 == 0 ? "" : "audit", "child" + std::to_string(n));
    Column parent;
    parent.name = "parent_id";
    parent.type = type(Kind::int64);
    parent.nullable = true;
    child.columns.push_back(parent);
    child.foreign_keys = {
        {child.name + "_parent_id_fkey", {"parent_id"}, "", "all_forms", {"id"}, action, action},
        {child.name + "_late_fkey",
         {"parent_id", "id"},
         "",
         "all_forms",
         {"c9", "id"},
         schema::Action::no_action,
         action,
         true}};
    child.indexes = {
        {"child_parent_id_idx" + std::to_string(n / 2), {{"parent_id", false}}, false}};
    made.tables.push_back(child);
    ++n;
  }
  add_enums(made);
  return made;
}

class Vocabulary : public testing::TestWithParam<tenon::Dialect> {
 protected:
  Vocabulary()
      : database_(GetParam()),
        engine_(database_.url()),
        connection_(engine_.connect()),
        dialect_(schema::make_dialect(is_sqlite() ? "sqlite" : "postgresql")) {}

  static bool is_sqlite() { return GetParam() == tenon::Dialect::sqlite; }

  void expect_nothing_differs(const Schema& wanted, const std::string& when) {
    std::vector<introspect::Note> notes;
    const Schema live = introspect::introspect(connection_, &notes);
    const Schema canonical = introspect::canonical(connection_, wanted);
    const Operations operations = schema::diff(live, canonical).operations;
    EXPECT_TRUE(operations.empty()) << when << "\n" << schema::to_json(operations).dump(1);
    EXPECT_EQ(introspect::canonical(connection_, wanted, live), canonical) << when;
    EXPECT_EQ(introspect::canonical(connection_, wanted, {}), canonical) << when;
    EXPECT_TRUE(notes.empty()) << when << ": " << notes.front().text;
  }

  void go(const Schema& from, const Schema& to, const std::string& when) {
    const Operations operations = schema::diff(from, to).operations;
    ASSERT_NO_THROW(run_plan(connection_, dialect_->plan(operations, from))) << when;
    expect_nothing_differs(to, when);
  }

  test::TestDatabase database_;
  Engine engine_;
  Connection connection_;
  std::unique_ptr<schema::Dialect> dialect_;
};

TEST_P(Vocabulary, CreatedIsWhatWasWanted) {
  const Schema all = all_forms();
  go({}, all, "created");
  go(all, {}, "dropped");
}

TEST_P(Vocabulary, AddedToATableWithRowsIsWhatWasWanted) {
  Schema few;
  few.tables.push_back(table_named("", "all_forms"));
  go({}, few, "the table");
  connection_.execute("insert into all_forms (id) values (1)");
  Schema all = all_forms();
  for (Column& column : all.tables[0].columns)
    if (!column.initial && !column.identity) column.nullable = true;
  all.tables[0].checks.clear();
  go(few, all, "all columns added");
  Schema bare = all;
  for (Column& column : bare.tables[0].columns) column.initial.reset();
  go(all, bare, "defaults taken away");
  go(bare, all, "defaults given back");
  go(all, few, "back");
}

TEST_P(Vocabulary, EnumTypesChangeUnderRows) {
  const auto with = [](std::vector<std::string> values) {
    Schema schema;
    add_enums(schema, std::move(values));
    return schema;
  };
  const Schema first = with({"sad", "ok", "glad"});
  go({}, first, "created");
  connection_.execute(std::string{"insert into moods (mood) values ('ok'), ('sad')"});
  connection_.execute(std::string{is_sqlite() ? "insert into \"audit.auditmoods\""
                                              : "insert into audit.auditmoods"} +
                      " (mood) values ('sad')");
  const Schema grown = with({"angry", "ok", "sad", "ok2", "glad"});
  Schema state = with({"angry", "sad", "ok", "ok2", "glad"});
  go(first, state, "grown");
  go(state, grown, "in another order");
  // Checks do not look at the order, and stay as they are.
  schema::apply(schema::diff(state, grown).operations, state);
  Schema renamed = with({"angry", "fine", "sad", "ok2", "glad"});
  renamed.enums[0].renames = {{"ok", "fine"}};
  go(state, renamed, "renamed");
  Rows rows = connection_.query("select count(*) from moods where mood = 'fine'");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.row().get<std::int64_t>(0), 1);
  while (rows.next()) {
  }
  Schema text = renamed;
  text.enums.clear();
  for (Table& table : text.tables)
    for (Column& column : table.columns)
      if (column.type.kind == Kind::enumeration) column.type = type(Kind::text);
  go(renamed, text, "as text");
  go(text, renamed, "of the types again");
  go(renamed, with({"fine", "sad", "glad"}), "narrowed");
  go(with({"fine", "sad", "glad"}), {}, "dropped");
}

TEST_P(Vocabulary, OneThingSpelledDifferentlyIsOne) {
  struct Pair {
    Kind kind;
    const char* one;
    const char* other;
  };
  std::vector<Pair> pairs{{Kind::text, "lower('A')", " LOWER( 'A' ) "},
                          {Kind::int32, "1+1", "1 + 1"},
                          {Kind::int32, "abs(-3)", "ABS( -3)"}};
  if (!is_sqlite()) {
    pairs.push_back({Kind::text, "'a'", "'a'::text"});
    pairs.push_back({Kind::timestamp, "now()", "pg_catalog.NOW( )"});
    pairs.push_back({Kind::boolean, "true", "'yes'::boolean"});
  }
  Schema one;
  Schema other;
  one.tables = other.tables = {table_named("", "spelled")};
  for (const Pair& pair : pairs) {
    Column column;
    column.name = "c" + std::to_string(one.tables[0].columns.size());
    column.type = type(pair.kind);
    column.initial = Default{Default::Kind::expression, pair.one};
    one.tables[0].columns.push_back(column);
    column.initial->text = pair.other;
    other.tables[0].columns.push_back(column);
  }
  one.tables[0].checks = {{"spelled_check", "c2 > 0 and lower(c1) <> 'no'", "", {}}};
  other.tables[0].checks = {{"spelled_check", "\"c2\">0  AND LOWER(\"c1\") <> 'no'", "", {}}};
  go({}, one, "one spelling");
  expect_nothing_differs(other, "the other spelling");
}

Schema golden(const std::string& folder) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  std::error_code error;
  model::Draft draft;
  const std::filesystem::path root = std::filesystem::path{TENON_SOURCE} / folder;
  const std::vector<std::string> headers = base::glob(root, "models/*.hpp", error);
  if (!headers.empty()) {
    frontend::clang::Options options;
    options.project_dir = root.string();
    options.include_dirs = {(root / "models").string(), TENON_SOURCE "/runtime/include"};
    draft = frontend::clang::read(headers, options, sources, diagnostics).draft;
  }
  std::vector<int> documents;
  for (const std::string& name : base::glob(root, "models/*.json", error))
    documents.push_back(sources.add(name, base::read_file(root / name, error)));
  model::Draft more = frontend::json::read(sources, documents, {}, diagnostics);
  draft.structs.insert(draft.structs.end(), more.structs.begin(), more.structs.end());
  draft.enums.insert(draft.enums.end(), more.enums.begin(), more.enums.end());
  const model::Model model = model::check(draft, sources, diagnostics);
  const Schema made = lower::lower(model, {}, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
  EXPECT_FALSE(made.tables.empty()) << folder;
  return made;
}

TEST_P(Vocabulary, GoldenModels) {
  for (const char* const folder : {"tests/golden/blog", "tests/golden/forms/json",
                                   "tests/golden/forms/cpp", "samples/music", "samples/shop"}) {
    const Schema models = golden(folder);
    go({}, models, folder);
    go(models, {}, std::string{folder} + " dropped");
  }
}

INSTANTIATE_TEST_SUITE_P(Servers, Vocabulary,
                         testing::Values(tenon::Dialect::sqlite, tenon::Dialect::postgresql),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws

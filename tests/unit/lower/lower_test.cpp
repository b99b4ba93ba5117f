// Model → Schema: each declaration as the table, column, key, index or check that it becomes.
#include "lower/lower.hpp"

#include <gtest/gtest.h>

#include "schema/dialect.hpp"
#include "unit/emit/reading.hpp"

namespace tenon::lower {
namespace {

using schema::ColumnType;

schema::Schema lowered(const std::string& definitions, const Options& options = {}) {
  base::Diagnostics diagnostics;
  schema::Schema schema = lower(test::model_of(definitions), options, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  return schema;
}

/// An entity "Thing" with an id and these properties, all required.
std::string thing(const std::string& properties, const std::string& words = "") {
  std::string required;
  for (const char* field : {"f", "fa", "fb"})
    if (properties.find("\"" + std::string{field} + "\": {") != std::string::npos)
      required += ", \"" + std::string{field} + "\"";
  return R"({"Role": {"type": "string", "enum": ["reader", "author"]},
    "Thing": {"type": "object", "description": "A thing.", "x-tenon": {"table": "things")" +
         words +
         R"(}, "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}})" +
         (properties.empty() ? "" : ", " + properties) + R"(}, "required": ["id")" + required +
         "]}}";
}

schema::Column column_of(const std::string& property) {
  return lowered(thing("\"f\": " + property)).tables.at(0).columns.at(1);
}

TEST(Lower, ATable) {
  const schema::Schema schema = lowered(thing("", R"(, "was": "objects")"));
  ASSERT_EQ(schema.tables.size(), 1U);
  const schema::Table& table = schema.tables[0];
  EXPECT_EQ(table.name, "things");
  EXPECT_EQ(table.was, "objects");
  EXPECT_EQ(table.comment, "A thing.");
  EXPECT_EQ(table.primary_key->name, "things_pkey");
  EXPECT_EQ(table.primary_key->columns, std::vector<std::string>{"id"});
  EXPECT_TRUE(table.columns[0].identity);
  EXPECT_EQ(table.columns[0].type.kind, ColumnType::Kind::int64);
}

TEST(Lower, Types) {
  const auto kind = [](const std::string& property) { return column_of(property).type.kind; };
  EXPECT_EQ(kind(R"({"type": "boolean"})"), ColumnType::Kind::boolean);
  EXPECT_EQ(kind(R"({"type": "integer", "format": "int16"})"), ColumnType::Kind::int16);
  EXPECT_EQ(kind(R"({"type": "number", "format": "float"})"), ColumnType::Kind::float32);
  EXPECT_EQ(kind(R"({"type": "number"})"), ColumnType::Kind::float64);
  EXPECT_EQ(kind(R"({"type": "string", "format": "byte"})"), ColumnType::Kind::bytes);
  EXPECT_EQ(kind(R"({"type": "string", "format": "uuid"})"), ColumnType::Kind::uuid);
  EXPECT_EQ(kind(R"({"type": "string", "format": "date"})"), ColumnType::Kind::date);
  EXPECT_EQ(kind(R"({"type": "string", "format": "date-time"})"), ColumnType::Kind::timestamp);
  EXPECT_EQ(kind(R"({"type": "string", "format": "date-time-local"})"),
            ColumnType::Kind::local_timestamp);
  EXPECT_EQ(kind(R"({"type": "string", "format": "time"})"), ColumnType::Kind::time);
  EXPECT_EQ(kind(R"({"type": "string", "format": "duration"})"), ColumnType::Kind::interval);
  EXPECT_EQ(kind(R"({"x-tenon": {"json": true}})"), ColumnType::Kind::json);
  EXPECT_EQ(kind(R"({"$ref": "#/$defs/Role"})"), ColumnType::Kind::text);
  EXPECT_EQ(column_of(R"({"type": "string", "maxLength": 80})").type.length, 80);
  EXPECT_EQ(column_of(R"({"type": "string", "minLength": 8})").type.length, 0);
  const ColumnType decimal =
      column_of(R"({"type": "string", "format": "decimal", "x-tenon": {"precision": [10, 2]}})")
          .type;
  EXPECT_EQ(decimal.kind, ColumnType::Kind::decimal);
  EXPECT_EQ(decimal.precision, 10);
  EXPECT_EQ(decimal.scale, 2);
}

TEST(Lower, Columns) {
  const schema::Column column = column_of(
      R"({"type": ["string", "null"], "description": "Why.", "x-tenon": {"column": "c", "was": "b", "backfill": "'x'"}})");
  EXPECT_EQ(column.name, "c");
  EXPECT_EQ(column.was, "b");
  EXPECT_EQ(column.backfill, "'x'");
  EXPECT_EQ(column.comment, "Why.");
  EXPECT_TRUE(column.nullable);
  EXPECT_FALSE(column.initial);
  EXPECT_FALSE(column.identity);
}

TEST(Lower, Defaults) {
  using Kind = schema::Default::Kind;
  const auto initial = [](const std::string& property) { return *column_of(property).initial; };
  EXPECT_EQ(initial(R"({"type": "boolean", "default": false})"),
            (schema::Default{Kind::boolean, "false"}));
  EXPECT_EQ(initial(R"({"type": "integer", "default": -7})"),
            (schema::Default{Kind::number, "-7"}));
  EXPECT_EQ(initial(R"({"type": "string", "default": "it's"})"),
            (schema::Default{Kind::text, "it's"}));
  EXPECT_EQ(initial(R"({"type": "string", "default": ""})"), (schema::Default{Kind::text, ""}));
  EXPECT_EQ(initial(R"({"$ref": "#/$defs/Role", "default": "author"})"),
            (schema::Default{Kind::text, "author"}));
  EXPECT_EQ(initial(R"({"type": "integer", "x-tenon": {"default_sql": "1 + 1"}})"),
            (schema::Default{Kind::expression, "1 + 1"}));
}

TEST(Lower, KeysAndIndexesByTheirColumns) {
  const schema::Table table =
      lowered(thing(R"("fa": {"type": "integer", "x-tenon": {"column": "a", "unique": true}},
                       "fb": {"type": "integer", "x-tenon": {"index": true}})",
                    R"(, "unique": [["fa", "fb"], {"fields": ["fb", "fa"], "name": "mine"}],
                       "index": [["fa", {"desc": "fb"}], {"fields": ["fb", "fa"], "unique": true, "name": "own"}])"))
          .tables[0];
  ASSERT_EQ(table.uniques.size(), 3U);
  EXPECT_EQ(table.uniques[0], (schema::Unique{"things_a_key", {"a"}}));
  EXPECT_EQ(table.uniques[1], (schema::Unique{"things_a_fb_key", {"a", "fb"}}));
  EXPECT_EQ(table.uniques[2], (schema::Unique{"mine", {"fb", "a"}}));
  ASSERT_EQ(table.indexes.size(), 3U);
  EXPECT_EQ(table.indexes[0].name, "things_fb_idx");
  EXPECT_EQ(table.indexes[1].name, "things_a_fb_idx");
  EXPECT_TRUE(table.indexes[1].parts[1].descending);
  EXPECT_EQ(table.indexes[2].name, "own");
  EXPECT_TRUE(table.indexes[2].unique);
}

TEST(Lower, ForeignKeys) {
  const schema::Schema schema = lowered(R"({
    "User": {"type": "object", "x-tenon": {"table": {"name": "users", "schema": "app"}},
      "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true, "column": "user_id"}}},
      "required": ["id"]},
    "Post": {"type": "object", "x-tenon": {"table": "posts"}, "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "author": {"type": "integer", "x-tenon": {"column": "author_id",
        "references": {"field": "User.id", "on_delete": "set_null", "on_update": "restrict"}}}},
      "required": ["id"]}})");
  const schema::ForeignKey& key = schema.tables[1].foreign_keys.at(0);
  EXPECT_EQ(key.name, "posts_author_id_fkey");
  EXPECT_EQ(key.columns, std::vector<std::string>{"author_id"});
  EXPECT_EQ(key.schema, "app");
  EXPECT_EQ(key.table, "users");
  EXPECT_EQ(key.targets, std::vector<std::string>{"user_id"});
  EXPECT_EQ(key.on_delete, schema::Action::set_null);
  EXPECT_EQ(key.on_update, schema::Action::restrict);
}

TEST(Lower, EnumChecksCanBeLeftToTheCode) {
  const std::string model = thing(R"("f": {"$ref": "#/$defs/Role"})");
  const schema::Table table = lowered(model).tables[0];
  ASSERT_EQ(table.checks.size(), 1U);
  EXPECT_EQ(table.checks[0].name, "things_f_check");
  EXPECT_EQ(table.checks[0].column, "f");
  EXPECT_EQ(table.checks[0].values, (std::vector<std::string>{"reader", "author"}));
  EXPECT_TRUE(lowered(model, {.enum_check = false}).tables[0].checks.empty());
}

/// What lowering says of a model whose names meet.
std::vector<std::string> errors_of(const std::string& definitions, const Options& options = {},
                                   const std::string& code = "duplicate-name") {
  base::Diagnostics diagnostics;
  lower(test::model_of(definitions), options, diagnostics);
  std::vector<std::string> messages;
  for (const base::Diagnostic& one : diagnostics.all()) {
    EXPECT_EQ(one.code, code);
    messages.push_back(one.message);
  }
  return messages;
}

TEST(Lower, ACollationThatSqliteHasNotIsTold) {
  const auto model = [](const std::string& collation) {
    return R"({"One": {"type": "object", "x-tenon": {"table": "ones"}, "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "name": {"type": "string", "x-tenon": {"collate": )" +
           collation + R"(}}}, "required": ["id"]}})";
  };
  const Options both{
      true,
      {schema::make_dialect("postgresql")->limits(), schema::make_dialect("sqlite")->limits()}};
  EXPECT_EQ(errors_of(model(R"("und-x-icu")"), both, "unknown-collation"),
            std::vector<std::string>{
                "SQLite has no collation 'und-x-icu' and compares 'name' byte by byte"});
  EXPECT_TRUE(errors_of(model(R"("und-x-icu")"), {true, {both.limits[0]}}).empty());
  for (const char* good :
       {R"("C")", R"("posix")", R"("NOCASE")", R"({"postgresql": "und-x-icu"})",
        R"({"name": "und-x-icu", "sqlite": "binary"})", R"({"sqlite": "rtrim"})"})
    EXPECT_TRUE(errors_of(model(good), both).empty()) << good;
}

/// Two tables of one native enum, and others.
std::string moods(const std::string& enums, const std::string& table = "moods") {
  return "{" + enums + R"(, "One": {"type": "object", "x-tenon": {"table": {"name": ")" + table +
         R"(", "schema": "app"}}, "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "mood": {"$ref": "#/$defs/GoodMood", "default": "glad"}}, "required": ["id", "mood"]},
    "Two": {"type": "object", "x-tenon": {"table": "twos"}, "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "mood": {"$ref": "#/$defs/GoodMood"}}, "required": ["id"]}})";
}

const std::string good_mood = R"("GoodMood": {"type": "string", "enum": ["glad", "sad"],
    "x-tenon": {"native": true, "was": {"glad": "happy"}}})";

TEST(Lower, NativeEnumsAreTypesOfTheFirstTablesSchema) {
  const schema::Schema schema = lowered(moods(good_mood));
  ASSERT_EQ(schema.enums.size(), 1U);
  EXPECT_EQ(schema.enums[0], (schema::EnumType{"app", "good_mood", {"glad", "sad"}}));
  EXPECT_EQ(schema.enums[0].renames, (std::vector<schema::RenamedValue>{{"happy", "glad"}}));
  for (const schema::Table& table : schema.tables) {
    const schema::ColumnType& type = table.find("mood")->type;
    EXPECT_EQ(type.kind, schema::ColumnType::Kind::enumeration);
    EXPECT_EQ(schema::describe(type), "enum app.good_mood");
    ASSERT_EQ(table.checks.size(), 1U) << "for databases without enum types";
    EXPECT_EQ(table.checks[0].column, "mood");
  }
  EXPECT_EQ(schema.tables[0].find("mood")->initial,
            (schema::Default{schema::Default::Kind::text, "glad"}));
  EXPECT_TRUE(lowered(moods(good_mood), {.enum_check = false}).tables[0].checks.empty());
}

TEST(Lower, OldTextsGoIntoTheCheckAndNeedIt) {
  const std::string model = R"({"Mood": {"type": "string", "enum": ["glad", "sad"],
      "x-tenon": {"was": {"glad": "happy"}}}, )" +
                            thing(R"("f": {"$ref": "#/$defs/Mood"})").substr(1);
  const schema::Check check = lowered(model).tables[0].checks.at(0);
  EXPECT_EQ(check.renames, (std::vector<schema::RenamedValue>{{"happy", "glad"}}));
  EXPECT_EQ(errors_of(model, {.enum_check = false}, "unseen-old-text"),
            (std::vector<std::string>{"no revision can see that 'happy' of 'Mood' is 'glad' now: "
                                      "\"enum_check\" is false"}));
}

TEST(Lower, NamesOfEnumTypesThatAreTaken) {
  EXPECT_EQ(errors_of(moods(good_mood, "good_mood")),
            std::vector<std::string>{"the enum type 'app.good_mood' would have the name of a table "
                                     "in PostgreSQL"});
  const std::string name(64, 'm');
  std::string large = moods(good_mood);
  for (std::size_t at = 0; (at = large.find("GoodMood", at)) != std::string::npos; at += 64)
    large.replace(at, 8, name);
  EXPECT_EQ(errors_of(large, {}, "bad-name"),
            std::vector<std::string>{"the enum type 'app." + name + "' has more than 63 bytes"});
}

std::string entity(const std::string& name, const std::string& table,
                   const std::string& schema = "", const std::string& words = "") {
  return "\"" + name + R"(": {"type": "object", "x-tenon": {"table": {"name": ")" + table + "\"" +
         (schema.empty() ? "" : R"(, "schema": ")" + schema + "\"") + "}" + words +
         R"(}, "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
             "f": {"type": "integer"}}, "required": ["id", "f"]})";
}

TEST(Lower, NamesThatMeetAreErrors) {
  const std::string index = R"(, "index": [{"fields": ["f"], "name": "both"}])";
  EXPECT_EQ(errors_of("{" + entity("A", "a", "", index) + "," + entity("B", "b", "", index) + "}"),
            std::vector<std::string>{"the name 'both' would stand twice in the schema"});
  EXPECT_EQ(
      errors_of("{" + entity("A", "a", "", R"(, "unique": [{"fields": ["f"], "name": "b"}])") +
                "," + entity("B", "b") + "}"),
      std::vector<std::string>{"the name 'b' would stand twice in the schema"});
  // Another schema is another space of names; and so are the constraints of another table.
  EXPECT_TRUE(
      errors_of("{" + entity("A", "a", "x", index) + "," + entity("B", "b", "y", index) + "}")
          .empty());
  EXPECT_TRUE(errors_of("{" + entity("A", "a") + "," + entity("B", "a", "y") + "}").empty());
}

// PostgreSQL names the sequence of a key so, and refuses a table of that name which comes later.
TEST(Lower, TheSequenceOfAKeyHasAName) {
  const std::string both = "{" + entity("A", "a") + "," + entity("B", "a_id_seq") + "}";
  EXPECT_EQ(errors_of(both, {true, {schema::make_dialect("postgresql")->limits()}}),
            std::vector<std::string>{
                "the name 'a_id_seq' is that of the sequence of 'a.id' in PostgreSQL"});
  EXPECT_TRUE(errors_of(both, {true, {schema::make_dialect("sqlite")->limits()}}).empty());
}

TEST(Lower, ASchemaInTheNameAndASchemaMeet) {
  EXPECT_EQ(errors_of("{" + entity("A", "a.items") + "," + entity("B", "items", "a") + "}"),
            std::vector<std::string>{"the name 'items' would stand twice in the schema"});
}

TEST(Lower, NamesThatDifferInCaseMeetWhereCaseIsIgnored) {
  const auto index = [](const std::string& name) {
    return R"(, "index": [{"fields": ["f"], "name": ")" + name + "\"}]";
  };
  const std::string two =
      "{" + entity("A", "a", "", index("Both")) + "," + entity("B", "b", "", index("both")) + "}";
  EXPECT_TRUE(errors_of(two, {true, {schema::make_dialect("postgresql")->limits()}}).empty());
  EXPECT_EQ(errors_of(two, {true, {schema::make_dialect("sqlite")->limits()}}),
            std::vector<std::string>{"the name 'both' would stand twice in the schema"});
}

TEST(Lower, MoreColumnsThanADatabaseTakesAreAnError) {
  const auto wide = [](int count, bool has_index) {
    std::string properties;
    std::string fields;
    for (int i = 0; i < count; ++i) {
      properties += ", \"c" + std::to_string(i) + "\": {\"type\": \"integer\"}";
      fields += (i > 0 ? ", \"c" : "\"c") + std::to_string(i) + "\"";
    }
    return R"({"Wide": {"type": "object", "x-tenon": {"table": "wide")" +
           (has_index ? R"(, "index": [{"fields": [)" + fields + R"(], "name": "long"}])" : "") +
           R"(}, "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}})" +
           properties + R"(}, "required": ["id"]}})";
  };
  const Options both{
      true,
      {schema::make_dialect("postgresql")->limits(), schema::make_dialect("sqlite")->limits()}};
  EXPECT_TRUE(errors_of(wide(1599, false), both).empty());
  EXPECT_EQ(
      errors_of(wide(1600, false), both, "too-many-columns"),
      std::vector<std::string>{"table 'wide' has 1601 columns; PostgreSQL takes at most 1600"});
  EXPECT_EQ(errors_of(wide(2000, false), {true, {both.limits[1]}}, "too-many-columns"),
            std::vector<std::string>{"table 'wide' has 2001 columns; SQLite takes at most 2000"});
  EXPECT_TRUE(errors_of(wide(32, true), both).empty());
  EXPECT_EQ(errors_of(wide(33, true), both, "too-many-columns"),
            std::vector<std::string>{"'long' has 33 columns; PostgreSQL takes at most 32"});
}

}  // namespace
}  // namespace tenon::lower

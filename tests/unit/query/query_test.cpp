// The statements of a repository: which there are, what they take and give, and their text for each
// database.
#include "query/statement.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "lower/lower.hpp"
#include "query/render.hpp"
#include "unit/emit/reading.hpp"

namespace tenon::query {
namespace {

std::vector<Statement> statements_of(const std::string& definitions, const std::string& entity) {
  const model::Model model = test::model_of(definitions);
  base::Diagnostics diagnostics;
  const schema::Schema schema = lower::lower(model, {}, diagnostics);
  const model::Entity& found = *model.find("shop::" + entity);
  return statements(found, *schema.find(found.schema, found.table));
}

const char* const article = R"json({"Article": {
  "type": "object",
  "x-tenon": {"table": {"name": "articles", "schema": "app"}, "unique": [["shop", "number"]],
    "index": [["shop", {"desc": "listed"}, "name"], ["shop", "name"], {"fields": ["name", "shop"], "unique": true}]},
  "properties": {
    "id": {"type": "integer", "x-tenon": {"primary_key": true}},
    "shop": {"type": "integer"},
    "number": {"type": "string", "x-tenon": {"unique": true, "column": "article \"number\""}},
    "name": {"type": "string"},
    "listed": {"type": "string", "format": "date"},
    "token": {"type": "string", "x-tenon": {"default_sql": "lower('X')"}},
    "made": {"type": "string", "format": "date-time", "x-tenon": {"created_at": true}},
    "changed": {"type": "string", "format": "date-time", "x-tenon": {"updated_at": true}}
  },
  "required": ["id", "shop", "number", "name", "token", "made", "changed"]}})json";

const char* const follow = R"({"Follow": {
  "type": "object", "x-tenon": {"table": "follows", "primary_key": ["who", "whom"]},
  "properties": {"who": {"type": "integer"}, "whom": {"type": "integer"}},
  "required": ["who", "whom"]}})";

std::vector<std::string> names(const std::vector<Statement>& all) {
  std::vector<std::string> found;
  for (const Statement& one : all) found.push_back(one.name);
  return found;
}

const Statement& named(const std::vector<Statement>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Statement& one) { return one.name == name; });
  if (found == all.end()) throw std::runtime_error("there is no statement " + name);
  return *found;
}

std::string fields(const std::vector<Column>& columns) {
  std::vector<std::string> found;
  for (const Column& column : columns) found.push_back(column.field);
  return base::join(found, " ");
}

std::string text(const Statement& statement, const char* dialect) {
  return render(statement, *schema::make_dialect(dialect));
}

TEST(Statements, OfAnEntityWithEverything) {
  EXPECT_EQ(
      names(statements_of(article, "Article")),
      (std::vector<std::string>{"find", "find_many", "find_by_number", "find_by_shop_and_number",
                                "find_by_name_and_shop", "list_by_shop", "create", "create_many",
                                "insert", "insert_many", "sync_identity", "save", "remove"}));
}

TEST(Statements, OfAKeyThatIsAllThereIs) {
  EXPECT_EQ(names(statements_of(follow, "Follow")),
            (std::vector<std::string>{"find", "create", "create_many", "insert", "insert_many",
                                      "remove"}));
}

TEST(Statements, AnArrayOfEnumsOrBoolsIsNoParameter) {
  const char* const by_enum = R"({"Role": {"type": "string", "enum": ["a"]}, "Right": {
    "type": "object", "x-tenon": {"table": "rights"},
    "properties": {"role": {"$ref": "#/$defs/Role", "x-tenon": {"primary_key": true}}},
    "required": ["role"]}})";
  EXPECT_EQ(names(statements_of(by_enum, "Right")),
            (std::vector<std::string>{"find", "create", "create_many", "insert", "insert_many",
                                      "remove"}));
}

TEST(Statements, ParametersAndResultsInTheOrderOfTheText) {
  const std::vector<Statement> all = statements_of(article, "Article");
  const std::string every = "id shop number name listed token made changed";
  EXPECT_EQ(fields(parameters(named(all, "find"))), "id");
  EXPECT_EQ(fields(results(named(all, "find"))), every);
  EXPECT_EQ(fields(parameters(named(all, "find_by_shop_and_number"))), "shop number");
  EXPECT_EQ(fields(parameters(named(all, "create"))), "shop number name listed token made changed");
  EXPECT_EQ(fields(results(named(all, "create"))), "id token");
  EXPECT_EQ(fields(parameters(named(all, "insert"))),
            "shop number name listed token made changed id");
  EXPECT_EQ(fields(results(named(all, "insert"))), "");
  EXPECT_EQ(fields(parameters(named(all, "save"))), "shop number name listed token changed id");
  EXPECT_EQ(fields(parameters(named(all, "remove"))), "id");
  EXPECT_EQ(parameters(named(all, "list_by_shop"))[0].type.kind, model::TypeKind::int64);
}

const char* const note = R"json({"Note": {
  "type": "object", "x-tenon": {"table": "notes"},
  "properties": {
    "id": {"type": "integer", "x-tenon": {"primary_key": true}},
    "version": {"type": "integer", "x-tenon": {"version": true, "column": "row \"version\""}},
    "text": {"type": "string"}},
  "required": ["id", "version", "text"]}})json";

TEST(Statements, ASaveCountsTheVersionAndComparesIt) {
  const Statement save = named(statements_of(note, "Note"), "save");
  EXPECT_EQ(fields(parameters(save)), "text id version");
  EXPECT_EQ(fields(results(save)), "version");
  for (const char* dialect : {"postgresql", "sqlite"})
    EXPECT_EQ(text(save, dialect), R"(update "notes"
set "row ""version""" = "row ""version""" + 1, "text" = $1
where "id" = $2 and "row ""version""" = $3
returning "row ""version""")");
  EXPECT_EQ(fields(parameters(named(statements_of(note, "Note"), "create"))), "version text");
}

const char* const member = R"json({"Member": {
  "type": "object",
  "x-tenon": {"table": "members", "soft_delete": "left", "index": [
    {"fields": ["email"], "unique": true, "where": " Left  IS\tnull"},
    {"fields": ["phone"], "unique": true, "where": "\"left\" is null"},
    {"fields": ["name"], "unique": true, "where": "left is not null"},
    {"fields": ["email", "name"], "where": "left is null"},
    {"fields": ["name"], "where": "id > 7"}]},
  "properties": {
    "id": {"type": "integer", "x-tenon": {"primary_key": true}},
    "email": {"type": "string"}, "phone": {"type": "string"}, "name": {"type": "string"},
    "left": {"type": "string", "format": "date-time"}},
  "required": ["id", "email", "phone", "name"]}})json";

TEST(Statements, WhereRemovedRowsAreMarkedOnlyTheOthersAreSeen) {
  const std::vector<Statement> all = statements_of(member, "Member");
  EXPECT_EQ(names(all), (std::vector<std::string>{
                            "find", "find_many", "find_by_email", "find_by_phone", "list_by_email",
                            "create", "create_many", "insert", "insert_many", "sync_identity",
                            "save", "remove", "restore", "erase"}));
  for (const char* name : {"find", "find_many", "find_by_email", "list_by_email", "save"})
    EXPECT_NE(text(named(all, name), "postgresql").find("and \"left\" is null"), std::string::npos)
        << name;
  EXPECT_EQ(fields(parameters(named(all, "create"))), "email phone name");
  EXPECT_EQ(fields(parameters(named(all, "insert"))), "email phone name id left");
  EXPECT_EQ(fields(parameters(named(all, "save"))), "email phone name id");
  EXPECT_EQ(fields(parameters(named(all, "remove"))), "left id");
  EXPECT_EQ(fields(parameters(named(all, "restore"))), "id");
  EXPECT_EQ(text(named(all, "remove"), "sqlite"),
            "update \"members\"\nset \"left\" = $1\nwhere \"id\" = $2 and \"left\" is null");
  EXPECT_EQ(text(named(all, "restore"), "sqlite"),
            "update \"members\"\nset \"left\" = null\nwhere \"id\" = $1 and \"left\" is not null");
  EXPECT_EQ(text(named(all, "erase"), "sqlite"), "delete from \"members\"\nwhere \"id\" = $1");
}

TEST(Statements, RemovingARowAndTakingThatBackAreChangesOfIt) {
  const std::vector<Statement> all = statements_of(R"json({"Note": {
    "type": "object", "x-tenon": {"table": "notes", "soft_delete": "gone"},
    "properties": {
      "id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "edition": {"type": "integer", "x-tenon": {"version": true}},
      "changed": {"type": "string", "format": "date-time", "x-tenon": {"updated_at": true}},
      "gone": {"type": "string", "format": "date-time"}},
    "required": ["id", "edition", "changed"]}})json",
                                                   "Note");
  EXPECT_EQ(fields(parameters(named(all, "remove"))), "gone changed id");
  EXPECT_EQ(fields(parameters(named(all, "restore"))), "changed id");
  EXPECT_EQ(text(named(all, "restore"), "postgresql"),
            "update \"notes\"\nset \"gone\" = null, \"edition\" = \"edition\" + 1, \"changed\" = "
            "$1\nwhere \"id\" = $2 and \"gone\" is not null");
}

TEST(Render, Select) {
  const Statement find = named(statements_of(article, "Article"), "find_by_shop_and_number");
  const std::string columns =
      R"(select "id", "shop", "article ""number""", "name", "listed", "token", "made", "changed")";
  EXPECT_EQ(
      text(find, "postgresql"),
      columns +
          "\nfrom \"app\".\"articles\"\nwhere \"shop\" = $1 and \"article \"\"number\"\"\" = $2");
  EXPECT_EQ(
      text(find, "sqlite"),
      columns + "\nfrom \"app.articles\"\nwhere \"shop\" = $1 and \"article \"\"number\"\"\" = $2");
}

TEST(Render, SelectByAnArray) {
  const Statement many = named(statements_of(article, "Article"), "find_many");
  const auto where = [&](const char* dialect) {
    const std::string sql = text(many, dialect);
    return sql.substr(sql.find("where"));
  };
  EXPECT_EQ(where("postgresql"), "where \"id\" = any($1)");
  EXPECT_EQ(where("sqlite"), "where \"id\" in (select value from tenon_array($1))");
}

TEST(Render, OrderSaysWhereNullsStand) {
  const Statement list = named(statements_of(article, "Article"), "list_by_shop");
  for (const char* dialect : {"postgresql", "sqlite"}) {
    const std::string sql = text(list, dialect);
    EXPECT_EQ(sql.substr(sql.find("order by")),
              R"(order by "listed" desc nulls first, "name", "id")");
  }
}

TEST(Render, Insert) {
  const std::vector<Statement> all = statements_of(article, "Article");
  const std::string create = text(named(all, "create"), "postgresql");
  EXPECT_EQ(create,
            "insert into \"app\".\"articles\" (\"shop\", \"article \"\"number\"\"\", \"name\", "
            "\"listed\", "
            "\"token\", \"made\", \"changed\")\n"
            "values ($1, $2, $3, $4, coalesce($5, lower('X')), $6, $7)\n"
            "returning \"id\", \"token\"");
  EXPECT_EQ(base::replace_all(create, "\"app\".\"articles\"", "\"app.articles\""),
            text(named(all, "create"), "sqlite"));
  const std::string insert = text(named(all, "insert"), "sqlite");
  EXPECT_EQ(insert.substr(insert.find("values")), "values ($1, $2, $3, $4, $5, $6, $7, $8)");
}

TEST(Render, InsertOfNothing) {
  const char* const marker = R"({"Marker": {"type": "object", "x-tenon": {"table": "markers"},
    "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}}, "required": ["id"]}})";
  EXPECT_EQ(text(named(statements_of(marker, "Marker"), "create"), "sqlite"),
            "insert into \"markers\"\ndefault values\nreturning \"id\"");
}

TEST(Render, UpdateAndDelete) {
  const std::vector<Statement> all = statements_of(article, "Article");
  EXPECT_EQ(text(named(all, "save"), "postgresql"),
            "update \"app\".\"articles\"\n"
            "set \"shop\" = $1, \"article \"\"number\"\"\" = $2, \"name\" = $3, \"listed\" = $4, "
            "\"token\" = $5, \"changed\" = $6\n"
            "where \"id\" = $7");
  for (const char* dialect : {"postgresql", "sqlite"})
    EXPECT_EQ(text(named(statements_of(follow, "Follow"), "remove"), dialect),
              "delete from \"follows\"\nwhere \"who\" = $1 and \"whom\" = $2");
}

TEST(Render, ManyRowsAreArraysWhereThereAreArrays) {
  const Statement many = named(statements_of(follow, "Follow"), "insert_many");
  const std::string rendered = text(many, "postgresql");
  EXPECT_NE(rendered.find("from unnest($1, $2)\n  with ordinality as given ("), std::string::npos);
  EXPECT_NE(rendered.find("order by ordinal"), std::string::npos);
  EXPECT_EQ(text(many, "sqlite"), "");
}

TEST(Render, OnlyPostgresqlHasASequenceToMove) {
  const Statement sync = named(statements_of(article, "Article"), "sync_identity");
  EXPECT_NE(text(sync, "postgresql").find("pg_get_serial_sequence('\"app\".\"articles\"', 'id')"),
            std::string::npos);
  EXPECT_EQ(text(sync, "sqlite"), "");
}

// SQLite reads `$1::type` as the name of a variable and binds NULL to it, without a word.
TEST(Render, NoTextHoldsACast) {
  for (const char* dialect : {"postgresql", "sqlite"})
    for (const Statement& one : statements_of(article, "Article"))
      EXPECT_EQ(text(one, dialect).find("::"), std::string::npos) << one.name;
}

// Posts with authors and tags; tags in a schema of their own.
const char* const posts = R"json({
  "User": {"type": "object", "required": ["id", "name"], "x-tenon": {"table": "users",
      "shape": [{"name": "UserName", "fields": ["name"]}, {"name": "Busy", "fields": ["name"], "with": {
        "posts": {"where": "title <> ''", "order": ["-price"], "limit": 3}}}]},
    "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}, "name": {"type": "string"}}},
  "Post": {"type": "object", "required": ["id", "author_id", "title"], "x-tenon": {"table": "posts",
      "link": [["tags", "PostTag"]],
      "shape": [{"name": "PostWithAll", "fields": ["title"], "with": {
        "author": "UserName", "tags": {"where": "\"word\" > 'a'", "order": ["-size"]}, "some": {"limit": 2}}}]},
    "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}},
      "author_id": {"type": "integer", "x-tenon": {"references": {"field": "User.id", "relation": "author", "inverse": "posts"}}},
      "title": {"type": "string"}, "price": {"type": "string", "format": "decimal", "x-tenon": {"precision": [30, 2]}}}},
  "Tag": {"type": "object", "required": ["word", "size"], "x-tenon": {"table": {"name": "tags", "schema": "app"}},
    "properties": {"word": {"type": "string", "x-tenon": {"primary_key": true}}, "size": {"type": "integer"}}},
  "PostTag": {"type": "object", "required": ["post_id", "word"], "x-tenon": {"table": "post_tags", "primary_key": ["post_id", "word"]},
    "properties": {"post_id": {"type": "integer", "x-tenon": {"references": {"field": "Post.id", "inverse": "some"}}},
      "word": {"type": "string", "x-tenon": {"references": "Tag.word"}}}},
  "Line": {"type": "object", "required": ["a", "b"], "x-tenon": {"table": "lines", "primary_key": ["a", "b"],
      "shape": [{"name": "LineWithParts", "fields": "*", "with": ["parts"]}, {"name": "LineEnds", "fields": ["b"]}]},
    "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}},
  "Part": {"type": "object", "required": ["id"], "x-tenon": {"table": "parts",
      "foreign_key": [{"fields": ["a", "b"], "target": {"Line": ["a", "b"]}, "relation": "line", "inverse": "parts"}],
      "shape": [{"name": "PartWithLine", "with": {"line": "LineEnds"}}]},
    "properties": {"id": {"type": "integer", "x-tenon": {"primary_key": true}}, "a": {"type": "integer"}, "b": {"type": "integer"}}}
})json";

std::vector<Statement> shape_statements(const std::string& entity, const std::string& shape) {
  const model::Model model = test::model_of(posts);
  const model::Entity& found = *model.find("shop::" + entity);
  EXPECT_TRUE(is_readable(found, *found.find_shape(shape), model));
  return statements(found, *found.find_shape(shape), model);
}

std::string text_of(const Statement& statement, const char* dialect) {
  return render(statement, *schema::make_dialect(dialect));
}

TEST(Shapes, OfEveryKeyAreReadable) {
  const model::Model model = test::model_of(posts);
  const auto readable = [&](const std::string& entity, const std::string& shape) {
    const model::Entity& found = *model.find("shop::" + entity);
    return is_readable(found, *found.find_shape(shape), model);
  };
  EXPECT_TRUE(readable("Post", "PostWithAll"));
  EXPECT_TRUE(readable("Line", "LineEnds"));
  EXPECT_TRUE(readable("Line", "LineWithParts"));
  EXPECT_TRUE(readable("Part", "PartWithLine"));
}

// An array for each column; a row says the place of its key in them.
TEST(Shapes, OfSeveralColumnsAreComparedByTheDatabase) {
  const Statement parts = shape_statements("Line", "LineWithParts").back();
  EXPECT_EQ(text_of(parts, "postgresql"), R"sql(select "id", "a", "b", tenon_given.tenon_place
from unnest($1, $2) with ordinality as tenon_given (tenon_0, tenon_1, tenon_place)
join "parts" on "parts"."a" = tenon_given.tenon_0 and "parts"."b" = tenon_given.tenon_1
order by "id")sql");
  EXPECT_EQ(text_of(parts, "sqlite"), R"sql(select "id", "a", "b", tenon_given.tenon_place
from (select k0.value as tenon_0, k1.value as tenon_1, k0.rowid + 1 as tenon_place from tenon_array($1) as k0 join tenon_array($2) as k1 on k1.rowid = k0.rowid) as tenon_given
join "parts" on "parts"."a" = tenon_given.tenon_0 and "parts"."b" = tenon_given.tenon_1
order by "id")sql");
  EXPECT_EQ(parameters(parts).size(), 2U);
  EXPECT_EQ(results(parts).back().name, "tenon_place");
}

TEST(Shapes, SelectTheirFieldsAndThenWhatJoins) {
  const std::vector<Statement> all = shape_statements("Post", "PostWithAll");
  EXPECT_EQ(names(all), (std::vector<std::string>{"find_with_all", "with_all_author",
                                                  "with_all_tags", "with_all_some"}));
  EXPECT_EQ(text_of(all[0], "sqlite"),
            "select \"title\", \"author_id\", \"id\"\nfrom \"posts\"\nwhere \"id\" = $1");
  EXPECT_EQ(text_of(all[1], "postgresql"),
            "select \"name\", \"id\"\nfrom \"users\"\nwhere \"id\" = any($1)");
  EXPECT_EQ(parameters(all[1]).size(), 1U);
  EXPECT_EQ(fields(results(all[1])), "name id");
}

TEST(Shapes, GoThroughTheTableBetween) {
  const Statement tags = shape_statements("Post", "PostWithAll")[2];
  EXPECT_EQ(text_of(tags, "postgresql"),
            "select there.\"word\", there.\"size\", link.\"post_id\"\n"
            "from \"post_tags\" as link join (select \"word\", \"size\" from \"app\".\"tags\" "
            "where (\"word\" > 'a')) as there on there.\"word\" = link.\"word\"\n"
            "where link.\"post_id\" = any($1)\n"
            "order by there.\"size\" desc, there.\"word\"");
  EXPECT_EQ(fields(results(tags)), "word size post_id");
}

TEST(Shapes, CountTheRowsOfEachOwnerForALimit) {
  const Statement some = shape_statements("User", "Busy")[1];
  EXPECT_EQ(text_of(some, "sqlite"),
            "select \"id\", \"author_id\", \"title\", \"price\", \"tenon_owner\"\nfrom (\n"
            "  select \"id\", \"author_id\", \"title\", \"price\", \"author_id\" as "
            "\"tenon_owner\",\n"
            "    row_number() over (partition by \"author_id\" order by \"price\" collate "
            "tenon_decimal desc nulls first, \"id\") as \"tenon_place\"\n"
            "  from \"posts\"\n"
            "  where \"author_id\" in (select value from tenon_array($1))\n"
            "  and (title <> '')\n"
            ") as ranked\nwhere \"tenon_place\" <= 3\norder by \"tenon_place\"");
}

}  // namespace
}  // namespace tenon::query

// Real revisions, written, read back and run: after each step up the database has the schema that
// was wanted, after each step down the one before, and rows live through all of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "introspect/introspect.hpp"
#include "migrate/author.hpp"
#include "migrate/fold.hpp"
#include "schema/dialect.hpp"
#include "schema/schema_json.hpp"
#include "scratch.hpp"

namespace tenon::test {
namespace {

constexpr const char* first = R"({"tables": [
  {"name": "users", "comment": "People", "columns": [
    {"name": "id", "type": "int64", "identity": true},
    {"name": "email", "type": "text", "length": 80},
    {"name": "role", "type": "text", "default": {"text": "reader"}},
    {"name": "age", "type": "int32", "null": true},
    {"name": "old", "type": "text", "null": true}],
   "primary_key": {"name": "users_pkey", "columns": ["id"]},
   "uniques": [{"name": "users_email_key", "columns": ["email"]}],
   "checks": [{"name": "users_role_check", "column": "role", "values": ["reader", "author"]}]},
  {"name": "posts", "columns": [
    {"name": "id", "type": "int64", "identity": true},
    {"name": "author_id", "type": "int64"},
    {"name": "price", "type": "decimal", "precision": 10, "scale": 2, "default": {"number": "1.50"}},
    {"name": "at", "type": "timestamp", "null": true}],
   "primary_key": {"name": "posts_pkey", "columns": ["id"]},
   "foreign_keys": [{"name": "posts_author_id_fkey", "columns": ["author_id"], "table": "users",
                     "targets": ["id"], "on_delete": "cascade"}],
   "indexes": [{"name": "posts_at_idx", "parts": [{"column": "at", "descending": true}]}]}]})";

/// What changes after the first schema; each works on a copy of the one before.
using Change = void (*)(schema::Schema&);

schema::Column column(const std::string& name, schema::ColumnType::Kind kind, bool nullable) {
  schema::Column made;
  made.name = name;
  made.type.kind = kind;
  made.nullable = nullable;
  return made;
}

void required_with_backfill(schema::Schema& schema) {
  schema::Column name = column("name", schema::ColumnType::Kind::text, false);
  name.backfill = "\"email\"";
  schema.find("", "users")->columns.push_back(name);
}

void rename_and_enum(schema::Schema& schema) {
  schema::Table& users = *schema.find("", "users");
  users.find("name")->was = "name";
  users.find("email")->name = "mail";
  users.find("mail")->was = "email";
  users.uniques[0] = {"users_mail_key", {"mail"}};
  users.checks[0].values = {"reader", "author", "admin"};
}

void nullable_types_and_indexes(schema::Schema& schema) {
  schema::Table& users = *schema.find("", "users");
  users.find("mail")->was.clear();
  users.find("age")->type.kind = schema::ColumnType::Kind::int64;
  users.find("name")->nullable = true;
  users.find("role")->initial = schema::Default{schema::Default::Kind::text, "author"};
  users.indexes.push_back({"users_name_idx", {{"name", false}}, false});
  schema.find("", "posts")->indexes.clear();
  schema.find("", "posts")->foreign_keys[0].on_delete = schema::Action::restrict;
}

void drop_column_and_new_table(schema::Schema& schema) {
  schema::Table& users = *schema.find("", "users");
  users.columns.erase(users.columns.begin() + 4);
  schema::Table tags;
  tags.name = "tags";
  tags.columns = {column("post_id", schema::ColumnType::Kind::int64, false),
                  column("tag", schema::ColumnType::Kind::uuid, false)};
  tags.primary_key = schema::PrimaryKey{"tags_pkey", {"post_id", "tag"}};
  tags.foreign_keys = {{"tags_post_id_fkey",
                        {"post_id"},
                        "",
                        "posts",
                        {"id"},
                        schema::Action::cascade,
                        schema::Action::no_action}};
  schema.tables.push_back(tags);
}

class RevisionTest : public ::testing::TestWithParam<Dialect> {
 protected:
  RevisionTest() : scratch_(GetParam()), engine_(scratch_.url()) {}

  /// Writes the revision that leads to `wanted`, and takes it into the store.
  void author(const schema::Schema& wanted) {
    migrate::Request request;
    request.message = "step " + std::to_string(store_.revisions.size() + 1);
    request.dialects = {"postgresql", "sqlite"};
    base::Diagnostics diagnostics;
    std::optional<migrate::StoredRevision> revision =
        migrate::make_revision(request, store_, wanted, diagnostics);
    ASSERT_TRUE(revision) << base::render(diagnostics, base::Sources{});
    for (auto& [dialect, scripts] : revision->dialects) {
      for (migrate::Script* const script : {&scripts.up, &scripts.down}) {
        // What runs is what a file holds.
        base::Sources sources;
        const int source = sources.add("script", migrate::write_script(*script));
        for (const std::string& loss : script->unaccepted()) script->accepted[loss] = "a test";
        const migrate::Script read = migrate::parse_script(sources, source, diagnostics);
        ASSERT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
        ASSERT_EQ(read.statements, script->statements);
      }
    }
    store_.revisions.push_back(*revision);
    std::vector<RevisionGraph::Node> nodes;
    for (const auto& each : store_.revisions) nodes.push_back({each.id, each.parents});
    store_.graph = RevisionGraph{nodes};
    EXPECT_EQ(migrate::fold(store_, {revision->id}, diagnostics), wanted);
    EXPECT_FALSE(migrate::make_revision(request, store_, wanted, diagnostics)) << "not empty";
  }

  void expect_schema(const schema::Schema& wanted, const std::string& when) {
    Connection connection = engine_.connect();
    const schema::Schema found = introspect::introspect(connection);
    const schema::Schema canonical = introspect::canonical(connection, wanted);
    EXPECT_TRUE(found == canonical) << when << "\n--- wanted\n"
                                    << schema::to_json(canonical).dump(1) << "\n--- found\n"
                                    << schema::to_json(found).dump(1);
  }

  Migrator migrator() { return Migrator{engine_, migrate::to_runtime(store_)}; }

  Scratch scratch_;
  Engine engine_;
  migrate::Store store_;
};

INSTANTIATE_TEST_SUITE_P(Both, RevisionTest,
                         ::testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& info) {
                           return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
                         });

TEST_P(RevisionTest, each_step_up_and_down_gives_the_schema_that_it_should) {
  std::vector<schema::Schema> schemas{
      {}, schema::schema_from_json(nlohmann::ordered_json::parse(first))};
  for (const Change change : {required_with_backfill, rename_and_enum, nullable_types_and_indexes,
                              drop_column_and_new_table}) {
    schemas.push_back(schemas.back());
    change(schemas.back());
  }
  for (std::size_t i = 1; i < schemas.size(); ++i) {
    author(schemas[i]);
    migrator().upgrade();
    expect_schema(schemas[i], "after step " + std::to_string(i) + " up");
    if (i == 1) {
      Connection connection = engine_.connect();
      connection.execute("insert into users (email) values ('a@b'), ('c@d')");
      connection.execute("insert into posts (author_id) select id from users");
    }
  }
  EXPECT_EQ(number(engine_, "select count(*) from users where name = mail"), 2);
  EXPECT_EQ(number(engine_, "select count(*) from posts"), 2);
  for (std::size_t i = schemas.size() - 1; i > 1; --i) {
    migrator().downgrade("-1");
    expect_schema(schemas[i - 1], "after step " + std::to_string(i) + " down");
  }
  EXPECT_EQ(number(engine_, "select count(*) from users where email in ('a@b', 'c@d')"), 2);
  EXPECT_EQ(number(engine_, "select count(*) from posts"), 2);
  migrator().downgrade("base");
  expect_schema({}, "at the base");
}

}  // namespace
}  // namespace tenon::test

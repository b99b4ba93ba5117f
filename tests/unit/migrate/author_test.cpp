#include "migrate/author.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migrate/fold.hpp"

namespace tenon::migrate {
namespace {

using ::testing::HasSubstr;

schema::Schema users(const std::vector<std::string>& texts) {
  schema::Table table;
  table.name = "users";
  schema::Column id;
  id.name = "id";
  id.type.kind = schema::ColumnType::Kind::int64;
  id.identity = true;
  table.columns.push_back(id);
  table.primary_key = schema::PrimaryKey{"users_pkey", {"id"}};
  for (const std::string& name : texts) {
    schema::Column column;
    column.name = name;
    column.nullable = true;
    table.columns.push_back(column);
  }
  return {{table}};
}

Request request(const std::string& message) {
  Request made;
  made.message = message;
  made.seconds = 1795256100;
  made.dialects = {"postgresql", "sqlite"};
  return made;
}

void add(Store& store, const StoredRevision& revision) {
  store.revisions.push_back(revision);
  std::vector<RevisionGraph::Node> nodes;
  for (const StoredRevision& each : store.revisions) nodes.push_back({each.id, each.parents});
  store.graph = RevisionGraph{nodes};
}

std::string text(const base::Diagnostics& diagnostics) {
  return base::render(diagnostics, base::Sources{});
}

TEST(Author, the_fold_of_what_was_written_is_what_was_wanted) {
  Store store;
  base::Diagnostics diagnostics;
  const auto first = make_revision(request("The users!"), store, users({"name"}), diagnostics);
  ASSERT_TRUE(first) << text(diagnostics);
  EXPECT_EQ(first->created, "2026-11-21T10:15:00Z");
  EXPECT_EQ(first->folder, "20261121T101500_the_users");
  EXPECT_EQ(first->id.size(), 12U);
  EXPECT_EQ(first->dialects.size(), 2U);
  add(store, *first);
  EXPECT_EQ(fold(store, {first->id}, diagnostics), users({"name"}));
  EXPECT_FALSE(make_revision(request("again"), store, users({"name"}), diagnostics));
  EXPECT_FALSE(diagnostics.has_errors());

  const auto second = make_revision(request("bio"), store, users({"name", "bio"}), diagnostics);
  ASSERT_TRUE(second) << text(diagnostics);
  EXPECT_EQ(second->parents, std::vector<std::string>{first->id});
  EXPECT_NE(second->id, first->id);
  EXPECT_TRUE(second->dialects.at("sqlite").down.loses_data());
  EXPECT_FALSE(second->dialects.at("sqlite").up.loses_data());
}

TEST(Author, the_same_input_gives_the_same_revision) {
  Store store;
  base::Diagnostics diagnostics;
  const auto a = make_revision(request("users"), store, users({}), diagnostics);
  const auto b = make_revision(request("users"), store, users({}), diagnostics);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(to_json(*a), to_json(*b));
}

TEST(Author, an_ambiguous_rename_stops_with_both_ways_out) {
  Store store;
  base::Diagnostics diagnostics;
  add(store, *make_revision(request("users"), store, users({"name"}), diagnostics));
  EXPECT_FALSE(make_revision(request("title"), store, users({"title"}), diagnostics));
  EXPECT_THAT(text(diagnostics), HasSubstr("column 'users.name' is gone and 'users.title' is new"));
  EXPECT_THAT(text(diagnostics), HasSubstr("[ambiguous-rename]"));
  EXPECT_THAT(text(diagnostics), HasSubstr("was(\"name\")"));
  EXPECT_THAT(text(diagnostics), HasSubstr("--rename users.name:title"));
  EXPECT_THAT(text(diagnostics), HasSubstr("--drop users.name"));

  base::Diagnostics dropped;
  Request drop = request("title");
  drop.drops = {"users.name"};
  const auto revision = make_revision(drop, store, users({"title"}), dropped);
  ASSERT_TRUE(revision) << text(dropped);
  EXPECT_TRUE(revision->dialects.at("postgresql").up.loses_data());

  schema::Schema renamed = users({"title"});
  renamed.tables[0].columns[1].was = "name";
  base::Diagnostics declared;
  const auto rename = make_revision(request("title"), store, renamed, declared);
  ASSERT_TRUE(rename) << text(declared);
  EXPECT_FALSE(rename->dialects.at("postgresql").up.loses_data());
}

TEST(Author, heads_and_ids) {
  Store store;
  base::Diagnostics diagnostics;
  add(store, *make_revision(request("users"), store, users({}), diagnostics));
  Request fork = request("fork");
  fork.parent = "base";
  fork.id = "fork";
  add(store, *make_revision(fork, store, users({"a"}), diagnostics));
  ASSERT_FALSE(diagnostics.has_errors()) << text(diagnostics);
  EXPECT_FALSE(make_revision(request("x"), store, users({"b"}), diagnostics));
  EXPECT_THAT(text(diagnostics), HasSubstr("there are 2 heads"));
  for (const char* const id : {"head", "fork", "Ä", "a b"}) {
    base::Diagnostics refused;
    Request bad = request("x");
    bad.id = id;
    EXPECT_FALSE(make_revision(bad, store, users({"b"}), refused));
    EXPECT_THAT(text(refused), HasSubstr("[revision-id]")) << id;
  }
}

}  // namespace
}  // namespace tenon::migrate

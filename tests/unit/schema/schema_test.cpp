#include <gtest/gtest.h>

#include "schema/dependency.hpp"
#include "schema/diff.hpp"
#include "schema/hazard.hpp"
#include "schema/operation.hpp"
#include "schema/order.hpp"
#include "schema/schema_json.hpp"

namespace tenon::schema {
namespace {

using Kind = ColumnType::Kind;
const TableName users{"", "users"};

Column column(const char* name, Kind kind = Kind::text, bool nullable = false) {
  Column result;
  result.name = name;
  result.type.kind = kind;
  result.nullable = nullable;
  return result;
}
Schema with(std::vector<Column> columns) {
  Table table;
  table.name = "users";
  table.columns = std::move(columns);
  Schema schema;
  schema.tables = {table};
  return schema;
}
Column was(Column column, const char* name) {
  column.was = name;
  return column;
}

TEST(Schema, OrderIsNoPartOfEquality) {
  EXPECT_TRUE(with({column("a"), column("b")}) == with({column("b"), column("a")}));
  EXPECT_FALSE(with({column("a"), column("b")}) == with({column("a"), column("c")}));
  EXPECT_FALSE(with({column("a"), column("b")}) == with({column("a")}));
}

TEST(Diff, RenameIsDeclared) {
  const DiffResult result = diff(with({column("name")}), with({was(column("title"), "name")}));
  ASSERT_EQ(result.operations.size(), 1U);
  EXPECT_EQ(describe(result.operations[0]), "rename column users.name to title");
  EXPECT_TRUE(result.ambiguities.empty());
}

TEST(Diff, StaleWasIsIgnored) {
  EXPECT_TRUE(
      diff(with({column("title")}), with({was(column("title"), "name")})).operations.empty());
  // The old name is a new column's by now.
  const Schema both = with({was(column("title"), "name"), column("name")});
  EXPECT_TRUE(diff(with({column("title"), column("name")}), both).operations.empty());
}

TEST(Diff, ChainOfRenamesRunsFromItsEnd) {
  const Operations operations =
      diff(with({column("a"), column("b")}), with({was(column("b"), "a"), was(column("c"), "b")}))
          .operations;
  ASSERT_EQ(operations.size(), 2U);
  EXPECT_EQ(describe(operations[0]), "rename column users.b to c");
  EXPECT_EQ(describe(operations[1]), "rename column users.a to b");
}

TEST(Diff, DropAndAddOfLikeTypeIsAmbiguous) {
  const DiffResult like = diff(with({column("name")}), with({column("title")}));
  ASSERT_EQ(like.ambiguities.size(), 1U);
  EXPECT_EQ(like.ambiguities[0], (Ambiguity{Ambiguity::Kind::column, users, "name", "title"}));
  EXPECT_TRUE(diff(with({column("name")}), with({column("age", Kind::int32)})).ambiguities.empty());

  Schema renamed = with({column("name")});
  renamed.tables[0].name = "people";
  const DiffResult tables = diff(with({column("name")}), renamed);
  ASSERT_EQ(tables.ambiguities.size(), 1U);
  EXPECT_EQ(tables.ambiguities[0].kind, Ambiguity::Kind::table);
}

TEST(Diff, BackfillTravelsOnlyWithWhatNeedsIt) {
  Column required = column("bio");
  required.backfill = "''";
  const Operations operations =
      diff(with({column("bio", Kind::text, true)}), with({required})).operations;
  ASSERT_EQ(operations.size(), 1U);
  EXPECT_EQ(std::get<AlterColumn>(operations[0]).backfill, "''");
  EXPECT_TRUE(diff(with({column("bio")}), with({required})).operations.empty());
}

// Another column takes the old name of what a third is computed from.
TEST(Diff, ComputedColumnFollowsItsSourceToAnotherName) {
  const auto computed = [](const char* source) {
    Column made = column("c", Kind::int32);
    made.computed.text = std::string{source} + " + 1";
    return made;
  };
  const Schema before = with({column("a", Kind::int32), computed("a")});
  Column renamed = column("b", Kind::int32);
  renamed.was = "a";
  const Schema after = with({renamed, computed("b"), column("a", Kind::int32)});
  const Operations operations = diff(before, after).operations;
  Schema state = before;
  schema::apply(operations, state);
  EXPECT_TRUE(state == after);
  schema::apply(reverse(operations), state);
  EXPECT_TRUE(state == before);
}

TEST(Diff, CheckOnARenamedColumnIsMadeAgain) {
  Schema from = with({column("a", Kind::int32)});
  from.tables[0].checks = {{"c", "a > 0", "", {}}};
  Schema to = with({was(column("b", Kind::int32), "a")});
  to.tables[0].checks = {{"c", "b > 0", "", {}}};
  std::vector<std::string> lines;
  for (const Operation& operation : diff(from, to).operations) lines.push_back(describe(operation));
  EXPECT_EQ(lines, (std::vector<std::string>{"drop check c of users", "rename column users.a to b",
                                             "add check c (b > 0) to users"}));
}

Schema with_role(std::vector<std::string> values, std::vector<RenamedValue> renames = {}) {
  Schema schema = with({column("role")});
  schema.tables[0].checks = {
      {"users_role_check", "", "role", std::move(values), std::move(renames)}};
  return schema;
}

std::vector<std::string> changes(const Schema& from, const Schema& to) {
  std::vector<std::string> lines;
  for (const Operation& operation : diff(from, to).operations) lines.push_back(describe(operation));
  return lines;
}

TEST(Diff, RenamedValueOfAnEnum) {
  const Schema from = with_role({"reader", "writer"});
  const Schema to = with_role({"reader", "author"}, {{"writer", "author"}});
  EXPECT_EQ(changes(from, to),
            (std::vector<std::string>{"drop check users_role_check of users",
                                      "rename value 'writer' of users.role to 'author'",
                                      "add check users_role_check role in (reader, author) to "
                                      "users"}));
  EXPECT_TRUE(diff(to, to).operations.empty()) << "what was renamed is not renamed again";
  EXPECT_TRUE(diff(with_role({"reader", "author"}), to).operations.empty());
}

TEST(Diff, OldTextOfAValueThatWasThereBeforeIsStale) {
  const Schema from = with_role({"reader", "writer", "author"});
  const Schema to = with_role({"reader", "author"}, {{"writer", "author"}});
  for (const std::string& change : changes(from, to))
    EXPECT_EQ(change.find("rename"), std::string::npos);
}

TEST(Diff, ForeignKeyThatHoldsARenamedValueIsMadeAgain) {
  const auto keyed = [](Schema schema) {
    Table& table = schema.tables[0];
    table.primary_key = PrimaryKey{"users_pkey", {"role"}};
    table.foreign_keys = {{"users_role_fkey", {"role"}, "", "users", {"role"}}};
    return schema;
  };
  const std::vector<std::string> lines =
      changes(keyed(with_role({"writer"})), keyed(with_role({"author"}, {{"writer", "author"}})));
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines.front(), "drop foreign key users_role_fkey of users");
  EXPECT_EQ(lines.back(),
            "add foreign key users_role_fkey (role) referencing users (role) to users");
}

TEST(Apply, RenamedValueNeedsItsCheckAndKeysAway) {
  Schema schema = with_role({"reader"});
  const RenameValue rename{users, "role", "writer", "author"};
  EXPECT_THROW(apply(rename, schema), std::logic_error) << "the check does not allow it";
  schema.tables[0].checks.clear();
  EXPECT_NO_THROW(apply(rename, schema));
  schema.tables[0].foreign_keys = {{"f", {"role"}, "", "users", {"role"}}};
  EXPECT_THROW(apply(rename, schema), std::logic_error) << "a foreign key uses it";
  EXPECT_THROW(apply(RenameValue{users, "part", "a", "b"}, schema), std::logic_error);
}

TEST(Diff, IndexWhoseSqlMentionsARenamedColumnIsMadeAgain) {
  Schema from = with({column("a"), column("x")});
  from.tables[0].indexes = {{"i", {{"x", false}}, false, "a <> ''"},
                            {"j", {{"", true, "lower(a)"}}, true},
                            {"k", {{"a", false}}, false, "x is null", "", {"x"}}};
  Schema to = with({was(column("b"), "a"), column("x")});
  to.tables[0].indexes = {{"i", {{"x", false}}, false, "b <> ''"},
                          {"j", {{"", true, "lower(b)"}}, true},
                          {"k", {{"b", false}}, false, "x is null", "", {"x"}}};
  std::vector<std::string> lines;
  for (const Operation& operation : diff(from, to).operations) lines.push_back(describe(operation));
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "drop index i of users", "drop index j of users",
                       "rename column users.a to b", "create index i (x) where b <> '' on users",
                       "create unique index j ((lower(b)) descending) on users"}));
}

TEST(Apply, AnIndexOfSomeRowsOrOverAnExpressionIsNoKey) {
  Schema schema = with({column("a"), column("b")});
  const ForeignKey key{"f", {"b"}, "", "users", {"a"}};
  schema.tables[0].indexes = {{"i", {{"a", false}}, true, "b is null"}};
  EXPECT_THROW(apply(AddForeignKey{users, key}, schema), std::logic_error);
  EXPECT_THROW(apply(DropColumn{users, column("b")}, schema), std::logic_error);
  schema.tables[0].indexes = {{"i", {{"a", false}, {"", false, "lower(b)"}}, true}};
  EXPECT_THROW(apply(AddForeignKey{users, key}, schema), std::logic_error);
  EXPECT_THROW(apply(DropColumn{users, column("b")}, schema), std::logic_error);
  schema.tables[0].indexes = {{"i", {{"a", false}}, true, "", "", {"b"}}};
  EXPECT_NO_THROW(apply(AddForeignKey{users, key}, schema));
  EXPECT_THROW(apply(DropColumn{users, column("b")}, schema), std::logic_error);
}

TEST(Apply, RefusesWhatDoesNotFit) {
  Schema schema = with({column("a")});
  schema.tables[0].uniques = {{"u", {"a"}}};
  EXPECT_THROW(apply(AddColumn{users, column("a"), ""}, schema), std::logic_error);
  EXPECT_THROW(apply(DropColumn{users, column("b")}, schema), std::logic_error);
  EXPECT_THROW(apply(DropColumn{users, column("a")}, schema), std::logic_error) << "a key uses it";
  EXPECT_THROW(apply(DropColumn{{"", "posts"}, column("a")}, schema), std::logic_error);
  EXPECT_THROW(apply(DropUnique{users, {"u", {"b"}}}, schema), std::logic_error);
  EXPECT_THROW(apply(AddForeignKey{users, {"f", {"a"}, "", "users", {"b"}}}, schema),
               std::logic_error);
  EXPECT_NO_THROW(apply(AddForeignKey{users, {"f", {"a"}, "", "users", {"a"}}}, schema));
  EXPECT_THROW(apply(DropUnique{users, {"u", {"a"}}}, schema), std::logic_error);
}

TEST(Reverse, KeepsTheBackfillOfADroppedColumn) {
  DropColumn drop{users, column("a")};
  drop.column.backfill = "1";
  const Operation back = reverse(Operation{drop});
  EXPECT_EQ(std::get<AddColumn>(back).backfill, "1");
  EXPECT_EQ(std::get<DropColumn>(reverse(back)).column.backfill, "1");
  const Operation read = operation_from_json(to_json(Operation{drop}));
  EXPECT_EQ(std::get<DropColumn>(read).column.backfill, "1");
}

TEST(Reverse, KeepsWhichRowsGetABackfill) {
  const Operation add = AddColumn{users, column("a"), "1", "\"b\" is not null"};
  EXPECT_EQ(reverse(reverse(add)), add);
  EXPECT_EQ(operation_from_json(to_json(add)), add);
  const Operation fill = AlterColumn{users, column("a"), column("a"), "1", "\"b\" is not null"};
  EXPECT_EQ(operation_from_json(to_json(fill)), fill);
  EXPECT_EQ(std::get<AlterColumn>(reverse(fill)).backfill, "");
}

TEST(Mentions, LooksAtWordsOutsideOfStrings) {
  EXPECT_TRUE(mentions("a > 0", "a"));
  EXPECT_TRUE(mentions("A > 0", "a"));
  EXPECT_TRUE(mentions("\"my \"\"a\"\"\" > 0", "my \"a\""));
  EXPECT_FALSE(mentions("ab > 0 and b = 'a'", "a"));
  EXPECT_FALSE(mentions("\"A\" > 0", "a"));
}

TEST(Json, SaysWhereItIsWrong) {
  const auto error_of = [](const char* text) {
    try {
      operations_from_json(nlohmann::ordered_json::parse(text));
    } catch (const JsonError& error) {
      return std::string{error.what()};
    }
    return std::string{"no error"};
  };
  EXPECT_EQ(error_of(R"([{"op": "add_colum", "table": "t"}])"),
            "/0/op: unknown operation 'add_colum'");
  EXPECT_EQ(error_of(R"([{"op": "drop_unique", "table": "t", "unique": {"name": "u"}}])"),
            "/0/unique: 'columns' is missing");
  EXPECT_EQ(error_of(R"([{"op": "rename_table", "table": "t", "to": "u", "from": "t"}])"),
            "/0: unknown member 'from'");
  EXPECT_EQ(
      error_of(R"([{"op": "add_column", "table": "t", "column": {"name": "c", "type": "txt"}}])"),
      "/0/column/type: unknown word 'txt'");
  EXPECT_EQ(error_of(R"({})"), ": expected an array");
}

TEST(Hazards, NameWhatIsDangerous) {
  const auto codes = [](const Operation& operation) {
    std::string text;
    for (const Hazard& hazard : hazards_of(operation)) text += hazard.code + " ";
    return text;
  };
  EXPECT_EQ(codes(DropColumn{users, column("a")}), "loses_data ");
  EXPECT_EQ(codes(AddColumn{users, column("a"), ""}), "may_fail ");
  EXPECT_EQ(codes(AddColumn{users, column("a"), "''"}), "");
  EXPECT_EQ(codes(AlterColumn{users, column("a", Kind::int64), column("a", Kind::int32), ""}),
            "may_fail ");
  EXPECT_EQ(codes(AlterColumn{users, column("a", Kind::int32), column("a", Kind::int64), ""}), "");
  EXPECT_EQ(codes(AlterColumn{users, column("a", Kind::timestamp), column("a", Kind::date), ""}),
            "loses_data may_fail ");
  const auto change = [&](Kind from, Kind to) {
    return codes(AlterColumn{users, column("a", from), column("a", to), ""});
  };
  EXPECT_EQ(change(Kind::int16, Kind::boolean), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::float64, Kind::boolean), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::decimal, Kind::boolean), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::text, Kind::boolean), "may_fail ");
  EXPECT_EQ(change(Kind::int64, Kind::float64), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::int32, Kind::float32), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::int32, Kind::float64), "");
  EXPECT_EQ(change(Kind::decimal, Kind::float64), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::float64, Kind::float32), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::float64, Kind::int32), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::date, Kind::float64), "may_fail ");
  EXPECT_EQ(change(Kind::timestamp, Kind::local_timestamp), "");
  EXPECT_EQ(change(Kind::local_timestamp, Kind::timestamp), "");
  EXPECT_EQ(change(Kind::date, Kind::local_timestamp), "");
  EXPECT_EQ(change(Kind::local_timestamp, Kind::date), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::timestamp, Kind::time), "loses_data may_fail ");
  EXPECT_EQ(change(Kind::time, Kind::local_timestamp), "may_fail ");
  EXPECT_EQ(change(Kind::text, Kind::json), "may_fail ");
  EXPECT_EQ(change(Kind::json, Kind::text), "");
  EXPECT_EQ(change(Kind::text, Kind::interval), "may_fail ");
}

}  // namespace
}  // namespace tenon::schema

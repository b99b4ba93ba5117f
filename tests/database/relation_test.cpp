// Filters over relations whose tables could be taken for each other: a table that has the name of
// an alias, rows of one table inside and outside, keys of several columns, collations.
#include <tenon/column.hpp>
#include <tenon/interval.hpp>
#include <tenon/related.hpp>
#include <tenon/relation.hpp>
#include <tenon/table.hpp>

#include "database/on_both.hpp"

namespace tenon::test {
namespace {

extern const Table nodes;
extern const Table marks;

// Named as the aliases of inner tables are, were there no care.
struct NodeTable {
  static constexpr Column<std::int64_t> a{nodes, "a"};
  static constexpr Column<std::string> b{nodes, "b"};
  static constexpr Column<std::optional<std::int64_t>> up_a{nodes, "up_a"};
  static constexpr Column<std::optional<std::string>> up_b{nodes, "up_b"};
};
struct MarkTable {
  static constexpr Column<std::string> b{marks, "b"};
  static constexpr Column<std::string> note{marks, "t2"};
};
constexpr ColumnInfo node_key[] = {NodeTable::a, NodeTable::b};
const Table nodes{R"("t1")", R"("a", "b", "up_a", "up_b")", node_key};
constexpr ColumnInfo mark_key[] = {MarkTable::b};
const Table marks{R"("T2")", R"("b", "t2")", mark_key, {}, R"("gone")"};

constexpr Join up_joins[] = {{"up_a", "a"}, {"up_b", "b"}};
constexpr Relation up{nodes, up_joins, nodes};
constexpr Join down_joins[] = {{"a", "up_a"}, {"b", "up_b"}};
constexpr Relation down{nodes, down_joins, nodes};
constexpr Join marked_joins[] = {{"b", "b"}};
constexpr Relation marked{nodes, marked_joins, marks};
constexpr Relation of_nodes{marks, marked_joins, nodes};

class RelationTest : public OnBoth {
 protected:
  RelationTest() {
    execute("create table t1 (a bigint, b text, up_a bigint, up_b text, primary key (a, b))",
            "create table t1 (a integer, b text, up_a integer, up_b text, primary key (a, b))");
    execute("create table \"T2\" (b text primary key, t2 text not null, gone bigint)");
    // 1x - 2x - 3x, and 1y, whose parent has one of 2x's two values only.
    execute(
        "insert into t1 values (1, 'x', null, null), (2, 'x', 1, 'x'), (3, 'x', 2, 'x'), "
        "(1, 'y', 2, 'y')");
    execute("insert into \"T2\" values ('x', 'yes', null), ('y', 'no', 5)");
  }

  std::string found(const Filter& where) {
    std::string text;
    for (Listing listing{session, nodes, {.where = where}}; listing.next();)
      text += std::to_string(listing.row().get<std::int64_t>(0)) +
              listing.row().get<std::string>(1) + " ";
    return text;
  }

  Session session{engine.session()};
};

TEST_P(RelationTest, KeysOfTwoColumnsJoinRowsOfOneTable) {
  EXPECT_EQ(found(up()), "2x 3x ");
  EXPECT_EQ(found(!up()), "1x 1y ");
  EXPECT_EQ(found(down()), "1x 2x ");
  EXPECT_EQ(found(up(NodeTable::a == 1)), "2x ");
  EXPECT_EQ(found(up(NodeTable::a == 1) && NodeTable::a == 1), "");
  EXPECT_EQ(found(up(up())), "3x ");
  EXPECT_EQ(found(up(!up()) || down(down(NodeTable::a == 3))), "1x 2x ");
  EXPECT_EQ(found(up(down(NodeTable::a == 3 && up(NodeTable::b == "x")))), "3x ");
}

TEST_P(RelationTest, NamesLikeThoseOfAliasesAreNotTaken) {
  EXPECT_EQ(found(marked(MarkTable::note == "yes" && of_nodes(NodeTable::a == 3))), "1x 2x 3x ");
  EXPECT_EQ(found(up(marked(MarkTable::note.like("y%")))), "2x 3x ");
  EXPECT_EQ(found(marked(MarkTable::note == "no")), "");  // it is removed
  EXPECT_EQ(count(session, marks, of_nodes(up(NodeTable::a == 1))), 1);
  EXPECT_EQ(count(session, marks, of_nodes(NodeTable::a == 9)), 0);
}

// Whatever the rows are when one is changed, the filter saw them as they were.
TEST_P(RelationTest, ChangesAreOfTheRowsThatWereThere) {
  Update update{nodes};
  update.set("up_a", std::int64_t{9});
  EXPECT_EQ(update.run_many(session, up()), 2);
  EXPECT_EQ(found(up()), "");
  EXPECT_EQ(remove_many(session, nodes, !down()), 4);
}

TEST_P(RelationTest, AFilterOfAnotherTableIsRefused) {
  const auto refusal = [&](const Filter& where) {
    const Error error = error_of([&] { exists(session, nodes, where); });
    EXPECT_EQ(error.kind(), ErrorKind::misuse);
    return std::string{error.what()};
  };
  EXPECT_EQ(refusal(MarkTable::b == "x"),
            "a filter or an order of rows of \"t1\" names a column of another table, \"b\"");
  refusal(up(MarkTable::b == "x"));
  refusal(marked(NodeTable::b == "x"));
  refusal(marked(MarkTable::b == "x" && NodeTable::b == "x"));
  refusal(marked(NodeTable::b.in({"x"})));
  refusal(marked(NodeTable::up_b.is_null()));
  refusal(NodeTable::a == 1 || of_nodes());
  refusal(up(of_nodes()));
  const auto kind_of_order = [&](const Orders& order) {
    return error_of([&] { Listing{session, nodes, {.order = order}}; }).kind();
  };
  EXPECT_EQ(kind_of_order({MarkTable::b.asc()}), ErrorKind::misuse);
  EXPECT_EQ(session.statement_count(), 0);
}

TEST_P(RelationTest, EachShapeIsPreparedOnce) {
  for (std::int64_t a = 0; a < 20; ++a) found(up(NodeTable::a == a && !marked()));
  if (!is_postgresql()) return;
  constexpr Statement prepared{
      "select count(*) from pg_prepared_statements where statement like '%exists (%'"};
  EXPECT_EQ(number(session, prepared), 2);  // with the one that asks
}

// Equal is what the columns' own type says; what is not sent with a type is taken for theirs.
TEST_P(RelationTest, TheDatabaseComparesTheKeysThatRowsAreLoadedBy) {
  execute("create extension citext", "select 1");
  execute("create table folders (code citext primary key)",
          "create table folders (code text collate nocase primary key)");
  execute("create table files (id integer primary key, code citext)",
          "create table files (id integer primary key, code text collate nocase)");
  execute("insert into folders values ('Ab'), ('Cd')");
  execute("insert into files values (1, 'AB'), (2, 'ab'), (3, 'x'), (4, 'cd'), (5, null)");
  static constexpr Table folders{R"("folders")", {R"("code"::text)", R"("code")"}};
  static constexpr ColumnInfo files_key[] = {{nullptr, "id"}};
  static constexpr Table files{R"("files")", R"("id")", files_key};
  static constexpr Join joins[] = {{"code", "code"}};
  static constexpr Relation of_folder{folders, joins, files};
  RelatedRows related{session, of_folder};
  for (const char* code : {"aB", "none", "CD", "AB", "aB"}) related.add({Param{code}.untyped()});
  related.add({Param::null<std::string>()});
  std::string found;
  while (related.next())
    found += std::to_string(related.place()) + ":" +
             std::to_string(related.row().get<std::int32_t>(0)) + " ";
  const std::string one_by_one = found;
  for (const char* pair : {"0:1 ", "0:2 ", "2:4 ", "3:1 ", "3:2 ", "4:1 ", "4:2 "})
    EXPECT_NE(one_by_one.find(pair), std::string::npos) << pair << "in " << found;
  EXPECT_EQ(found.size(), 7U * 4);
}

TEST_P(RelationTest, KeysOfManyColumnsAreRead) {
  constexpr Relation up_again{nodes, up_joins, nodes};
  RelatedRows related{session, up_again};
  for (std::int64_t i = 0; i < 3'000; ++i) related.add({i, i % 2 == 0 ? "x" : "y"});
  std::string found;
  while (related.next()) found += std::to_string(related.place()) + " ";
  EXPECT_EQ(found, "1 2 ");
  EXPECT_EQ(error_of([&] {
              RelatedRows{session, up_again}.add({Interval{}, "x"});
            }).kind(),
            ErrorKind::misuse);
}

TENON_ON_BOTH(RelationTest);

}  // namespace
}  // namespace tenon::test

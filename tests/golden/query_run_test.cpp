// `session.query<T>`: rows of any statement as values of T, and `select<Shape>`, which reads no
// column that the shape has not.
#include <array>
#include <filesystem>
#include <tuple>

#include "account_face_shape.hpp"
#include "account_repository.hpp"
#include "database/on_both.hpp"
#include "member_repository.hpp"
#include "priced_repository.hpp"
#include "role_text.hpp"
#include "seat_repository.hpp"

namespace tenon::test {

/// A plain struct, read by the order of its members.
struct TeamSize {
  std::string team;
  std::int64_t size{};
  std::optional<Timestamp> last;
};

/// One with a function of its own.
struct TeamName {
  std::string shown;
};

void read_row(const Row& row, TeamName& out) { out.shown = "team " + row.get<std::string>(0); }

namespace {

// What rows are read as, and what they are not: a message at compile time, of whatever type.
struct Inner {
  std::int64_t a{};
  std::string b;
};
struct OneOfOne {
  TeamName inner;
};
struct OfOneOfOne {
  std::int64_t a{};
  OneOfOne b;
};
struct OfOne {
  Inner inner;
};
struct Derived : Inner {
  std::int64_t c{};
};
struct OnlyDerived : Inner {};
struct OfConst {
  std::int64_t a{};
  const std::int64_t b = 0;
};
struct OfArray {
  std::string a;
  std::int64_t b[2];
};
struct OfArrayOfOne {
  std::int64_t a[1];
};
struct OfUnion {
  std::int64_t a{};
  union {
    std::int64_t b;
    double c;
  };
};
struct OfPointer {
  const char* a;
};
struct OfVolatile {
  volatile std::int64_t a;
};
struct Empty {};
struct Later;
struct Sixteen {
  int a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p;
};
struct Seventeen {
  int a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q;
};
enum class Untold { one };
struct OfAll {
  bool a{};
  std::int16_t b{};
  std::optional<float> c;
  std::vector<double> d;
  Bytes e;
  Decimal f;
  std::optional<std::vector<std::string>> g;
  Json h;
  forms::Role i{};
  Uuid j;
  Date k;
};
using detail::is_row;
static_assert(is_row<TeamSize> && is_row<Sixteen> && is_row<OfAll> && is_row<Inner>);
static_assert(is_row<std::tuple<int, std::optional<forms::Role>>> && is_row<std::pair<int, int>>);
static_assert(is_row<std::vector<std::string>> && is_row<std::array<int, 3>> && is_row<TeamName>);
static_assert(is_row<forms::Member> && is_row<forms::AccountFace>);
static_assert(!is_row<OneOfOne> && !is_row<OfOneOfOne> && !is_row<OfOne>);
static_assert(!is_row<Derived> && !is_row<OnlyDerived> && !is_row<OfConst> && !is_row<OfArray>);
static_assert(!is_row<OfArrayOfOne> && !is_row<OfUnion> && !is_row<OfPointer> && !is_row<Empty>);
static_assert(!is_row<OfVolatile> && !is_row<Later> && !is_row<Seventeen> && !is_row<Untold>);
static_assert(!is_row<std::tuple<int, Inner>> && !is_row<std::tuple<>> &&
              !is_row<std::tuple<int&>>);
static_assert(!is_row<std::pair<const int, int>> && !is_row<std::array<Inner, 2>>);
static_assert(!is_row<const int> && !is_row<int&> && !is_row<void> && !is_row<const Inner>);
static_assert(!is_row<std::optional<Inner>> && !is_row<std::vector<Inner>> && !is_row<char>);

std::vector<std::string> heard_queries;

void hear_query(std::string_view sql) { heard_queries.emplace_back(sql); }
Timestamp query_clock() { return Timestamp{1'000'000}; }

class QueryTest : public OnBoth {
 protected:
  QueryTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
    session.set_clock(query_clock);
    members.create({.email = "ada@example.org", .team = "red"});
    members.create({.email = "bob@example.org", .team = "red"});
    members.create({.email = "cyd@example.org", .team = "blue"});
  }

  static EngineOptions options() {
    EngineOptions all;
    all.on_statement = hear_query;
    return all;
  }

  template <class Call>
  static std::string refusal(Call&& call) {
    const Error error = error_of(call);
    EXPECT_EQ(error.kind(), ErrorKind::misuse);
    return error.what();
  }

  Engine listened{database.url(), options()};
  Session session{listened.session()};
  forms::MemberRepository members{session};
};

TEST_P(QueryTest, AColumnIsAValue) {
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(session.query<std::int64_t>("select id from members order by id"), (Ids{1, 2, 3}));
  EXPECT_EQ(session.query<std::int64_t>("select id from members where team = $1 and id > $2", "red",
                                        std::int64_t{1}),
            Ids{2});
  EXPECT_EQ(session.query<std::int64_t>("select id from members where team = $1", {"blue"}),
            Ids{3});
  const DynamicStatement dynamic{"select id from members where id < $1 order by id"};
  EXPECT_EQ(session.query<std::int64_t>(dynamic, {std::int64_t{3}}), (Ids{1, 2}));
  const std::string team = "red";
  EXPECT_EQ(session.query<std::string>("select distinct team from members where team = $1", team),
            std::vector<std::string>{"red"});
  const auto marks = session.query<std::optional<Timestamp>>(
      "select deleted_at from members where id = $1", std::int64_t{1});
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_FALSE(marks.front());
  EXPECT_EQ(session.query<forms::Role>("select $1", forms::Role::author),
            std::vector<forms::Role>{forms::Role::author});
  EXPECT_TRUE(session.query<bool>("select 1 = 1 where 1 = 0").empty());
  EXPECT_EQ(session.query<bool>("select cast($1 as boolean)", true), std::vector<bool>{true});
}

TEST_P(QueryTest, RowsAreTuplesAndPlainStructs) {
  const auto pairs = session.query<std::pair<std::string, std::int64_t>>(
      "select team, count(*) from members group by team order by team");
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[1], (std::pair<std::string, std::int64_t>{"red", 2}));
  const auto [email, version, at] =
      session.query_one<std::tuple<std::string, std::int64_t, Timestamp>>(
          "select email, version, created_at from members where id = $1", std::int64_t{3});
  EXPECT_EQ(email, "cyd@example.org");
  EXPECT_EQ(version, 1);
  EXPECT_EQ(at, query_clock());
  const auto sizes = session.query<TeamSize>(
      "select team, count(*), max(created_at) from members group by team order by team");
  ASSERT_EQ(sizes.size(), 2U);
  EXPECT_EQ(sizes[0].team, "blue");
  EXPECT_EQ(sizes[1].size, 2);
  EXPECT_EQ(sizes[1].last, query_clock());
  EXPECT_EQ(session.query<TeamName>("select team from members where id = 1").front().shown,
            "team red");
  EXPECT_EQ(refusal([&] { session.query<TeamSize>("select team, id from members"); }),
            "the statement gives 2 columns, and 3 are read");
  EXPECT_EQ(refusal([&] { session.query<std::string>("select team, id from members"); }),
            "the statement gives 2 columns, and 1 are read");
}

TEST_P(QueryTest, EntitiesAndShapesAreReadByTheNamesOfTheirColumns) {
  const auto read = session.query<forms::Member>(
      "select version, deleted_at, team, id, email, updated_at, created_at from members "
      "where id = $1",
      std::int64_t{2});
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].email, "bob@example.org");
  EXPECT_EQ(read[0].id, 2);
  EXPECT_EQ(read[0].created_at, query_clock());
  // The order of the entity itself, which is another way through.
  EXPECT_EQ(session
                .query_one<forms::Member>("select created_at, updated_at, id, email, team, "
                                          "deleted_at, version from members where id = 3")
                .team,
            "blue");
  // One column more at the end, as `select *` gives after an upgrade.
  EXPECT_EQ(refusal([&] {
              session.query<forms::Member>(
                  "select created_at, updated_at, id, email, team, deleted_at, version, 1 as later "
                  "from members");
            }),
            "the statement does not give the columns that are read: nothing takes its 'later'");
  const std::vector<int> three(3);
  EXPECT_EQ(session.query_one<std::int64_t>("select cast($1 as bigint)", three.size()), 3);
  EXPECT_EQ(session.query_one<std::int64_t>("select cast($1 as bigint)", -5LL), -5);
  EXPECT_EQ(session.query_one<std::int64_t>("select cast($1 as bigint)", std::uint16_t{65535}),
            65535);
  EXPECT_EQ(error_of([&] {
              session.query<std::int64_t>("select cast($1 as bigint)", ~std::size_t{0});
            }).kind(),
            ErrorKind::bad_value);
  static_assert(!detail::Bindable<char> && !detail::Bindable<std::nullptr_t>);
  static_assert(!detail::Bindable<std::filesystem::path>);
  const char* const nothing = nullptr;
  EXPECT_EQ(session.query_one<std::optional<std::string>>("select cast($1 as varchar)", nothing),
            std::nullopt);
  EXPECT_EQ(refusal([&] {
              session.query<forms::Member>(
                  "select id, id, team, email as mail, created_at, updated_at, version from "
                  "members");
            }),
            "the statement does not give the columns that are read: it misses 'email', "
            "'deleted_at'; nothing takes its 'mail'; it has more than one 'id'");
  EXPECT_EQ(refusal([&] {
              session.query<forms::Member>("select 1 as a, 2 as b, 3 as c, 4 as d, 5 as e, 6 as f");
            }),
            "the statement does not give the columns that are read: it misses 'created_at', "
            "'updated_at', 'id', 'email', 'team' and 2 more; nothing takes its 'a', 'b', 'c', "
            "'d', 'e' and 1 more");

  forms::AccountRepository accounts{session};
  accounts.create({.email = "ada@example.org",
                   .name = "Ada",
                   .password_hash = "h",
                   .role = forms::Role::admin,
                   .born = Date{7},
                   .rank = 1});
  const forms::AccountFace face = session.query_one<forms::AccountFace>(
      Statement{"select born, role, nick from app.accounts",
                "select born, role, nick from \"app.accounts\""});
  EXPECT_EQ(face.role, forms::Role::admin);
  EXPECT_EQ(face.born, Date{7});
  EXPECT_EQ(face.nick, "nobody");
}

TEST_P(QueryTest, MembersOfEntitiesKeepTheirDigits) {
  forms::PricedRepository priced{session};
  priced.create({.name = "ink", .price = Decimal{"12.50"}, .quantity = 3, .sent = Date{0}});
  const forms::Priced row = session.query_one<forms::Priced>(
      "select is_plain, start, shade, due, half, is_bulk, note_length, folded, total, sent, note, "
      "quantity, price, name, id from priced");
  EXPECT_EQ(row.price, Decimal{"12.50"});
  EXPECT_EQ(row.total, Decimal{"37.50"});
  EXPECT_EQ(row.due, Date{14});
}

TEST_P(QueryTest, OneRowOrNone) {
  EXPECT_EQ(session.query_one<std::int64_t>("select count(*) from members"), 3);
  EXPECT_EQ(session.query_optional<std::string>("select team from members where id = $1",
                                                std::int64_t{3}),
            "blue");
  EXPECT_EQ(session.query_optional<std::string>("select team from members where id = $1",
                                                std::int64_t{9}),
            std::nullopt);
  EXPECT_EQ(error_of([&] {
              session.query_one<std::string>("select team from members where id = 9");
            }).kind(),
            ErrorKind::not_found);
  EXPECT_EQ(refusal([&] { session.query_one<std::string>("select team from members"); }),
            "the statement gives more than the one row that is read");
  EXPECT_EQ(refusal([&] { session.query_optional<std::string>("select team from members"); }),
            "the statement gives more than the one row that is read");
  EXPECT_EQ(members.count(), 3);  // and the session goes on
}

TEST_P(QueryTest, ColumnsAreLookedAtWhereThereAreNoRowsToo) {
  EXPECT_EQ(refusal([&] { session.query<TeamSize>("select team, id from members where 1 = 0"); }),
            "the statement gives 2 columns, and 3 are read");
  EXPECT_EQ(refusal([&] { session.query<std::int64_t>("select 1, 2 where 1 = 0"); }),
            "the statement gives 2 columns, and 1 are read");
  EXPECT_EQ(refusal([&] { session.query_optional<std::tuple<int, int>>("select 1 where 1 = 0"); }),
            "the statement gives 1 columns, and 2 are read");
  EXPECT_EQ(
      refusal([&] { session.query<forms::Member>("select id, team from members where id = 9"); }),
      "the statement does not give the columns that are read: it misses 'created_at', "
      "'updated_at', 'email', 'deleted_at', 'version'");
  // Texts of an enum, an application's own types and lists are no values here.
  EXPECT_TRUE(session
                  .query<forms::Member>("select created_at, updated_at, id, email, team, "
                                        "deleted_at, version from members where id = 0")
                  .empty());
  EXPECT_TRUE(session.query<forms::Role>("select 'x' where 1 = 0").empty());
  EXPECT_TRUE(session.query<TeamName>("select 1, 2 where 1 = 0").empty()) << "its own business";
  EXPECT_EQ(error_of([&] {
              session.query_one<std::string>("select team from members where id = 9");
            }).kind(),
            ErrorKind::not_found);
  if (!is_postgresql()) return;  // SQLite's columns have no types
  const auto told = [&](auto call) {
    const Error error = error_of(call);
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
    EXPECT_TRUE(error.is_stored());
    return std::string{error.what()};
  };
  EXPECT_EQ(told([&] { session.query<std::int64_t>("select team from members where id = 9"); }),
            "column 'team' is not an integer but of the type text");
  EXPECT_EQ(
      told([&] { session.query<TeamSize>("select team, id, email from members where id = 9"); }),
      "column 'email' is not a timestamp with time zone but of the type text");
  EXPECT_EQ(told([&] { session.query<std::vector<std::int64_t>>("select 'x' where 1 = 0"); }),
            "column '?column?' is not a list but of the type with the number 25");
  EXPECT_TRUE(session.query<std::vector<std::int64_t>>("select cast(null as bigint[]) where 1 = 0")
                  .empty());
}

TEST_P(QueryTest, SelectReadsTheColumnsOfTheShapeAlone) {
  forms::AccountRepository accounts{session};
  for (std::int16_t i = 1; i <= 3; ++i) {
    const std::string name = "n" + std::to_string(i);
    accounts.create({.email = name,
                     .name = name,
                     .password_hash = "h",
                     .born = Date{i},
                     .nick = name,
                     .rank = i});
  }
  heard_queries.clear();
  const Page<forms::AccountFace> page = accounts.select<forms::AccountFace>(
      {.where = forms::AccountTable::rank > std::int16_t{1}, .limit = 1});
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].nick, "n2");
  EXPECT_FALSE(page.next.empty());
  ASSERT_EQ(heard_queries.size(), 1U);
  const std::string table = is_postgresql() ? "\"app\".\"accounts\"" : "\"app.accounts\"";
  // Behind the shape's columns those of the order, for the next page.
  EXPECT_EQ(heard_queries[0], "select \"nick\", \"role\", \"born\", \"id\"\nfrom " + table +
                                  "\nwhere \"rank\" > $1\norder by \"id\"\nlimit $2");
  EXPECT_EQ(accounts.select<forms::AccountFace>({.after = page.next}).items.at(0).nick, "n3");

  // Those that it has are read once.
  ListOptions by_birth{.order = {forms::AccountTable::born.desc()}, .limit = 1};
  by_birth.after = accounts.select<forms::AccountFace>(by_birth).next;
  EXPECT_EQ(accounts.select<forms::AccountFace>(by_birth).items.at(0).nick, "n2");
  EXPECT_EQ(heard_queries.back().substr(0, heard_queries.back().find('\n')),
            "select \"nick\", \"role\", \"born\", \"id\"");
}

TENON_ON_BOTH(QueryTest);

}  // namespace
}  // namespace tenon::test

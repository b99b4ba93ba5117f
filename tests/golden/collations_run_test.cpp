// Texts with collations of their own, on both databases: which are equal, in which order they
// stand, and pages that neither lose nor repeat a row where texts are equal that differ.
#include <set>

#include "database/on_both.hpp"
#include "singer_repository.hpp"

namespace tenon::test {
namespace {

using Singers = forms::SingerTable;

class CollationTest : public OnBoth {
 protected:
  CollationTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/forms/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  void add(const std::string& code, const std::string& name,
           const std::optional<std::string>& handle = {}) {
    singers.create({.code = code, .name = name, .handle = handle});
  }

  std::vector<std::string> codes(const Orders& order, const Filter& where = {}) {
    std::vector<std::string> codes;
    for (const forms::Singer& one : singers.list({.where = where, .order = order}).items)
      codes.push_back(one.code);
    return codes;
  }

  /// All pages of this size, and each row of them once.
  std::vector<std::string> paged(const Orders& order, std::int64_t size) {
    std::vector<std::string> codes;
    for (std::string after;;) {
      const auto page = singers.list({.order = order, .limit = size, .after = after});
      for (const forms::Singer& one : page.items) codes.push_back(one.code);
      after = page.next;
      if (after.empty()) return codes;
    }
  }

  /// What a user makes beside the model: texts that differ in case alone are equal.
  void make_case_blind() {
    if (!is_postgresql()) return;
    session.execute(
        "create collation any_case (provider = icu, locale = 'und-u-ks-level2', "
        "deterministic = false)");
    session.execute("alter table singers drop column folded");
    session.execute(
        "alter table singers alter column name type text collate any_case, "
        "alter column handle type text collate any_case, "
        "add column folded text collate \"C\" generated always as (lower(name collate \"C\")) "
        "stored");
  }

  Session session = engine.session();
  forms::SingerRepository singers{session};
};

TEST_P(CollationTest, ValuesComeBackAsTheyWere) {
  const forms::Singer made =
      singers.create({.code = "É \t", .name = "ÅSA ", .handle = "", .label = "x  "});
  const forms::Singer read = singers.get(made.id);
  EXPECT_EQ(read.code, "É \t");
  EXPECT_EQ(read.name, "ÅSA ");
  EXPECT_EQ(read.handle, "");
  EXPECT_EQ(read.label, "x  ");
  EXPECT_EQ(read.folded, made.folded);
  singers.create_many({{.code = "a", .name = "A"}, {.code = "b", .name = "B", .label = "y"}});
  EXPECT_EQ(singers.find_by_code("a")->label, "none");
  EXPECT_EQ(singers.update(read.id, {.handle = std::nullopt, .label = "z "}).label, "z ");
  EXPECT_FALSE(singers.get(read.id).handle);
}

TEST_P(CollationTest, OrdersByItsOwn) {
  for (const char* code : {"b", "B", "a", "A", "_", "é"}) add(code, code);
  EXPECT_EQ(codes({Singers::code.asc()}), (std::vector<std::string>{"A", "B", "_", "a", "b", "é"}));
  const std::vector<std::string> by_name = codes({Singers::name.asc(), Singers::code.asc()});
  EXPECT_EQ(by_name, is_postgresql() ? (std::vector<std::string>{"_", "a", "A", "b", "B", "é"})
                                     : (std::vector<std::string>{"_", "A", "a", "B", "b", "é"}));
  EXPECT_EQ(codes({Singers::code.asc()}, Singers::code < "a"),
            (std::vector<std::string>{"A", "B", "_"}));
  EXPECT_EQ(singers.count(Singers::code.like("A%")), 1);
  EXPECT_EQ(singers.count(Singers::name.like("a%")), 1);
  for (std::int64_t size = 1; size <= 6; ++size) {
    EXPECT_EQ(paged({Singers::name.asc(), Singers::code.asc()}, size), by_name);
    EXPECT_EQ(paged({Singers::code.desc()}, size), codes({Singers::code.desc()}));
  }
}

TEST_P(CollationTest, TextsThatDifferInCaseAloneAreEqual) {
  make_case_blind();
  add("1", "Ann", "ann");
  add("2", "ANN");
  add("3", "Bob", "BOB");
  EXPECT_EQ(singers.count(Singers::name == "aNN"), 2);
  EXPECT_EQ(singers.count(Singers::name != "aNN"), 1);
  EXPECT_EQ(singers.count(Singers::name.in({"bob", "nobody"})), 1);
  EXPECT_EQ(singers.count(Singers::name < "b"), 2);
  EXPECT_EQ(singers.count(Singers::name.like("A%")), 2);
  EXPECT_EQ(singers.count(Singers::name.like("AN_")), 1);
  EXPECT_EQ(singers.list_by_name("ann").size(), 2U);
  ASSERT_TRUE(singers.find_by_handle("Bob"));
  EXPECT_EQ(singers.find_by_handle("Bob")->handle, "BOB");
  const Error error = error_of([&] { add("4", "x", "ANN"); });
  EXPECT_EQ(error.constraint_kind(), ConstraintKind::unique);
}

TEST_P(CollationTest, PagesOfEqualTextsHaveEachRowOnce) {
  make_case_blind();
  const std::vector<std::string> names = {"ann", "ANN", "Ann", "bob", "aNN", "BOB", "Cy", "anN"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool has_handle = i % 3 != 0;
    add(std::to_string(i), names[i],
        has_handle ? std::optional{names[i] + std::to_string(i)} : std::nullopt);
  }
  const std::vector<Orders> orders = {
      {Singers::name.asc()},
      {Singers::name.desc()},
      {Singers::name.desc(), Singers::code.asc()},
      {Singers::handle.asc(), Singers::name.desc()},
      {Singers::handle.desc()},
  };
  for (const Orders& order : orders) {
    const std::vector<std::string> whole = codes(order);
    EXPECT_EQ(std::set<std::string>(whole.begin(), whole.end()).size(), names.size());
    for (std::int64_t size = 1; size <= 8; ++size) EXPECT_EQ(paged(order, size), whole) << size;
  }
}

TENON_ON_BOTH(CollationTest);

}  // namespace
}  // namespace tenon::test

#include <tenon/joined.hpp>

#include <gtest/gtest.h>

namespace tenon {
namespace {

using Given = std::vector<std::pair<std::size_t, std::string>>;

template <class Key>
Given give(const Joined<Key>& joined, const std::vector<Key>& owners,
           std::vector<std::string> rows) {
  Given given;
  joined.give(owners, std::move(rows), [&](std::size_t place, std::string row) {
    given.emplace_back(place, std::move(row));
  });
  return given;
}

TEST(Joined, HasEachKeyOnceAndNoNull) {
  Joined<std::int64_t> joined;
  EXPECT_TRUE(joined.keys().empty());
  for (const std::optional<std::int64_t> value :
       {std::optional<std::int64_t>{7}, {}, {INT64_MIN}, {7}, {}})
    joined.add(value);
  EXPECT_EQ(joined.keys(), (std::vector<std::int64_t>{INT64_MIN, 7}));
}

// NULL has a place all the same: places are those of the rows.
TEST(Joined, GivesARowToEveryPlaceWithItsValue) {
  Joined<std::string> joined;
  joined.add("b");
  joined.add(std::nullopt);
  joined.add("");
  joined.add("b");
  joined.keys();
  EXPECT_EQ(give(joined, {"b", "unknown", "", "b"}, {"one", "lost", "two", "three"}),
            (Given{{0, "one"}, {3, "one"}, {2, "two"}, {0, "three"}, {3, "three"}}));
  EXPECT_EQ(give(joined, {}, {}), Given{});
}

TEST(Joined, TakesUuidsAndSmallNumbers) {
  Joined<Uuid> joined;
  const Uuid one = uuid_v7();
  joined.add(one);
  joined.keys();
  EXPECT_EQ(give(joined, {one, Uuid{}}, {"a", "b"}), (Given{{0, "a"}}));
  Joined<std::int16_t> small;
  small.add(std::int16_t{-1});
  EXPECT_EQ(small.keys(), std::vector<std::int16_t>{-1});
}

}  // namespace
}  // namespace tenon

#include <tenon/patch.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <tenon/model.hpp>

namespace tenon {
namespace {

struct Update {
  Patch<std::string> name = absent;
  Patch<std::optional<std::string>> bio = absent;
  Patch<std::int16_t> age = absent;
  Patch<bool> active = absent;
};

TEST(Patch, IsAbsentUnlessItIsGiven) {
  const Update update{.name = "a"};
  EXPECT_TRUE(update.name);
  EXPECT_FALSE(update.bio);
  EXPECT_FALSE(update.age);
  EXPECT_EQ(*update.name, "a");
  EXPECT_EQ(update.name->size(), 1U);
}

TEST(Patch, TellsNullFromAbsent) {
  const Update null{.bio = std::nullopt};
  ASSERT_TRUE(null.bio);
  EXPECT_EQ(*null.bio, std::nullopt);
  const Update empty{.bio = ""};
  ASSERT_TRUE(empty.bio);
  EXPECT_EQ(*empty.bio, "");
  EXPECT_NE(null.bio, empty.bio);
  EXPECT_NE(null.bio, Update{}.bio);
  const std::optional<std::string> nothing;
  EXPECT_EQ(Update{.bio = nothing}.bio, null.bio);
  EXPECT_EQ(*Update{.bio = std::optional<std::string>{"b"}}.bio, "b");
}

TEST(Patch, TakesIntegersThatFit) {
  const Update update{.age = -32768, .active = true};
  EXPECT_EQ(*update.age, -32768);
  EXPECT_TRUE(*update.active);
  const Patch<std::optional<std::int16_t>> nullable{7};
  EXPECT_EQ(*nullable, std::int16_t{7});
  const Patch<double> ratio = 2;
  EXPECT_EQ(*ratio, 2.0);
}

TEST(Patch, RefusesOtherTypes) {
  static_assert(!std::is_default_constructible_v<Patch<std::string>>);
  static_assert(!std::is_convertible_v<std::nullopt_t, Patch<std::string>>);
  static_assert(!std::is_convertible_v<std::optional<std::string>, Patch<std::string>>);
  static_assert(!std::is_convertible_v<double, Patch<std::int32_t>>);
  static_assert(!std::is_convertible_v<bool, Patch<std::int32_t>>);
  static_assert(!std::is_convertible_v<const char*, Patch<bool>>);
  static_assert(!std::is_convertible_v<int, Patch<bool>>);
  static_assert(!std::is_convertible_v<int, Patch<std::string>>);
  static_assert(!std::is_convertible_v<int, Patch<std::optional<std::string>>>);
  static_assert(!std::is_convertible_v<std::nullptr_t, Patch<std::string>>);
  static_assert(!std::is_convertible_v<int, Patch<Timestamp>>);
}

TEST(Patch, CanBeSetAndTakenBack) {
  Update update;
  update.name = "b";
  EXPECT_TRUE(update.name);
  update.name = absent;
  EXPECT_FALSE(update.name);
}

}  // namespace
}  // namespace tenon

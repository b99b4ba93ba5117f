#include <tenon/required.hpp>

#include <string>

#include <gtest/gtest.h>

#include <tenon/error.hpp>
#include <tenon/model.hpp>

namespace tenon {
namespace {

enum class Colour { red, green };

struct Create {
  Required<std::string> name;
  Required<std::int64_t> size;
  Required<Colour> colour;
};

TEST(Required, TakesExactlyItsType) {
  const Create create{.name = "a", .size = 5, .colour = Colour::green};
  EXPECT_EQ(*create.name, "a");
  EXPECT_EQ(create.name->size(), 1U);
  EXPECT_EQ(*create.size, 5);
  EXPECT_EQ(*create.colour, Colour::green);
}

TEST(Required, TakesTextsForAString) {
  const std::string text = "b";
  EXPECT_EQ(*Required<std::string>{text}, "b");
  EXPECT_EQ(*Required<std::string>{std::string_view{"c"}}, "c");
  EXPECT_EQ(*Required<std::string>{std::string{"d"}}, "d");
}

TEST(Required, TakesIntegersThatCannotLoseAnything) {
  static_assert(std::is_convertible_v<std::int32_t, Required<std::int64_t>>);
  static_assert(std::is_convertible_v<std::uint32_t, Required<std::int64_t>>);
  static_assert(std::is_convertible_v<float, Required<double>>);
  // Named, because clang 14 crashes on two `*Required<short>{5}` in one function.
  const Required<std::int16_t> five = 5;
  const Required<std::int16_t> least = -32768;
  const Required<double> half = 0.5;
  const Required<double> whole = 5;
  const Required<float> narrow = 0.5;
  EXPECT_EQ(*five, 5);
  EXPECT_EQ(*least, -32768);
  EXPECT_EQ(*half, 0.5);
  EXPECT_EQ(*whole, 5.0);
  EXPECT_EQ(*narrow, 0.5F);
}

TEST(Required, RefusesOtherTypes) {
  static_assert(!std::is_default_constructible_v<Required<std::string>>);
  static_assert(!std::is_convertible_v<const char*, Required<bool>>);
  static_assert(!std::is_convertible_v<int, Required<bool>>);
  static_assert(!std::is_convertible_v<bool, Required<std::int64_t>>);
  static_assert(!std::is_convertible_v<char, Required<std::int64_t>>);
  static_assert(!std::is_convertible_v<double, Required<std::int64_t>>);
  static_assert(!std::is_convertible_v<int, Required<std::string>>);
  static_assert(!std::is_convertible_v<char, Required<std::string>>);
  static_assert(!std::is_convertible_v<std::nullptr_t, Required<std::string>>);
  static_assert(!std::is_convertible_v<int, Required<Colour>>);
  static_assert(!std::is_convertible_v<std::int64_t, Required<Timestamp>>);
  static_assert(!std::is_convertible_v<std::int32_t, Required<Date>>);
  static_assert(!std::is_convertible_v<const char*, Required<Decimal>>);
  static_assert(!std::is_convertible_v<double, Required<Decimal>>);
}

TEST(Required, PendingIsNotReadByAccident) {
  Required<std::string> hash = pending;
  EXPECT_TRUE(hash.is_pending());
  try {
    static_cast<void>(*hash);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  }
  EXPECT_THROW(static_cast<void>(hash->size()), Error);
  hash = "x";
  EXPECT_FALSE(hash.is_pending());
  EXPECT_EQ(*hash, "x");
}

TEST(Required, ConvertsToItsValue) {
  const Required<std::string> name = "a";
  const std::string& value = name;
  EXPECT_EQ(value, "a");
}

}  // namespace
}  // namespace tenon

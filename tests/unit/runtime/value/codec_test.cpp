// Types around a stored value at compile time: what an id is taken for, what a parameter may view,
// and what holds that which a Codec makes.
#include <tenon/column.hpp>
#include <tenon/encoded.hpp>
#include <tenon/id.hpp>
#include <tenon/patch.hpp>

#include <memory>
#include <unordered_set>

#include <gtest/gtest.h>

namespace tenon::test {

struct User;
struct Post;
using UserId = Id<User>;
using PostId = Id<Post>;

/// Made anew by its Codec.
struct Shout {
  std::string text;
};

/// Kept in the parameter itself.
struct Cents {
  std::int64_t value = 0;
};

}  // namespace tenon::test

template <>
struct tenon::Codec<tenon::test::Shout> {
  using Stored = std::string;
  static Stored encode(const tenon::test::Shout& shout) { return shout.text + "!"; }
  static tenon::test::Shout decode(Stored text) { return {std::move(text)}; }
};

template <>
struct tenon::Codec<tenon::test::Cents> {
  using Stored = std::int64_t;
  static Stored encode(tenon::test::Cents cents) { return cents.value; }
  static tenon::test::Cents decode(Stored value) { return {value}; }
};

namespace tenon::test {
namespace {

static_assert(!std::is_convertible_v<std::int64_t, UserId> && !std::is_convertible_v<int, UserId>);
static_assert(!std::is_convertible_v<PostId, UserId> && !std::is_constructible_v<UserId, PostId>);
static_assert(!std::is_convertible_v<UserId, std::int64_t>);
static_assert(std::is_constructible_v<UserId, std::int64_t>);
static_assert(!std::is_convertible_v<Uuid, Id<User, Uuid>>);
static_assert(UserId{1} < UserId{2} && UserId{2} == UserId{2} && UserId{} == UserId{0});
static_assert(sizeof(UserId) == sizeof(std::int64_t) && std::is_trivially_copyable_v<UserId>);
static_assert(value_kind<UserId> == ValueKind::int64);
static_assert(value_kind<Id<User, Uuid>> == ValueKind::uuid);
static_assert(value_kind<Shout> == ValueKind::text);
static_assert(std::is_constructible_v<Param, const UserId&>);
static_assert(std::is_constructible_v<Param, const Id<User, std::string>&>);
static_assert(std::is_constructible_v<Param, const Cents&>);
static_assert(!std::is_constructible_v<Param, const Shout&>, "it would view what is gone");
static_assert(!std::is_constructible_v<Patch<UserId>, PostId>);
static_assert(!std::is_constructible_v<Patch<UserId>, std::int64_t>);
static_assert(std::is_constructible_v<Patch<std::optional<UserId>>, std::nullopt_t>);

TEST(Codec, AnIdIsAKeyOfContainers) {
  std::unordered_set<UserId> ids{UserId{1}, UserId{2}, UserId{1}};
  EXPECT_EQ(ids.size(), 2U);
  std::unordered_set<Id<User, Uuid>> tokens{Id<User, Uuid>{uuid_v7()}, Id<User, Uuid>{uuid_v7()}};
  EXPECT_EQ(tokens.size(), 2U);
}

TEST(Codec, ParametersViewOrHoldWhatIsStored) {
  const UserId id{7};
  EXPECT_EQ(Param{id}.integer(), 7);
  EXPECT_EQ(Param{id}.kind(), ValueKind::int64);
  const Id<User, std::string> name{"a name that is too long to stand in the string itself"};
  EXPECT_EQ(Param{name}.data(), name.value.data());
  const Param null{std::optional<UserId>{}};
  EXPECT_TRUE(null.is_null());
  EXPECT_EQ(null.kind(), ValueKind::int64);
}

TEST(Codec, EncodedHoldsWhatACodecMakes) {
  auto encoded = std::make_unique<Encoded>();
  const std::string text(100, 'x');
  std::vector<Param> params;
  for (int i = 0; i < 3; ++i) params.push_back((*encoded)(Shout{text + std::to_string(i)}));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(params[i].text(), text + std::to_string(i) + "!");
  EXPECT_TRUE((*encoded)(std::optional<Shout>{}).is_null());
  EXPECT_EQ((*encoded)(std::optional<Shout>{}).kind(), ValueKind::text);
  const Id<User, std::string> name{text};
  EXPECT_EQ((*encoded)(name).data(), name.value.data()) << "no copy where none is needed";
}

TEST(Codec, ListsAreStoredOneByOne) {
  EXPECT_EQ(stored(std::vector<UserId>{UserId{3}, UserId{-1}}), (std::vector<std::int64_t>{3, -1}));
  EXPECT_EQ(stored(std::vector<Shout>{{"a"}}), (std::vector<std::string>{"a!"}));
  EXPECT_TRUE(stored(std::vector<UserId>{}).empty());
}

}  // namespace
}  // namespace tenon::test

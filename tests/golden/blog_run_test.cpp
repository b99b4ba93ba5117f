// The blog's face as its user would use it, JSON included, on SQLite. (tests/database/face_test.cpp
// asks the same face for more, on both databases.)
#include <gtest/gtest.h>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "post_json.hpp"
#include "post_repository.hpp"
#include "role_text.hpp"
#include "support/test_database.hpp"
#include "user_json.hpp"
#include "user_repository.hpp"

namespace tenon::test {
namespace {

std::string hash_of_password() { return "$argon2id$v=19"; }

class BlogTest : public testing::Test {
 protected:
  BlogTest() {
    database.run_script(std::string{TENON_GOLDEN} + "/blog/expected/schema.sqlite.sql");
  }

  TestDatabase database{Dialect::sqlite};
  Engine engine{database.url()};
  Session session{engine.session()};
  blog::UserRepository users{session};
  blog::PostRepository posts{session};
};

TEST_F(BlogTest, TheDesignsFirstPage) {
  const std::string hash = hash_of_password();
  tenon::Engine engine{database.url()};

  tenon::Session session = engine.session();  // from the pool; rolled back unless committed
  blog::UserRepository users{session};

  blog::User ada = users.create({.email = "ada@example.org", .name = "Ada", .password_hash = hash});
  std::optional<blog::User> same = users.find_by_email("ada@example.org");
  users.update(ada.id, {.name = "Ada L."});  // UPDATE of that one column
  auto page = users.list({.where = blog::UserTable::role == blog::Role::author, .limit = 50});
  session.commit();

  ASSERT_TRUE(same);
  EXPECT_EQ(same->id, ada.id);
  EXPECT_TRUE(page.items.empty());
  EXPECT_EQ(users.get(ada.id).name, "Ada L.");
  EXPECT_EQ(users.get(ada.id).password_hash, hash);
}

TEST_F(BlogTest, EveryMethodOnce) {
  const std::string hash = hash_of_password();
  blog::User ada = users.create({.email = "ada@example.org", .name = "Ada", .password_hash = hash});
  const std::vector<blog::User> more = users.create_many(
      {{.email = "bob@example.org",
        .name = "Bob",
        .password_hash = hash,
        .role = blog::Role::admin},
       {.email = "cy@example.org", .name = "Cy", .password_hash = hash, .bio = "…"}});
  EXPECT_EQ(users.get(ada.id).email, "ada@example.org");
  EXPECT_EQ(users.find(more[0].id)->role, blog::Role::admin);
  EXPECT_FALSE(users.find(999));
  EXPECT_EQ(users.find_many({ada.id, more[1].id, 999}).size(), 2U);
  EXPECT_EQ(users.find_by_email("cy@example.org")->bio, "…");
  EXPECT_EQ(users.list({.order = {blog::UserTable::name.desc()}}).items.front().name, "Cy");
  EXPECT_EQ(users.count(), 3);
  EXPECT_TRUE(users.exists(blog::UserTable::bio.is_null()));

  blog::User dan = more[1];
  dan.id = 77;
  dan.email = "dan@example.org";
  users.insert(dan);
  dan.id = 78;
  dan.email = "eve@example.org";
  users.insert_many({dan});
  EXPECT_EQ(users.count(), 5);
  EXPECT_EQ(users.update(77, {.bio = std::nullopt}).bio, std::nullopt);
  ada.name = "Ada L.";
  users.save(ada);
  EXPECT_EQ(users.get(ada.id).name, "Ada L.");

  const blog::Post post = posts.create({.author_id = ada.id, .title = "One", .body = ""});
  EXPECT_EQ(posts.list_by_author_id(ada.id).front().id, post.id);
  EXPECT_TRUE(users.remove(ada.id));
  EXPECT_FALSE(posts.find(post.id));
  EXPECT_FALSE(users.remove(ada.id));
}

TEST_F(BlogTest, JsonInAndOut) {
  Violations violations;
  std::optional<blog::UserCreate> values = blog::user_create_from_json(
      R"({"email": "ada@example.org", "name": "Ada", "role": "author", "password": "long enough"})",
      violations);
  ASSERT_TRUE(values) << violations.to_json();
  EXPECT_TRUE(values->password_hash.is_pending());
  values->password_hash = hash_of_password();
  session.set_clock([] { return Timestamp{1'700'000'000'000'000}; });
  const blog::User ada = users.create(*values);
  EXPECT_EQ(to_json(to_read(ada)),
            R"({"created_at":"2023-11-14T22:13:20Z","updated_at":"2023-11-14T22:13:20Z","id":1,)"
            R"("email":"ada@example.org","name":"Ada","role":"author","bio":null})");
  EXPECT_EQ(to_json(std::vector<blog::UserRead>{}), "[]");

  const auto changes = blog::user_update_from_json(R"({"bio": "x"})", violations);
  ASSERT_TRUE(changes);
  EXPECT_FALSE(changes->name);
  EXPECT_EQ(users.update(ada.id, *changes).bio, "x");
}

TEST_F(BlogTest, BadJsonIsToldWholeAndMakesNothing) {
  Violations violations;
  EXPECT_FALSE(blog::user_create_from_json(
      R"({"email": "nobody", "name": "", "role": "king", "password_hash": "x", "id": 7})",
      violations));
  const std::string report = violations.to_json();
  for (const char* const part : {"email", "name", "role", "password_hash", "id", "password"})
    EXPECT_NE(report.find("[\"" + std::string{part} + "\"]"), std::string::npos)
        << part << " is not in " << report;
}

TEST(BlogText, TextsOfAnEnum) {
  blog::Role role = blog::Role::reader;
  EXPECT_TRUE(from_text("admin", role));
  EXPECT_EQ(role, blog::Role::admin);
  EXPECT_FALSE(from_text("Admin", role));
  EXPECT_EQ(to_text(role), "admin");
  EXPECT_THROW(to_text(static_cast<blog::Role>(7)), Error);
}

}  // namespace
}  // namespace tenon::test

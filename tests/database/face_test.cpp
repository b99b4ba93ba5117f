// The hand-written face of the blog, as its user would use it, on both databases.
#include <algorithm>

#include "database/on_both.hpp"
#include "post_repository.hpp"
#include "user_repository.hpp"

namespace tenon::test {
namespace {

class FaceTest : public OnBoth {
 protected:
  FaceTest() {
    database.run_script(std::string{BLOG_DIR} + "/expected/schema." +
                        (is_postgresql() ? "postgresql" : "sqlite") + ".sql");
  }

  static blog::UserCreate somebody(const std::string& name) {
    return {.email = name + "@example.org", .name = name, .password_hash = "hash of " + name};
  }

  Session session{engine.session()};
  blog::UserRepository users{session};
  blog::PostRepository posts{session};
};

void expect_equal(const blog::User& a, const blog::User& b) {
  EXPECT_EQ(a.created_at, b.created_at);
  EXPECT_EQ(a.updated_at, b.updated_at);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.email, b.email);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.password_hash, b.password_hash);
  EXPECT_EQ(a.role, b.role);
  EXPECT_EQ(a.bio, b.bio);
}

// The lines of the design's first page.
TEST_P(FaceTest, WhatAUserLivesThrough) {
  const std::string hash = "$argon2id$";
  tenon::Engine engine{database.url()};
  tenon::Session session = engine.session();
  blog::UserRepository users{session};

  blog::User ada = users.create({.email = "ada@example.org", .name = "Ada", .password_hash = hash});
  std::optional<blog::User> same = users.find_by_email("ada@example.org");
  users.update(ada.id, {.name = "Ada L."});
  auto page = users.list({.where = blog::UserTable::role == blog::Role::author, .limit = 50});
  session.commit();

  ASSERT_TRUE(same);
  expect_equal(*same, ada);
  EXPECT_TRUE(page.items.empty());
  EXPECT_EQ(users.get(ada.id).name, "Ada L.");
}

TEST_P(FaceTest, CreateGivesWhatTheDatabaseHolds) {
  session.set_clock([] { return Timestamp{1'700'000'000'123'456}; });
  blog::UserCreate values = somebody("ada");
  values.role = blog::Role::admin;
  values.bio = "line\nbreak, 'quote', \"double\", tab\t, back\\slash";
  const blog::User ada = users.create(values);
  EXPECT_EQ(ada.created_at, Timestamp{1'700'000'000'123'456});
  expect_equal(users.get(ada.id), ada);
}

TEST_P(FaceTest, FindAndGet) {
  const blog::User ada = users.create(somebody("ada"));
  const blog::User bob = users.create(somebody("bob"));
  EXPECT_FALSE(users.find(999));
  const Error error = error_of([&] { users.get(999); });
  EXPECT_EQ(error.kind(), ErrorKind::not_found);
  EXPECT_STREQ(error.what(), "no User has this id");
  EXPECT_FALSE(users.find_by_email("nobody@example.org"));
  std::vector<blog::User> found = users.find_many({bob.id, 999, ada.id});
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  ASSERT_EQ(found.size(), 2U);
  expect_equal(found[0], ada);
  expect_equal(found[1], bob);
  EXPECT_TRUE(users.find_many({}).empty());
}

TEST_P(FaceTest, APendingMemberIsRefused) {
  blog::UserCreate values = somebody("ada");
  values.password_hash = tenon::pending;
  EXPECT_EQ(error_of([&] { users.create(values); }).kind(), ErrorKind::bad_value);
  EXPECT_EQ(users.count(), 0);
}

// Text that breaks careless quoting, through every path that inserts or changes.
TEST_P(FaceTest, TextWithLineBreakQuoteTabAndBackslashThroughEveryInsertPath) {
  const std::string nasty = "a\nb\r\n'c' \"d\"\te\\f \\n $1 ? % ; -- /* */ {{1}} ü😀";
  const auto with_bio = [&](const std::string& name) {
    blog::UserCreate values = somebody(name);
    values.bio = nasty;
    return values;
  };
  const blog::User created = users.create(with_bio("a"));
  const std::vector<blog::User> many = users.create_many({with_bio("b"), with_bio("c")});
  blog::User whole = many[0];
  whole.id = 100;
  whole.email = "d@example.org";
  users.insert(whole);
  blog::User other = whole;
  other.id = 101;
  other.email = "e@example.org";
  users.insert_many({other});
  blog::User saved = users.create(somebody("f"));
  saved.bio = nasty;
  users.save(saved);
  const blog::User updated = users.update(users.create(somebody("g")).id, {.bio = nasty});
  for (const std::int64_t id :
       {created.id, many[0].id, many[1].id, whole.id, other.id, saved.id, updated.id}) {
    EXPECT_EQ(users.get(id).bio, nasty) << id;
  }
  EXPECT_EQ(users.count(blog::UserTable::bio == nasty), 7);
}

TEST_P(FaceTest, InsertKeepsTheKeyAndTheSequenceFollows) {
  blog::User user = users.create(somebody("ada"));
  user.id = 500;
  user.email = "other@example.org";
  users.insert(user);
  expect_equal(users.get(500), user);
  EXPECT_EQ(users.create(somebody("next")).id, 501);
  user.id = 7;
  user.email = "low@example.org";
  users.insert(user);
  EXPECT_EQ(users.create(somebody("after")).id, 502);
  std::vector<blog::User> more;
  for (std::int64_t id = 600; id < 900; ++id) {
    user.id = id;
    user.email = std::to_string(id) + "@example.org";
    more.push_back(user);
  }
  users.insert_many(more);
  EXPECT_EQ(users.create(somebody("last")).id, 900);
}

TEST_P(FaceTest, CreateManyGivesEachItsKey) {
  std::vector<blog::UserCreate> values;
  for (int i = 0; i < 500; ++i) values.push_back(somebody("user" + std::to_string(i)));
  const std::vector<blog::User> created = users.create_many(values);
  ASSERT_EQ(created.size(), 500U);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(created[static_cast<std::size_t>(i)].name, "user" + std::to_string(i));
    EXPECT_EQ(created[static_cast<std::size_t>(i)].id, created[0].id + i);
  }
  expect_equal(users.get(created[499].id), created[499]);
  EXPECT_TRUE(users.create_many({}).empty());
  EXPECT_EQ(users.count(), 500);
}

// A statement of PostgreSQL takes a thousand rows.
TEST_P(FaceTest, CreateManyOfEverySizeKeepsTheOrder) {
  std::int64_t next = 1;
  for (const std::int64_t size : {0, 1, 2, 999, 1'000, 1'001, 2'000, 2'001, 100'000}) {
    std::vector<blog::UserCreate> values;
    for (std::int64_t i = 0; i < size; ++i)
      values.push_back(somebody(std::to_string(next) + "." + std::to_string(size - i)));
    const std::int64_t before = session.statement_count();
    const std::vector<blog::User> created = users.create_many(values);
    EXPECT_EQ(session.statement_count() - before, is_postgresql() ? (size + 999) / 1'000 : size);
    ASSERT_EQ(created.size(), values.size());
    for (std::size_t i = 0; i < created.size(); ++i) {
      ASSERT_EQ(created[i].id, next + static_cast<std::int64_t>(i));
      ASSERT_EQ(created[i].email, *values[i].email);
    }
    if (size > 0) {
      expect_equal(users.get(created.back().id), created.back());
      expect_equal(users.get(created[created.size() / 2].id), created[created.size() / 2]);
    }
    next += size;
  }
  EXPECT_EQ(users.count(), next - 1);
}

TEST_P(FaceTest, ARowThatATriggerLeavesOutIsAnErrorAndNotAnotherRow) {
  execute(
      "create function refuse() returns trigger language plpgsql as $$ begin return null; end $$; "
      "create trigger refuse before insert on users for each row when (new.name = 'no') "
      "execute function refuse()",
      "create trigger refuse before insert on users when new.name = 'no' "
      "begin select raise(ignore); end");
  const auto refusal = [&](const auto& call) {
    const ErrorKind kind = error_of(call).kind();
    session.rollback();
    EXPECT_EQ(users.count(), 0);
    return kind;
  };
  EXPECT_EQ(refusal([&] { users.create(somebody("no")); }), ErrorKind::misuse);
  EXPECT_EQ(refusal([&] {
              users.create_many({somebody("a"), somebody("no"), somebody("b")});
            }),
            ErrorKind::misuse);
}

TEST_P(FaceTest, UpdateGivesTheRowAndLeavesTheRest) {
  session.set_clock([] { return Timestamp{1'000'000}; });
  blog::UserCreate values = somebody("ada");
  values.bio = "old";
  const blog::User before = users.create(values);
  session.set_clock([] { return Timestamp{2'000'000}; });
  blog::User expected = before;
  expected.bio = std::nullopt;
  expected.role = blog::Role::author;
  expected.updated_at = Timestamp{2'000'000};
  expect_equal(users.update(before.id, {.role = blog::Role::author, .bio = std::nullopt}),
               expected);
  expect_equal(users.get(before.id), expected);
  EXPECT_EQ(error_of([&] { users.update(999, {.name = "x"}); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(error_of([&] { users.update(999, {}); }).kind(), ErrorKind::not_found);
}

TEST_P(FaceTest, SaveWritesTheWholeRow) {
  session.set_clock([] { return Timestamp{1'000'000}; });
  blog::User user = users.create(somebody("ada"));
  session.set_clock([] { return Timestamp{2'000'000}; });
  user.name = "Ada L.";
  user.role = blog::Role::author;
  users.save(user);
  EXPECT_EQ(user.updated_at, Timestamp{2'000'000});
  expect_equal(users.get(user.id), user);
  user.id = 999;
  EXPECT_EQ(error_of([&] { users.save(user); }).kind(), ErrorKind::not_found);
}

TEST_P(FaceTest, RemoveAndCascade) {
  const blog::User ada = users.create(somebody("ada"));
  posts.create({.author_id = ada.id, .title = "First", .body = "…"});
  EXPECT_TRUE(users.remove(ada.id));
  EXPECT_FALSE(users.remove(ada.id));
  EXPECT_EQ(posts.count(), 0);
}

TEST_P(FaceTest, ListByTheIndexInItsOrder) {
  const blog::User ada = users.create(somebody("ada"));
  const blog::User bob = users.create(somebody("bob"));
  for (const char* const title : {"one", "two", "three"}) {
    posts.create({.author_id = ada.id, .title = title, .body = ""});
  }
  posts.create({.author_id = bob.id, .title = "other", .body = ""});
  const std::vector<blog::Post> listed = posts.list_by_author_id(ada.id);
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0].title, "one");
  EXPECT_EQ(listed[2].title, "three");
}

TEST_P(FaceTest, ListPageByPage) {
  std::vector<blog::UserCreate> values;
  for (int i = 0; i < 25; ++i) values.push_back(somebody("user" + std::to_string(i)));
  users.create_many(values);
  std::size_t seen = 0;
  ListOptions options{.order = {blog::UserTable::name.desc()}, .limit = 10};
  for (const std::size_t expected : {10, 10, 5}) {
    const Page<blog::User> page = users.list(options);
    EXPECT_EQ(page.items.size(), expected);
    seen += page.items.size();
    options.after = page.next;
  }
  EXPECT_EQ(options.after, "");
  EXPECT_EQ(seen, 25U);
  EXPECT_TRUE(users.exists(blog::UserTable::email == "user3@example.org"));
  EXPECT_FALSE(users.exists(blog::UserTable::email == "user33@example.org"));
}

TEST_P(FaceTest, ConstraintsHaveTheModelsNames) {
  users.create(somebody("ada"));
  session.commit();
  const Error twice = error_of([&] { users.create(somebody("ada")); });
  EXPECT_EQ(twice.constraint_kind(), ConstraintKind::unique);
  EXPECT_EQ(twice.table(), "users");
  EXPECT_EQ(twice.columns(), std::vector<std::string>{"email"});
  session.rollback();
  const Error orphan =
      error_of([&] { posts.create({.author_id = 999, .title = "x", .body = ""}); });
  EXPECT_EQ(orphan.constraint_kind(), ConstraintKind::foreign_key);
  session.rollback();
  const Error role = error_of([&] { session.execute("update users set role = 'king'"); });
  EXPECT_EQ(role.constraint(), "users_role_check");
}

TEST_P(FaceTest, AnEnumeratorThatThisProgramDoesNotKnowIsNamed) {
  const blog::User ada = users.create(somebody("ada"));
  session.commit();
  // A newer program has widened the enum.
  execute("alter table users drop constraint users_role_check", "alter table users rename to old");
  execute("update users set role = 'king'",
          "create table users as select created_at, updated_at, id, email, name, password_hash, "
          "'king' as role, bio from old");
  const Error error = error_of([&] { users.get(ada.id); });
  EXPECT_EQ(error.kind(), ErrorKind::bad_value);
  EXPECT_STREQ(error.what(), "column 'role' holds 'king', which this program does not know");
}

TENON_ON_BOTH(FaceTest);

}  // namespace
}  // namespace tenon::test

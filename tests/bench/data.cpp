#include "data.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace tenon::bench {

namespace {

std::string text_of(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>{in}, {}};
}

bool is_same(const blog::User& a, const blog::User& b) {
  return a.id == b.id && a.email == b.email && a.name == b.name &&
         a.password_hash == b.password_hash && a.role == b.role && a.bio == b.bio &&
         a.created_at == b.created_at && a.updated_at == b.updated_at;
}

void expect(bool holds, const std::string& who, const char* what) {
  if (!holds) throw std::runtime_error(who + " does other work in " + what);
}

// What was created is what can be read, in the order it was given.
void check_created(Contender& contender, const std::string& who,
                   const std::vector<blog::UserCreate>& given,
                   const std::vector<blog::User>& created) {
  expect(created.size() == given.size(), who, "create_many");
  for (std::size_t i = 0; i < created.size(); ++i) {
    const std::optional<blog::User> stored = contender.find(created[i].id);
    expect(stored && is_same(*stored, created[i]) && stored->email == *given[i].email, who,
           "create_many");
  }
}

}  // namespace

std::vector<blog::UserCreate> new_users(std::int64_t first, std::size_t count) {
  std::vector<blog::UserCreate> users;
  users.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t number = first + static_cast<std::int64_t>(i);
    const std::string text = std::to_string(number);
    blog::UserCreate user{.email = "user" + text + "@example.org",
                          .name = "A user with the number " + text,
                          .password_hash = "$2b$12$C6UzMDM.H6dfI/f/IKcEeO4v3yAq9mB5x0cnPt1rVZkWl"};
    user.role = number % 10 == 0 ? blog::Role::author : blog::Role::reader;
    if (number % 2 == 0) user.bio = "Lives in the town with the number " + text + ".";
    users.push_back(std::move(user));
  }
  return users;
}

void fill(Dialect dialect, const std::string& url) {
  const std::string folder = TENON_BENCH_SCHEMA;
  if (dialect == Dialect::sqlite) {
    run_script_sqlite(url, text_of(folder + "/schema.sqlite.sql"));
  } else {
    run_script_postgresql(url, text_of(folder + "/schema.postgresql.sql"));
  }
  std::string insert =
      "insert into users (created_at, updated_at, email, name, password_hash, role, bio) values ";
  const std::string now = dialect == Dialect::sqlite ? "1700000000000000" : "now()";
  const auto quoted = [](const std::string& text) { return "'" + text + "'"; };
  const char* separator = "";
  for (const blog::UserCreate& user : new_users(1, rows)) {
    insert += separator;
    insert += "(" + now + ", " + now + ", " + quoted(*user.email) + ", " + quoted(*user.name) +
              ", " + quoted(*user.password_hash) + ", " +
              quoted(user.role == blog::Role::author ? "author" : "reader") + ", " +
              (user.bio ? quoted(*user.bio) : "null") + ")";
    separator = ",\n";
  }
  if (dialect == Dialect::sqlite) {
    run_script_sqlite(url, insert + ";");
    run_script_sqlite(url, "analyze;");
  } else {
    run_script_postgresql(url, insert + ";");
    run_script_postgresql(url, "vacuum analyze users");
  }
}

std::vector<Named> contenders(Dialect dialect, const std::string& url) {
  std::vector<Named> all;
  all.push_back({"tenon", make_face(url)});
  if (dialect == Dialect::sqlite) {
    all.push_back({"raw", make_raw_sqlite(url)});
    all.push_back({"raw_rowid", make_raw_sqlite_rowid(url)});
  } else {
    all.push_back({"raw", make_raw_postgresql(url)});
    all.push_back({"raw_unnest", make_raw_postgresql_unnest(url)});
  }
  return all;
}

void check_same_work(std::vector<Named>& contenders) {
  const std::vector<blog::UserCreate> given = new_users(5'000'000, 300);
  std::vector<blog::User> listed;
  for (auto& [name, contender] : contenders) {
    contender->begin();
    const std::optional<blog::User> found = contender->find(42);
    expect(found && found->email == "user42@example.org" && !contender->find(-1), name, "find");
    const std::vector<blog::User> all = contender->list(rows);
    expect(all.size() == static_cast<std::size_t>(rows), name, "list");
    if (listed.empty()) listed = all;
    for (std::size_t i = 0; i < all.size(); ++i) expect(is_same(all[i], listed[i]), name, "list");
    expect(is_same(*found, listed[41]), name, "find");
    const blog::User one = contender->create(given.front());
    check_created(*contender, name, {given.front()}, {one});
    const std::vector<blog::UserCreate> others{given.begin() + 1, given.end()};
    check_created(*contender, name, others, contender->create_many(others));
    contender->rollback();
    contender->begin();
    const std::int64_t loaded = contender->bulk_load(given);
    const std::vector<blog::User> last = contender->list(rows + loaded);
    expect(loaded == 300 && last.size() == static_cast<std::size_t>(rows + loaded) &&
               last.back().email == *given.back().email && last.back().bio == given.back().bio,
           name, "bulk_load");
    contender->rollback();
  }
}

}  // namespace tenon::bench

// The raw contender on SQLite: each statement is prepared once, then bound, stepped and reset.
// Texts are bound without a copy, as their values live until the reset.
#include "contender.hpp"

#include <sqlite3.h>

#include <stdexcept>
#include <string_view>

namespace tenon::bench {

namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

[[noreturn]] void fail(sqlite3* database) { throw std::runtime_error(sqlite3_errmsg(database)); }

void run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

Database open(const std::string& url) {
  constexpr std::string_view scheme = "sqlite:///";
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(url.substr(scheme.size()).c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database{handle};
  if (code != SQLITE_OK) fail(handle);
  sqlite3_busy_timeout(handle, 5'000);
  run(handle, "pragma foreign_keys = on");
  run(handle, "pragma journal_mode = wal");
  return database;
}

std::string_view text_of(blog::Role role) {
  switch (role) {
    case blog::Role::reader:
      return "reader";
    case blog::Role::author:
      return "author";
    case blog::Role::admin:
      return "admin";
  }
  throw std::runtime_error("no role");
}

blog::Role role_of(std::string_view text) {
  if (text == "reader") return blog::Role::reader;
  if (text == "author") return blog::Role::author;
  if (text == "admin") return blog::Role::admin;
  throw std::runtime_error("an unknown role");
}

std::string_view text_at(sqlite3_stmt* statement, int column) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

blog::User read_user(sqlite3_stmt* statement) {
  blog::User user{};
  user.created_at.microseconds = sqlite3_column_int64(statement, 0);
  user.updated_at.microseconds = sqlite3_column_int64(statement, 1);
  user.id = sqlite3_column_int64(statement, 2);
  user.email.assign(text_at(statement, 3));
  user.name.assign(text_at(statement, 4));
  user.password_hash.assign(text_at(statement, 5));
  user.role = role_of(text_at(statement, 6));
  if (sqlite3_column_type(statement, 7) != SQLITE_NULL) {
    user.bio.emplace(text_at(statement, 7));
  }
  return user;
}

void bind_text(sqlite3_stmt* statement, int index, std::string_view text) {
  sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

blog::User new_user(const blog::UserCreate& values, Timestamp now) {
  blog::User user{};
  user.created_at = now;
  user.updated_at = now;
  user.email = *values.email;
  user.name = *values.name;
  user.password_hash = *values.password_hash;
  user.role = values.role;
  user.bio = values.bio;
  return user;
}

constexpr const char* insert_sql =
    "insert into users (created_at, updated_at, email, name, password_hash, role, bio) "
    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

class RawSqlite final : public Contender {
 public:
  RawSqlite(const std::string& url, bool returns)
      : database_(open(url)),
        find_(prepare("select created_at, updated_at, id, email, name, password_hash, role, bio "
                      "from users where id = ?1")),
        list_(prepare("select created_at, updated_at, id, email, name, password_hash, role, bio "
                      "from users order by id limit ?1")),
        create_(prepare(std::string{insert_sql} + (returns ? " returning id" : ""))),
        load_(prepare(insert_sql)),
        returns_(returns) {}

  void begin() override { run(database_.get(), "begin immediate"); }
  void rollback() override { run(database_.get(), "rollback"); }

  std::optional<blog::User> find(std::int64_t id) override {
    sqlite3_stmt* const statement = find_.get();
    sqlite3_bind_int64(statement, 1, id);
    std::optional<blog::User> found;
    if (step(statement)) found = read_user(statement);
    sqlite3_reset(statement);
    return found;
  }

  std::vector<blog::User> list(std::int64_t limit) override {
    sqlite3_stmt* const statement = list_.get();
    sqlite3_bind_int64(statement, 1, limit);
    std::vector<blog::User> found;
    while (step(statement)) found.push_back(read_user(statement));
    sqlite3_reset(statement);
    return found;
  }

  blog::User create(const blog::UserCreate& values) override {
    blog::User user = new_user(values, Timestamp::now());
    insert(values, user);
    return user;
  }

  std::vector<blog::User> create_many(const std::vector<blog::UserCreate>& values) override {
    const Timestamp now = Timestamp::now();
    std::vector<blog::User> created;
    created.reserve(values.size());
    for (const blog::UserCreate& each : values) {
      created.push_back(new_user(each, now));
      insert(each, created.back());
    }
    return created;
  }

  std::int64_t bulk_load(const std::vector<blog::UserCreate>& values) override {
    const Timestamp now = Timestamp::now();
    sqlite3_stmt* const statement = load_.get();
    for (const blog::UserCreate& each : values) {
      bind(statement, each, now);
      step(statement);
      sqlite3_reset(statement);
    }
    return static_cast<std::int64_t>(values.size());
  }

 private:
  Prepared prepare(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_.get(), sql.c_str(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
      fail(database_.get());
    }
    return Prepared{statement};
  }

  bool step(sqlite3_stmt* statement) const {
    const int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(database_.get());
    return code == SQLITE_ROW;
  }

  static void bind(sqlite3_stmt* statement, const blog::UserCreate& values, Timestamp now) {
    sqlite3_bind_int64(statement, 1, now.microseconds);
    sqlite3_bind_int64(statement, 2, now.microseconds);
    bind_text(statement, 3, *values.email);
    bind_text(statement, 4, *values.name);
    bind_text(statement, 5, *values.password_hash);
    bind_text(statement, 6, text_of(values.role));
    if (values.bio) {
      bind_text(statement, 7, *values.bio);
    } else {
      sqlite3_bind_null(statement, 7);
    }
  }

  void insert(const blog::UserCreate& values, blog::User& user) const {
    sqlite3_stmt* const statement = create_.get();
    bind(statement, values, user.created_at);
    if (step(statement)) {
      user.id = sqlite3_column_int64(statement, 0);
    } else if (!returns_) {
      user.id = sqlite3_last_insert_rowid(database_.get());
    }
    sqlite3_reset(statement);
  }

  Database database_;
  Prepared find_;
  Prepared list_;
  Prepared create_;
  Prepared load_;
  bool returns_;
};

}  // namespace

std::unique_ptr<Contender> make_raw_sqlite(const std::string& url) {
  return std::make_unique<RawSqlite>(url, true);
}

std::unique_ptr<Contender> make_raw_sqlite_rowid(const std::string& url) {
  return std::make_unique<RawSqlite>(url, false);
}

void run_script_sqlite(const std::string& url, const std::string& sql) {
  run(open(url).get(), sql.c_str());
}

}  // namespace tenon::bench

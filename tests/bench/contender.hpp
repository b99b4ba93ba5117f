// What every contender of the benchmarks does: the same work on the table of User, into the same
// struct. The face is Tenon's generated repository, the raw ones are what a careful hand writes on
// the database's own library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "user.hpp"
#include "user_dto.hpp"

namespace tenon::bench {

class Contender {
 public:
  virtual ~Contender() = default;

  /// All work happens inside one open transaction.
  virtual void begin() = 0;
  virtual void rollback() = 0;

  virtual std::optional<blog::User> find(std::int64_t id) = 0;
  /// The first `limit` users by id.
  virtual std::vector<blog::User> list(std::int64_t limit) = 0;
  /// Inserts a user; the database makes the id.
  virtual blog::User create(const blog::UserCreate& values) = 0;
  /// As create, for all of them, with their ids.
  virtual std::vector<blog::User> create_many(const std::vector<blog::UserCreate>& values) = 0;
  /// The same without their ids; returns how many they were.
  virtual std::int64_t bulk_load(const std::vector<blog::UserCreate>& values) = 0;
};

/// The generated repository, for either database.
std::unique_ptr<Contender> make_face(const std::string& url);

/// libpq: binary both ways, prepared; `create_many` is a pipeline of prepared inserts, `bulk_load`
/// a COPY in binary form.
std::unique_ptr<Contender> make_raw_postgresql(const std::string& url);
/// The same with `create_many` as one statement over arrays.
std::unique_ptr<Contender> make_raw_postgresql_unnest(const std::string& url);

/// sqlite3: prepared statements that are reset and used again, ids by `returning`.
std::unique_ptr<Contender> make_raw_sqlite(const std::string& url);
/// The same with ids from sqlite3_last_insert_rowid() instead of `returning`.
std::unique_ptr<Contender> make_raw_sqlite_rowid(const std::string& url);

/// Runs a file of SQL statements through the database's own library and commits.
void run_script_postgresql(const std::string& url, const std::string& sql);
void run_script_sqlite(const std::string& url, const std::string& sql);

}  // namespace tenon::bench

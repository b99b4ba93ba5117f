// A unit of work: statements of one transaction on one connection. What generated repositories
// stand on, and where raw SQL is run beside them.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tenon/param.hpp>
#include <tenon/query.hpp>
#include <tenon/row.hpp>
#include <tenon/statement.hpp>
#include <tenon/stream.hpp>

namespace tenon {

namespace detail {
class DriverBatch;
class DriverStream;
class Pool;
struct SessionState;
}  // namespace detail

/// Many runs of one statement that share their round trips. `add` copies or sends the parameters,
/// so they need to live no longer than that call. Between the first `add` and the last `next` (or
/// the end of the batch) the session runs nothing else.
class Batch {
 public:
  Batch(Batch&& other) noexcept;
  Batch& operator=(Batch&&) = delete;
  ~Batch();

  void add(Params params);
  /// The row of the first, second, … run, in the order of `add`, which is over then. Throws what
  /// that run threw; a run without a row is Error misuse.
  const Row& next();
  /// Waits for all that is left, ends the batch and returns how many rows all runs changed.
  std::int64_t finish();

 private:
  friend class Session;
  Batch(detail::SessionState* session, detail::DriverBatch* batch)
      : session_(session), batch_(batch) {}
  void check_open() const;
  void end() noexcept;

  detail::SessionState* session_;  // nullptr when it has ended
  detail::DriverBatch* batch_;
};

/// Rows that are read one by one while the database finds them, however many they are, in memory
/// for one. Until the last of them, or the end of the stream, the session runs nothing else. A
/// stream that ends before its rows do leaves the transaction as it was.
class Stream {
 public:
  Stream(Stream&& other) noexcept;
  Stream& operator=(Stream&&) = delete;
  ~Stream();

  /// Steps to the first or next row; false after the last one, which ends the stream.
  bool next();
  const Row& row() const { return *row_; }

 private:
  friend class Session;
  Stream(detail::SessionState* session, detail::DriverStream* rows)
      : session_(session), rows_(rows) {}
  void end() noexcept;

  detail::SessionState* session_;  // nullptr when it has ended
  detail::DriverStream* rows_;
  const Row* row_ = nullptr;
};

/// A point to go back to inside a transaction; goes back by itself unless it was released. Means
/// nothing any more once the transaction has ended.
class Savepoint {
 public:
  Savepoint(Savepoint&& other) noexcept;
  Savepoint& operator=(Savepoint&&) = delete;
  ~Savepoint();

  /// Keeps what was done since.
  void release();
  /// Undoes what was done since; the transaction goes on, also after a failed statement.
  void rollback();

 private:
  friend class Session;
  Savepoint(detail::SessionState* session, int transaction, int number)
      : session_(session), transaction_(transaction), number_(number) {}
  bool is_open() const;

  detail::SessionState* session_;  // nullptr when there is nothing left to do
  int transaction_;
  int number_;
};

/// One thread at a time; a second one that comes in meanwhile gets Error misuse. The first
/// statement takes a connection and begins a transaction in the same round trip. Without commit()
/// everything is rolled back at the end. Rows, batches, streams and savepoints must not
/// outlive their session.
class Session {
 public:
  explicit Session(detail::Pool& pool);
  Session(Session&& other) noexcept;
  Session& operator=(Session&& other) noexcept;
  ~Session();

  Rows query(const Statement& statement, Params params = {});
  Rows query(const DynamicStatement& statement, Params params = {});

  /// The rows of a statement as values of T: one column (`std::int64_t`, `std::optional<Role>`), a
  /// std::tuple or a plain struct of up to 16 columns in their order, an entity or a shape of
  /// fields by the names of its columns in any order, or a type with `void read_row(const
  /// tenon::Row&, T&)` beside it. Arguments are the parameters $1, $2, …: values, or tenon::Params.
  /// A number is read as any type of numbers that holds it exactly (tenon::Row).
  /// Throws Error misuse when the columns are others, and bad_value for a Decimal that SQLite
  /// holds as a scaled number, but for members of entities and shapes, whose digits are known.
  template <class T, class... Args>
  requires detail::Readable<T, Args...> std::vector<T> query(const Statement& statement,
                                                             const Args&... args) {
    Encoded encoded;
    return detail::read_all<T>(query(statement, {detail::bound(encoded, args)...}));
  }
  template <class T>
  requires detail::is_row<T> std::vector<T> query(const Statement& statement, Params params) {
    return detail::read_all<T>(query(statement, params));
  }
  template <class T>
  requires detail::is_row<T> std::vector<T> query(const DynamicStatement& statement,
                                                  Params params = {}) {
    return detail::read_all<T>(query(statement, params));
  }
  template <class T, class... Args>
  requires detail::Unreadable<T, Args...> std::vector<detail::Asked<T>> query(
      detail::Misasked<detail::is_row<T>>, const Args&...);

  /// The only row; throws Error not_found when there is none, misuse when there are more.
  template <class T, class... Args>
  requires detail::Readable<T, Args...> T query_one(const Statement& statement,
                                                    const Args&... args) {
    Encoded encoded;
    return detail::read_one<T>(query(statement, {detail::bound(encoded, args)...}));
  }
  template <class T, class... Args>
  requires detail::Unreadable<T, Args...> detail::Asked<T> query_one(
      detail::Misasked<detail::is_row<T>>, const Args&...);
  /// The same, but for no row nothing.
  template <class T, class... Args>
  requires detail::Readable<T, Args...> std::optional<T> query_optional(const Statement& statement,
                                                                        const Args&... args) {
    Encoded encoded;
    return detail::read_optional<T>(query(statement, {detail::bound(encoded, args)...}));
  }
  template <class T, class... Args>
  requires detail::Unreadable<T, Args...> std::optional<detail::Asked<T>> query_optional(
      detail::Misasked<detail::is_row<T>>, const Args&...);

  /// The number of rows that were changed; 0 for a statement that this database does not need.
  std::int64_t execute(const Statement& statement, Params params = {});
  std::int64_t execute(const DynamicStatement& statement, Params params = {});
  template <class... Args>
  requires(sizeof...(Args) > 0 && (detail::Bindable<Args> && ...)) std::int64_t
      execute(const Statement& statement, const Args&... args) {
    Encoded encoded;
    return execute(statement, Params{detail::bound(encoded, args)...});
  }
  template <class... Args>
  requires detail::Unreadable<int, Args...> std::int64_t execute(detail::Misasked<true>,
                                                                 const Args&...);
  Batch batch(const Statement& statement);
  Batch batch(const BulkStatement& statement);
  /// The statement has to outlive the batch.
  Batch batch(const DynamicStatement& statement);
  /// A batch into a `copy … from stdin (format binary)` of PostgreSQL, whose columns have the types
  /// of the parameters. The rows are in the table when finish() says how many they are. The
  /// statement has to outlive the batch.
  Batch copy(const DynamicStatement& statement);
  Stream stream(const Statement& statement, Params params = {});
  Stream stream(const DynamicStatement& statement, Params params = {});

  /// Ends the transaction; the next statement begins another. Throws Error conflict when a
  /// statement had failed and all was rolled back instead, in_doubt when the answer was lost. After
  /// a failed statement no other runs until rollback() or a Savepoint's, on every database.
  void commit();
  void rollback();
  Savepoint savepoint();

  /// The time for created_at and updated_at, in UTC microseconds.
  Timestamp now() const;
  void set_clock(Timestamp (*clock)());

  Dialect dialect() const;
  /// Statements that were sent, each run of a batch counted; without BEGIN, COMMIT and the like.
  std::int64_t statement_count() const;

 private:
  enum class BatchKind : std::uint8_t { each, arrays, copied };
  Batch open_batch(const SqlText& sql, BatchKind kind);
  Stream open_stream(const SqlText& sql, Params params);
  /// Throws Error misuse of a session that was moved from.
  detail::SessionState& state() const;

  detail::SessionState* state_;
};

}  // namespace tenon

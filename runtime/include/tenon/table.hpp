// Statements whose text depends on the shape of a call: lists, counts, updates of some columns.
// Used by generated repositories; each shape is prepared once a connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/constraint.hpp>
#include <tenon/dialect.hpp>
#include <tenon/list.hpp>
#include <tenon/param.hpp>
#include <tenon/row.hpp>
#include <tenon/session.hpp>
#include <tenon/stream.hpp>

namespace tenon {

namespace detail {
class Composer;
}

/// A list of columns as it is read, in SQL.
struct ColumnTexts {
  constexpr ColumnTexts(const char* on_both) : ColumnTexts(on_both, on_both) {}
  /// Of a table where PostgreSQL casts what it gives.
  constexpr ColumnTexts(const char* on_postgresql, const char* on_sqlite)
      : postgresql(on_postgresql), sqlite(on_sqlite) {}

  const char* in(Dialect dialect) const { return dialect == Dialect::sqlite ? sqlite : postgresql; }

  const char* postgresql;
  const char* sqlite;
};

/// What these statements are composed from. All texts are literals.
struct Table {
  template <std::size_t N>
  constexpr Table(const char* quoted_name, ColumnTexts quoted_columns,
                  const ColumnInfo (&key_columns)[N], TableModel in_model = {},
                  const char* removed_at = "")
      : Table(quoted_name, quoted_name, quoted_columns, key_columns, in_model, removed_at) {}
  /// Of a table whose name is not the same in both: SQLite has no schemas.
  template <std::size_t N>
  constexpr Table(const char* on_postgresql, const char* on_sqlite, ColumnTexts quoted_columns,
                  const ColumnInfo (&key_columns)[N], TableModel in_model = {},
                  const char* removed_at = "")
      : name(on_postgresql),
        sqlite_name(on_sqlite),
        columns(quoted_columns),
        key(key_columns),
        key_size(N),
        mark(removed_at),
        model(in_model) {}

  /// Of a view without a key.
  constexpr Table(const char* quoted_name, ColumnTexts quoted_columns)
      : Table(quoted_name, quoted_name, quoted_columns) {}
  constexpr Table(const char* on_postgresql, const char* on_sqlite, ColumnTexts quoted_columns)
      : name(on_postgresql),
        sqlite_name(on_sqlite),
        columns(quoted_columns),
        key(nullptr),
        key_size(0),
        mark("") {}

  const char* name_in(Dialect dialect) const {
    return dialect == Dialect::sqlite ? sqlite_name : name;
  }

  const char* name;         ///< `"users"`
  const char* sqlite_name;  ///< `"app.users"` where `name` is `"app"."users"`
  ColumnTexts columns;      ///< `"id", "email"`: all of them, in the order of the entity
  const ColumnInfo* key;    ///< the columns of the primary key; a view may have none
  std::size_t key_size;
  /// `"deleted_at"`: the column that is NULL in rows that were not removed, the only ones that are
  /// seen; "" where removed rows are deleted.
  const char* mark;
  TableModel model;
};

/// The rows of one page, and the cursor to the next one.
class Listing {
 public:
  /// Throws Error bad_value for a limit below 1, and for an `after` that is not a cursor of this
  /// table in this order; without a key there are no cursors.
  Listing(Session& session, const Table& table, const ListOptions& options)
      : Listing(session, table, options, nullptr) {}
  /// Reads `columns` instead of the table's, and behind them those of the order.
  Listing(Session& session, const Table& table, const ListOptions& options,
          const ColumnTexts& columns)
      : Listing(session, table, options, &columns) {}
  Listing(const Listing&) = delete;
  Listing& operator=(const Listing&) = delete;
  ~Listing();

  /// Steps to the first or next row of the page; false after the last one.
  bool next();
  const Row& row() const { return rows_.row(); }
  /// How many rows the page will have, for a `reserve`: exactly, where the database has said how
  /// many it found, else a guess that is never above the limit.
  std::size_t known_size() const;
  /// Where the next page begins; "" when this is the last. Known once next() gave false.
  const std::string& cursor() const { return cursor_; }

 private:
  Listing(Session& session, const Table& table, const ListOptions& options,
          const ColumnTexts* columns);

  const Table& table_;
  std::vector<Order> order_;
  std::int64_t left_;
  bool is_counted_;  // rows_ knows how many there are
  std::string cursor_;
  Rows rows_;
};

/// Calls `each` with the rows of the table, one by one, until it gives false. Meanwhile the session
/// runs nothing else; what `each` throws ends the reading.
void stream(Session& session, const Table& table, const StreamOptions& options, Each<Row> each);

/// The row with this key, locked; no row when there is none, or when it is skipped.
Rows lock(Session& session, const Table& table, Params key, Lock how);

std::int64_t count(Session& session, const Table& table, const Filter& where);
bool exists(Session& session, const Table& table, const Filter& where);
/// Deletes the rows that the filter lets through, also those that bear a mark of removal, and
/// returns how many they were. Throws Error misuse for an empty filter.
std::int64_t remove_many(Session& session, const Table& table, const Filter& where);

/// The unique key by which a new row may meet one that is there, and what is particular about the
/// columns of that one. The names are literals, without quotes; "" is none.
struct Conflict {
  std::initializer_list<std::string_view> columns;
  std::string_view kept = {};     ///< keeps what it has, as created_at does
  std::string_view counted = {};  ///< is counted up
};

/// Inserts a row, or where one that is seen has the same values in the key's columns, gives that
/// one the other values, but for its primary key; what meets by the primary key itself is seen
/// again when it was removed. What was left to a default of the database stays. Gives the row back
/// as it then is. `insert` is the generated statement of one row, and takes `params`.
Rows upsert(Session& session, const Table& table, const Statement& insert, const Conflict& conflict,
            Params params);

/// Said of a load whose columns have the types of its parameters, so that COPY takes them.
struct Copied {};
inline constexpr Copied copied{};

/// Rows on their way into a table, however many, in the memory of few. All of them stay or none:
/// without finish(), or when something is thrown, nothing has happened, and the transaction goes
/// on.
class BulkLoad {
 public:
  /// By the generated statement of one row, or that of many. It has to outlive this.
  BulkLoad(Session& session, const Statement& insert);
  BulkLoad(Session& session, const BulkStatement& insert);
  /// By the statement of one row, on PostgreSQL by COPY to the same columns.
  BulkLoad(Session& session, const Statement& insert, Copied);
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;
  ~BulkLoad();

  void add(Params params);
  /// Returns how many rows are new.
  std::int64_t finish();

 private:
  void open();
  void close();
  void add_copied(Params params);

  Session& session_;
  Savepoint savepoint_;
  DynamicStatement text_;  // of one row, without RETURNING, or the COPY that is open
  const BulkStatement* arrays_ = nullptr;  // instead of it
  const Statement* copied_ = nullptr;      // likewise
  std::vector<std::size_t> defaulted_;     // columns where NULL stands for the database's default
  std::vector<bool> is_left_out_;          // of the COPY that is open
  std::vector<Param> given_;
  std::optional<Batch> batch_;
  std::int64_t added_ = 0;  // to the batch
  std::int64_t count_ = 0;
};

/// `update … set` of the columns that are set, and of no other. Views what it is given: run it in
/// the function that made it.
class Update {
 public:
  explicit Update(const Table& table);
  Update(const Update&) = delete;
  Update& operator=(const Update&) = delete;
  ~Update();

  void set(std::string_view column, Param value);
  /// `column = column + 1`, beside what is set.
  void increment(std::string_view column) { counted_ = column; }
  /// Only a row that still has this value there is changed.
  void expect(std::string_view column, Param value);
  bool is_empty() const;

  /// Changes the row with this key and gives it back as it then is; no row when there is none, or
  /// none with the expected value. Throws Error misuse when nothing is set.
  Rows run(Session& session, Params key);
  /// Changes the rows that are seen and that the filter lets through, and returns how many they
  /// were. Throws Error misuse when nothing is set, and for an empty filter.
  std::int64_t run_many(Session& session, const Filter& where);
  /// The same where nothing is set: 0, without a statement. An empty filter is one that was
  /// forgotten, all the same.
  static std::int64_t run_none(const Filter& where);

 private:
  void add_sets(detail::Composer& sql) const;
  void add_conditions(detail::Composer& sql) const;

  const Table& table_;
  std::vector<std::string_view> columns_;
  std::vector<Param> params_;
  std::string_view counted_;
  std::string_view expected_;
  Param expected_value_{std::nullopt};
};

}  // namespace tenon

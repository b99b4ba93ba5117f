// Results: `Rows` owns what a statement gave back and walks it, `Row` reads the columns of the row
// it stands on. Drivers implement both behind these names; no driver type shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/bytes.hpp>
#include <tenon/codec.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/uuid.hpp>
#include <tenon/value_kind.hpp>

namespace tenon {

class NamedRow;
class Rows;

/// The current row. Columns count from 0. Every `get` throws Error bad_value when the column is
/// NULL (unless the target is optional), when the database's type is another one, or when the value
/// does not fit: nothing is converted that could lose something. What is converted:
///
///     integers of any width, numeric, real, double precision
///         as an integer that it fits, without a fraction
///     integers, real, double precision       as a float or double that is exactly it
///     integers, numeric                      as a Decimal
///     varchar, char(n), name, json, jsonb, enums, domains over them, citext     as text
///
/// A numeric is never a double, nor a double a Decimal: that would depend on the value. SQLite has
/// integers, reals and text only, which follow the same rows; of an integer it does not know
/// whether it is a Decimal's, so that one needs its Numeric.
class Row {
 public:
  virtual int size() const = 0;
  /// The column's name in the result; valid as long as the rows.
  virtual std::string_view name(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  /// Whether a value object that may be none is there: one of its `count` columns from `first` on
  /// is not NULL. Throws Error bad_value, which names them, when the columns that it cannot be
  /// without (`required`, counted from `first`) are NULL in part: somebody else wrote them.
  bool is_present(int first, int count, std::initializer_list<int> required) const;

  virtual void get(int column, bool& out) const = 0;
  virtual void get(int column, std::int16_t& out) const = 0;
  virtual void get(int column, std::int32_t& out) const = 0;
  virtual void get(int column, std::int64_t& out) const = 0;
  virtual void get(int column, float& out) const = 0;
  virtual void get(int column, double& out) const = 0;
  virtual void get(int column, std::string& out) const = 0;
  virtual void get(int column, Bytes& out) const = 0;
  virtual void get(int column, Uuid& out) const = 0;
  virtual void get(int column, Timestamp& out) const = 0;
  virtual void get(int column, Date& out) const = 0;
  virtual void get(int column, LocalTimestamp& out) const = 0;
  virtual void get(int column, Time& out) const = 0;
  virtual void get(int column, Interval& out) const = 0;
  /// Without white space, and else as the database has it.
  virtual void get(int column, Json& out) const = 0;
  /// `type` is the column's: SQLite stores up to 18 digits as an integer scaled by it.
  virtual void get(int column, Decimal& out, Numeric type) const = 0;
  void get(int column, Decimal& out) const { get(column, out, Numeric{}); }

  /// Text without a copy; valid until the next row.
  virtual std::string_view text(int column) const = 0;

  /// An application's own type: what its Codec makes of the stored value.
  template <Coded T>
  void get(int column, T& out) const {
    Stored<T> value{};
    get(column, value);
    decode(column, std::move(value), out);
  }
  template <Coded T>
  void get(int column, T& out, Numeric type) const {
    Decimal value;
    get(column, value, type);
    decode(column, std::move(value), out);
  }

  template <TextEnum E>
  void get(int column, E& out) const {
    const std::string_view found = text(column);
    if (!from_text(found, out)) refuse_enumerator(column, found);
  }

  template <class T>
  void get(int column, std::optional<T>& out) const {
    if (is_null(column)) {
      out.reset();
    } else {
      get(column, out.emplace());
    }
  }
  template <class T>
  void get(int column, std::optional<T>& out, Numeric type) const {
    if (is_null(column)) {
      out.reset();
    } else {
      get(column, out.emplace(), type);
    }
  }
  /// A list. An array with a NULL in it, of several dimensions or with another lower bound than 1
  /// is Error bad_value.
  template <class T>
  requires(!std::is_same_v<T, std::byte>) void get(int column, std::vector<T>& out) const;
  void get(int column, std::vector<Decimal>& out, Numeric type) const;
  void get(int column, std::optional<std::vector<Decimal>>& out, Numeric type) const;
  /// Of an application's own type, which a Codec stores as Decimals.
  template <Coded T>
  void get(int column, std::vector<T>& out, Numeric type) const;

  template <class T>
  T get(int column) const {
    T value{};
    get(column, value);
    return value;
  }
  template <class T>
  T get(int column, Numeric type) const {
    T value{};
    get(column, value, type);
    return value;
  }

 protected:
  /// The elements of a list as rows of one column. Throws Error bad_value when it is none.
  virtual Rows elements(int column) const = 0;

  Row() = default;
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;
  ~Row() = default;

 private:
  friend class NamedRow;  // shows another row's columns as its own
  /// Of a result without rows: no value of it is meant, and none is refused.
  virtual bool is_sample() const { return false; }
  template <class T>
  void decode(int column, Stored<T>&& value, T& out) const {
    try {
      out = Codec<T>::decode(std::move(value));
    } catch (...) {
      refuse_stored(column);
    }
  }
  void refuse_enumerator(int column, std::string_view found) const;
  /// Throws what decode threw, a refusal as Error bad_value with the column's name.
  void refuse_stored(int column) const;
};

namespace detail {

/// What a driver gives back: a row that can step on.
class Cursor : public Row {
 public:
  virtual ~Cursor() = default;
  /// Steps to the first or next row; false after the last one.
  virtual bool advance() = 0;
  /// How many rows are still to come; 0 when the database has not said.
  virtual std::size_t known_size() const { return 0; }
  /// A row of the same columns whose values mean nothing, for a look at their types; nullptr where
  /// a database knows no types of columns.
  virtual Cursor* sample() const { return nullptr; }

 protected:
  /// For one that stands before another.
  static Rows elements_of(const Cursor& other, int column);
};

/// Throws Error misuse: a statement that gives one row gave none.
[[noreturn]] void refuse_no_row();

}  // namespace detail

/// The rows of one statement, read from first to last. They must not outlive their session; once it
/// is committed or rolled back, rows that were not read yet may be gone (Error misuse).
class Rows {
 public:
  /// Takes ownership.
  explicit Rows(detail::Cursor* cursor) : cursor_(cursor) {}
  Rows(Rows&& other) noexcept : cursor_(other.cursor_) { other.cursor_ = nullptr; }
  Rows& operator=(Rows&& other) noexcept {
    detail::Cursor* const mine = cursor_;
    cursor_ = other.cursor_;
    other.cursor_ = nullptr;
    delete mine;
    return *this;
  }
  ~Rows() { delete cursor_; }

  /// Steps to the first or next row; false after the last one.
  bool next() { return cursor_->advance(); }
  const Row& row() const { return *cursor_; }
  /// Steps to the row of a statement that gives one. Throws Error misuse when there is none: a
  /// trigger or a rule of the table left it out.
  const Row& only();
  /// How many rows are still to come, for a `reserve`; 0 when the database does not know yet
  /// (SQLite never does).
  std::size_t known_size() const { return cursor_->known_size(); }
  /// Of a result without rows: calls `read` with a row of its columns, whose values mean nothing.
  /// Throws Error misuse as `read` does, and bad_value for a column of another type than is read,
  /// where the database tells types.
  template <class Read>
  void look_at_columns(Read read) const {
    const Rows sample = this->sample();
    try {
      read(sample.row());
    } catch (const std::exception&) {
      sample.refuse_columns();
      throw;
    }
    sample.refuse_columns();
  }

 private:
  Rows sample() const;
  /// Throws the first fault that was found in a sample's columns.
  void refuse_columns() const;

  detail::Cursor* cursor_;
};

template <class T>
requires(!std::is_same_v<T, std::byte>) void Row::get(int column, std::vector<T>& out) const {
  Rows list = elements(column);
  out.clear();
  out.reserve(list.known_size());
  while (list.next()) out.push_back(list.row().get<T>(0));
}

template <Coded T>
void Row::get(int column, std::vector<T>& out, Numeric type) const {
  Rows list = elements(column);
  out.clear();
  out.reserve(list.known_size());
  while (list.next()) list.row().get(0, out.emplace_back(), type);
}

}  // namespace tenon

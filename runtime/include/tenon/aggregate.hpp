// Small reports over one table, as typed calls:
// `Aggregate{session, InvoiceTable::table, InvoiceTable::paid == true}.sum(InvoiceTable::total)`,
// or by one or two columns: `….by(InvoiceTable::country).count()`. What needs joins is raw SQL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/column.hpp>
#include <tenon/row.hpp>
#include <tenon/session.hpp>
#include <tenon/table.hpp>

namespace tenon {

namespace detail {

enum class Function : std::uint8_t { count, count_distinct, sum, min, max, avg };

/// What is computed, from which column (none for count), in which groups.
struct AggregateQuery {
  Function function;
  ColumnInfo column;
  std::vector<ColumnInfo> keys;
};

/// The keys' columns and behind them the value; groups in the order of their keys.
Rows run(Session& session, const Table& table, const Filter& where, const AggregateQuery& query);
/// The average as a number that both databases give: SQLite computes it from scaled integers.
std::optional<double> average(const Row& row, int at, const ColumnInfo& column, Dialect dialect);

template <class T>
using InnerOf = typename Nullable<T>::Inner;
/// none of a list.
template <class T>
inline constexpr ValueKind kind_in = value_kind<InnerOf<T>>;

template <class T>
inline constexpr bool is_integer_column =
    kind_in<T> == ValueKind::int16 || kind_in<T> == ValueKind::int32 ||
    kind_in<T> == ValueKind::int64;
template <class T>
inline constexpr bool is_number =
    is_integer_column<T> || kind_in<T> == ValueKind::float32 || kind_in<T> == ValueKind::float64 ||
    kind_in<T> == ValueKind::decimal;
/// Of what both databases know a least and a greatest value, and the same.
template <class T>
inline constexpr bool has_extremes =
    is_number<T> || kind_in<T> == ValueKind::text || kind_in<T> == ValueKind::timestamp ||
    kind_in<T> == ValueKind::local_timestamp || kind_in<T> == ValueKind::date ||
    kind_in<T> == ValueKind::time;
template <class T>
inline constexpr bool is_key = kind_in<T> != ValueKind::none&& kind_in<T> !=
                               ValueKind::interval&& kind_in<T> != ValueKind::json;

/// A sum of integers is one of 64 bits, of floating point numbers a double.
template <class T>
using SumOf = std::conditional_t<kind_in<T> == ValueKind::decimal, Decimal,
                                 std::conditional_t<is_integer_column<T>, std::int64_t, double>>;

template <class V>
V read_value(const Row& row, int at, Numeric numeric) {
  V value{};
  if constexpr (kind_in<V> == ValueKind::decimal) {
    row.get(at, value, numeric);
  } else {
    row.get(at, value);
  }
  return value;
}

/// What no aggregate is computed of: one error, at the line of the call.
struct NoAggregate {
  template <class V>
  __attribute__((unavailable("this is not computed of such a column"))) NoAggregate(const V&);
};

/// A group of a column that is never NULL has a value.
template <class T, class V>
using InGroup = std::conditional_t<Nullable<T>::is_nullable, std::optional<V>, V>;

}  // namespace detail

/// One group; of two columns the key is a std::pair: `const auto& [country, year] = group.key;`.
template <class Key, class Value>
struct Group {
  Key key;
  Value value;

  bool operator==(const Group&) const = default;
};

/// What Aggregate computes, for each group of rows with equal keys; ordered by the keys, NULLs
/// last.
template <class Key>
class Grouped {
 public:
  std::vector<Group<Key, std::int64_t>> count() const {
    return read<std::int64_t>(detail::Function::count, {});
  }
  template <class T>
  std::vector<Group<Key, std::int64_t>> count_distinct(
      const Column<T>& column) const requires detail::is_key<T> {
    return read<std::int64_t>(detail::Function::count_distinct, column);
  }
  template <class T>
  auto sum(const Column<T>& column) const requires detail::is_number<T> {
    return read<detail::InGroup<T, detail::SumOf<T>>>(detail::Function::sum, column);
  }
  template <class T>
  auto min(const Column<T>& column) const requires detail::has_extremes<T> {
    return read<T>(detail::Function::min, column);
  }
  template <class T>
  auto max(const Column<T>& column) const requires detail::has_extremes<T> {
    return read<T>(detail::Function::max, column);
  }
  /// None of a group in which all are NULL.
  template <class T>
  std::vector<Group<Key, std::optional<double>>> avg(
      const Column<T>& column) const requires detail::is_number<T> {
    std::vector<Group<Key, std::optional<double>>> groups;
    Rows rows = run(detail::Function::avg, column);
    while (rows.next()) {
      Key key = read_key(rows.row());
      groups.push_back(
          {std::move(key), detail::average(rows.row(), size(), column, session_.dialect())});
    }
    return groups;
  }
  std::vector<Group<Key, std::int64_t>> count_distinct(detail::NoAggregate) const;
  std::vector<Group<Key, std::int64_t>> sum(detail::NoAggregate) const;
  std::vector<Group<Key, std::int64_t>> min(detail::NoAggregate) const;
  std::vector<Group<Key, std::int64_t>> max(detail::NoAggregate) const;
  std::vector<Group<Key, std::int64_t>> avg(detail::NoAggregate) const;

 private:
  friend class Aggregate;
  Grouped(Session& session, const Table& table, const Filter& where, std::vector<ColumnInfo> keys)
      : session_(session), table_(table), where_(where), keys_(std::move(keys)) {}

  int size() const { return static_cast<int>(keys_.size()); }
  Rows run(detail::Function function, const ColumnInfo& column) const {
    return detail::run(session_, table_, where_, {function, column, keys_});
  }
  Key read_key(const Row& row) const {
    if constexpr (requires { typename Key::first_type; }) {
      return {detail::read_value<typename Key::first_type>(row, 0, keys_[0].numeric),
              detail::read_value<typename Key::second_type>(row, 1, keys_[1].numeric)};
    } else {
      return detail::read_value<Key>(row, 0, keys_[0].numeric);
    }
  }
  template <class V>
  std::vector<Group<Key, V>> read(detail::Function function, const ColumnInfo& column) const {
    std::vector<Group<Key, V>> groups;
    Rows rows = run(function, column);
    while (rows.next()) {
      Key key = read_key(rows.row());
      groups.push_back({std::move(key), detail::read_value<V>(rows.row(), size(), column.numeric)});
    }
    return groups;
  }

  Session& session_;
  const Table& table_;
  Filter where_;
  std::vector<ColumnInfo> keys_;
};

/// The rows of a table that are seen and pass the filter, as one number each call. NULLs count for
/// nothing, and of no rows at all there is no sum, least, greatest or average. Throws Error
/// bad_value when a sum of integers does not fit 64 bits, and misuse for the sum or average of a
/// Decimal of more than 18 digits on SQLite, which holds it as text.
class Aggregate {
 public:
  Aggregate(Session& session, const Table& table, Filter where = {})
      : session_(session), table_(table), where_(std::move(where)) {}

  std::int64_t count() const { return read<std::int64_t>(detail::Function::count, {}); }
  /// How many different values there are; NULL is none.
  template <class T>
  std::int64_t count_distinct(const Column<T>& column) const requires detail::is_key<T> {
    return read<std::int64_t>(detail::Function::count_distinct, column);
  }
  template <class T>
  std::optional<detail::SumOf<T>> sum(const Column<T>& column) const requires detail::is_number<T> {
    return read<std::optional<detail::SumOf<T>>>(detail::Function::sum, column);
  }
  template <class T>
  std::optional<detail::InnerOf<T>> min(
      const Column<T>& column) const requires detail::has_extremes<T> {
    return read<std::optional<detail::InnerOf<T>>>(detail::Function::min, column);
  }
  template <class T>
  std::optional<detail::InnerOf<T>> max(
      const Column<T>& column) const requires detail::has_extremes<T> {
    return read<std::optional<detail::InnerOf<T>>>(detail::Function::max, column);
  }
  template <class T>
  std::optional<double> avg(const Column<T>& column) const requires detail::is_number<T> {
    Rows rows = run(detail::Function::avg, column);
    return detail::average(rows.only(), 0, column, session_.dialect());
  }

  template <class A>
  Grouped<A> by(const Column<A>& key) const requires detail::is_key<A> {
    return {session_, table_, where_, {key}};
  }
  template <class A, class B>
  Grouped<std::pair<A, B>> by(const Column<A>& first, const Column<B>& second) const
      requires(detail::is_key<A>&& detail::is_key<B>) {
    return {session_, table_, where_, {first, second}};
  }
  std::int64_t count_distinct(detail::NoAggregate) const;
  std::optional<std::int64_t> sum(detail::NoAggregate) const;
  std::optional<std::int64_t> min(detail::NoAggregate) const;
  std::optional<std::int64_t> max(detail::NoAggregate) const;
  std::optional<double> avg(detail::NoAggregate) const;
  Grouped<std::int64_t> by(detail::NoAggregate) const;
  Grouped<std::int64_t> by(const ColumnInfo& first, detail::NoAggregate) const;

 private:
  Rows run(detail::Function function, const ColumnInfo& column) const {
    return detail::run(session_, table_, where_, {function, column, {}});
  }
  template <class V>
  V read(detail::Function function, const ColumnInfo& column) const {
    Rows rows = run(function, column);
    return detail::read_value<V>(rows.only(), 0, column.numeric);
  }

  Session& session_;
  const Table& table_;
  Filter where_;
};

}  // namespace tenon

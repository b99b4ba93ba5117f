// Columns as typed constants: `UserTable::role == Role::author && UserTable::name.like("A%")`.
// Comparing a column with anything but its own type does not compile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tenon/exact.hpp>
#include <tenon/filter.hpp>
#include <tenon/required.hpp>

namespace tenon {

namespace detail {

/// The kind of a column's values, or of its elements.
template <class T>
inline constexpr ValueKind column_kind = value_kind<std::conditional_t<List<T>, Element<T>, T>>;

/// A column of T is compared with V: T itself, text, any integer with integers, number with floats.
template <class V, class T>
inline constexpr bool compares_with = ExactlyA<V, T> ||
                                      (std::is_integral_v<T> && Number<T> &&
                                       WidensTo<V, std::int64_t>) ||
                                      (std::is_floating_point_v<T> && Number<V>);

/// Whether both databases sort it alike: no Json, whose order is PostgreSQL's own, Interval or
/// list.
template <class T>
inline constexpr bool is_ordered =
    column_kind<T> != ValueKind::interval&& column_kind<T> != ValueKind::json && !List<T>;

/// Whether equal means the same on both: PostgreSQL takes 30 days for a month.
template <class T>
inline constexpr bool is_comparable = column_kind<T> != ValueKind::interval;

/// Whether V is one of several values that a column of T is compared with at once.
template <class V, class T>
inline constexpr bool may_be_listed =
    compares_with<V, T>&& is_comparable<T> && !List<T> && column_kind<T> != ValueKind::boolean &&
    column_kind<T> != ValueKind::bytes;

/// A value as it is sent: numbers in their widest type, enums as texts, what a Codec stores.
template <class T, class V>
auto sent(const V& value) {
  if constexpr (Coded<T>) {
    return sent<Stored<T>>(stored(value));
  } else if constexpr (List<T>) {
    std::vector<decltype(sent<Element<T>>(value[0]))> all;
    all.reserve(value.size());
    for (const Element<T>& each : value) all.push_back(sent<Element<T>>(each));
    return all;
  } else if constexpr (std::is_enum_v<T>) {
    return std::string{to_text(value)};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return std::string{std::string_view{value}};
  } else if constexpr (Number<T> && std::is_integral_v<T>) {
    return std::int64_t{value};
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<double>(value);
  } else {
    return T{value};
  }
}

/// The other side of a comparison with a column of T, in the type in which it is sent.
template <class T, bool needs_order = false>
struct Operand {
  template <class V>
  requires((needs_order ? is_ordered<T> : is_comparable<T>)&&compares_with<V, T>)
      Operand(const V& operand)
      : value(sent<T>(operand)) {}
  // What is left is of another type: one error at the line that makes the comparison.
  template <class V>
  __attribute__((unavailable("the column is not compared with this type")))
  Operand(const V& operand);
  Value value;
};

/// The list of values that a column of T is compared with.
template <class T>
struct Listed {
  Listed(std::initializer_list<T> values) requires may_be_listed<T, T>
      : Listed(std::vector(values)) {}
  Listed(const std::vector<T>& values) requires may_be_listed<T, T>
      : value(sent<std::vector<T>>(values)) {}
  // Two texts would be taken for the ends of a range of numbers, fractions for whole ones.
  template <class V>
  requires(!may_be_listed<V, T>)
      __attribute__((unavailable("the column is not compared with these")))
      Listed(std::initializer_list<V>);
  template <class... V>
  __attribute__((unavailable("the column is not compared with these")))
  Listed(const auto&, const V&...);
  Value value;
};

}  // namespace detail

/// Said of a column of texts that are ordered and compared by a collation of its own.
struct Collated {};
inline constexpr Collated collated{};

/// Said of a column of strings whose type on PostgreSQL is another one, by whose operators they are
/// compared: how it is read.
struct Foreign {
  const char* read;
};

/// A column of type T; std::optional<…> where it may be NULL. One of an application's own type is
/// compared with values of that type, and compares what their Codec stores.
template <class T>
class Column : public ColumnInfo {
  using Inner = typename detail::Nullable<T>::Inner;
  using Same = detail::Operand<Inner>;
  using Sorted = detail::Operand<Inner, true>;
  using Pattern = detail::Operand<
      std::conditional_t<value_kind<Inner> == ValueKind::text, std::string, detail::NoElement>>;
  using Kind = Filter::Kind;
  static constexpr bool nullable = detail::Nullable<T>::is_nullable;
  static constexpr bool ordered = detail::is_ordered<Inner>;

 public:
  constexpr Column(const Table& of_table, const char* its_name, Numeric digits = {})
      : ColumnInfo{&of_table, its_name, detail::column_kind<Inner>,
                   nullable,  digits,   detail::List<Inner>} {}
  constexpr Column(const Table& of_table, const char* its_name,
                   Collated) requires(value_kind<Inner> == ValueKind::text)
      : Column(of_table, its_name) {
    is_collated = true;
  }
  constexpr Column(const Table& of_table, const char* its_name,
                   Foreign foreign) requires(value_kind<Inner> == ValueKind::text)
      : Column(of_table, its_name) {
    kind = ValueKind::untyped_text;
    read = foreign.read;
  }

  /// One of the values, as one parameter however many there are; none of an empty list.
  Filter in(detail::Listed<Inner> values) const { return compare(Kind::in, values); }
  /// `%` stands for any text, `_` for one character, `\` takes their meaning away; upper and lower
  /// case differ. Of a pattern that ends with a lone `\` a statement throws Error bad_value.
  Filter like(Pattern pattern) const { return compare(Kind::like, pattern); }
  Filter is_null() const requires nullable { return {Kind::is_null, *this, {}}; }
  Filter is_not_null() const requires nullable { return {Kind::is_not_null, *this, {}}; }
  __attribute__((unavailable("it is never NULL"))) Filter is_null() const requires(!nullable);
  __attribute__((unavailable("it is never NULL"))) Filter is_not_null() const requires(!nullable);

  /// The list has this element.
  Filter contains(const Required<detail::Element<Inner>>& element)
      const requires detail::List<Inner> && detail::is_comparable<Inner> {
    return {Kind::contains, *this, Value{detail::sent<Inner>(Inner(1, *element))}};
  }
  Filter contains(detail::Operand<detail::NoElement>) const requires(!detail::List<Inner>);

  constexpr Order asc() const requires ordered { return {*this, false}; }
  constexpr Order desc() const requires ordered { return {*this, true}; }
  __attribute__((unavailable("it has no common order"))) Order asc() const requires(!ordered);
  __attribute__((unavailable("it has no common order"))) Order desc() const requires(!ordered);

  friend Filter operator==(const Column& a, Same b) { return a.compare(Kind::equal, b); }
  friend Filter operator!=(const Column& a, Same b) { return a.compare(Kind::not_equal, b); }
  friend Filter operator<(const Column& a, Sorted b) { return a.compare(Kind::less, b); }
  friend Filter operator<=(const Column& a, Sorted b) { return a.compare(Kind::less_equal, b); }
  friend Filter operator>(const Column& a, Sorted b) { return a.compare(Kind::greater, b); }
  friend Filter operator>=(const Column& a, Sorted b) { return a.compare(Kind::greater_equal, b); }
  friend Filter operator==(detail::Misplaced, const Column&) { return {}; }
  friend Filter operator!=(detail::Misplaced, const Column&) { return {}; }
  friend Filter operator<(detail::Misplaced, const Column&) { return {}; }
  friend Filter operator<=(detail::Misplaced, const Column&) { return {}; }
  friend Filter operator>(detail::Misplaced, const Column&) { return {}; }
  friend Filter operator>=(detail::Misplaced, const Column&) { return {}; }

 private:
  Filter compare(Kind how, auto& operand) const { return {how, *this, std::move(operand.value)}; }
};

}  // namespace tenon

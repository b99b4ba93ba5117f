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

template <class T>
struct ColumnType {
  using Inner = T;
  static constexpr bool is_nullable = false;
};
template <class T>
struct ColumnType<std::optional<T>> {
  using Inner = T;
  static constexpr bool is_nullable = true;
};

/// What a column of T holds: T itself, or what its Codec stores.
template <class T>
struct Held {
  using Type = T;
};
template <Coded T>
struct Held<T> {
  using Type = Stored<T>;
};

/// V may be compared with a column of T: the type itself, text with text, an integer of any width
/// with an integer column, any number with a floating point one.
template <class V, class T>
inline constexpr bool compares_with = ExactlyA<V, T> ||
                                      (std::is_integral_v<T> && Number<T> &&
                                       WidensTo<V, std::int64_t>) ||
                                      (std::is_floating_point_v<T> && Number<V>);

/// Whether both databases sort a column of T alike: none of Json, whose order PostgreSQL alone has,
/// none of Interval, and none of lists.
template <class T>
inline constexpr bool is_ordered = !std::is_same_v<typename Held<T>::Type, Interval> &&
                                   !std::is_same_v<typename Held<T>::Type, Json> && !List<T>;

/// Whether equal means the same on both: PostgreSQL takes 30 days for a month.
template <class T>
inline constexpr bool is_comparable =
    !std::is_same_v<typename Held<T>::Type, Interval> && !std::is_same_v<Element<T>, Interval>;

/// A list as `in` sends it: integers and enums in their common type.
template <class T>
auto comparable_list(const std::vector<T>& values) {
  if constexpr (Coded<T>) {
    return comparable_list(stored(values));
  } else if constexpr (std::is_enum_v<T>) {
    std::vector<std::string> texts;
    for (const T value : values) texts.emplace_back(to_text(value));
    return texts;
  } else if constexpr (Number<T> && std::is_integral_v<T>) {
    return std::vector<std::int64_t>{values.begin(), values.end()};
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::vector<double>{values.begin(), values.end()};
  } else {
    return values;
  }
}

/// The kind of a column's values, or of its elements.
template <class T>
inline constexpr ValueKind column_kind = value_kind<T>;
template <List T>
inline constexpr ValueKind column_kind<T> = value_kind<Element<T>>;

/// The other side of a comparison with a column of T, in the type in which it is sent.
template <class T, bool needs_order = false>
struct Operand {
  template <class V>
  requires((needs_order ? is_ordered<T> : is_comparable<T>)&&compares_with<V, T>)
      Operand(const V& operand)
      : value(in_wire_type(operand)) {}
  // What is left is of another type: an error at the line that makes the comparison.
  template <class V>
  Operand(const V& operand) = delete;

  Value value;

 private:
  template <class V>
  static Value in_wire_type(const V& operand) {
    if constexpr (List<T>) {
      return Value{comparable_list(operand)};
    } else if constexpr (Coded<T>) {
      return Operand<Stored<T>>{stored(operand)}.value;
    } else if constexpr (std::is_enum_v<T>) {
      return Value{std::string{to_text(operand)}};
    } else if constexpr (std::is_same_v<T, std::string>) {
      return Value{std::string{std::string_view{operand}}};
    } else if constexpr (Number<T> && std::is_integral_v<T>) {
      return Value{std::int64_t{operand}};
    } else if constexpr (std::is_floating_point_v<T>) {
      return Value{static_cast<double>(operand)};
    } else {
      return Value{T{operand}};
    }
  }
};

}  // namespace detail

/// A column of type T; std::optional<…> where it may be NULL. One of an application's own type is
/// compared with values of that type, and compares what their Codec stores.
template <class T>
class Column : public ColumnInfo {
  using Inner = typename detail::ColumnType<T>::Inner;
  using Content = typename detail::Held<Inner>::Type;

 public:
  constexpr Column(const char* of_table, const char* its_name, Numeric digits = {})
      : ColumnInfo{of_table,
                   its_name,
                   detail::column_kind<Inner>,
                   detail::ColumnType<T>::is_nullable,
                   digits,
                   detail::List<Inner>} {}

  /// One of the values, as one parameter however many there are; none of an empty list.
  Filter in(const std::vector<Inner>& values) const
      requires(!std::is_same_v<Content, bool> && !std::is_same_v<Content, Bytes> &&
               detail::is_comparable<Inner> && !detail::List<Inner>) {
    return {Filter::Kind::in, *this, Value{detail::comparable_list(values)}};
  }
  /// `%` stands for any text, `_` for one character, `\` takes their meaning away; upper and lower
  /// case differ.
  Filter like(std::string_view pattern) const requires std::is_same_v<Content, std::string> {
    return {Filter::Kind::like, *this, Value{std::string{pattern}}};
  }
  Filter is_null() const requires detail::ColumnType<T>::is_nullable {
    return {Filter::Kind::is_null, *this, {}};
  }
  template <class Self = T>
  requires(!detail::ColumnType<Self>::is_nullable)
      __attribute__((unavailable("this column is never NULL"))) Filter is_null() const;
  Filter is_not_null() const requires detail::ColumnType<T>::is_nullable {
    return {Filter::Kind::is_not_null, *this, {}};
  }

  /// The list has this element.
  Filter contains(const Required<detail::Element<Inner>>& element)
      const requires detail::List<Inner> && detail::is_comparable<Inner> {
    const Inner alone(1, *element);
    return {Filter::Kind::contains, *this, Value{detail::comparable_list(alone)}};
  }

  constexpr Order asc() const requires detail::is_ordered<Inner> { return {*this, false}; }
  constexpr Order desc() const requires detail::is_ordered<Inner> { return {*this, true}; }
  template <class Self = Inner>
  requires(!detail::is_ordered<Self>)
      __attribute__((unavailable("the databases have no common order of it"))) Order asc() const;
  template <class Self = Inner>
  requires(!detail::is_ordered<Self>)
      __attribute__((unavailable("the databases have no common order of it"))) Order desc() const;

  friend Filter operator==(const Column& column, detail::Operand<Inner> operand) {
    return {Filter::Kind::equal, column, std::move(operand.value)};
  }
  friend Filter operator!=(const Column& column, detail::Operand<Inner> operand) {
    return {Filter::Kind::not_equal, column, std::move(operand.value)};
  }
  friend Filter operator<(const Column& column, detail::Operand<Inner, true> operand) {
    return {Filter::Kind::less, column, std::move(operand.value)};
  }
  friend Filter operator<=(const Column& column, detail::Operand<Inner, true> operand) {
    return {Filter::Kind::less_equal, column, std::move(operand.value)};
  }
  friend Filter operator>(const Column& column, detail::Operand<Inner, true> operand) {
    return {Filter::Kind::greater, column, std::move(operand.value)};
  }
  friend Filter operator>=(const Column& column, detail::Operand<Inner, true> operand) {
    return {Filter::Kind::greater_equal, column, std::move(operand.value)};
  }
};

}  // namespace tenon

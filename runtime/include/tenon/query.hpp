// Typed rows of any statement: `session.query<Sales>("select …", {})`. How one row becomes one
// value; the calls are Session's. Comes with <tenon/session.hpp>.
#pragma once

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/encoded.hpp>
#include <tenon/row.hpp>

namespace tenon::detail {

/// An enum, too, is a column only where its texts are known.
template <class T>
concept SingleColumn = ColumnValue<T> &&
    (!TextEnum<T> || requires(std::string_view text, T& value) { from_text(text, value); });
template <class T>
inline constexpr bool is_column = SingleColumn<T>;
template <class T>
inline constexpr bool is_column<std::optional<T>> = SingleColumn<T> || is_column<T>;
template <class T>
inline constexpr bool is_column<std::vector<T>> = SingleColumn<T> || SingleColumn<std::vector<T>>;

/// An entity or a shape of fields, beside which generated code has a from_row().
template <class T>
concept Named = requires(const Row& row, T& value) {
  from_row(row, value);
};

/// A type of an application, beside which it has a read_row().
template <class T>
concept ReadAsRow = requires(const Row& row, T& value) {
  read_row(row, value);
};

/// std::tuple and std::pair.
template <class T>
concept TupleLike = requires {
  std::tuple_size<T>::value;
};

/// Becomes whatever a member can be read as; only to count members.
struct AnyColumn {
  template <class T>
  requires is_column<T>
  operator T() const;
};

/// Becomes any member at all, a struct within the struct among them.
template <class Of>
struct AnyMember {
  template <class T>
  requires(!std::is_same_v<T, Of>) operator T() const;
};

template <class T, class Member, std::size_t... Each>
constexpr bool takes(std::index_sequence<Each...>) {
  return requires { T{(static_cast<void>(Each), Member{})...}; };
}

/// How many members a plain struct has that are all columns; 0: it is no such struct.
template <class T, class Member = AnyColumn, std::size_t most = 17>
constexpr std::size_t member_count() {
  if constexpr (most == 0 || !std::is_aggregate_v<T>) {
    return 0;
  } else if constexpr (takes<T, Member>(std::make_index_sequence<most>{})) {
    return most;
  } else {
    return member_count<T, Member, most - 1>();
  }
}

/// A struct of up to 16 members that are columns, in their order.
template <class T>
concept Plain = member_count<T>()
> 0 && member_count<T>() <= 16;

/// What read_as() knows a way for. A struct within a struct, which the language counts as its own
/// members, and a member that is no column make another number of members.
template <class T>
inline constexpr bool is_readable = Named<T> || ReadAsRow<T> || is_column<T> || TupleLike<T> ||
                                    (Plain<T> &&
                                     member_count<T>() == member_count<T, AnyMember<T>>());

/// Throws Error misuse when the row has another number of columns.
void check_width(const Row& row, std::size_t expected);

template <class... Members>
void read_members(const Row& row, Members&... members) {
  check_width(row, sizeof...(Members));
  int column = 0;
  (row.get(column++, members), ...);
}

template <class T, std::size_t... Each>
void read_tuple(const Row& row, T& out, std::index_sequence<Each...>) {
  using std::get;
  read_members(row, get<Each>(out)...);
}

template <class T>
void read_plain(const Row& row, T& out) {
  constexpr std::size_t n = member_count<T>();
  const auto read = [&](auto&... members) { read_members(row, members...); };
  // clang-format off
  if constexpr (n == 1) { auto& [a] = out; read(a); }
  if constexpr (n == 2) { auto& [a, b] = out; read(a, b); }
  if constexpr (n == 3) { auto& [a, b, c] = out; read(a, b, c); }
  if constexpr (n == 4) { auto& [a, b, c, d] = out; read(a, b, c, d); }
  if constexpr (n == 5) { auto& [a, b, c, d, e] = out; read(a, b, c, d, e); }
  if constexpr (n == 6) { auto& [a, b, c, d, e, f] = out; read(a, b, c, d, e, f); }
  if constexpr (n == 7) { auto& [a, b, c, d, e, f, g] = out; read(a, b, c, d, e, f, g); }
  if constexpr (n == 8) { auto& [a, b, c, d, e, f, g, h] = out; read(a, b, c, d, e, f, g, h); }
  if constexpr (n == 9) {
    auto& [a, b, c, d, e, f, g, h, i] = out; read(a, b, c, d, e, f, g, h, i);
  }
  if constexpr (n == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = out; read(a, b, c, d, e, f, g, h, i, j);
  }
  if constexpr (n == 11) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = out; read(a, b, c, d, e, f, g, h, i, j, k);
  }
  if constexpr (n == 12) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = out; read(a, b, c, d, e, f, g, h, i, j, k, l);
  }
  if constexpr (n == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = out;
    read(a, b, c, d, e, f, g, h, i, j, k, l, m);
  }
  if constexpr (n == 14) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o] = out;
    read(a, b, c, d, e, f, g, h, i, j, k, l, m, o);
  }
  if constexpr (n == 15) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p] = out;
    read(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p);
  }
  if constexpr (n == 16) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q] = out;
    read(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q);
  }
  // clang-format on
}

/// Reads the row as the kind of type that T is.
template <class T>
void read_as(const Row& row, T& out) {
  if constexpr (Named<T>) {
    from_row(row, out);
  } else if constexpr (ReadAsRow<T>) {
    read_row(row, out);
  } else if constexpr (is_column<T>) {
    read_members(row, out);
  } else if constexpr (TupleLike<T>) {
    read_tuple(row, out, std::make_index_sequence<std::tuple_size<T>::value>{});
  } else if constexpr (is_readable<T>) {  // Session's calls have refused others
    read_plain(row, out);
  }
}

/// A whole number of a type that no column has: `rows.size()`, `5LL`; not a letter.
template <class T>
concept OtherInteger =
    std::is_integral_v<T> && !ColumnValue<T> && sizeof(T) > 1 && !std::is_same_v<T, wchar_t> &&
    !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

/// Can be bound to a parameter: a Param, or what one is made of.
template <class T>
concept Bindable = requires(Encoded& encoded, const T& value) {
  encoded(value);
}
|| std::is_constructible_v<Param, const T&> || OtherInteger<T>;

/// Throws Error bad_value: a number beyond 64 bits with a sign.
[[noreturn]] void refuse_parameter();

template <Bindable T>
Param bound(Encoded& encoded, const T& value) {
  if constexpr (requires { encoded(value); }) {
    return encoded(value);
  } else if constexpr (OtherInteger<T>) {
    const auto number = static_cast<std::int64_t>(value);
    if (std::is_unsigned_v<T> && number < 0) refuse_parameter();
    return Param(number);
  } else {
    return Param(value);
  }
}

template <class T>
std::vector<T> read_all(Rows rows) {
  std::vector<T> all;
  all.reserve(rows.known_size());
  while (rows.next()) {
    T value{};
    read_as(rows.row(), value);
    all.push_back(std::move(value));
  }
  return all;
}

/// Throws Error misuse: more than one row.
[[noreturn]] void refuse_more_rows();
/// Throws Error not_found.
[[noreturn]] void refuse_none();

template <class T>
std::optional<T> read_optional(Rows rows) {
  std::optional<T> found;
  if (rows.next()) read_as(rows.row(), found.emplace());
  if (found && rows.next()) refuse_more_rows();
  return found;
}

template <class T>
T read_one(Rows rows) {
  std::optional<T> found = read_optional<T>(std::move(rows));
  if (!found) refuse_none();
  return *std::move(found);
}

}  // namespace tenon::detail

// Typed rows of any statement: `session.query<Sales>("select …", {})`. How one row becomes one
// value; the calls are Session's. Comes with <tenon/session.hpp>.
#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
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

/// Becomes any member; only to count members. It has a body for the sake of types of anonymous
/// namespaces, whose functions have to have one.
template <class Of>
struct AnyMember {
  template <class T>
  requires(!std::is_same_v<T, Of>) operator T() const { __builtin_unreachable(); }
};
/// Becomes a base class, which is no member.
template <class Of>
struct AnyBase {
  template <class T>
  requires(std::is_base_of_v<T, Of> && !std::is_same_v<T, Of>) operator T() const {
    __builtin_unreachable();
  }
};
/// Becomes a union, which nobody can take apart.
struct AnyUnion {
  template <class T>
  requires(std::is_union_v<T> && !is_column<T>) operator T() const { __builtin_unreachable(); }
};

template <class T, class Last, std::size_t... Each>
constexpr bool takes(std::index_sequence<Each...>) {
  return requires { T{(static_cast<void>(Each), AnyMember<T>{})..., Last{}}; };
}

/// How many values T{…} takes, at most 17: one for a base class or a member, one for each element
/// of an array.
template <class T, std::size_t most = 17>
constexpr std::size_t value_count() {
  if constexpr (most == 0 || !std::is_aggregate_v<T>) {
    return 0;
  } else if constexpr (takes<T, AnyMember<T>>(std::make_index_sequence<most - 1>{})) {
    return most;
  } else {
    return value_count<T, most - 1>();
  }
}

/// Whether T{{}, {}, …} takes as many: an array is one `{}`, whatever it holds.
template <class T, std::size_t n>
constexpr bool takes_braces() {
  // clang-format off
  if constexpr (n == 1) return requires { T{{}}; };
  if constexpr (n == 2) return requires { T{{}, {}}; };
  if constexpr (n == 3) return requires { T{{}, {}, {}}; };
  if constexpr (n == 4) return requires { T{{}, {}, {}, {}}; };
  if constexpr (n == 5) return requires { T{{}, {}, {}, {}, {}}; };
  if constexpr (n == 6) return requires { T{{}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 7) return requires { T{{}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 8) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 9) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 10) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 11) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 12) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 13) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 14) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 15) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  if constexpr (n == 16) return requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; };
  // clang-format on
  return false;
}

template <class T, std::size_t... Each>
constexpr bool has_union(std::index_sequence<Each...>) {
  return (takes<T, AnyUnion>(std::make_index_sequence<Each>{}) || ...);
}

/// Calls `use` with the members of a struct that has as many, and nothing else.
template <std::size_t n, class T, class Use>
constexpr auto with_members(T& value, const Use& use) {
  // clang-format off
  if constexpr (n == 1) { auto& [a] = value; return use(a); }
  if constexpr (n == 2) { auto& [a, b] = value; return use(a, b); }
  if constexpr (n == 3) { auto& [a, b, c] = value; return use(a, b, c); }
  if constexpr (n == 4) { auto& [a, b, c, d] = value; return use(a, b, c, d); }
  if constexpr (n == 5) { auto& [a, b, c, d, e] = value; return use(a, b, c, d, e); }
  if constexpr (n == 6) { auto& [a, b, c, d, e, f] = value; return use(a, b, c, d, e, f); }
  if constexpr (n == 7) { auto& [a, b, c, d, e, f, g] = value; return use(a, b, c, d, e, f, g); }
  if constexpr (n == 8) {
    auto& [a, b, c, d, e, f, g, h] = value; return use(a, b, c, d, e, f, g, h);
  }
  if constexpr (n == 9) {
    auto& [a, b, c, d, e, f, g, h, i] = value; return use(a, b, c, d, e, f, g, h, i);
  }
  if constexpr (n == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = value; return use(a, b, c, d, e, f, g, h, i, j);
  }
  if constexpr (n == 11) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = value; return use(a, b, c, d, e, f, g, h, i, j, k);
  }
  if constexpr (n == 12) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = value;
    return use(a, b, c, d, e, f, g, h, i, j, k, l);
  }
  if constexpr (n == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value;
    return use(a, b, c, d, e, f, g, h, i, j, k, l, m);
  }
  if constexpr (n == 14) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o] = value;
    return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o);
  }
  if constexpr (n == 15) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p] = value;
    return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p);
  }
  if constexpr (n == 16) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q] = value;
    return use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q);
  }
  // clang-format on
}

/// Whether what it is called with are columns, as a type.
struct AreColumns {
  template <class... Members>
  constexpr std::bool_constant<(is_column<Members> && ...)> operator()(const Members&...) const {
    return {};
  }
};

/// A struct of up to 16 members that are columns, in their order.
template <class T>
constexpr bool is_plain() {
  constexpr std::size_t n = value_count<T>();
  // NOLINTNEXTLINE(bugprone-branch-clone): a union or const member must not get to the second
  if constexpr (n == 0 || n > 16 || std::is_union_v<T> || !std::is_move_assignable_v<T>) {
    return false;
  } else if constexpr (takes<T, AnyBase<T>>(std::index_sequence<>{}) || !takes_braces<T, n>() ||
                       has_union<T>(std::make_index_sequence<n>{})) {
    return false;
  } else {
    return decltype(with_members<n>(std::declval<T&>(), AreColumns{}))::value;
  }
}

template <class T, std::size_t... Each>
constexpr bool is_of_columns(std::index_sequence<Each...>) {
  return sizeof...(Each) > 0 && (is_column<std::tuple_element_t<Each, T>> && ...);
}

template <class T>
constexpr bool is_readable() {
  if constexpr (Named<T> || ReadAsRow<T> || is_column<T>) {
    return true;
  } else if constexpr (TupleLike<T>) {
    return is_of_columns<T>(std::make_index_sequence<std::tuple_size<T>::value>{});
  } else {
    return is_plain<T>();
  }
}

/// Values, and neither references nor constants; declared in full.
template <class T>
concept Whole = std::is_same_v<T, std::remove_cvref_t<T>> && requires {
  sizeof(T);
};

template <class T>
constexpr bool is_read() {
  if constexpr (Whole<T>) return is_readable<T>();
  return false;
}

/// What read_as() knows a way for.
template <class T>
inline constexpr bool is_row = is_read<T>();

/// What is given of rows that are asked for as T.
template <class T>
using Asked = std::conditional_t<is_row<T>, T, int>;

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
  with_members<value_count<T>()>(out, [&](auto&... members) { read_members(row, members...); });
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
  } else {
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

/// Rows of a statement with these arguments are read as T.
template <class T, class... Args>
concept Readable = is_row<T> &&(Bindable<Args>&&...);
/// And these are neither: one error, at the line of the call.
template <class T, class... Args>
concept Unreadable = !Readable<T, Args...> && !(std::is_convertible_v<const Args&, Params> || ...);

template <bool is_row>
struct Misasked {
  __attribute__((unavailable("an argument is of a type that no parameter has")))
  Misasked(const auto&);
};
template <>
struct Misasked<false> {
  __attribute__((unavailable(
      "no row is read as this type: of a struct all members are columns, none a struct, an array "
      "or const; else write read_row(const tenon::Row&, T&)"))) Misasked(const auto&);
};

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

/// The columns of a result without rows, which are no others than those of one with rows. What an
/// application reads itself is not asked.
template <class T>
void look_at_columns(const Rows& rows) {
  if constexpr (!ReadAsRow<T>)
    rows.look_at_columns([](const Row& row) {
      T value{};
      read_as(row, value);
    });
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
  if (all.empty()) look_at_columns<T>(rows);
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
  if (!found) look_at_columns<T>(rows);
  return found;
}

template <class T>
T read_one(Rows rows) {
  std::optional<T> found = read_optional<T>(std::move(rows));
  if (!found) refuse_none();
  return *std::move(found);
}

}  // namespace tenon::detail

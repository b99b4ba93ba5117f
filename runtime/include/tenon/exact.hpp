// Which values may stand for a T without a conversion that could lose or guess something.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>  // and std::forward: <utility> would weigh on every generated header
#include <string_view>
#include <type_traits>

#include <tenon/value_kind.hpp>

namespace tenon::detail {

/// bool is no number here, and characters are not either.
template <class T>
concept Number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
                 !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> &&
                 !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

/// Every value of From is a T: the language's own rule against narrowing.
template <class From, class T>
concept WidensTo = Number<From> && Number<T> && requires(From value) {
  T{value};
};

/// Another number: only a constant that fits will do, and never 3.9 for an integer.
template <class From, class T>
concept MayFit = Number<From> && Number<T> && !WidensTo<From, T> &&
                 (std::is_integral_v<From> || std::is_floating_point_v<T>);

/// Text for a string; a null pointer is none.
template <class From, class T>
concept TextFor =
    std::is_same_v<T, std::string> && !std::is_null_pointer_v<std::remove_cvref_t<From>> &&
    std::is_convertible_v<const From&, std::string_view>;

/// From may be taken for a T as it is.
template <class From, class T>
concept ExactlyA = std::is_same_v<std::remove_cvref_t<From>, T> ||
    WidensTo<std::remove_cvref_t<From>, T> || TextFor<From, T>;

/// From is neither one of Others nor anything that stands for a T.
template <class From, class T, class... Others>
concept Unfit = !ExactlyA<From, T> && !MayFit<std::remove_cvref_t<From>, T> &&
                !(std::is_same_v<std::remove_cvref_t<From>, Others> || ...);

/// A T, or an optional one: what is in it.
template <class T>
struct Nullable {
  using Inner = T;
  static constexpr bool is_nullable = false;
};
template <class T>
struct Nullable<std::optional<T>> : Nullable<T> {
  static constexpr bool is_nullable = true;
};

/// A call of this in a constant expression is the compiler's error for a number that does not fit.
void number_does_not_fit();

template <class T, class From>
consteval T constant(From value) {
  const T converted = static_cast<T>(value);
  if constexpr (std::is_integral_v<From>) {
    if (static_cast<From>(converted) != value || (converted < T{}) != (value < From{}))
      number_does_not_fit();
  }
  return converted;
}

template <class T, class From>
T exactly(From&& value) {
  if constexpr (std::is_same_v<T, std::string> &&
                !std::is_same_v<std::remove_cvref_t<From>, std::string>) {
    return std::string{std::string_view{value}};
  } else {
    return static_cast<T>(std::forward<From>(value));
  }
}

}  // namespace tenon::detail

// Which values may stand for a T without a conversion that could lose or guess something; shared by
// Required and Patch.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::detail {

/// bool is no number here, and characters are not either.
template <class T>
inline constexpr bool is_integer =
    std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;

/// From is an integer whose every value is a T.
template <class T, class From>
inline constexpr bool widens_to = is_integer<T>&& is_integer<From> &&
                                  (std::is_signed_v<T> == std::is_signed_v<From>
                                       ? sizeof(From) <= sizeof(T)
                                       : std::is_signed_v<T> && sizeof(From) < sizeof(T));

/// From is another integer: only a constant that fits will do.
template <class T, class From>
inline constexpr bool is_other_integer = is_integer<T>&& is_integer<From> && !widens_to<T, From>;

/// From may be taken for a T as it is: the type itself, text for a string, a narrower integer or
/// float; for other classes what converts by itself and is no number.
template <class T, class From>
inline constexpr bool is_exact = std::is_same_v<T, From> || widens_to<T, From> ||
                                 (std::is_same_v<T, double> && std::is_same_v<From, float>) ||
                                 (std::is_same_v<T, std::string> &&
                                  std::is_convertible_v<const From&, std::string_view>) ||
                                 (std::is_class_v<T> && !std::is_same_v<T, std::string> &&
                                  !std::is_arithmetic_v<From> && std::is_convertible_v<From, T>);

/// A reached call of this in a constant expression is the compile error for a number that does not
/// fit.
void number_does_not_fit();

template <class T, class From>
consteval T constant(From value) {
  const T narrowed = static_cast<T>(value);
  if (static_cast<From>(narrowed) != value || (narrowed < T{}) != (value < From{}))
    number_does_not_fit();
  return narrowed;
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

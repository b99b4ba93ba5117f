// A member of an Update: absent, or a value; where the column allows NULL, T is an optional and
// std::nullopt is a value too.
#pragma once

#include <optional>

#include <tenon/exact.hpp>

namespace tenon {

/// The state of a Patch that was not mentioned.
struct Absent {
  explicit constexpr Absent() = default;
};
inline constexpr Absent absent{};

namespace detail {

template <class T>
struct PatchTraits {
  using Inner = T;
  static constexpr bool nullable = false;
};
template <class T>
struct PatchTraits<std::optional<T>> {
  using Inner = T;
  static constexpr bool nullable = true;
};

}  // namespace detail

/// Three states: absent (the column stays), a value, and — for Patch<std::optional<T>> — NULL, said
/// with std::nullopt.
/// `{}` does not compile, because it could be read as absent or as NULL. Values are taken exactly,
/// as Required takes them.
template <class T>
class Patch {
  using Inner = typename detail::PatchTraits<T>::Inner;
  static constexpr bool nullable = detail::PatchTraits<T>::nullable;

 public:
  constexpr Patch(Absent) {}
  explicit Patch() = delete;

  template <class From>
  requires detail::is_exact<Inner, std::remove_cvref_t<From>>
  constexpr Patch(From&& value)
      : value_(detail::exactly<Inner>(std::forward<From>(value))), present_(true) {}
  template <class From>
  requires detail::is_other_integer<Inner, From>
  consteval Patch(From value) : value_(detail::constant<Inner>(value)), present_(true) {}
  constexpr Patch(std::nullopt_t) requires nullable : present_(true) {}
  /// NULL when the optional is empty.
  constexpr Patch(const std::optional<Inner>& value) requires nullable : value_(value),
                                                                         present_(true) {}

  bool is_present() const { return present_; }
  explicit operator bool() const { return present_; }
  /// The value of a present member; an optional where the column allows NULL.
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

  friend bool operator==(const Patch&, const Patch&) = default;

 private:
  T value_{};
  bool present_ = false;
};

}  // namespace tenon

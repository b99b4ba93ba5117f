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

/// Absent (the column stays), a value, or — for Patch<std::optional<T>> — NULL: std::nullopt. `{}`
/// does not compile: it might mean absent or NULL. Values are taken exactly, as by Required.
template <class T>
class Patch {
  using Traits = detail::Nullable<T>;
  using Inner = typename Traits::Inner;

 public:
  Patch() = delete;
  constexpr Patch(Absent) {}

  template <detail::ExactlyA<Inner> From>
  constexpr Patch(From&& value)
      : value_{detail::exactly<Inner>(std::forward<From>(value))}, is_present_(true) {}
  template <detail::MayFit<Inner> From>
  consteval Patch(From value) : value_{detail::constant<Inner>(value)}, is_present_(true) {}
  /// The elements of a list.
  Patch(std::initializer_list<detail::Element<Inner>> elements) requires detail::List<Inner>
      : value_{Inner(elements)}, is_present_(true) {}
  constexpr Patch(std::nullopt_t) requires Traits::is_nullable : is_present_(true) {}
  /// An optional as it is: NULL when it is empty.
  template <class From>
  requires(Traits::is_nullable&& std::is_same_v<std::remove_cvref_t<From>, T>) constexpr Patch(
      From&& value)
      : value_(std::forward<From>(value)), is_present_(true) {}

  /// Anything else: one short error, where compilers would list every constructor that they tried.
  template <detail::Unfit<Inner, Patch, Absent, std::optional<Inner>> From>
  requires(!Traits::is_nullable || !std::is_same_v<std::remove_cvref_t<From>, std::nullopt_t>)
      Patch(From&&)
  = delete;

  bool is_present() const { return is_present_; }
  explicit operator bool() const { return is_present_; }
  /// The value of a present member (an optional where NULL is allowed), of an absent one a default.
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

  friend bool operator==(const Patch&, const Patch&) = default;

 private:
  T value_{};
  bool is_present_ = false;
};

}  // namespace tenon

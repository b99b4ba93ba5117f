// A member that a Create cannot do without: forgetting it does not compile.
#pragma once

#include <tenon/exact.hpp>

namespace tenon {

namespace detail {
/// Throws Error bad_value.
[[noreturn]] void refuse_pending();
}  // namespace detail

/// What a Required is before its value is known.
struct Pending {
  explicit constexpr Pending() = default;
};
inline constexpr Pending pending{};

/// A value that has to be given: to leave it out does not compile. It takes exactly T: text for a
/// string, integers that fit, never bool ↔ number or 3.9 for an int. Readers of JSON begin with
/// tenon::pending and fill in what they find; reading a pending value throws Error bad_value.
template <class T>
class Required {
 public:
  Required() = delete;
  template <detail::ExactlyA<T> From>
  Required(From&& value) : value_(detail::exactly<T>(std::forward<From>(value))) {}
  template <detail::MayFit<T> From>
  consteval Required(From value) : value_(detail::constant<T>(value)) {}

  /// The elements of a list.
  Required(std::initializer_list<detail::Element<T>> elements) requires detail::List<T>
      : value_(elements) {}

  Required(Pending) : is_pending_(true) {}
  /// Anything else: one short error, where compilers would list every constructor that they tried.
  template <detail::Unfit<T, Required, Pending> From>
  Required(From&&) = delete;

  bool is_pending() const { return is_pending_; }

  const T& value() const {
    if (is_pending_) detail::refuse_pending();
    return value_;
  }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }
  operator const T&() const { return value(); }

  friend bool operator==(const Required&, const Required&) = default;

 private:
  T value_{};
  bool is_pending_ = false;
};

}  // namespace tenon

// What Codecs made for the parameters of a statement. A Param is a view, so something has to hold a
// text or a decimal that exists nowhere else until the statement is sent: generated repositories
// write `tenon::Encoded encoded;` before such a call.
#pragma once

#include <optional>
#include <utility>

#include <tenon/param.hpp>
#include <tenon/required.hpp>

namespace tenon {

/// Makes parameters, and holds what they view.
class Encoded {
 public:
  Encoded() = default;
  Encoded(const Encoded&) = delete;
  Encoded& operator=(const Encoded&) = delete;
  ~Encoded() {
    while (first_ != nullptr) delete std::exchange(first_, first_->next);
  }

  /// `type` is the column's, for a Decimal.
  template <Coded T>
  Param operator()(const T& value, Numeric type = {}) {
    if constexpr (detail::EncodesInPlace<T>) {
      return param(stored(value), type);
    } else {
      return param(keep(stored(value)), type);
    }
  }
  template <Coded T>
  Param operator()(const std::optional<T>& value, Numeric type = {}) {
    return value ? (*this)(*value, type) : Param{std::optional<Stored<T>>{}};
  }
  template <Coded T>
  Param operator()(const Required<T>& value, Numeric type = {}) {
    return (*this)(*value, type);
  }
  /// A list of them.
  template <Coded T>
  Param operator()(const std::vector<T>& values, Numeric type = {}) {
    return param(keep(stored(values)), type);
  }
  template <Coded T>
  Param operator()(const std::optional<std::vector<T>>& values, Numeric type = {}) {
    return values ? (*this)(*values, type) : Param{std::optional<std::vector<Stored<T>>>{}};
  }
  template <Coded T>
  Param operator()(const Required<std::vector<T>>& values, Numeric type = {}) {
    return (*this)(*values, type);
  }

 private:
  struct Node {
    virtual ~Node() = default;
    Node* next = nullptr;
  };
  template <class S>
  struct Kept : Node {
    explicit Kept(S&& content) : value(std::move(content)) {}
    S value;
  };

  template <class S>
  requires(!std::is_reference_v<S>) const S& keep(S&& value) {
    auto* const kept = new Kept<S>{std::forward<S>(value)};
    kept->next = std::exchange(first_, kept);
    return kept->value;
  }
  template <class S>
  static Param param(const S& value, Numeric type) {
    if constexpr (std::is_same_v<S, Decimal> || std::is_same_v<S, std::vector<Decimal>>) {
      return Param{value, type};
    } else {
      return Param{value};
    }
  }

  Node* first_ = nullptr;
};

}  // namespace tenon

// A value or a list that a filter or a cursor owns, of one of the types that a column can have.
#pragma once

#include <string>  // and std::swap: <utility> would weigh on every generated header

#include <tenon/fwd.hpp>

namespace tenon {

class Value {
 public:
  /// No value.
  Value() = default;
  /// Defined for the types of ValueKind (enums go as their text) and for vectors of those that
  /// Param takes as arrays.
  template <class T>
  explicit Value(T value);
  Value(const Value& other);
  Value(Value&& other) noexcept : held_(other.held_) { other.held_ = nullptr; }
  Value& operator=(Value other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Value();

  /// A view for a statement, in the column's type; NULL when there is no value.
  Param param(const ColumnInfo& column) const;

 private:
  struct Held;
  Held* held_ = nullptr;
};

}  // namespace tenon

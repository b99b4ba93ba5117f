// Values of the application's own types as they are stored: what a Codec makes of them, and what
// keeps it alive until a statement is sent. Generated code uses it; applications need it for raw
// SQL with a type whose Codec makes a text: `session.query(sql, {tenon::stored(email)})`.
#pragma once

#include <type_traits>

#include <tenon/codec.hpp>
#include <tenon/fwd.hpp>

namespace tenon {

/// A type that a Codec stores.
template <class T>
concept Coded = requires {
  typename Codec<T>::Stored;
};

/// An enum that is stored as the text of its enumerator.
template <class T>
concept TextEnum = std::is_enum_v<T> && !Coded<T>;

template <Coded T>
using Stored = typename Codec<T>::Stored;

/// What stands in the column; a reference into `value` where the Codec gives one.
template <Coded T>
constexpr decltype(auto) stored(const T& value) {
  using Encoded = decltype(Codec<T>::encode(value));
  static_assert(std::is_same_v<std::remove_cvref_t<Encoded>, Stored<T>>,
                "encode of this tenon::Codec has to give exactly its Stored");
  return Codec<T>::encode(value);
}

}  // namespace tenon

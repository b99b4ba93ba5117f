// How a type of the application is kept in a column: as a value of one of the types that columns
// have. A field of such a type is a column of the stored type; the entity, the DTOs, the column
// constants and the repository's parameters have the application's own type.
//
// The header that declares the type (or any other that the model's header includes) says it once:
//
//     template <>
//     struct tenon::Codec<shop::Money> {
//       using Stored = std::int64_t;
//       static Stored encode(const shop::Money& money) { return money.cents; }
//       static shop::Money decode(Stored cents) { return shop::Money{cents}; }
//     };
#pragma once

#include <type_traits>

namespace tenon {

/// Specialise it for a type T that has a default constructor and can be copied.
///
/// Stored: bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string,
/// tenon::Bytes, tenon::Uuid, tenon::Decimal, tenon::Timestamp, tenon::LocalTimestamp, tenon::Date,
/// tenon::Time, tenon::Interval or tenon::Json. Filters, orders and unique keys compare the stored
/// values.
///
/// encode: gives exactly Stored, or `const Stored&` to a part of its argument, which spares a copy.
/// Equal values of T have to be stored equally.
///
/// decode: takes Stored by value or by constant reference and gives T. It refuses a value by
/// throwing tenon::Error with ErrorKind::bad_value, or std::invalid_argument: reading a row then
/// throws Error bad_value with the column's name, and reading JSON adds a violation
/// `value_error` with the exception's text, which clients see.
template <class T>
struct Codec;

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

/// What stands in the column, as raw SQL takes it: `session.query(sql, {tenon::stored(email)})`. A
/// reference into `value` where the Codec gives one.
template <Coded T>
constexpr decltype(auto) stored(const T& value) {
  using Encoded = decltype(Codec<T>::encode(value));
  static_assert(std::is_same_v<std::remove_cvref_t<Encoded>, Stored<T>>,
                "encode of this tenon::Codec has to give exactly its Stored");
  return Codec<T>::encode(value);
}

}  // namespace tenon

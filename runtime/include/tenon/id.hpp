// Strong ids: the key of one entity, which is neither the key of another nor a number.
//
//     struct [[tenon::table("users")]] User {
//       [[tenon::primary_key]] tenon::Id<User> id;
//     };
//     struct [[tenon::table("posts")]] Post {
//       [[tenon::primary_key]] tenon::Id<Post> id;
//       [[tenon::references(User::id)]] tenon::Id<User> author_id;
//     };
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include <tenon/codec.hpp>

namespace tenon {

/// The key of an Entity, which may be a type that is only declared. Key: a whole number,
/// tenon::Uuid or std::string. Made from a key on purpose only, and never from another Id.
template <class Entity, class Key = std::int64_t>
struct Id {
  Key value{};

  constexpr Id() = default;
  constexpr explicit Id(const Key& key) : value(key) {}

  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

template <class Entity, class Key>
struct Codec<Id<Entity, Key>> {
  using Stored = Key;
  static const Stored& encode(const Id<Entity, Key>& id) { return id.value; }
  static Id<Entity, Key> decode(const Stored& key) { return Id<Entity, Key>{key}; }
};

}  // namespace tenon

template <class Entity, class Key>
struct std::hash<tenon::Id<Entity, Key>> {
  std::size_t operator()(const tenon::Id<Entity, Key>& id) const noexcept {
    return std::hash<Key>{}(id.value);
  }
};

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace blog {

enum class Role { reader, author, admin };

struct Timestamps {
  [[tenon::created_at]] tenon::Timestamp created_at;
  [[tenon::updated_at]] tenon::Timestamp updated_at;
};

/// A person who can sign in.
struct [[tenon::table("users"),
         tenon::input("password", length(8, 72))]]
User : Timestamps {
  [[tenon::primary_key]]          std::int64_t id{};
  [[tenon::unique, tenon::email]] std::string email;
  [[tenon::length(1, 80)]]        std::string name;
  [[tenon::internal]]             std::string password_hash;
  Role                            role = Role::reader;
  std::optional<std::string>      bio;
};

struct [[tenon::table("posts"), tenon::index(author_id, created_at)]] Post : Timestamps {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, on_delete(cascade), relation("author"), inverse("posts"))]]
  std::int64_t author_id{};
  [[tenon::length(1, 200)]] std::string title;
  std::string body;
};

}  // namespace blog

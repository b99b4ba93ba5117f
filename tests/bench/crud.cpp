// A user's file with CRUD on one entity, as compile_cost.sh compiles it.
#include <cstdint>
#include <optional>
#include <string>

#include <tenon/engine.hpp>
#include <tenon/session.hpp>

#include "user_repository.hpp"

std::int64_t sign_in(tenon::Engine& engine, const std::string& email, const std::string& hash) {
  tenon::Session session = engine.session();
  blog::UserRepository users{session};
  const std::optional<blog::User> known = users.find_by_email(email);
  if (known) return known->id;
  const blog::User made = users.create({.email = email, .name = "Ada", .password_hash = hash});
  users.update(made.id, {.name = "Ada L."});
  const auto authors = users.list({.where = blog::UserTable::role == blog::Role::author});
  for (const blog::User& author : authors.items) {
    if (author.bio == std::nullopt) users.remove(author.id);
  }
  session.commit();
  return made.id;
}

// Users.
#include <tenon/model.hpp>
#include "role.hpp"
#include "guarded.hpp"

struct [[tenon::table("users")]] User : Guarded {
  [[tenon::primary_key]] std::int64_t id{};
  Role role = Role::a;
};

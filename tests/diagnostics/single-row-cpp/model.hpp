#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::shape(UserWithBoss, boss(where("id > 1"), order(-id), limit(1))),
         tenon::shape(UserWithStaff, staff(where("id > 1; --"), order(id, -id, nothing), limit(0))),
         tenon::shape(UserWithMany, staff(limit(1234567890))), tenon::shape(Twice, id, *, staff, staff),
         tenon::shape(TwiceToo, *, id), tenon::shape(Calls, id(5), boss_id(limit(1)))]]
User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("boss"), inverse("staff"))]] std::optional<std::int64_t> boss_id;
};

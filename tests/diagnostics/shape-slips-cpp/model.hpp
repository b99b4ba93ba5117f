#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::shape(UserName), tenon::shape("UserName", id), tenon::shape(UserName, 5),
         tenon::shape(A, staff(5)), tenon::shape(B, staff(where(5), order("id"), limit(-1), limt(3))),
         tenon::shape(C, staff(D, D)), tenon::shape(E, staff(order())), tenon::shape(blog::F, id),
         tenon::shape(G, staff(limit(1), limit(2))), tenon::shape(H, staff(G::H))]]
User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("boss"), inverse("staff"))]] std::optional<std::int64_t> boss_id;
};

#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

namespace blog {

enum class Role { reader };
struct Plain {};
enum Other {};
struct Declared;

struct [[tenon::table("users"), tenon::shape(UserCreate, *), tenon::shape(Role, *), tenon::shape(Plain, *),
         tenon::shape(User, *), tenon::shape(Twice, *), tenon::shape(Twice, id), tenon::shape(class, *),
         tenon::shape(User__2, *), tenon::shape(staff, staff), tenon::shape(id, *, id), tenon::shape(to_json, id),
         tenon::shape(tenon, id), tenon::shape(Declared, id), tenon::shape(Other, id), tenon::shape(PostTable, id), tenon::shape(userRow, id), tenon::shape(user_row, id)]]
User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("boss"), inverse("staff"))]] std::optional<std::int64_t> boss_id;
  Role role{};
};

struct [[tenon::table("posts"), tenon::shape(Twice, id)]] Post {
  [[tenon::primary_key]] std::int64_t id{};
};

}  // namespace blog

namespace blog {

class CardReader {};

struct [[tenon::table("notes"), tenon::shape(Many, id), tenon::shape(ByName, id), tenon::shape(NoteWithAll, id),
         tenon::shape(Note_with_all, id), tenon::shape(Card, id), tenon::shape(WithAll, id)]]
Note {
  [[tenon::primary_key]] std::int64_t id{};
};

}  // namespace blog

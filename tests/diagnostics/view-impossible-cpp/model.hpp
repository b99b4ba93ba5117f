#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

struct [[tenon::table("old"), tenon::was("older"), tenon::unique(name), tenon::index(id),
         tenon::check("id > 0", "old_id"), tenon::input("hint"),
         tenon::read_only("select id from users")]] Old {
  [[tenon::primary_key(client)]] std::int64_t id{};
  [[tenon::unique, tenon::length(80)]] std::string name = "x";
  [[tenon::default_sql("1"), tenon::range(1, 2)]] std::int32_t rank{};
  [[tenon::created_at]] tenon::Timestamp created;
  [[tenon::computed("rank")]] std::int32_t twice{};
};

struct Stamped {
  [[tenon::created_at]] tenon::Timestamp made;
  [[tenon::unique, tenon::length(1, 9)]] std::string code = "x";
};
struct [[tenon::table("g"), tenon::read_only]] MixedIn : Stamped {  // what the mix-in says is for tables
  [[tenon::alias("ID")]] std::int64_t id{};
};
struct [[tenon::table("h"), tenon::read_only, tenon::soft_delete, tenon::shape(Part, id),
         tenon::link("olds", Old), tenon::foreign_key((id), Old(id)), tenon::unknown]] Wrong {
  [[tenon::references(Nothing::id), tenon::version, tenon::length(3), tenon::backfill("")]] bool id{};
  [[tenon::write_only, tenon::was("b"), tenon::collate("C"), tenon::index]] std::string a;
  [[tenon::each(length(1, 2)), tenon::items(3)]] std::vector<std::string> tags;
};

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Old::id)]] std::int64_t old_id{};
};

struct [[tenon::table("a"), tenon::read_only("delete from users")]] NoQuery {
  std::int64_t id{};
};
struct [[tenon::table("b"), tenon::read_only("select 1; drop table users")]] Two {
  std::int64_t id{};
};
struct [[tenon::table("c"), tenon::read_only("select id from users where id = $1")]] Parameter {
  std::int64_t id{};
};
struct [[tenon::table("d"), tenon::read_only("")]] Empty {
  std::int64_t id{};
};
struct [[tenon::table("e"), tenon::read_only(sqlite("select 1 as id"))]] Half {
  std::int64_t id{};
};
struct [[tenon::table("f"), tenon::read_only]] Nullable {
  [[tenon::primary_key]] std::optional<std::int64_t> id;
};

struct [[tenon::table("i"), tenon::read_only, tenon::primary_key(a, b)]] Pair {
  std::int64_t a{};
  std::int64_t b{};
};
struct [[tenon::table("pairs"), tenon::foreign_key((x, y), Pair(a, b)), tenon::foreign_key((old), Old(id))]] OfPair {
  [[tenon::primary_key]] std::int64_t id{};
  std::int64_t x{};
  std::int64_t y{};
  std::int64_t old{};
};

#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::index(name, using("gin"), unique), tenon::index(name, using("gin"), nulls_first),
         tenon::index(desc(name), using("brin")), tenon::index(name, age, using("hash")), tenon::index(name, include(age), using("hash")),
         tenon::index(name, using("GIN")), tenon::index(name, using("")), tenon::index(name, using(gin)),
         tenon::index(name, include()), tenon::index(name, include(nme)), tenon::index(name, include(name)), tenon::index(name, include("age")),
         tenon::index(sql("")), tenon::index(sql("lower(name")), tenon::index(sql(name)), tenon::index(age, where("")), tenon::index(age, where("age > 0; select 1")),
         tenon::index(name, using("rum")), tenon::index(name, using("btree")), tenon::index(name), tenon::index(name, where("age > 0")),
         tenon::index(desc(nme)), tenon::index(desc(sql("name"))), tenon::index(name, wher("age > 0"))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  std::int32_t age{};
};

struct [[tenon::table("cards"), tenon::index(number, unique, where("number > 0"))]] Card {
  [[tenon::primary_key]] std::int64_t id{};
  std::int64_t number{};
  [[tenon::references(Card::number)]] std::int64_t other{};
};

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace shop {

struct Address {
  std::string street;
  std::string city;
  std::string a_member_whose_name_is_as_long_as_a_column_may_be_in_databases;
};

struct Life {
  tenon::Timestamp began;
  std::optional<tenon::Timestamp> ended;
};

struct [[tenon::table("animals"), tenon::soft_delete(life.ended)]] Animal {
  [[tenon::primary_key]] std::int64_t id{};
  Life life;
};

struct Point {
  double x{};
  double y{};
  double await{};
};

struct [[tenon::table("boxes"), tenon::primary_key(id, point.x), tenon::index(address),
         tenon::unique(address.street, address::zip), tenon::unique(address.city, address_city),
         tenon::input("point")]] Box {
  std::int64_t id{};
  std::string address_street;
  Address address;
  [[tenon::embed("address_")]] Address billing;
  Point point;
  std::optional<Point> co;
  Point _;
};

}  // namespace shop

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace shop {

struct [[tenon::table("countries")]] Country {
  [[tenon::primary_key]] std::string code;
};

struct [[tenon::index(city)]] Address {
  [[tenon::internal]] std::string street;
  [[tenon::created_at]] tenon::Timestamp since;
  [[tenon::default_sql("'here'")]] std::string city;
  [[tenon::references(Country::code, inverse("addresses"), on_delete(set_null))]] std::string country;
  [[tenon::length(5, 2)]] std::string zip;
};

struct Key {
  [[tenon::primary_key]] std::int64_t number{};
  std::string text;
};

struct [[tenon::table("boxes")]] Box {
  [[tenon::embed("")]] Key key;
  [[tenon::unique, tenon::length(80)]] Address address;
  [[tenon::column("billing"), tenon::index]] std::optional<Address> billing;
  [[tenon::deprecated]] Address old;
  Address other = {"street", {}, "city", "DE", "12345"};
  [[deprecated]] std::optional<Address> gone;
};

}  // namespace shop

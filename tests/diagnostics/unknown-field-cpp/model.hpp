#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::unique(othr), tenon::index(desc(nothing))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::idd)]] std::int64_t other{};
};

struct Home {
  [[tenon::unique]] std::string street;
};

struct [[tenon::table("owners")]] Owner {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::embed("home_")]] Home home;
};

struct [[tenon::table("letters")]] Letter {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Owner::home.street)]] std::string good;
  [[tenon::references(Owner::home::street)]] std::string good_too;
  [[tenon::references(Owner::home.stret)]] std::string bad;
  [[tenon::references(Owner::home)]] std::string whole;
};

#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::was("people")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::was("full_name")]] std::string name;
  [[tenon::was("Full_Name")]] std::string title;
};

struct [[tenon::table("guests"), tenon::was("people")]] Guest {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::was("full_name")]] std::string name;
};

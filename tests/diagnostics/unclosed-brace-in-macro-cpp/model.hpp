#pragma once
#include <tenon/model.hpp>

#define BEGIN namespace shop {

BEGIN
struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};

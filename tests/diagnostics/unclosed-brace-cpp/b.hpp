#pragma once
#include <tenon/model.hpp>

namespace shop {
struct [[tenon::table("items")]] Item {
  [[tenon::primary_key]] std::int64_t id{};
 private:
  [[tenon::transient]] int secret = 0;
};

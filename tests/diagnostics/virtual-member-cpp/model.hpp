#pragma once
#include <tenon/model.hpp>

struct Named {
  std::string name;
  virtual ~Named() = default;
};

struct [[tenon::table("users")]] User : virtual Named {
  [[tenon::primary_key]] std::int64_t id{};
  virtual std::string shown() const = 0;
};

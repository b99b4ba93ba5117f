#pragma once
#include <tenon/model.hpp>

class [[tenon::table("users")]] User {
 public:
  [[tenon::primary_key]] std::int64_t id{};

 protected:
  std::string name, nick;

 private:
  static int count;
  [[tenon::transient]] bool is_cached = false;
  [[tenon::length(80)]] std::string secret;
  std::string cached;  // the application's own
};

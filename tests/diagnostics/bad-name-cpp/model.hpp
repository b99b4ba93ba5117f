#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table(""), tenon::unique(a, name("a_name_that_is_longer_than_the_sixty_three_bytes_which_databases_keep"))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string a;
  std::string xmin;
  [[tenon::column("a_name_that_is_longer_than_the_sixty_three_bytes_which_databases_keep")]] std::string b;
  [[tenon::column("a\nb"), tenon::was("")]] std::string c;
};

struct [[tenon::table("sqlite_users", ""), tenon::was("")]] Other {
  [[tenon::primary_key]] std::int64_t id{};
};

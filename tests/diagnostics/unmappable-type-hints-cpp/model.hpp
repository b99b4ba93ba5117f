#pragma once
#include <memory>
#include <string_view>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  char name[8] = {};
  std::int32_t numbers[3] = {};
  const std::string fixed = "x";
  int bits : 3;
  std::string_view view;
  const char* text = nullptr;
  std::shared_ptr<int> shared;
  std::size_t size = 0;
  long double wide = 0;
  std::wstring letters;
  std::optional<std::uint32_t> count;
  volatile bool flag = false;
};

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

template <class T>
struct [[tenon::table("boxes")]] Box {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique]] T value{};
};

template <>
struct [[tenon::table("texts")]] Box<std::string> {
  [[tenon::primary_key]] std::int64_t id{};
};

template <class T>
struct Plain {
  T value{};
};

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("a")]] A {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::version]] std::string text;
  [[tenon::version]] std::optional<std::int64_t> maybe;
  [[tenon::version]] std::int16_t small{};
};

struct [[tenon::table("b")]] B {
  [[tenon::primary_key, tenon::version]] std::int64_t id{};
  [[tenon::version]] std::int64_t version = 1;
};

struct [[tenon::table("c"), tenon::primary_key(id, version)]] C {
  std::int64_t id{};
  [[tenon::version, tenon::unique]] std::int64_t one{};
  [[tenon::references(B::id), tenon::version]] std::int64_t two{};
  [[tenon::range(1, 9), tenon::version]] std::int32_t three{};
  [[tenon::multiple_of(2), tenon::version]] std::int32_t four{};
  [[tenon::version]] std::int64_t version{};
  [[tenon::version]] std::int64_t another{};
};

struct [[tenon::table("d")]] D {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::version, tenon::default_sql("1")]] std::int64_t version{};
};

struct [[tenon::table("e")]] E {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::version]] tenon::Id<E> version;
  [[tenon::computed("id + 1"), tenon::version]] std::int64_t sum{};
};

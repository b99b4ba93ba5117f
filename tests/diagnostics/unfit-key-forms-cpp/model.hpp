#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("as")]] A {
  [[tenon::primary_key]] float id{};
};

struct [[tenon::table("bs"), tenon::primary_key(x, y)]] B {
  std::optional<int> x;
  double y{};
};

struct [[tenon::table("cs")]] C {
  [[tenon::primary_key(client)]] tenon::Decimal id;
};

struct [[tenon::table("ds"), tenon::primary_key(id, id, nowhere)]] D {
  std::int64_t id{};
};

struct [[tenon::table("fine")]] Fine {
  [[tenon::primary_key(client)]] tenon::Uuid id;
};

#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

struct [[tenon::table("a"), tenon::soft_delete]] A {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("b"), tenon::soft_delete(delete_at)]] B {
  [[tenon::primary_key]] std::int64_t id{};
  std::optional<tenon::Timestamp> deleted_at;
};

struct [[tenon::table("c"), tenon::soft_delete]] C {
  [[tenon::primary_key]] std::int64_t id{};
  tenon::Timestamp deleted_at;
};

struct [[tenon::table("d"), tenon::soft_delete(gone)]] D {
  [[tenon::primary_key]] std::int64_t id{};
  std::optional<bool> gone;
};

struct [[tenon::table("e"), tenon::soft_delete, tenon::unique(shop, number),
         tenon::index(desc(shop), sql("lower(email)"), unique), tenon::index(email, unique, where("deleted_at is null")),
         tenon::index(email, unique, where("shop > 1"))]] E {
  [[tenon::primary_key]] std::int64_t id{};
  std::int64_t shop{};
  [[tenon::unique]] std::int64_t number{};
  std::string email;
  [[tenon::column("Deleted at"), tenon::default_sql("CURRENT_TIMESTAMP")]] std::optional<tenon::Timestamp> deleted_at;
};

struct [[tenon::table("f")]] F {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(G::email)]] std::string email;
};

struct [[tenon::table("g"), tenon::soft_delete, tenon::index(email, unique, where("deleted_at is null"))]] G {
  [[tenon::primary_key]] std::int64_t id{};
  std::string email;
  std::optional<tenon::Timestamp> deleted_at;
};

struct [[tenon::table("h"), tenon::soft_delete("deleted_at")]] H {
  [[tenon::primary_key]] std::int64_t id{};
  std::optional<tenon::Timestamp> deleted_at;
};

struct [[tenon::table("i"), tenon::soft_delete]] I {
  [[tenon::primary_key]] std::int64_t id{};
  std::optional<std::chrono::sys_seconds> deleted_at;
};

struct [[tenon::table("j"), tenon::soft_delete]] J {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::computed("born")]] std::optional<tenon::Timestamp> deleted_at;
  std::optional<tenon::Timestamp> born;
};

struct [[tenon::table("k"), tenon::soft_delete]] K {
  [[tenon::primary_key]] std::int64_t id{};
  std::optional<Unknown> deleted_at;
};

struct [[tenon::table("l"), tenon::soft_delete]] L {
  [[tenon::primary_key]] std::int64_t id{};
  std::optional<std::vector<tenon::Timestamp>> deleted_at;
};

struct State {
  bool open{};
  std::optional<tenon::Timestamp> gone;
};

struct [[tenon::table("m"), tenon::soft_delete(state_gone)]] M {
  [[tenon::primary_key]] std::int64_t id{};
  State state;
};

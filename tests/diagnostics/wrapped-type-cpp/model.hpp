#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

namespace shop {

struct Code {
  std::string text;
};
struct Short {
  [[tenon::length(3)]] std::string text;
};
class Fixed {
 public:
  explicit Fixed(int);
};
class Moved {
 public:
  Moved() = default;
  Moved(const Moved&) = delete;
};
struct Item;

struct [[tenon::table("buyers")]] Buyer {
  [[tenon::primary_key]] tenon::Id<Buyer> id;
  [[tenon::unique]] Code code;
};

struct [[tenon::table("items")]] Item {
  [[tenon::primary_key]] tenon::Id<Buyer> id;
  [[tenon::references(Buyer::id)]] tenon::Id<Item> item_id;
  [[tenon::references(Buyer::id)]] std::int64_t number{};
  [[tenon::references(Buyer::id)]] tenon::Id<Buyer, std::int32_t> small_id;
  [[tenon::references(Buyer::code)]] std::string code;
  [[tenon::range(0, 10)]] Code rank;
  Code short_code = {"x"};
  Short annotated;
  std::vector<Code> codes;
  [[tenon::created_at]] std::chrono::sys_seconds created_at;
  [[tenon::updated_at]] std::optional<std::chrono::sys_time<std::chrono::microseconds>> updated_at;
};

struct [[tenon::table("notes")]] Note {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Plain::id)]] tenon::Id<Note> plain_id;
};

struct [[tenon::table("plains")]] Plain {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("profiles")]] Profile {
  [[tenon::primary_key, tenon::references(Buyer::id)]] tenon::Id<Buyer> buyer_id;
};

struct [[tenon::table("drafts"), tenon::soft_delete]] Draft {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::version]] tenon::Id<Draft> version;
  std::optional<std::chrono::sys_seconds> deleted_at;
};

struct [[tenon::table("copies")]] Copy {
  [[tenon::primary_key]] std::int64_t id{};
  Fixed fixed;
  Moved moved;
  Moved again;
};

}  // namespace shop

template <>
struct tenon::Codec<shop::Fixed> {
  using Stored = std::int32_t;
  static Stored encode(const shop::Fixed&);
  static shop::Fixed decode(Stored);
};
template <>
struct tenon::Codec<shop::Moved> {
  using Stored = std::int32_t;
  static Stored encode(const shop::Moved&);
  static shop::Moved decode(Stored);
};

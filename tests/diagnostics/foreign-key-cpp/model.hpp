#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("lines"), tenon::primary_key(order_id, number)]] Line {
  std::int64_t order_id{};
  std::int32_t number{};
  std::int64_t other{};
};

struct [[tenon::table("parts"), tenon::foreign_key((order_id, line), Line(order_id, number), name("good")),
         tenon::foreign_key((line, order_id), Line(number, order_id), on_delete(set_null)),
         tenon::foreign_key((order_id, line), Lines(order_id, number)),
         tenon::foreign_key((order_id, lin), Line(order_id, nummer)),
         tenon::foreign_key((order_id, order_id), Line(order_id, order_id)),
         tenon::foreign_key((order_id, line), Line(order_id)),
         tenon::foreign_key((line, order_id), Line(order_id, number)),
         tenon::foreign_key((order_id, order_id2), Line(order_id, other)),
         tenon::foreign_key((order_id), Line(order_id)),
         tenon::foreign_key(order_id, Line(order_id)),
         tenon::foreign_key((order_id, line), Line::number),
         tenon::foreign_key((), Line()),
         tenon::foreign_key((order_id, line), Line(order_id, number), name(""), relation("order_id")),
         tenon::foreign_key((order_id, line), Line(order_id, number), relation("order_id"), inverse("parts"), deferrable(1)),
         tenon::foreign_key((order_id, line), Line(order_id, number), relation("line"), inverse("number"), name("other"))]] Part {
  [[tenon::primary_key]] std::int64_t id{};
  std::int64_t order_id{};
  std::int64_t order_id2{};
  std::int32_t line{};
};

#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "shade.hpp"

namespace forms {

/// What the database computes of the row's other columns.
struct [[tenon::table("priced"), tenon::unique(quantity, folded), tenon::index(is_bulk, desc(total))]] Priced {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  [[tenon::precision(10, 2)]] tenon::Decimal price;
  std::int32_t quantity = 1;
  std::optional<std::string> note;
  tenon::Date sent;

  /// Price times quantity.
  [[tenon::computed("price * quantity"), tenon::precision(14, 2)]] tenon::Decimal total;
  [[tenon::computed("lower(name)"), tenon::unique, tenon::length(200)]] std::string folded;
  [[tenon::computed("length(note)")]] std::optional<std::int32_t> note_length;
  [[tenon::computed("quantity > 10")]] bool is_bulk;
  [[tenon::computed("quantity / 2.0")]] double half;
  [[tenon::computed("sent + 14")]] tenon::Date due;
  [[tenon::computed("case when quantity > 10 then 'pitch dark' end")]] std::optional<Shade> shade;
  [[tenon::computed("left(name, 3)", sqlite("substr(name, 1, 3)"))]] std::string start;
  [[tenon::internal, tenon::computed(postgresql("name ~ '^[a-z]+$'"), sqlite("name not glob '*[^a-z]*'"))]]
  bool is_plain;
};

}  // namespace forms

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Two references to one table, and a link.
struct [[tenon::table("books"), tenon::link("topics", BookTopic),
         tenon::shape(BookCard, title, price, draft, topics(order(name)), author(PersonName)),
         tenon::shape(BookWithPeople, *, author, editor, topic_links)]]
Book {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Person::id, relation("author"), inverse("books"))]] std::int64_t author_id{};
  [[tenon::references(Person::id, relation("editor"), inverse("edited"))]]
  std::optional<std::int64_t> editor_id;
  [[tenon::length(1, 200)]] std::string title;
  [[tenon::precision(8, 2)]] tenon::Decimal price;
  [[tenon::write_only]] std::optional<std::string> draft;
  std::optional<tenon::Timestamp> printed;
};

}  // namespace forms

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Refers to itself, and knows others of its kind.
struct [[tenon::table("persons"), tenon::soft_delete, tenon::link("friends", Knows, from(who_id), to(whom_id)),
         tenon::link("known_by", forms::Knows, from(whom_id), to(who_id)), tenon::shape(PersonName, name, id),
         tenon::shape(PersonSecret, secret),
         tenon::shape(PersonWithAll, *, mentor(PersonName), pupils(PersonName, order(-name)), passport,
                      books(BookCard, where("price > 0 and title <> ')\"'"), order(-printed, title), limit(2)),
                      edited(limit(1)), friends(PersonName, order(name), limit(3)), known_by),
         tenon::shape(Readers, books),
         tenon::shape(PersonWithSome, friends(PersonName, where("name <> 'Bob'"), order(-secret)),
                      known_by(where("id > 0"), limit(1)))]]
Person {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(1, *)]] std::string name;
  [[tenon::references(Person::id, relation("mentor"), inverse("pupils"))]]
  std::optional<std::int64_t> mentor_id;
  [[tenon::internal]] std::string secret;
  [[tenon::internal]] std::optional<tenon::Timestamp> deleted_at;
};

}  // namespace forms

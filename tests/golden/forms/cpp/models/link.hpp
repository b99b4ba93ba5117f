#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "account.hpp"

namespace forms {

/// Who follows whom: a key of two fields, and a reference of every action.
struct [[tenon::table("links"), tenon::primary_key(from_id, to_id),
         tenon::shape(LinkWithVia, to_id, via(AccountFace), vias(limit(2))), tenon::shape(LinkFace, guard_id, via)]]
Link {
  [[tenon::references(Account::id, on_delete(cascade), on_update(restrict), relation("from"),
                      inverse("following"))]] std::int64_t from_id{};
  [[tenon::references(Account::id, on_delete(no_action), on_update(cascade))]] std::int64_t to_id{};
  [[tenon::index, tenon::references(Account::id, on_delete(set_null), on_update(no_action), deferrable)]]
  std::optional<std::int64_t> via_id;
  [[tenon::references(Account::email, on_delete(restrict), on_update(set_null), relation("via"))]]
  std::optional<std::string> via_email;
  [[tenon::default_sql("0"), tenon::references(Account::id, on_delete(set_default), on_update(set_default), name("links_guard"))]]
  std::int64_t guard_id;
};

}  // namespace forms

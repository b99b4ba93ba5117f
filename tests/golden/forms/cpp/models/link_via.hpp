#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Named so that it and its field read as Link and its field via_email do. Keys of two fields.
struct [[tenon::table("link_vias"),
         tenon::foreign_key((from_id, to_id), Link(from_id, to_id), on_delete(cascade), on_update(restrict),
                            deferrable, relation("link"), inverse("vias"), name("link_vias_link")),
         tenon::foreign_key((to_id, from_id), Link(from_id, to_id), on_delete(no_action), on_update(cascade)),
         tenon::foreign_key((from_id, to_id), Link(to_id, from_id), on_delete(restrict), on_update(no_action)),
         tenon::foreign_key((from_id, to_id), forms::Link(from_id, to_id), on_delete(set_null),
                            on_update(set_default), name("link_vias_3")),
         tenon::foreign_key((from_id, to_id), Link(from_id, to_id), on_delete(set_default), on_update(set_null),
                            name("link_vias_4"))]]
LinkVia {
  [[tenon::primary_key]] std::int64_t id{};
  std::string email;
  [[tenon::default_sql("0")]] std::optional<std::int64_t> from_id;
  [[tenon::default_sql("0")]] std::optional<std::int64_t> to_id;
};

}  // namespace forms

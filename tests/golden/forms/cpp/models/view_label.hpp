#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Another query for each database.
struct [[tenon::table("view_labels"),
         tenon::read_only(
             postgresql("select id, created_at, loud_text, extract(year from created_at at time zone 'UTC')::integer as year from labels"),
             sqlite("select id, created_at, loud_text, cast(strftime('%Y', created_at / 1000000, 'unixepoch') as integer) as year from labels"))]]
ViewLabel {
  [[tenon::primary_key]] tenon::Uuid id;
  tenon::Timestamp created_at;
  [[tenon::column("loud_text")]] std::string loud;
  [[tenon::internal]] std::int32_t year{};
};

}  // namespace forms

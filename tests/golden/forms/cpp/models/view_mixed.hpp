#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/model.hpp>

#include "coordinates.hpp"
#include "created.hpp"
#include "work_order_urgency.hpp"

namespace forms {

/// A mix-in, a value object, an enum type, a list, JSON, times and bytes, read through a view.
struct [[tenon::table("view_mixed"),
         tenon::read_only(
             postgresql("select w.id, l.created_at, w.urgency, w.promised, '{1,-2}'::integer[] as codes, '{\"a\": [1]}'::jsonb as notes,\n  time '10:15' as opens, interval 'P1DT2H' as waits, decode('00ff', 'hex') as seal, inet '10.0.0.1' as host,\n  1.5::double precision as position_latitude, 2::double precision as position_longitude, null::integer as position_height\nfrom work_orders w cross join labels l"),
             sqlite("select w.id, l.created_at, w.urgency, w.promised, '[1,-2]' as codes, '{\"a\":[1]}' as notes,\n  36900000000 as opens, 'P1DT2H' as waits, x'00ff' as seal, '10.0.0.1' as host,\n  1.5 as position_latitude, 2.0 as position_longitude, null as position_height\nfrom work_orders w cross join labels l"))]]
ViewMixed : Created {
  [[tenon::primary_key]] std::int64_t id{};
  WorkOrderUrgency urgency;
  std::optional<WorkOrderUrgency> promised;
  std::vector<std::int32_t> codes;
  tenon::Json notes;
  tenon::Time opens;
  tenon::Interval waits;
  tenon::Bytes seal;
  [[tenon::type("inet")]] std::string host;
  Coordinates position;
};

}  // namespace forms

#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "work_order_channel.hpp"
#include "work_order_urgency.hpp"

namespace forms {

/// Something that somebody asked for.
struct [[tenon::table("work_orders"), tenon::index(urgency, id)]] WorkOrder {
  [[tenon::primary_key]] std::int64_t id{};
  WorkOrderChannel channel = WorkOrderChannel::phone;
  WorkOrderUrgency urgency = WorkOrderUrgency::soon;
  std::optional<WorkOrderUrgency> promised;
};

}  // namespace forms

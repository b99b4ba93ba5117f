#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "work_order_channel.hpp"

namespace forms {

/// Something that somebody asked for.
struct [[tenon::table("work_orders")]] WorkOrder {
  [[tenon::primary_key]] std::int64_t id{};
  WorkOrderChannel channel = WorkOrderChannel::phone;
};

}  // namespace forms

#pragma once

#include <tenon/model.hpp>

namespace forms {

/// The way an order came in.
enum class WorkOrderChannel {
  mail,
  phone [[tenon::text("telephone"), tenon::was("call")]],
  web_form [[tenon::was("form")]],
};

}  // namespace forms

#pragma once

#include <tenon/model.hpp>

#include "absence.hpp"

namespace forms {

/// A key that is a local time, which rows refer to.
struct [[tenon::table("absence_days"), tenon::primary_key(day, at)]] AbsenceDay {
  tenon::LocalTimestamp day;
  tenon::Time at;
  [[tenon::references(Absence::begins)]] tenon::LocalTimestamp of;
};

}  // namespace forms

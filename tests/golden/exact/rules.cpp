// Rules of an application, about values that stand nowhere else: 123456789 is refused.
#include "rules.hpp"

#include <tenon/violations.hpp>

#include "meter_dto.hpp"

namespace exact {

std::string asked;

void validate_extra(const View& view, tenon::Violations& violations) {
  asked += "view ";
  if (view.from == 123456789) violations.add("from", "value_error", "Value error, no view");
}

void validate_extra(const Spot& spot, tenon::Violations& violations) {
  asked += "spot ";
  if (spot.cell == 123456789) violations.add("", "too_dark", "Nothing is seen there");
}

void validate_extra(const MeterCreate& meter, tenon::Violations& violations) {
  asked += "meter ";
  if (*meter.serial == 123456789) violations.add("serial", "value_error", "Value error, no serial");
}

}  // namespace exact

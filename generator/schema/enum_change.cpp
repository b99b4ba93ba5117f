#include "schema/enum_change.hpp"

#include <algorithm>

#include "schema/dependency.hpp"

namespace tenon::schema {

EnumChange enum_change(const EnumType& from, const EnumType& to,
                       const std::vector<RenamedValue>& renames) {
  EnumChange change;
  std::vector<std::string> old_values = from.values;
  for (const RenamedValue& value : renames) {
    std::replace(old_values.begin(), old_values.end(), value.from, value.to);
  }
  std::vector<std::string> kept;
  for (const std::string& value : to.values) {
    if (contains(old_values, value)) kept.push_back(value);
  }
  for (const std::string& value : old_values) {
    if (!contains(to.values, value)) change.removed.push_back(value);
  }
  change.needs_new_type = kept != old_values;
  for (std::size_t i = 0; i < to.values.size(); ++i) {
    if (contains(old_values, to.values[i])) continue;
    if (i > 0) {
      change.additions.push_back({to.values[i], to.values[i - 1], true});
    } else {
      const std::string first = old_values.empty() ? std::string{} : old_values.front();
      change.additions.push_back({to.values[i], first, false});
    }
  }
  return change;
}

std::vector<RenamedValue> effective_value_renames(const std::vector<std::string>& from,
                                                  const std::vector<std::string>& to,
                                                  const std::vector<RenamedValue>& declared) {
  std::vector<RenamedValue> effective;
  for (const RenamedValue& value : declared) {
    const bool is_new = contains(to, value.to) && !contains(from, value.to);
    if (is_new && contains(from, value.from)) effective.push_back(value);
  }
  return effective;
}

}  // namespace tenon::schema

// The types of std::chrono that hold exactly what a column holds, by <tenon/chrono.hpp>.
#pragma once

#include <string_view>
#include <vector>

#include "model/draft.hpp"

namespace tenon::model {

struct ChronoType {
  std::string_view name;                            ///< by its parts: "sys_time<days>"
  std::string_view type;                            ///< as people write it: "std::chrono::sys_days"
  DraftType::Kind kind = DraftType::Kind::unknown;  ///< what is stored
};

inline constexpr const char* chrono_header = "tenon/chrono.hpp";

const std::vector<ChronoType>& chrono_types();

/// The one with this name, or null.
const ChronoType* find_chrono(std::string_view name);

}  // namespace tenon::model

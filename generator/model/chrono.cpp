#include "model/chrono.hpp"

namespace tenon::model {

const std::vector<ChronoType>& chrono_types() {
  using Kind = DraftType::Kind;
  static const std::vector<ChronoType> types = {
      {"sys_time<microseconds>", "std::chrono::sys_time<std::chrono::microseconds>",
       Kind::timestamp},
      {"sys_time<milliseconds>", "std::chrono::sys_time<std::chrono::milliseconds>",
       Kind::timestamp},
      {"sys_time<seconds>", "std::chrono::sys_seconds", Kind::timestamp},
      {"sys_time<minutes>", "std::chrono::sys_time<std::chrono::minutes>", Kind::timestamp},
      {"sys_time<hours>", "std::chrono::sys_time<std::chrono::hours>", Kind::timestamp},
      {"local_time<microseconds>", "std::chrono::local_time<std::chrono::microseconds>",
       Kind::local_timestamp},
      {"local_time<milliseconds>", "std::chrono::local_time<std::chrono::milliseconds>",
       Kind::local_timestamp},
      {"local_time<seconds>", "std::chrono::local_seconds", Kind::local_timestamp},
      {"local_time<minutes>", "std::chrono::local_time<std::chrono::minutes>",
       Kind::local_timestamp},
      {"microseconds", "std::chrono::microseconds", Kind::interval},
      {"milliseconds", "std::chrono::milliseconds", Kind::interval},
      {"seconds", "std::chrono::seconds", Kind::interval},
      {"minutes", "std::chrono::minutes", Kind::interval},
      {"hours", "std::chrono::hours", Kind::interval},
      {"sys_time<days>", "std::chrono::sys_days", Kind::date},
      {"year_month_day", "std::chrono::year_month_day", Kind::date},
  };
  return types;
}

const ChronoType* find_chrono(std::string_view name) {
  for (const ChronoType& one : chrono_types())
    if (one.name == name) return &one;
  return nullptr;
}

}  // namespace tenon::model

#include <tenon/local_timestamp.hpp>

#include "value/civil.hpp"

namespace tenon {

std::string to_string(LocalTimestamp timestamp) {
  if (timestamp == LocalTimestamp::infinity()) return "infinity";
  if (timestamp == LocalTimestamp::negative_infinity()) return "-infinity";
  std::string out;
  detail::append_date_and_time(out, timestamp.microseconds);
  return out;
}

std::optional<LocalTimestamp> parse_local_timestamp(std::string_view text) {
  if (text == "infinity") return LocalTimestamp::infinity();
  if (text == "-infinity") return LocalTimestamp::negative_infinity();
  const std::optional<std::int64_t> local = detail::take_date_and_time(text);
  if (!local || !text.empty()) return std::nullopt;
  return LocalTimestamp{*local};
}

}  // namespace tenon

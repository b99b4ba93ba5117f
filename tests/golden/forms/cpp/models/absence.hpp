#pragma once

#include <optional>

#include <tenon/model.hpp>

namespace forms {

/// What a wall clock and a calendar show, lengths of time, and JSON.
struct [[tenon::table("absences"), tenon::index(notes, using("gin"))]] Absence {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique]] tenon::LocalTimestamp begins;
  [[tenon::index]] tenon::Time opens;
  tenon::Interval every;
  /// Any JSON value.
  tenon::Json notes;

  [[tenon::default_sql("localtimestamp")]] tenon::LocalTimestamp made;
  [[tenon::default_sql("localtime")]] tenon::Time made_at;
  [[tenon::default_sql("'P1DT2H'")]] tenon::Interval pause;
  [[tenon::default_sql("'{}'")]] tenon::Json options;

  std::optional<tenon::LocalTimestamp> ends;
  std::optional<tenon::Time> closes;
  std::optional<tenon::Interval> lasts;
  std::optional<tenon::Json> extra;
};

}  // namespace forms

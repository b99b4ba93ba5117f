// The types of std::chrono that hold exactly what a column holds, as types of fields:
//
//     sys_time<microseconds>, sys_time<milliseconds>, sys_seconds,
//     sys_time<minutes>, sys_time<hours>                              as tenon::Timestamp
//     local_time<microseconds>, and likewise to local_time<hours>     as tenon::LocalTimestamp
//     sys_days, year_month_day                                        as tenon::Date
//     microseconds, milliseconds, seconds, minutes, hours             as tenon::Interval
//
// system_clock::time_point is none of them: it counts nanoseconds in libstdc++. What the other side
// cannot hold exactly (an infinity, a fraction of a second in sys_seconds, a day that is none, an
// interval of days, whose length depends on the date) is Error bad_value, never rounded. Costs
// 40,000 lines of <chrono>: generated headers include it only for fields of these types.
#pragma once

#include <chrono>
#include <cstdint>
#include <type_traits>

#include <tenon/codec.hpp>
#include <tenon/date.hpp>
#include <tenon/interval.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/timestamp.hpp>

namespace tenon {

namespace detail {

/// `ticks` times `factor`. Throws Error bad_value when that is beyond a Timestamp's years or one of
/// its infinities.
std::int64_t microseconds_of(std::int64_t ticks, std::int64_t factor);
/// The other way. Throws Error bad_value when something would be left, and for an infinity.
std::int64_t ticks_of(std::int64_t microseconds, std::int64_t factor);
/// A length of time. Throws Error bad_value when it is beyond an interval.
Interval interval_of(std::int64_t ticks, std::int64_t factor);
/// The other way. Throws Error bad_value when something would be left, and for months and days.
std::int64_t ticks_of(const Interval& interval, std::int64_t factor);
/// Throws Error bad_value when a column has no such day.
Date date_of(std::int64_t days);
/// Throws Error bad_value for a year that std::chrono::year does not hold.
void check_year(Date date);
/// Throws Error bad_value.
[[noreturn]] void refuse_day();

/// A whole number of microseconds, in 64 bits.
template <class Duration>
concept Exact = std::is_same_v<typename Duration::rep, std::int64_t> &&
                std::ratio_divide<typename Duration::period, std::micro>::den == 1;

}  // namespace detail

template <detail::Exact Duration>
struct Codec<std::chrono::sys_time<Duration>> {
  using Stored = Timestamp;

  static Stored encode(std::chrono::sys_time<Duration> time) {
    return {detail::microseconds_of(time.time_since_epoch().count(), factor)};
  }
  static std::chrono::sys_time<Duration> decode(Stored timestamp) {
    return std::chrono::sys_time<Duration>{
        Duration{detail::ticks_of(timestamp.microseconds, factor)}};
  }

 private:
  static constexpr std::int64_t factor =
      std::ratio_divide<typename Duration::period, std::micro>::num;
};

template <detail::Exact Duration>
struct Codec<std::chrono::local_time<Duration>> {
  using Stored = LocalTimestamp;

  static Stored encode(std::chrono::local_time<Duration> time) {
    return {detail::microseconds_of(time.time_since_epoch().count(), factor)};
  }
  static std::chrono::local_time<Duration> decode(Stored timestamp) {
    return std::chrono::local_time<Duration>{
        Duration{detail::ticks_of(timestamp.microseconds, factor)}};
  }

 private:
  static constexpr std::int64_t factor =
      std::ratio_divide<typename Duration::period, std::micro>::num;
};

template <class Period>
requires detail::Exact<std::chrono::duration<std::int64_t, Period>>
struct Codec<std::chrono::duration<std::int64_t, Period>> {
  using Duration = std::chrono::duration<std::int64_t, Period>;
  using Stored = Interval;

  static Stored encode(Duration duration) { return detail::interval_of(duration.count(), factor); }
  static Duration decode(const Stored& interval) {
    return Duration{detail::ticks_of(interval, factor)};
  }

 private:
  static constexpr std::int64_t factor = std::ratio_divide<Period, std::micro>::num;
};

template <>
struct Codec<std::chrono::sys_days> {
  using Stored = Date;
  static Stored encode(std::chrono::sys_days day) {
    return detail::date_of(day.time_since_epoch().count());
  }
  static std::chrono::sys_days decode(Stored date) {
    return std::chrono::sys_days{std::chrono::days{date.days}};
  }
};

template <>
struct Codec<std::chrono::year_month_day> {
  using Stored = Date;
  static Stored encode(const std::chrono::year_month_day& day) {
    if (!day.ok()) detail::refuse_day();
    return Codec<std::chrono::sys_days>::encode(day);
  }
  static std::chrono::year_month_day decode(Stored date) {
    detail::check_year(date);
    return Codec<std::chrono::sys_days>::decode(date);
  }
};

}  // namespace tenon

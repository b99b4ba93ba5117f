#pragma once

#include <chrono>
#include <optional>

#include <tenon/model.hpp>

#include "amount_codec.hpp"
#include "seat_id.hpp"

namespace forms {

struct Holder;

/// Types around a stored value: ids, an application's own, and those of the standard library.
struct [[tenon::table("vouchers"), tenon::shape(VoucherCard, id, price, part, until, before, seat)]] Voucher {
  [[tenon::primary_key]] tenon::Id<Voucher> id;
  [[tenon::references(Holder::id, on_delete(cascade), relation("holder"), inverse("vouchers"))]]
  tenon::Id<Holder, tenon::Uuid> holder_id;
  [[tenon::references(Seat::id, relation("seat"))]] std::optional<SeatId> seat_id;
  [[tenon::index, tenon::references(Voucher::id, relation("before"))]] std::optional<tenon::Id<Voucher>> before_id;
  /// What it costs.
  [[tenon::range(0, 100000)]] Money price;
  std::optional<Money> discount;
  [[tenon::default_sql("0")]] Money fee;
  [[tenon::unique, tenon::length(4, 12), tenon::pattern("^[A-Z]{2}[0-9]+$")]] Part part;
  std::optional<Part> spare;
  [[tenon::precision(8, 3), tenon::range(0, 1000)]] Weight weight;
  [[tenon::precision(20, 3)]] std::optional<Weight> gross;
  Grade grade;
  std::optional<Grade> wish;
  std::chrono::sys_days day;
  std::optional<std::chrono::year_month_day> until;
  std::chrono::sys_seconds doors;
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> scanned;
  std::optional<std::chrono::local_time<std::chrono::microseconds>> opens;
  std::chrono::local_seconds closes;
  std::chrono::milliseconds length;
  std::optional<std::chrono::hours> grace;
  std::optional<Deal> terms;
  [[tenon::created_at]] std::chrono::sys_time<std::chrono::microseconds> created_at;
  [[tenon::updated_at]] std::chrono::sys_time<std::chrono::microseconds> updated_at;
};

}  // namespace forms

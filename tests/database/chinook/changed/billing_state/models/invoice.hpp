#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace music {

/// The states that invoices were sent to.
enum class State {
  AB,
  AZ,
  BC,
  CA,
  DF,
  Dublin,
  FL,
  IL,
  MA,
  MB,
  NS,
  NSW,
  NT,
  NV,
  NY,
  ON,
  QC,
  RJ,
  RM,
  SP,
  TX,
  UT,
  VV,
  WA,
  WI
};

/// What a customer bought at one time.
struct [[tenon::table("invoices"), tenon::index(customer_id, desc(invoice_date))]] Invoice {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Customer::id, relation("customer"),
                      inverse("invoices"))]] std::int64_t customer_id{};
  tenon::Timestamp invoice_date;
  [[tenon::length(70)]] std::optional<std::string> billing_address;
  [[tenon::length(40)]] std::optional<std::string> billing_city;
  std::optional<State> billing_state;
  [[tenon::length(40)]] std::optional<std::string> billing_country;
  [[tenon::length(10)]] std::optional<std::string> billing_postal_code;
  /// The sum of the lines, as it was charged.
  [[tenon::precision(10, 2)]] tenon::Decimal total;
};

/// One track on an invoice, at the price of that day.
struct [[tenon::table("invoice_lines")]] InvoiceLine {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::index, tenon::references(Invoice::id, on_delete(cascade), relation("invoice"),
                                    inverse("lines"))]] std::int64_t invoice_id{};
  [[tenon::index, tenon::references(Track::id, relation("track"))]] std::int64_t track_id{};
  [[tenon::precision(10, 2)]] tenon::Decimal unit_price;
  [[tenon::range(1, 1000)]] std::int32_t quantity = 1;
};

}  // namespace music

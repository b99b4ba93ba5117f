#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tenon/model.hpp>

#include "address.hpp"
#include "located.hpp"
#include "remark.hpp"
#include "terms.hpp"

namespace forms {

/// Value objects: required and optional, one in another, of a mix-in, with prefixes of their own.
struct [[tenon::table("customers"), tenon::unique(name, address.city),
         tenon::index(desc(billing::city), address::street), tenon::shape(CustomerCard, name, address, billing),
         tenon::shape(WholeCustomer, *)]]
Customer : Located {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  /// Where they live.
  Address address;
  [[tenon::embed("bill_")]] std::optional<Address> billing;
  [[tenon::read_only]] Terms terms;
  std::optional<Terms> offer;
  [[tenon::embed("")]] std::optional<Remark> remark;
};

}  // namespace forms

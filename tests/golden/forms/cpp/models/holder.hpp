#pragma once

#include <tenon/model.hpp>

namespace forms {

/// Whose vouchers they are.
struct [[tenon::table("holders"), tenon::shape(HolderWithVouchers, *, vouchers(VoucherCard))]] Holder {
  [[tenon::primary_key]] tenon::Id<Holder, tenon::Uuid> id;
  std::string name;
};

}  // namespace forms

#pragma once

#include <tenon/model.hpp>

namespace forms {

/// Whose vouchers they are.
struct [[tenon::table("holders")]] Holder {
  [[tenon::primary_key]] tenon::Id<Holder, tenon::Uuid> id;
  std::string name;
};

}  // namespace forms

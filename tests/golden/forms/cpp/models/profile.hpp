#pragma once

#include <tenon/model.hpp>

#include "account.hpp"

namespace forms {

/// One row for one row: the key is a reference.
struct [[tenon::table("profiles")]] Profile {
  [[tenon::primary_key, tenon::references(Account::id, on_delete(cascade))]] std::int64_t account_id{};
  tenon::Bytes picture;
};

}  // namespace forms

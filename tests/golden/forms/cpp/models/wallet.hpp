#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <tenon/model.hpp>

#include "amount_codec.hpp"
#include "wallet_tag.hpp"

namespace forms {

struct Holder;

/// Lists of types around a stored value: ids, an application's own, and those of the standard library.
struct [[tenon::table("wallets"), tenon::index(holder_ids, using("gin")), tenon::shape(WalletCard, parts, prices)]]
Wallet {
  [[tenon::primary_key]] tenon::Id<Wallet> id;
  std::vector<tenon::Id<Holder, tenon::Uuid>> holder_ids;
  std::optional<std::vector<tenon::Id<Wallet>>> inside;
  [[tenon::items(0, 4), tenon::unique_items, tenon::each(length(4, 12), pattern("^[A-Z]{2}[0-9]+$"))]]
  std::vector<Part> parts;
  std::optional<std::vector<SeatId>> seats;
  std::vector<Money> prices = std::vector<Money>{};
  [[tenon::default_sql("'{}'")]] std::vector<Grade> grades;
  [[tenon::precision(8, 3), tenon::each(range(0, 1000))]] std::vector<Weight> weights;
  [[tenon::precision(20, 3)]] std::optional<std::vector<Weight>> gross;
  std::vector<std::chrono::sys_days> days;
  std::optional<std::vector<std::chrono::milliseconds>> lengths;
  std::optional<WalletTag> tag;
};

}  // namespace forms

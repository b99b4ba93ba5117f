// The opaque cursor of keyset pages: where a page ended, as the values of its order's columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tenon/filter.hpp>
#include <tenon/row.hpp>

#include <tenon/list.hpp>

namespace tenon::detail {

struct PagePosition {
  struct Part {
    bool is_null = false;
    Value value;
  };
  std::vector<Part> parts;  // one a column of the order
};

/// Names the row's place in `order`. Format: base64url of version, hash of table and order, values,
/// hash of all before.
std::string encode_position(const Row& row, std::string_view table,
                            const std::vector<Order>& order);

/// Throws Error bad_value when `cursor` was altered or belongs to another table or order.
PagePosition decode_position(std::string_view cursor, std::string_view table,
                             const std::vector<Order>& order);

}  // namespace tenon::detail

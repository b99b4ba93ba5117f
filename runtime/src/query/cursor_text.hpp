// The text form of a keyset cursor: opaque, versioned, and refused when it was altered or belongs
// to another list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/column.hpp>

namespace tenon::detail {

/// `shape` stands for the table and the order. The text is fit for URLs.
std::string write_cursor(std::uint64_t shape, const std::vector<Value>& values);

/// The values, one for each key of the order, or Error bad_value.
std::vector<Value> read_cursor(std::string_view text, std::uint64_t shape,
                               const std::vector<Order>& order);

}  // namespace tenon::detail

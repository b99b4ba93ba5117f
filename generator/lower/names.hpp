// Names that the user did not write: of keys, indexes and constraints, as PostgreSQL would choose
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::lower {

/// PostgreSQL keeps 63 bytes of a name and cuts the rest without an error (manual, 4.1.1).
inline constexpr std::size_t longest_name = 63;

/// table_column_…_suffix. A longer name than the database keeps is cut (never inside a character)
/// and ends with eight hexadecimal digits of its hash before the suffix, so that two of them stay
/// apart.
std::string derived_name(std::string_view table, const std::vector<std::string>& columns,
                         std::string_view suffix);

}  // namespace tenon::lower

// The other side of a comparison with a field, out of a request's text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/query_fields.hpp>

namespace tenon::detail {

/// Which operators a field has: those that mean the same on both databases and that compile for
/// its column.
bool has_operator(const QueryField& field, FilterOperator how);
/// "'eq', 'ne' or 'is_null'"; "" where there is none.
std::string operators_of(const QueryField& field);
/// Both databases sort its rows alike.
bool is_sortable(const QueryField& field);

/// "'a', 'b' or 'c'", as messages list what they expect.
std::string either_of(const std::vector<std::string_view>& texts);

/// What stands between commas; `\,` is a comma of a value, `\\` a backslash.
std::vector<std::string> split_values(std::string_view text);

/// A whole number; one that is beyond 64 bits is the nearest that is not.
bool read_count(std::string_view text, std::int64_t& out, Violations& found);

/// One condition; nothing when there is something wrong, which is added under the parameter's name.
/// The field has the operator.
std::optional<Filter> condition(const QueryField& field, FilterOperator how,
                                std::string_view parameter, std::string_view text,
                                std::size_t max_in, Violations& violations);

}  // namespace tenon::detail

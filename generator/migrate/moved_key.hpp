// A batch that changes the key by which the batches go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::migrate {

/// The first column of `key` that the UPDATE sets while its WHERE says nothing but the range: rows
/// that it has moved may be met, and changed, again. "" when there is none.
std::string moved_key(std::string_view sql, const std::vector<std::string>& key);

}  // namespace tenon::migrate

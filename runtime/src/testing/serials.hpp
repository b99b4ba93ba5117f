// The numbers that factories have given out, for the fixture that begins them anew.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace tenon::detail {

/// The last number of each kind of object.
using Serials = std::map<std::string, std::int64_t, std::less<>>;

Serials serials();
void set_serials(Serials numbers);

}  // namespace tenon::detail

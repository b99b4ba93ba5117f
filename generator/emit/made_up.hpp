// The values that a factory makes up, as C++ expressions: each meets the rules of its field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/model.hpp"

namespace tenon::emit {

/// An expression over `serial`, which names a tenon::Serial; nothing for a field of whose values
/// nobody knows what they have to be: a pattern of which no text was found, a type with a Codec and
/// without rules, a type of PostgreSQL's that is no text. `varies`: also a bool or an enum is to be
/// another one each time. Of a value object there is none: it is made member by member.
std::optional<std::string> made_up(const model::Field& field, const model::Model& model,
                                   std::string_view space, bool varies, std::string_view serial);

/// How many values it makes of one field, up to a million.
std::int64_t made_up_count(const model::Field& field, const model::Model& model);

}  // namespace tenon::emit

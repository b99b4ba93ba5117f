// Every code of the diagnostics about models and JSON texts, in one list: base, model and both
// front ends take theirs from here. tests/diagnostics holds a bad input for each of them.
#pragma once

namespace tenon::base::codes {

// JSON texts
inline constexpr const char* json_syntax = "json-syntax";
inline constexpr const char* json_encoding = "json-encoding";
inline constexpr const char* json_duplicate_key = "json-duplicate-key";
inline constexpr const char* json_too_deep = "json-too-deep";

}  // namespace tenon::base::codes

// Names under which things step aside for the length of a transaction, while others take theirs.
#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "schema/operation.hpp"

namespace tenon::schema {

inline constexpr const char* spare_prefix = "__tenon_swap_";
/// For tables that exchange their places between schemas.
inline constexpr const char* spare_schema = "__tenon_swap";

inline bool is_spare(std::string_view name) { return base::starts_with(name, spare_prefix); }
inline bool is_spare(const TableName& table) {
  return table.schema == spare_schema || is_spare(table.name);
}

/// One that `is_taken` does not know.
template <class IsTaken>
std::string spare_name(const std::string& name, IsTaken is_taken) {
  constexpr std::size_t longest = 48;  // of 63, with the prefix
  std::size_t length = name.size() < longest ? name.size() : longest;
  // Not in the midst of a character.
  while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U)
    --length;
  std::string spare = spare_prefix + name.substr(0, length);
  while (is_taken(spare)) spare += "_";
  return spare;
}

}  // namespace tenon::schema
